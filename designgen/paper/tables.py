"""Tables: how wide their columns are, which rows stand out, and which are too tall to be kept whole."""

import math
import re
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from designgen.diagram.text import width
from designgen.paper.spans import BREAK, Span, Spans, lean, text_of, trimmed

SIZE, SMALL, SMALLEST = 8.5, 8.0, 7.5
"""Of type, in pt, for up to three, four and more columns."""
LETTER = 0.54
"""Width of a common letter of Inter, in sizes of type."""
INTER = 0.97
"""Inter bold is never wider than this share of what `width` says."""
SHORT = 40
FIRST, SOME = 0.18, 0.12
"""The shares of a table that the first column and any other may take before the texts in them decide."""
PAD = 9.0
"""White at both sides of a cell together, pt."""
TALL = 30
"""Lines of a row from which it may go over to the next page."""


def table(element: Element, spans: Spans, wide: float) -> dict[str, Any]:
    """A table that is at most `wide` pt wide."""
    heads = [trimmed(spans.of(cell)) for cell in element.iterfind("./thead/tr/th")]
    rows = [[trimmed(spans.of(cell)) for cell in row] for row in element.iterfind("./tbody/tr")]
    size = SIZE if len(heads) <= 3 else SMALL if len(heads) == 4 else SMALLEST
    texts = [[text_of(cell) for cell in row] for row in rows]
    widths = columns([[text_of(cell) for cell in heads], *texts], size, wide)
    align = ["right" if "right" in cell.get("style", "") else "left" for cell in element.iterfind("./thead/tr/th")]
    tall = [place for place, row in enumerate(texts) if _lines(row, widths, size) > TALL]
    return {
        "k": "table", "size": size, "widths": widths, "align": align,
        "head": heads, "rows": [[lean(cell) for cell in row] for row in rows],
        "bold": [place for place, row in enumerate(rows) if _stands_out(row)], "tall": tall,
    }  # fmt: skip


def _stands_out(row: Sequence[list[Span]]) -> bool:
    """A row that the document emphasises: its first cell is bold and nothing else."""
    return bool(row and len(row[0]) == 1 and isinstance(row[0][0], dict) and row[0][0]["k"] == "b")


def columns(rows: Sequence[Sequence[str]], size: float, wide: float) -> list[float]:
    """Widths in pt: what each column needs if all fit side by side, else shares by how much there is to read in each."""
    letter = size * LETTER
    cells = list(zip(*rows, strict=True))
    longest = [max(_longest(text, size) for text in column) + PAD for column in cells]
    if sum(longest) <= wide:
        return [round(one, 1) for one in longest]
    words = [max(width(_word(text), size, True) for text in column) * INTER + PAD for column in cells]
    some = [wide * FIRST, *([wide * SOME] * (len(cells) - 1))]
    wished = [max(word, min(most, share)) for word, most, share in zip(words, longest, some, strict=True)]
    least = _fitting(wished, wide)
    weights = [_weight([len(text) * letter for text in column]) for column in cells]
    return [round(one, 1) for one in _shared(least, longest, weights, wide)]


def _weight(lengths: Sequence[float]) -> float:
    """Between what is common in a column and the most of it, since one long cell makes a row tall."""
    common = math.sqrt(sum(length * length for length in lengths) / len(lengths))
    return math.sqrt(common * max(lengths)) + PAD


def _fitting(words: list[float], wide: float) -> list[float]:
    """The least widths; columns of very long words give way where all together leave too little."""
    room = wide * 0.8
    while sum(words) > room:
        place = words.index(max(words))
        words[place] = max(24.0, words[place] * 0.9)
        if max(words) <= 24.0:
            break
    return words


def _shared(least: list[float], most: list[float], weights: list[float], wide: float) -> list[float]:
    """Every column between its least and its most; what is left over goes by weight."""
    widths, free = dict(enumerate(least)), set(range(len(least)))
    while free:
        left = wide - sum(width for place, width in widths.items() if place not in free)
        each = left / sum(weights[place] for place in free)
        wished = {place: each * weights[place] for place in free}
        bound = {place: max(least[place], min(most[place], wished[place])) for place in free}
        over = sum(bound.values()) > left
        done = {place for place in free if bound[place] != wished[place] and (bound[place] > wished[place]) == over} or set(free)
        widths |= {place: bound[place] for place in done}
        free -= done
    return [widths[place] for place in range(len(least))]


def _longest(text: str, size: float) -> float:
    """The width of the longest line, exact where it is short."""
    line = max(text.replace(BREAK, "").split("\n"), key=len)
    return width(line, size, True) * INTER if len(line) < SHORT else len(line) * size * LETTER


def _word(text: str) -> str:
    """The longest piece that stays whole."""
    return max(re.split(rf"[\s{BREAK}/]|(?<=-)", text), key=len, default="")


def _lines(row: Sequence[str], widths: Sequence[float], size: float) -> int:
    lines = (math.ceil(len(text) * size * LETTER / max(one - PAD, 1)) for text, one in zip(row, widths, strict=True))
    return max(lines, default=1)
