"""The cells of a table, read as facts: text as in a spec, numbers in base units; what is wrong names its row and column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from designgen.catalog import Fact, Knowledge
from designgen.catalog.types import type_of
from designgen.decisions import code_of
from designgen.explore.inputs import dtype_of
from designgen.problem import Place, Problem, did_you_mean
from designgen.rules.columns import Array
from designgen.spec import read_text
from designgen.spec.values import quoted, shown
from designgen.units import PLAIN, dimension_of

MOST_PROBLEMS = 20
TASK = "task"
NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
LINE = Place("")


@dataclass(frozen=True)
class Coded:
    """A fact in every row: its values as the program wants them, where they are given, and the leading words of sets."""

    values: Array
    there: Array
    first: Array | None = None


@dataclass
class Cells:
    """Reads columns one after another. `first` is the number of the first row, `lines` the lines of the file they are in."""

    knowledge: Knowledge
    table: str
    first: int
    lines: Sequence[int]
    columns: Sequence[str]
    problems: list[Problem] = field(default_factory=list)

    def fact(self, name: str, cells: Any) -> Coded:
        fact = self.knowledge.facts[name]
        if isinstance(cells, tuple):
            return self._numbers(fact, *cells)
        read = _Words(fact)
        found = {text: read.value(text) for text in set(cells)}
        self._bad(name, cells, {text: value for text, value in found.items() if isinstance(value, Problem)})
        known = {text: value for text, value in found.items() if not isinstance(value, Problem)}
        return _coded(fact, [known.get(text) for text in cells])

    def tasks(self, cells: Sequence[str | None], tasks: Sequence[str]) -> Array:
        """Places in `tasks`, whose first is "" for none."""
        places = {text: tasks.index((text or "").strip()) if (text or "").strip() in tasks else None for text in set(cells)}
        bad = {text: _unknown_task(str(text), tasks) for text, place in places.items() if place is None}
        self._bad(TASK, cells, bad)
        return np.array([places[text] or 0 for text in cells], dtype=np.int64)

    def _numbers(self, fact: Fact, values: Array, there: Array) -> Coded:
        """Numbers and truths that come as such. What is not a number counts as not given."""
        if fact.kind == "number":
            there = there & ~np.isnan(values)
            good = (values >= fact.low) & (values <= fact.high) & (~np.isinf(values))
            if fact.integer:
                good &= np.floor(values) == values
            self._outside(fact, values, np.flatnonzero(there & ~good))
        return Coded(np.where(there, values, 0).astype(dtype_of(fact.kind)), there)

    def _outside(self, fact: Fact, values: Array, rows: Array) -> None:
        for row in rows[: MOST_PROBLEMS - len(self.problems)].tolist():
            inside = fact.low <= values[row] <= fact.high
            limits = f"{shown(fact, fact.low)} to {shown(fact, fact.high)}"
            wrong = "is not a whole number" if inside else f"is outside {limits}"
            hint = "numbers of a Parquet table are in base units: seconds, bytes, usd, per second"
            self._add(row, fact.id, Problem(LINE, "S005", f"{fact.id}: {values[row]:g} {wrong}", "" if inside else hint))

    def _bad(self, name: str, cells: Sequence[str | None], wrong: Mapping[str | None, Problem]) -> None:
        if not wrong:
            return
        for row, text in enumerate(cells):
            if text in wrong and len(self.problems) < MOST_PROBLEMS:
                self._add(row, name, wrong[text])

    def _add(self, row: int, name: str, problem: Problem) -> None:
        line = self.lines[row] if self.lines else self.first + row
        place = Place(self.table, line, self.columns.index(name) + 1)
        self.problems.append(replace(problem, place=place, text=f"row {self.first + row}, {problem.text}"))


class _Words:
    """Reads one text of a fact: None where it is empty, a Problem where it is wrong."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact
        self.plain = fact.kind == "number" and dimension_of(fact.unit) == PLAIN

    def value(self, text: str | None) -> Any:
        word = (text or "").strip()
        if not word:
            return None
        if self.plain and NUMBER.fullmatch(word) and self._allows(number := float(word)):
            return number
        if self.fact.kind == "bool" and word.lower() in ("true", "false"):
            return word.lower() == "true"  # spreadsheets and data frames write TRUE and True
        value, problems = read_text(self.fact, word, LINE)
        return problems[0] if problems else value

    def _allows(self, number: float) -> bool:
        return self.fact.low <= number <= self.fact.high and (number.is_integer() or not self.fact.integer)


def _coded(fact: Fact, values: list[Any]) -> Coded:
    there = np.array([value is not None for value in values], dtype=bool)
    codes = {value: code_of(fact, value) for value in set(values) if value is not None}
    coded: Array = np.array([codes.get(value, 0) for value in values], dtype=dtype_of(type_of(fact).kind))
    if not fact.ordered:
        return Coded(coded, there)
    leads = {value: code_of(fact, value, first=True) for value in codes}
    return Coded(coded, there, np.array([leads.get(value, 0) for value in values], dtype=np.uint8))


def _unknown_task(text: str, tasks: Sequence[str]) -> Problem:
    hint = did_you_mean(text, tasks) or f"known are {', '.join(tasks[1:])}"
    return Problem(LINE, "S007", f"task: {quoted(text)} is unknown", hint)
