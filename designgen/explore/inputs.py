"""Inputs of the program for many rows at once. Numbers are float64 in base units, truths bool, words codes, sets bit masks."""

from collections.abc import Mapping, Sequence

import numpy as np

from designgen.catalog import Knowledge
from designgen.decisions import Case, given_of
from designgen.rules import Given
from designgen.rules.columns import Array, Column
from designgen.spec import parse_spec


def kind_of(knowledge: Knowledge, name: str) -> str:
    """number | bool | enum | set; the first word of an ordered set is an enum."""
    return "enum" if name.endswith(".first") and name not in knowledge.facts else knowledge.facts[name].kind


def dtype_of(kind: str) -> type:
    return {"number": np.float64, "bool": np.bool_, "enum": np.uint8, "set": np.int64}[kind]


class Presets:
    """What each task brings as defaults. Task 0 brings nothing; `columns` are (value by task, given by task) by input."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.tasks = ("", *knowledge.tasks)
        every: list[Given] = [[None] * len(knowledge.program.inputs), *(_preset(knowledge, task) for task in knowledge.tasks)]
        self.columns: Mapping[str, tuple[Array, Array]] = {
            name: _stacked([given[place] for given in every], kind_of(knowledge, name))
            for place, name in enumerate(knowledge.program.inputs)
            if any(given[place] is not None for given in every)
        }

    def of(self, name: str, tasks: Array) -> tuple[Array, Array] | None:
        """The values of an input that these tasks bring, and where; None if none brings any."""
        if name not in self.columns:
            return None
        values, given = self.columns[name]
        return values[tasks], given[tasks]


def _preset(knowledge: Knowledge, task: str) -> Given:
    spec = parse_spec(f"title: {task}\ntask: {task}\n", task, knowledge)
    return given_of(knowledge, Case(spec.presets, {}, {}))


def _stacked(values: Sequence[float | int | bool | None], kind: str) -> tuple[Array, Array]:
    given = np.array([value is not None for value in values])
    return np.array([value or 0 for value in values], dtype=dtype_of(kind)), given


def part_of(column: Column, start: int, stop: int) -> Column:
    """Some of the rows."""
    if isinstance(column, tuple):
        return column[0][start:stop], column[1][start:stop]
    return column[start:stop] if isinstance(column, np.ndarray) else column
