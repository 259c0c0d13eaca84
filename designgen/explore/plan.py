"""What a sweep is to make: small, frozen, and the same in every process that makes a part of it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from designgen.catalog import Knowledge
from designgen.decisions import Value
from designgen.explore.draws import BLOCK
from designgen.rules import Allowed

PARQUET, CSV = "parquet", "csv"
CHUNKS = {PARQUET: 2 * BLOCK, CSV: BLOCK}
"""Rows made and kept together: what an interruption may lose, and a row group of the Parquet file. Text takes more room."""
ROW = "row"


@dataclass(frozen=True)
class Outputs:
    """The columns of the result beside the number of the row. `passed` are taken over from the table."""

    passed: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sample:
    """Random rows: which facts are drawn, in every row if `always`, on top of the defaults of a random task if `tasks`.

    `among` holds the values that a fact is drawn from, where they were named.
    """

    seed: int
    varied: frozenset[str]
    always: bool
    tasks: bool
    among: tuple[tuple[str, tuple[Value, ...]], ...] = ()


@dataclass(frozen=True)
class Plan:
    """`given` and `allowed` are those of the spec that the sweep is around, coded. `rows`: None where a table ends by itself."""

    digest: str  # of the knowledge
    given: tuple[float | int | bool | None, ...]
    allowed: Allowed
    outputs: Outputs
    format: str
    rows: int | None
    sample: Sample | None = None  # or else a table:
    table: str = ""  # its name as shown
    task: str = ""  # of the spec, for rows that name none
    content: str = ""  # and the digest of what is in it
    packs: tuple[Mapping[str, bytes], ...] = field(default=(), repr=False)
    chunk: int = CHUNKS[PARQUET]

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """All that the bytes of a chunk depend on, under the words that a user knows."""
        return {
            "knowledge": self.digest,
            "spec": _short(repr((self.given, self.allowed))),
            "seed": self.sample.seed if self.sample else None,
            "facts that vary": _varying(self.sample) if self.sample else None,
            "table": self.content,
            "task": self.task,
            "columns": _short(repr(self.outputs)),
            "number of rows": self.rows,
            "size of chunks": self.chunk,
            "format": self.format,
            "version of NumPy": np.__version__,
        }

    @cached_property
    def key(self) -> str:
        return _short(json.dumps(self.manifest))


@dataclass(frozen=True)
class Chunk:
    """Rows to be made. `cells` are those of a table by column, as read; `lines` where in its file each row is."""

    number: int
    rows: int
    cells: Mapping[str, Any] = field(default_factory=dict)
    lines: Sequence[int] = ()


def read_by_decisions(knowledge: Knowledge) -> tuple[str, ...]:
    """The numbers that some decision reads: those worth a column when nobody says which."""
    read = {name for node in knowledge.program.decisions for name in node.reads}
    return tuple(name for name, quantity in knowledge.quantities.items() if name in read and quantity.unit != "bool")


def _varying(sample: Sample) -> str:
    return _short(repr((sorted(sample.varied), sample.always, sample.tasks, sample.among)))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
