"""A chunk as a Parquet file of one row group: words as dictionaries, sets as lists, numbers in base units."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from designgen.explore.results import TEXT, Values, words_by_set
from designgen.rules.columns import Array

WIDE = 8
"""Bits of a byte."""


def file_of(columns: Iterable[Values]) -> bytes:
    """Takes the columns one after another, so that few are held twice."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    pa.set_memory_pool(pa.system_memory_pool())  # the others keep a third more than is in use
    arrays = {column.name: _array(pa, column) for column in columns}
    table = pa.table(arrays)
    out = pa.BufferOutputStream()
    pq.write_table(table, out, compression="zstd", compression_level=1, write_statistics=False)
    return out.getvalue().to_pybytes()  # type: ignore[no-any-return]


def _array(pa: Any, column: Values) -> Any:
    absent = None if column.there is None else ~column.there
    if column.kind == TEXT:
        return pa.array(list(column.values), pa.string())
    if column.kind == "enum":
        places = np.asarray(column.values, dtype=np.int16) - 1
        return pa.DictionaryArray.from_arrays(pa.array(places, mask=absent), pa.array(column.symbols, pa.string()))
    if column.kind == "set":
        return _lists(pa, column, absent)
    return pa.array(column.values, mask=absent)


def _lists(pa: Any, column: Values, absent: Array | None) -> Any:
    """A list of words a row. Ordered sets are few, so that each different one is made once."""
    words = pa.array(column.symbols, pa.string())
    if column.first is not None:
        sets, which = words_by_set(column)
        every = pa.array([list(one) for one in sets], pa.list_(pa.string()))
        return every.take(pa.array(which, mask=absent))
    masks = np.asarray(column.values)
    masks = masks if absent is None else np.where(absent, 0, masks)
    width = -(-len(column.symbols) // WIDE)
    octets = masks.astype("<i8").view(np.uint8).reshape(len(masks), WIDE)[:, :width]
    bits = np.unpackbits(octets, axis=1, bitorder="little")
    ends = np.zeros(len(masks) + 1, np.int32)
    np.cumsum(bits.sum(axis=1, dtype=np.int32), out=ends[1:])
    items = pa.DictionaryArray.from_arrays(pa.array((np.flatnonzero(bits) % (width * WIDE)).astype(np.int16)), words)
    return pa.ListArray.from_arrays(pa.array(ends, mask=None if absent is None else np.append(absent, False)), items)
