"""A table of specs in Parquet: numbers and truths as such, in base units, or text as in a spec."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from designgen.catalog import Knowledge
from designgen.explore.plan import Chunk
from designgen.explore.table_head import LISTS, PASSED, TEXTS, TRUTHS, WHOLE, Head, head_of
from designgen.problem import Place, Problem, ProblemsFound

BUFFER = 1 << 20


class ParquetTable:
    def __init__(self, path: Path, knowledge: Knowledge) -> None:
        self.path, self.shown = path, str(path)
        with self._file() as file:
            self.rows: int = file.metadata.num_rows
            schema = file.schema_arrow
        self.head: Head = head_of(schema.names, self.shown, knowledge, [_held(kind) for kind in schema.types])
        if not self.rows:
            raise ProblemsFound([Problem(Place(self.shown), "E002", "the table has no rows")])

    def _file(self) -> Any:
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            return pq.ParquetFile(self.path, buffer_size=BUFFER, pre_buffer=False)
        except pa.ArrowException as error:
            raise self._unreadable(error) from None

    def chunks(self, size: int, limit: int | None) -> Iterator[Chunk]:
        """Batches end where row groups do, so they are cut anew."""
        import pyarrow as pa

        left = self.rows if limit is None else min(limit, self.rows)
        held: list[Any] = []
        number = 0
        try:
            with self._file() as file:
                for batch in file.iter_batches(batch_size=size, columns=list(self.head.read)):
                    held.append(batch.slice(0, left))
                    left -= held[-1].num_rows
                    while sum(one.num_rows for one in held) >= size or (held and not left):
                        table = pa.Table.from_batches(held)
                        yield _chunk(number, table.slice(0, size))
                        held, number = table.slice(size).to_batches(), number + 1
                    if not left:
                        return
        except pa.ArrowException as error:
            raise self._unreadable(error) from None

    def _unreadable(self, error: Exception) -> ProblemsFound:
        text = f"this is not a Parquet file that can be read: {str(error).partition(chr(10))[0]}"
        return ProblemsFound([Problem(Place(self.shown), "E003", text)])


def _chunk(number: int, table: Any) -> Chunk:
    """Ids and titles are taken over as text, whatever they are."""
    import pyarrow as pa

    texts = {name: table.column(name).cast(pa.string()).to_pylist() for name in PASSED if name in table.column_names}
    read = {name: _cells(table.column(name)) for name in table.column_names if name not in texts}
    return Chunk(number, table.num_rows, read | texts)


def _held(kind: Any) -> str:
    import pyarrow as pa

    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    if pa.types.is_boolean(kind):
        return TRUTHS
    if pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind):
        return WHOLE
    if _is_text(kind) or pa.types.is_null(kind):
        return TEXTS
    if (pa.types.is_list(kind) or pa.types.is_large_list(kind)) and _held(kind.value_type) == TEXTS:
        return LISTS
    return str(kind)


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _cells(column: Any) -> Any:
    """Text cells as a list, numbers and truths as values and where they are."""
    import pyarrow as pa

    held = _held(column.type)
    if held == LISTS:
        return [None if words is None else ";".join(word or "" for word in words) for words in column.to_pylist()]
    if held == TEXTS:
        return column.to_pylist()
    there = np.asarray(column.is_valid().combine_chunks())
    kind, empty = (pa.bool_(), False) if held == TRUTHS else (pa.float64(), 0)
    return np.asarray(column.cast(kind, safe=False).fill_null(empty)), there
