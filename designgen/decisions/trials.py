"""Many cases that differ from one in one or two facts, tried at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from designgen.catalog import Fact, Knowledge, thresholds
from designgen.decisions.cells import Cell, boxes_of
from designgen.decisions.change import coded, size_of, values
from designgen.decisions.decide import Case, Decided, decide, fact_value, given_of
from designgen.decisions.model import Value
from designgen.rules import All, Allowed, Expr, Member, Not, Overlap, Ref, ancestors, apply, reads
from designgen.rules.expr import children
from designgen.rules.intervals import Box, Enclosure, Run

AT_ONCE = 8_192
NOBODY = -1
MANY = 20
"""So many decisions are worth the printing of code."""
_COLUMNS: Mapping[str, Any] = {"number": np.float64, "bool": bool, "enum": np.uint8, "set": np.int64}


@dataclass(frozen=True, slots=True)
class Target:
    """An option that shall win: its decision, its place among the options, and its bit in what is picked."""

    decision: str
    option: str
    bit: int


@dataclass(frozen=True)
class Rows:
    """Cases: fact `one` has its value number `a`, fact `two` (−1 for none) its value number `b`."""

    one: Any
    a: Any
    two: Any
    b: Any

    def __len__(self) -> int:
        return len(self.one)

    def __getitem__(self, chosen: Any) -> "Rows":
        return Rows(self.one[chosen], self.a[chosen], self.two[chosen], self.b[chosen])


def singles(one: Any, a: Any) -> Rows:
    """Rows that change one fact."""
    first, value = np.asarray(one, dtype=np.int64), np.asarray(a, dtype=np.int64)
    return Rows(first, value, np.full(len(first), NOBODY), np.zeros(len(first), dtype=np.int64))


def joined(parts: Iterable[Rows]) -> Rows:
    every = list(parts)
    return Rows(*(np.concatenate([getattr(part, name) for part in every]) for name in ("one", "a", "two", "b")))


class Tried:
    """The values of one fact that are tried, with their sizes; more can be added."""

    def __init__(self, fact: Fact, now: Value, found: list[Value]) -> None:
        self.fact, self.now, self.values = fact, now, found

    @cached_property
    def sizes(self) -> Any:
        return np.array([size_of(self.fact, self.now, value) for value in self.values])

    @cached_property
    def codes(self) -> tuple[Any, Any]:
        """Two ends for the fact, and the bits of the first words."""
        if self.fact.kind == "number":
            column = np.array(self.values, dtype=np.float64)
            return (column, column), None
        pairs = [coded(self.fact, value) for value in self.values]
        return _as_ends(self.fact.kind, (pair[0] for pair in pairs)), np.array([1 << pair[1] for pair in pairs], dtype=np.int64)


class Basis:
    """What all trials of a case share."""

    def __init__(self, knowledge: Knowledge, case: Case, allowed: Allowed) -> None:
        self.knowledge, self.case, self.allowed = knowledge, case, allowed
        self.decided, self.given = decide(knowledge, case), given_of(knowledge, case)
        self.above, self.edges = ancestors(knowledge.program.nodes), thresholds(knowledge)
        self.rules = dict(contradictions(knowledge, self.decided))
        self.kept: dict[str, Tried] = {}

    def tried(self, name: str) -> Tried:
        """The values of a fact that are tried."""
        if name not in self.kept:
            fact = self.knowledge.facts[name]
            now = fact_value(fact, self.case, self.decided.values, self.knowledge.program.types[name])
            self.kept[name] = Tried(fact, now, values(fact, now, self.edges.get(name, ())))
        return self.kept[name]


class Trials:
    """Evaluates rows for the decisions of the targets alone."""

    def __init__(self, basis: Basis, wanted: Collection[str]) -> None:
        self.basis, self.knowledge, self.allowed, self.given = basis, basis.knowledge, basis.allowed, basis.given
        self.rules, self.edges, self.now = basis.rules, basis.edges, basis.decided.values
        program, above = self.knowledge.program, basis.above
        read = {name for rule in self.rules.values() for name in reads(rule)}
        self.enclosure, self.checks = Enclosure(program, {*wanted, *read}, above), Enclosure(program, read, above)
        self.decisions = [node.name for node in program.decisions if node.name in wanted]
        self.ones = {node.name for node in program.decisions if node.pick == "one"}
        reach = {
            fact: [name for name in self.decisions if {fact, f"{fact}.first"} & above[name]] for fact in self.knowledge.facts
        }
        self.tried = [basis.tried(fact) for fact, reached in reach.items() if reached]
        self.facts = [tried.fact for tried in self.tried]
        self.places = {fact.id: place for place, fact in enumerate(self.facts)}
        self.words = self.distinct()
        self.reach = np.array([[name in reach[fact.id] for name in self.decisions] for fact in self.facts], dtype=bool)
        self.reach = self.reach.reshape(len(self.facts), len(self.decisions))

    def distinct(self) -> dict[str, tuple[int, ...]]:
        """The words of each set, as bits, one for all that no rule tells apart; those in most rules come first."""
        asked: dict[str, set[tuple[bool, int]]] = {tried.fact.id: set() for tried in self.tried if tried.fact.kind == "set"}
        seen: set[int] = set()
        for expr in self.enclosure.every():
            _ask(expr, asked, seen)
        return {name: self.one_each(self.tried[self.places[name]], masks) for name, masks in asked.items()}

    def one_each(self, tried: Tried, masks: set[tuple[bool, int]]) -> tuple[int, ...]:
        now = int(coded(tried.fact, tried.now)[0])
        bits = sorted((1 << bit for bit in range(len(tried.fact.values))), key=lambda bit: not bit & now)
        found = {tuple(sorted(mask for mask in masks if mask[1] & bit)): bit for bit in reversed(bits)}
        return tuple(bit for _, bit in sorted(found.items(), key=lambda item: -len(item[0])))

    def every_single(self) -> Rows:
        """One row for each value of each fact."""
        one = np.repeat(np.arange(len(self.tried)), [len(tried.values) for tried in self.tried])
        a = np.concatenate([np.arange(len(tried.values)) for tried in self.tried])
        return singles(one, a)

    def sizes(self, rows: Rows) -> Any:
        """How large a change each row is."""
        total = np.zeros(len(rows))
        for facts, numbers in ((rows.one, rows.a), (rows.two, rows.b)):
            for place, tried in enumerate(self.tried):
                here = facts == place
                if here.any():
                    total[here] += tried.sizes[numbers[here]]
        return total

    def enclosed(self, boxes: Mapping[str, Box], size: int) -> Run:
        return self.enclosure.run(self.given, self.allowed, boxes, size)

    def boxes(self, rows: Rows) -> dict[str, Box]:
        boxes: dict[str, Box] = {}
        for place, tried in enumerate(self.tried):
            one, two = np.flatnonzero(rows.one == place), np.flatnonzero(rows.two == place)
            if len(one) or len(two):
                where, numbers = np.concatenate((one, two)), np.concatenate((rows.a[one], rows.b[two]))
                (low, high), first = tried.codes
                boxes[tried.fact.id] = Box(where, low[numbers], high[numbers])
                if tried.fact.ordered:
                    boxes[f"{tried.fact.id}.first"] = Box(where, first[numbers], first[numbers])
        return boxes

    def outcome(self, rows: Rows, marks: bool = False) -> "Outcome":
        """What every row leads to; `marks` tell rows apart in which any condition comes out otherwise."""
        parts = []
        for start in range(0, len(rows), AT_ONCE):
            chunk = rows[start : start + AT_ONCE]
            parts.append(self.points(self.boxes(chunk), len(chunk), marks))
        picked = {name: np.concatenate([part.picked[name] for part in parts]) for name in self.decisions}
        return Outcome(picked, np.concatenate([part.clean for part in parts]), np.concatenate([part.marks for part in parts]))

    def clashes(self, cells: Sequence[Cell]) -> list[str]:
        """Per point the first check of facts that breaks there and not in the case; "" for none."""
        if not cells:
            return []
        run = self.checks.run(self.given, self.allowed, boxes_of(self.facts, cells), len(cells))
        broken = {check: np.broadcast_to(run.truth(rule)[0], (len(cells),)) for check, rule in self.rules.items()}
        return [next((check for check, rows in broken.items() if rows[row]), "") for row in range(len(cells))]

    def points(self, boxes: Mapping[str, Box], size: int, marks: bool = False) -> "Outcome":
        """What rows lead to whose boxes are points: over columns where most decisions are asked for, else with intervals."""
        if marks or len(self.decisions) < MANY:
            return self.one_outcome(self.enclosed(boxes, size), size, marks)
        picked = self.knowledge.program.columns(self.columns(boxes, size), self.allowed, size)
        bits = {name: 1 << picked[name].astype(np.int64) if name in self.ones else picked[name] for name in self.decisions}
        run = self.checks.run(self.given, self.allowed, boxes, size)
        return replace(self.one_outcome(run, size, False), picked=bits)

    def columns(self, boxes: Mapping[str, Box], size: int) -> list[Any]:
        """The inputs as the program over columns wants them, always in the same form, for which it prints code once."""
        columns: list[Any] = list(self.given)
        for place, name in enumerate(self.knowledge.program.inputs):
            if name.removesuffix(".first") not in self.places:
                continue
            kind = self.knowledge.program.types[name].kind
            column = np.full(size, self.now[name], dtype=_COLUMNS[kind])
            there = np.full(size, self.given[place] is not None)
            if name in boxes:
                rows, ends = boxes[name].rows, boxes[name].first
                column[rows] = np.log2(ends).astype(np.int64) if kind == "enum" else ends
                there[rows] = True
            columns[place] = (column, there)
        return columns

    def one_outcome(self, run: Run, size: int, marks: bool) -> "Outcome":
        """Of rows that are points, for which intervals are exact."""
        picked = {name: np.broadcast_to(run.picked[name][1], (size,)) for name in self.decisions if name in run.picked}
        clean = np.ones(size, dtype=bool)
        for rule in self.rules.values():
            clean &= ~run.truth(rule)[0]
        return Outcome(picked, clean, _marks(run, size) if marks else np.zeros(size, dtype=np.uint64))

    def wins(self, cells: Sequence[Cell], targets: Sequence[Target]) -> Any:
        """For points: does the target of the same row win?"""
        found = np.zeros(len(cells), dtype=bool)
        column = {name: place for place, name in enumerate(self.decisions)}
        which = np.array([column[target.decision] for target in targets])
        bits = np.array([target.bit for target in targets])
        for start in range(0, len(cells), AT_ONCE):
            chunk = slice(start, start + AT_ONCE)
            size = len(cells[chunk])
            outcome = self.points(boxes_of(self.facts, cells[chunk]), size)
            for place in set(which[chunk].tolist()):
                here = np.flatnonzero(which[chunk] == place)
                found[start + here] = outcome.picked[self.decisions[place]][here] >> bits[chunk][here] & 1
        return found


@dataclass(frozen=True)
class Outcome:
    """Per wanted decision what is picked, as bits (1 << code of a pick-one, the mask of a pick-all), a row each.

    `clean` are the rows whose facts contradict each other no more than those of the case.
    """

    picked: Mapping[str, Any]
    clean: Any
    marks: Any

    def won(self, target: Target) -> Any:
        return self.picked[target.decision] >> target.bit & 1 != 0


def _ask(expr: Expr, asked: Mapping[str, set[tuple[bool, int]]], seen: set[int]) -> None:
    """Notes the groups of words of a set that conditions ask for, and those they ask for in front."""
    if id(expr) in seen:
        return
    seen.add(id(expr))
    match expr:
        case Overlap(Ref(name), mask) if name in asked:
            asked[name].add((False, mask))
        case Member(Ref(name), codes) if name.removesuffix(".first") in asked:
            asked[name.removesuffix(".first")].add((True, sum(1 << code - 1 for code in codes if code)))
    for part in children(expr):
        _ask(part, asked, seen)


def _marks(run: Run, size: int) -> Any:
    draw = np.random.default_rng(1)
    marks = np.zeros(size, dtype=np.uint64)
    for may, _ in run.truths.values():
        if np.ndim(may):
            marks += may * draw.integers(1, 2**63, dtype=np.uint64)
    return marks


def contradictions(knowledge: Knowledge, decided: Decided) -> Iterator[tuple[str, Expr]]:
    """Checks of facts alone that are not broken already, and the conditions under which they would be."""
    texts = knowledge.program.texts
    for check in knowledge.checks.values():
        holds = texts[check.holds]
        if check.severity == "error" and set(reads(holds)) <= set(knowledge.facts):
            broken = All((texts[check.when], Not(holds)))
            if not apply(broken, decided.values):
                yield check.id, broken


def _as_ends(kind: str, codes: Iterable[float | int | bool]) -> tuple[Any, Any]:
    """Words and truths as boxes of one point."""
    if kind == "bool":
        truths = np.array(list(codes), dtype=bool)
        return truths, ~truths
    column = np.array([1 << int(code) if kind == "enum" else int(code) for code in codes], dtype=np.int64)
    return column, column
