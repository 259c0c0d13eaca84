"""Many cases at once, given one by one as `Program.picks` takes them."""

from collections.abc import Mapping, Sequence
from typing import Any as Anything

import numpy as np

from designgen.rules.expr import BOOL, Expr
from designgen.rules.program import Allowed, Given, Program, QuantityNode

NOT_ASKED = -1
_TYPES = {"number": np.float64, "bool": np.bool_, "enum": np.uint8, "set": np.int64}


def picked(program: Program, rows: Sequence[Given], allowed: Allowed) -> dict[str, list[int]]:
    """Per decision, in every row, what it picks as `Program.picks` says it; NOT_ASKED where it is not needed."""
    found = _run(program, rows, allowed, {f"{node.name}?": node.when for node in program.decisions})
    names = [node.name for node in program.decisions]
    return {name: np.where(found[f"{name}?"], found[name].astype(np.int64), NOT_ASKED).tolist() for name in names}


def met(program: Program, rows: Sequence[Given], allowed: Allowed, conditions: Sequence[Expr]) -> list[list[bool]]:
    """For each condition, in which rows it holds."""
    found = _run(program, rows, allowed, {f"{number}?": condition for number, condition in enumerate(conditions)})
    return [found[f"{number}?"].tolist() for number in range(len(conditions))]


def _run(program: Program, rows: Sequence[Given], allowed: Allowed, conditions: Mapping[str, Expr]) -> dict[str, Anything]:
    """What is picked in every row, and whether these conditions hold there."""
    nodes = [QuantityNode(name, condition) for name, condition in conditions.items()]
    wide = Program((*program.nodes, *nodes), {**program.types, **dict.fromkeys(conditions, BOOL)}, {}, b"")
    columns = [_column(program.types[name].kind, [row[place] for row in rows]) for place, name in enumerate(program.inputs)]
    return dict(wide.columns(columns, allowed, len(rows), conditions))


def _column(kind: str, values: list[Anything]) -> tuple[Anything, Anything]:
    """The values, and where they are given."""
    given = np.array([value is not None for value in values], dtype=np.bool_)
    return np.array([0 if value is None else value for value in values], dtype=_TYPES[kind]), given
