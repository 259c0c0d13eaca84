"""Widths of text without any font: advance widths of DejaVu Sans, one of the widest faces in use, so that every
likelier face fits as well. Sizes in px."""

import unicodedata
from functools import lru_cache

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


@lru_cache(4096)
def width(text: str, size: float, bold: bool = False) -> float:
    """The width of one line, never less than what a common face needs."""
    return sum(_advance(letter, _BOLD if bold else _REGULAR) for letter in text) * size / 100


def _advance(letter: str, table: tuple[int, ...]) -> int:
    code = ord(letter)
    if 32 <= code < 127:
        return table[code - 32]
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 105
    base = ord(unicodedata.normalize("NFKD", letter)[0])
    return table[base - 32] + 2 if 32 < base < 127 else 95


@lru_cache(4096)
def clean(text: str) -> str:
    """One line of printable text: what XML cannot hold is gone, white space is single."""
    kept = "".join(letter if unicodedata.category(letter)[0] not in "CZ" else " " for letter in text)
    return " ".join(kept.split())


@lru_cache(4096)
def fit(text: str, size: float, most: float, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits into `most`, with an ellipsis."""
    text = clean(text)
    if width(text, size, bold) <= most:
        return text
    while text and width(text + "…", size, bold) > most:
        text = text[:-1].rstrip()
    return text + "…"


def wrap(text: str, size: float, most: float, bold: bool = False) -> tuple[str, ...]:
    """One line if it fits; else two, cut where the longer one is shortest; what still is too long loses its end."""
    text = clean(text)
    if width(text, size, bold) <= most:
        return (text,)
    words = text.split(" ")
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    if not cuts:
        return (fit(text, size, most, bold),)
    best = min(cuts, key=lambda cut: max(width(line, size, bold) for line in cut))
    return tuple(fit(line, size, most, bold) for line in best)
