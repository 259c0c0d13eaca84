"""Parquet files of one schema, joined into one: their column chunks are copied as they are, and a footer points at them.

pyarrow can only decode and encode every value anew, which takes as long as making them, in one process. Field numbers are
those of https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
"""

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Any

from designgen.explore.thrift import LIST, STRUCT, Reader, Struct, list_head, struct_bytes

PIECE = 1 << 20
MAGIC = b"PAR1"
TAIL = 8
"""Bytes after the footer: its length and the magic word."""
SCHEMA, ROWS, GROUPS = 2, 3, 4
GROUP_COLUMNS, GROUP_AT, GROUP_NUMBER = 1, 5, 7
CHUNK_AT, CHUNK_META = 2, 3
META_PLACES = (9, 10, 11, 14)
"""Where in the file the data, index and dictionary pages and the Bloom filter of a column are."""
PAGE_INDEX = (4, 5, 6, 7)
"""Where the index of a column's pages is. It holds places in the file itself, so the joined file has none."""
MOST_NUMBERED = 32767


class Damaged(Exception):
    """A part that is no Parquet file, or has other columns than the first."""


def join_parquet(parts: Iterable[Path], out: IO[bytes]) -> None:
    """Raises Damaged and OSError. Memory: one footer, and the joined one."""
    out.write(MAGIC)
    at, rows = len(MAGIC), 0
    groups: list[bytes] = []
    first: Struct = {}
    for part in parts:
        with part.open("rb") as file:
            footer, size = _footer(file, part)
            first = first or footer
            if footer[SCHEMA] != first[SCHEMA]:
                raise Damaged(f"{part} has other columns than the first part")
            file.seek(len(MAGIC))
            _copy(file, out, size)
        groups += [struct_bytes(_moved(group, at - len(MAGIC), len(groups) + n)) for n, group in enumerate(_list(footer, GROUPS))]
        at, rows = at + size, rows + footer[ROWS][1]
    before, after = _around(first, rows, len(groups))
    size = len(before) + sum(map(len, groups)) + len(after)
    out.writelines((before, *groups, after, size.to_bytes(4, "little"), MAGIC))


def _footer(file: IO[bytes], part: Path) -> tuple[Struct, int]:
    """The footer, and how many bytes of data stand before it."""
    end = file.seek(0, 2)
    file.seek(max(0, end - TAIL))
    tail = file.read(TAIL)
    size = int.from_bytes(tail[:4], "little")
    if tail[4:] != MAGIC or size + TAIL + len(MAGIC) > end:
        raise Damaged(f"{part} is no Parquet file")
    file.seek(end - TAIL - size)
    try:
        return Reader(file.read(size)).struct(), end - TAIL - size - len(MAGIC)
    except (ValueError, IndexError):
        raise Damaged(f"{part} has a footer that cannot be read") from None


def _copy(file: IO[bytes], out: IO[bytes], size: int) -> None:
    while size > 0:
        piece = file.read(min(size, PIECE))
        if not piece:
            raise Damaged(f"{file.name} ends too early")
        out.write(piece)
        size -= len(piece)


def _moved(group: Struct, by: int, number: int) -> Struct:
    """A row group `by` bytes further on."""
    for column in _list(group, GROUP_COLUMNS):
        for key in PAGE_INDEX:
            column.pop(key, None)
        _shift(column, (CHUNK_AT,), by)
        _shift(column[CHUNK_META][1], META_PLACES, by)
    _shift(group, (GROUP_AT,), by)
    if GROUP_NUMBER in group:
        kind, _ = group.pop(GROUP_NUMBER)
        if number <= MOST_NUMBERED:
            group[GROUP_NUMBER] = kind, number
    return group


def _shift(fields: Struct, places: Iterable[int], by: int) -> None:
    """A place of 0 means that there is none."""
    for place in places:
        if place in fields and fields[place][1]:
            kind, value = fields[place]
            fields[place] = kind, value + by


def _list(fields: Struct, number: int) -> list[Any]:
    items: list[Any] = fields[number][1][1]
    return items


def _around(first: Struct, rows: int, count: int) -> tuple[bytes, bytes]:
    """The first footer with all rows: what stands before and after its `count` groups, which are encoded already."""
    before = struct_bytes({key: first[key] for key in first if key < ROWS} | {ROWS: (first[ROWS][0], rows)})
    listed = bytearray([(GROUPS - ROWS) << 4 | LIST])
    list_head(listed, STRUCT, count)
    after = struct_bytes({key - GROUPS: value for key, value in first.items() if key > GROUPS})
    return before[:-1] + bytes(listed), after
