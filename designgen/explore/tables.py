"""Tables of specs, read piece by piece: never more than one chunk of rows is held."""

import csv
import hashlib
import os.path
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Protocol

from designgen.catalog import Knowledge
from designgen.explore.cells import MOST_PROBLEMS
from designgen.explore.plan import Chunk
from designgen.explore.table_head import Head, head_of
from designgen.problem import Place, Problem, ProblemsFound

LONGEST_LINE = 1_000_000
PIECE = 1 << 20


class Table(Protocol):
    """A table that was opened: `rows` is how many there are, or about how many."""

    @property
    def head(self) -> Head: ...

    @property
    def rows(self) -> int: ...

    def chunks(self, size: int, limit: int | None) -> Iterator[Chunk]: ...


def open_table(path: Path, knowledge: Knowledge) -> Table:
    """Raises ProblemsFound for what cannot be read or has wrong columns."""
    if not os.path.isfile(path):
        there = "this is not a file" if os.path.exists(path) else "there is no such file"
        raise ProblemsFound([Problem(Place(str(path)), "E003", there)])
    try:
        if path.suffix.lower() == ".parquet":
            from designgen.explore.parquet_table import ParquetTable

            return ParquetTable(path, knowledge)
        return CsvTable(path, knowledge)
    except OSError as error:
        raise ProblemsFound([Problem(Place(str(path)), "E003", error.strerror or "cannot be read")]) from None


def content_of(path: Path) -> str:
    """A digest of the file."""
    total = hashlib.blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            total.update(piece)
    return total.hexdigest()


@dataclass
class _Lines:
    """Decoded lines of a file, each of bounded length."""

    file: IO[bytes]
    shown: str
    number: int = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.file.readline(LONGEST_LINE + 1):
            self.number += 1
            if len(line) > LONGEST_LINE:
                raise self.problem(f"line {self.number} is longer than {LONGEST_LINE:,} bytes", "is this a CSV file?")
            if b"\0" in line:
                raise self.problem(f"line {self.number} holds a zero byte, so this is no text", "is this a CSV file?")
            try:
                yield line.decode("utf-8-sig" if self.number == 1 else "utf-8")
            except UnicodeDecodeError as error:
                text = f"line {self.number} is not UTF-8 (byte {error.start + 1})"
                raise self.problem(text, "save the table as CSV in UTF-8, or as .parquet") from None

    def problem(self, text: str, hint: str = "") -> ProblemsFound:
        return ProblemsFound([Problem(Place(self.shown, max(1, self.number)), "E003", text, hint)])


class CsvTable:
    """Comma-separated values in UTF-8, the first line naming the columns. Empty lines are passed over."""

    def __init__(self, path: Path, knowledge: Knowledge) -> None:
        self.path, self.shown = path, str(path)
        with path.open("rb") as file:
            self.rows = sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE), b""))
            file.seek(0)
            _, names = next(self._read(_Lines(file, self.shown)), (1, []))
            self.head = head_of([name.strip() for name in names], self.shown, knowledge)

    def chunks(self, size: int, limit: int | None) -> Iterator[Chunk]:
        with self.path.open("rb") as file:
            rows = self._read(_Lines(file, self.shown))
            next(rows)
            rows = islice(rows, limit)
            number = 0
            while piece := list(islice(rows, size)):
                yield self._chunk(number, piece, number * size + 1)
                number += 1
            if not number:
                raise ProblemsFound([Problem(Place(self.shown), "E002", "the table has no rows")])

    def _read(self, lines: _Lines) -> Iterator[tuple[int, list[str]]]:
        """Line and cells of every row that is not empty."""
        reader = csv.reader(lines, strict=True)
        try:
            for cells in reader:
                if cells:
                    yield lines.number, cells
        except csv.Error as error:
            hint = "quote a cell with commas in it, and double its quotes"
            raise lines.problem(f"line {max(1, lines.number)}: {error}", hint) from None

    def _chunk(self, number: int, piece: list[tuple[int, list[str]]], first: int) -> Chunk:
        columns = self.head.columns
        wrong = [
            Problem(Place(self.shown, line), "E003", f"row {first + place} has {len(cells)} cells for {len(columns)} columns")
            for place, (line, cells) in enumerate(piece)
            if len(cells) != len(columns)
        ]
        if wrong:
            raise ProblemsFound(wrong[:MOST_PROBLEMS])
        by_column = dict(zip(columns, zip(*(cells for _, cells in piece), strict=True), strict=True))
        read = {name: list(by_column[name]) for name in self.head.read}
        return Chunk(number, len(piece), read, [line for line, _ in piece])
