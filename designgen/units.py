"""Numbers with units: reading ("50M/day", "10ms", "2 TB"), dimensions, and humane printing.

Base units are second, byte and usd; a dimension is the exponents of the three. Literals are read as exact
fractions, so that 99.9% is 0.999. A bare `B` is a billion; bytes are written out, or kB, MB, GB, TB, PB.
"""

import re
from fractions import Fraction
from typing import NamedTuple

Dimension = tuple[int, int, int]
"""Exponents of second, byte, usd."""

PLAIN: Dimension = (0, 0, 0)
SUFFIXES = {"k": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_SECONDS: dict[str, int | Fraction] = {
    "ns": Fraction(1, 10**9), "us": Fraction(1, 10**6), "µs": Fraction(1, 10**6), "ms": Fraction(1, 1000),
    "s": 1, "sec": 1, "second": 1, "seconds": 1, "min": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hour": 3600, "hours": 3600, "d": 86400, "day": 86400, "days": 86400,
    "week": 604800, "weeks": 604800, "month": 2628000, "months": 2628000, "year": 31536000, "years": 31536000,
}  # fmt: skip
_BYTES = {"byte": 1, "bytes": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15}
_PLAIN: dict[str, int | Fraction] = {"%": Fraction(1, 100), "count": 1, "share": 1, "bool": 1, "1": 1}
UNITS: dict[str, tuple[Fraction, Dimension]] = (
    {name: (Fraction(size), (1, 0, 0)) for name, size in _SECONDS.items()}
    | {name: (Fraction(size), (0, 1, 0)) for name, size in _BYTES.items()}
    | {"usd": (Fraction(1), (0, 0, 1))}
    | {name: (Fraction(size), PLAIN) for name, size in _PLAIN.items()}
)
LITERAL = re.compile(
    r"(?P<number>[+-]?[0-9][0-9_,]*(?:\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?)\s*(?P<word>[A-Za-zµ]+|%)?\s*(?:/\s*(?P<per>[A-Za-z]+))?"
)


class Amount(NamedTuple):
    """A value in base units, and its dimension."""

    value: Fraction
    dimension: Dimension


def parse(text: str) -> Amount | None:
    """The amount that a text says, or None. `5M usd/month`, `100/day`, `1e9`, `2 kB`, `30%`."""
    two_words = re.fullmatch(r"(\S+)\s+([A-Za-z]+(?:/[A-Za-z]+)?)", text.strip())
    if two_words and (suffixed := re.fullmatch(r"([0-9_,.]+)([kMBT])", two_words[1])):
        return _scaled(parse(f"{suffixed[1]} {two_words[2]}"), SUFFIXES[suffixed[2]])
    match = LITERAL.fullmatch(text.strip())
    if match is None or len(text) > 60:
        return None
    unit = unit_of(match["word"], match["per"])
    number = Fraction(match["number"].replace(",", "").replace("_", ""))
    return None if unit is None else Amount(number * unit.value, unit.dimension)


def unit_of(word: str | None, per: str | None) -> Amount | None:
    """What `word/per` stands for; a suffix (k, M, B, T) counts as a plain word."""
    size, dimension = Fraction(1), PLAIN
    if word is not None:
        if word in SUFFIXES:
            size = Fraction(SUFFIXES[word])
        elif word in UNITS:
            size, dimension = UNITS[word]
        else:
            return None
    if per is not None:
        if per not in UNITS:
            return None
        below, exponents = UNITS[per]
        size, dimension = size / below, divided(dimension, exponents)
    return Amount(size, dimension)


def dimension_of(unit: str) -> Dimension:
    """The dimension of a declared unit such as `1/second` or `byte`. Raises ValueError."""
    return amount_of(unit).dimension


def amount_of(unit: str) -> Amount:
    """One of a declared unit, in base units. Raises ValueError."""
    word, _, per = unit.partition("/")
    amount = unit_of(word, per or None)
    if amount is None:
        raise ValueError(f"{unit} is not a unit")
    return amount


def multiplied(left: Dimension, right: Dimension) -> Dimension:
    return (left[0] + right[0], left[1] + right[1], left[2] + right[2])


def divided(left: Dimension, right: Dimension) -> Dimension:
    return (left[0] - right[0], left[1] - right[1], left[2] - right[2])


def _scaled(amount: Amount | None, factor: int) -> Amount | None:
    return None if amount is None else Amount(amount.value * factor, amount.dimension)


_NAMES = {PLAIN: "a plain number", (1, 0, 0): "a time", (0, 1, 0): "bytes", (0, 0, 1): "usd", (-1, 0, 0): "a rate"}


def dimension_name(dimension: Dimension) -> str:
    """What people call it: "a time", "bytes", "a rate", or the exponents."""
    if dimension in _NAMES:
        return _NAMES[dimension]
    powers = zip(("second", "byte", "usd"), dimension, strict=True)
    return "·".join(f"{name}^{power}" if power != 1 else name for name, power in powers if power)


def humane(value: float, unit: str) -> str:
    """A value in base units as a person would say it, given its declared unit: "391 M", "36 ms", "1.2 TB"."""
    if value != value or value in (float("inf"), float("-inf")):
        return "unbounded"
    if unit == "share":
        nearly = 0.9995 <= value < 1  # 99.9999 % is not 100 %
        return f"{value * 100:.10g} %" if nearly else f"{digits(value * 100)} %"
    dimension = dimension_of(unit)
    if dimension == (1, 0, 0):
        return _in_steps(value, _TIMES)
    if dimension[1:] == (1, 0):
        return _in_steps(value, _SIZES) + ("" if dimension[0] == 0 else "/s")
    if dimension[2] == 1:
        return f"${magnitude(value * _per(unit))}{_PER.get(unit.partition('/')[2], '')}"
    if dimension == (-1, 0, 0):
        daily = unit.endswith("/day") or 0 < value < 0.1
        return f"{magnitude(value * 86400)}/day" if daily else f"{magnitude(value)}/s"
    return magnitude(value)


_PER = {"hour": "/h", "month": "/month", "GB": "/GB"}


def _per(unit: str) -> float:
    """How much of the base unit the unit below the stroke is."""
    below = unit.partition("/")[2]
    return float(UNITS[below][0]) if below else 1.0


def magnitude(value: float) -> str:
    """A plain number with k, M, B or T: "391 M", "1.2 k", "2,000"."""
    if abs(value) < 10_000:
        return digits(value)
    for name, size in (("T", 1e12), ("B", 1e9), ("M", 1e6), ("k", 1e3)):
        if abs(value) >= size * 0.9995:
            return f"{digits(value / size)} {name}"
    return digits(value)


def digits(value: float) -> str:
    """Three significant digits, or the whole number with commas; no trailing zeros."""
    if value == 0:
        return "0"
    if abs(value) >= 100 or value == int(value):
        return f"{round(value):,}"
    text = f"{value:.3g}"
    return f"{float(text):.10f}".rstrip("0").rstrip(".") if "e" in text else text


_TIMES = (("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3), ("s", 1.0), ("min", 60.0), ("h", 3600.0), ("days", 86400.0))
_SIZES = (("bytes", 1.0), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("PB", 1e15), ("EB", 1e18))


def _in_steps(value: float, steps: tuple[tuple[str, float], ...]) -> str:
    if value == 0:
        return "0 s" if steps is _TIMES else "0 bytes"
    chosen = steps[0]
    for step in steps:
        wanted = 2 * step[1] if step[0] == "days" else step[1]
        if abs(value) >= wanted * 0.9995:
            chosen = step
    name, size = chosen
    text = digits(value / size)
    return f"{text} day" if name == "days" and text == "1" else f"{text} {name}"
