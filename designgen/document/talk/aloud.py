"""Printed values as one says them: `347/s` is `347 a second`, `2 M` is `2 million`."""

import re

from designgen.document.talk.grammar import AUXILIARIES, SINGULAR

_SIZES = {"k": "thousand", "M": "million", "B": "billion", "T": "trillion"}
_UNITS = {"ns": "nanoseconds", "µs": "microseconds", "us": "microseconds", "ms": "milliseconds",
          "s": "seconds", "min": "minutes", "h": "hours"}  # fmt: skip
_RATES = {"s": "a second", "min": "a minute", "h": "an hour", "day": "a day", "month": "a month"}
_SIZE = re.compile(r"(?<=\d) ([kMBT])(?![\w²])")
_UNIT = re.compile(r"(?<![\w.])(\d[\d,.]*) (ns|µs|us|ms|s|min|h)(?![\w/])")
_RATE = re.compile(r"(?<=[\w)])/(s|min|h|day|month)\b")
_COUNTED = re.compile(r"(\d[\d,.]*(?: [kMBT])?)/(s|min|h|day|month) ((?:scored )?([a-z]+s))\b")
_SIGNS = {" × ": " times ", " ÷ ": " divided by ", " + ": " plus ", " − ": " minus ", " – ": ", "}


def aloud(text: str) -> str:
    """A sentence with its numbers and signs in words; units of bytes and per cent stay, since everybody reads them so."""
    text = _COUNTED.sub(_counted, text)
    text = _RATE.sub(lambda match: f" {_RATES[match[1]]}", text)
    text = _SIZE.sub(lambda match: f" {_SIZES[match[1]]}", text)
    text = _UNIT.sub(lambda match: f"{match[1]} {_unit(match[1], match[2])}", text)
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return text


def _counted(match: re.Match[str]) -> str:
    """`926 k/s pairs` with the noun before the time: `926 k pairs/s`."""
    verb = match[4] in SINGULAR or match[4] in AUXILIARIES or match[4] in ("times", "as", "this")
    return match[0] if verb else f"{match[1]} {match[3]}/{match[2]}"


def _unit(number: str, unit: str) -> str:
    return _UNITS[unit].removesuffix("s") if number == "1" else _UNITS[unit]


def words(text: str) -> int:
    """How many words a text has when it is spoken."""
    return len(re.findall(r"[^\W_][\w'’.,/%-]*", text))
