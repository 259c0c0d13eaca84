"""A chunk as lines of CSV: numbers in base units, sets joined by `;`, nothing where there is no value."""

import re
from collections.abc import Iterable, Sequence
from itertools import compress

import numpy as np

from designgen.explore.results import TEXT, Values, words_by_set

ROWS = 2048
FORMULA = ("=", "+", "-", "@", "\t", "\r")
MARKS = re.compile('[",\r\n]')


def head(names: Iterable[str]) -> bytes:
    return (",".join(names) + "\n").encode()


def lines(columns: Sequence[Values]) -> bytes:
    """Without a head; some rows at a time, since text takes ten times the room of what it says."""
    rows = len(columns[0].values)
    pieces = ([column.part(start, start + ROWS) for column in columns] for start in range(0, rows, ROWS))
    return b"".join("".join(map(_line, zip(*map(_cells, piece), strict=True))).encode() for piece in pieces)


def _line(cells: Iterable[str]) -> str:
    return ",".join(cells) + "\n"


def _cells(column: Values) -> list[str]:
    if column.kind == TEXT:
        return [_quoted(_harmless(text or "")) for text in column.values]
    cells = _written(column, np.asarray(column.values))
    if column.there is not None:
        for place in compress(range(len(cells)), (~column.there).tolist()):
            cells[place] = ""
    return cells


def _written(column: Values, values: np.ndarray) -> list[str]:
    if column.kind == "enum":
        return np.array(["", *column.symbols], dtype=object)[values].tolist()  # type: ignore[no-any-return]
    if column.kind == "set":
        sets, which = words_by_set(column)
        return np.array([";".join(words) for words in sets], dtype=object)[which].tolist()  # type: ignore[no-any-return]
    if column.kind == "bool":
        return ["true" if value else "false" for value in values.tolist()]
    return list(map(repr, values.tolist()))


def _harmless(text: str) -> str:
    """Somebody's text, never a formula of the spreadsheet that opens the file."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if MARKS.search(text) else text
