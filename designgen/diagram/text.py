"""Widths of text without any font: advance widths of DejaVu Sans, one of the widest faces in use, so that every
likelier face fits as well. Sizes in px."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

_REGULAR = (
    32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
    69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
    82, 59, 59, 52, 64, 34, 64, 84,
)  # fmt: skip
_BOLD = (
    35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84,
    84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77,
    72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71,
    65, 92, 65, 65, 58, 71, 37, 71, 84,
)  # fmt: skip


_EMOJI, _IDEOGRAPH, _OTHER = 136, 105, 95
_SCRIPTS = ((0x0590, 0x05FF, 76), (0x0600, 0x06FF, 88), (0xFB1D, 0xFB4F, 80), (0x12000, 0x1254F, 320), (0xFDFD, 0xFDFD, 900))
_JOINER, _KEYCAP, _PICTURE = "\u200d", "\u20e3", "\ufe0f"


@lru_cache(4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line, never less than what a common face needs."""
    table = _BOLD if bold else _REGULAR
    if text.isascii():
        return sum(_advance(letter, table) for letter in text) * size / 100
    return sum(_wide(cluster, table) for cluster in clusters(text)) * size / 100


def clusters(text: str) -> list[str]:
    """What a reader takes for single letters: with their accents, flags, and emoji joined into one."""
    found: list[str] = []
    for letter in text:
        if found and (_clings(letter) or (found[-1][-1] == _JOINER and _is_emoji(letter)) or _is_half_flag(found[-1], letter)):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _clings(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me", "Cf") or "\U0001f3fb" <= letter <= "\U0001f3ff"


def _is_emoji(letter: str) -> bool:
    return letter >= "\u2190" and unicodedata.category(letter) == "So"


def _is_half_flag(before: str, letter: str) -> bool:
    """Whether two regional indicators make a flag."""
    return _is_indicator(letter) and len(before) == 1 and _is_indicator(before)


def _is_indicator(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _wide(cluster: str, table: tuple[int, ...]) -> int:
    if _PICTURE in cluster or _KEYCAP in cluster or cluster[0] >= "\U0001f000":
        return _EMOJI
    return _advance(cluster[0], table)


def _advance(letter: str, table: tuple[int, ...]) -> int:
    code = ord(letter)
    if 32 <= code < 127:
        return table[code - 32]
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _IDEOGRAPH
    known = next((wide for first, last, wide in _SCRIPTS if first <= code <= last), 0)
    if known:
        return known
    parts = unicodedata.normalize("NFKD", letter)
    base = ord(parts[0])
    return table[base - 32] + 2 if 32 < base < 127 else max(_OTHER, 20 * len(parts))


@lru_cache(4096)
def clean(text: str) -> str:
    """One line of printable text: what XML cannot hold and what turns the direction is gone, white space is single."""
    kept = "".join(_kept(letter, text[n - 1 : n]) for n, letter in enumerate(text))
    return " ".join(kept.split())


def _kept(letter: str, before: str) -> str:
    kind = unicodedata.category(letter)
    if kind == "Cf":  # only what holds letters together
        joins = letter in "\u200c\u200d" or "\U000e0020" <= letter <= "\U000e007f"
        return letter if joins and before and unicodedata.category(before)[0] not in "CZ" else ""
    return letter if kind[0] not in "CZ" else " "


@lru_cache(1024)
def runs_leftwards(text: str) -> bool:
    """Whether a text is read from right to left, by its first letter that has a direction."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


@lru_cache(4096)
def fit(text: str, size: float, most: float, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits into `most`, with an ellipsis."""
    text = clean(text)
    if width(text, size, bold) <= most:
        return text
    left = clusters(text)
    room = most - width("…", size, bold)
    while left and width("".join(left), size, bold) > room:
        left.pop()
    return "".join(left).rstrip() + "…"


@lru_cache(4096)
def wrap(text: str, size: float, most: float, bold: bool = False, lines: int = 2) -> tuple[str, ...]:
    """As few lines as hold it, of about one length; what is too long for the last of `lines` loses its end."""
    text = clean(text)
    if width(text, size, bold) <= most:
        return (text,)
    pieces = _pieces(text, size, most, bold)
    full = _filled(pieces, size, most, bold)
    if len(full) > lines:
        return (*full[: lines - 1], fit(" ".join(full[lines - 1 :]), size, most, bold))
    narrow = most
    while len(tighter := _filled(pieces, size, narrow - 4, bold)) == len(full) and narrow > most / 3:
        narrow, full = narrow - 4, tighter
    return tuple(full)


def _pieces(text: str, size: float, most: float, bold: bool) -> list[tuple[str, str]]:
    """(what to put before it on the same line, piece): words, ideographs, and parts of words that are too long for a line."""
    found: list[tuple[str, str]] = []
    words = [(" " if number else "", word) for number, word in enumerate(text.split(" "))]
    for start, word in chain.from_iterable(_at_hyphens(*one, width(one[1], size, bold) > most) for one in words):
        glue, part = start, ""
        for cluster in clusters(word) if not word.isascii() or width(word, size, bold) > most else [word]:
            wide = unicodedata.east_asian_width(cluster[0]) in "WF"
            if part and (wide or unicodedata.east_asian_width(part[-1]) in "WF" or width(part + cluster, size, bold) > most):
                found.append((glue, part))
                glue, part = "", ""
            part += cluster
        found.append((glue, part))
    return found


def _at_hyphens(glue: str, word: str, too_long: bool) -> Iterator[tuple[str, str]]:
    """The word, or its parts behind each hyphen."""
    parts = re.split(r"(?<=-)", word) if too_long else [word]
    yield from ((glue if not number else "", part) for number, part in enumerate(parts) if part or len(parts) == 1)


def _filled(pieces: list[tuple[str, str]], size: float, most: float, bold: bool) -> list[str]:
    """Each line as full as it gets."""
    lines: list[str] = []
    for glue, piece in pieces:
        if lines and width(lines[-1] + glue + piece, size, bold) <= most:
            lines[-1] += glue + piece
        else:
            lines.append(piece)
    return lines
