"""One chunk of a sweep, made in whatever process: rows in, the bytes of a part of the result out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

import numpy as np

from designgen.catalog import Knowledge, knowledge_in
from designgen.explore import as_csv
from designgen.explore.cells import TASK, Cells, Coded
from designgen.explore.draws import BLOCK, Draws
from designgen.explore.inputs import Presets, part_of
from designgen.explore.plan import PARQUET, Chunk, Plan
from designgen.explore.results import TEXT, Values, decision_values, fact_values, number_values, row_values
from designgen.problem import Place, Problem
from designgen.rules.columns import Array, Column

Found = dict[str, list[Array]]
"""By name, what the batches of a chunk came to."""


@dataclass(frozen=True)
class Made:
    """The bytes of a part, or what is wrong with its rows."""

    number: int
    rows: int
    content: bytes = b""
    problems: tuple[Problem, ...] = field(default=())


def made(plan: Plan, chunk: Chunk) -> Made:
    """The chunk, made from the plan and its own cells alone."""
    maker = _maker(_Once(plan))
    if maker.knowledge.digest != plan.digest:
        text = "a worker has other knowledge, or another version of designgen"
        return Made(chunk.number, 0, problems=(Problem(Place("--scheduler"), "E008", text, "install the same one everywhere"),))
    return maker.made(chunk)


class _Once:
    """A plan, the same as any other of its key."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and other.plan.key == self.plan.key

    def __hash__(self) -> int:
        return hash(self.plan.key)


@lru_cache(maxsize=1)
def _maker(once: _Once) -> "_Maker":
    return _Maker(once.plan, knowledge_in(once.plan.packs))


class _Maker:
    """What stays the same from chunk to chunk."""

    def __init__(self, plan: Plan, knowledge: Knowledge) -> None:
        self.plan, self.knowledge, self.program = plan, knowledge, knowledge.program
        self.nodes = {node.name: node for node in self.program.decisions}
        self.places = {name: place for place, name in enumerate(self.program.inputs)}

    @cached_property
    def draws(self) -> Draws:
        sample = self.plan.sample
        assert sample is not None
        return Draws(self.knowledge, list(self.plan.given), sample.varied, sample.always, dict(sample.among))

    @cached_property
    def presets(self) -> Presets:
        return Presets(self.knowledge)

    def made(self, chunk: Chunk) -> Made:
        first = chunk.number * self.plan.chunk
        passed = [Values(name, TEXT, [text or None for text in chunk.cells[name]]) for name in self.plan.outputs.passed]
        if self.plan.sample:
            facts, found = self._drawn(first, chunk.rows)
        else:
            cells = Cells(self.knowledge, self.plan.table, first + 1, chunk.lines, tuple(chunk.cells))
            given = self._read(cells, chunk)
            if cells.problems:
                return Made(chunk.number, 0, problems=tuple(cells.problems))
            facts, found = self._evaluated(given, chunk.rows, 0)
        columns = chain([row_values(first, chunk.rows)], passed, self._facts(facts), self._choices(found))
        return Made(chunk.number, chunk.rows, _bytes(columns, self.plan.format))

    def _drawn(self, first: int, rows: int) -> tuple[Found, Found]:
        """The blocks that these rows lie in, one after another."""
        sample = self.plan.sample
        assert sample is not None
        facts: Found = {}
        found: Found = {}
        for number in range(first // BLOCK, (first + rows - 1) // BLOCK + 1):
            block = self.draws.block(sample.seed, number, sample.tasks)
            start, stop = max(0, first - number * BLOCK), min(BLOCK, first + rows - number * BLOCK)
            self._batch([part_of(column, start, stop) for column in block], stop - start, facts, found)
        return facts, found

    def _evaluated(self, given: Sequence[Column], rows: int, start: int) -> tuple[Found, Found]:
        facts: Found = {}
        found: Found = {}
        for at in range(start, rows, BLOCK):
            stop = min(rows, at + BLOCK)
            self._batch([part_of(column, at, stop) for column in given], stop - at, facts, found)
        return facts, found

    def _batch(self, given: list[Column], size: int, facts: Found, found: Found) -> None:
        """Evaluates some rows; keeps what has a column in the result."""
        outputs = self.plan.outputs
        for name in self._fact_inputs():
            values, there = _spread(given[self.places[name]], size)
            facts.setdefault(name, []).append(values)
            facts.setdefault(f"{name}?", []).append(there)
        results = self.program.columns(given, self.plan.allowed, size, outputs.numbers)
        for name in (*outputs.decisions, *outputs.numbers):
            found.setdefault(name, []).append(results[name])

    def _fact_inputs(self) -> Iterator[str]:
        for name in self.plan.outputs.facts:
            yield name
            if self.knowledge.facts[name].ordered:
                yield f"{name}.first"

    def _read(self, cells: Cells, chunk: Chunk) -> list[Column]:
        """The inputs of a table: its cells, below them what the spec gives, below that the task of the row."""
        given: list[Column] = list(self.plan.given)
        if TASK in chunk.cells:
            tasks = cells.tasks(chunk.cells[TASK], self.presets.tasks)
            tasks = np.where(tasks, tasks, self.presets.tasks.index(self.plan.task))
            for name in self.presets.columns:
                top = _spread(given[self.places[name]], chunk.rows)
                given[self.places[name]] = _over(top, self.presets.of(name, tasks), chunk.rows)
        for name in (name for name in chunk.cells if name in self.knowledge.facts):
            coded = cells.fact(name, chunk.cells[name])
            for input, column in _columns(name, coded):
                given[self.places[input]] = _over(column, given[self.places[input]], chunk.rows)
        return given

    def _facts(self, facts: Found) -> Iterator[Values]:
        for name in self.plan.outputs.facts:
            first = _joined(facts, f"{name}.first") if self.knowledge.facts[name].ordered else None
            yield fact_values(self.knowledge, name, _joined(facts, name), _joined(facts, f"{name}?"), first)

    def _choices(self, found: Found) -> Iterator[Values]:
        for name in self.plan.outputs.decisions:
            yield decision_values(self.nodes[name], _joined(found, name))
        for name in self.plan.outputs.numbers:
            yield number_values(self.knowledge, name, _joined(found, name))


def _joined(batches: Found, name: str) -> Array:
    """A whole column; its batches are given up, so that a chunk is not held twice."""
    return np.concatenate(batches.pop(name))


def _bytes(columns: Iterable[Values], format: str) -> bytes:
    if format == PARQUET:
        from designgen.explore.as_parquet import file_of

        return file_of(columns)
    return as_csv.lines(list(columns))


def _columns(name: str, coded: Coded) -> Iterator[tuple[str, tuple[Array, Array]]]:
    yield name, (coded.values, coded.there)
    if coded.first is not None:
        yield f"{name}.first", (coded.first, coded.there)


def _over(top: tuple[Array, Array] | None, below: Column, size: int) -> Column:
    """The one, and where it gives nothing the other."""
    if top is None or below is None:
        return top or below
    values, there = _spread(below, size)
    return np.where(top[1], top[0], values), top[1] | there


def _spread(column: Column, size: int) -> tuple[Array, Array]:
    """Any column as values and where they are."""
    if isinstance(column, tuple):
        return column
    if isinstance(column, np.ndarray):
        return column, np.ones(size, dtype=bool)
    return np.full(size, 0 if column is None else column), np.full(size, column is not None)
