"""Many cases at once, given one by one as `Program.picks` takes them."""

from collections.abc import Sequence
from typing import Any as Anything

import numpy as np

from designgen.rules.expr import Type
from designgen.rules.program import Allowed, Given, Program, QuantityNode

NOT_ASKED = -1
_TYPES = {"number": np.float64, "bool": np.bool_, "enum": np.uint8, "set": np.int64}


def picked(program: Program, rows: Sequence[Given], allowed: Allowed) -> dict[str, list[int]]:
    """Per decision, in every row, what it picks as `Program.picks` says it; NOT_ASKED where it is not needed."""
    asked = {node.name: QuantityNode(f"{node.name}?", node.when) for node in program.decisions}
    types = {**program.types, **{node.name: Type("bool") for node in asked.values()}}
    wide = Program((*program.nodes, *asked.values()), types, {}, b"")
    columns = [_column(program.types[name].kind, [row[place] for row in rows]) for place, name in enumerate(program.inputs)]
    found = wide.columns(columns, allowed, len(rows), [node.name for node in asked.values()])
    return {name: np.where(found[node.name], found[name].astype(np.int64), NOT_ASKED).tolist() for name, node in asked.items()}


def _column(kind: str, values: list[Anything]) -> tuple[Anything, Anything]:
    """The values, and where they are given."""
    given = np.array([value is not None for value in values], dtype=np.bool_)
    return np.array([0 if value is None else value for value in values], dtype=_TYPES[kind]), given
