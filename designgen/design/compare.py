"""Designs side by side: what their specs say differently, what comes out differently because of that, and what it costs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from designgen.design.between import AVOID, CHOOSE, TASK, Between
from designgen.design.causes import Cause, Causes
from designgen.design.headlines import TITLES, UNITS, Complexity, complexity, headline_of
from designgen.design.model import Design
from designgen.units import humane

NOBODY = "–"


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact that not all designs share, or the task, a pin (`choose.x`) or a ban (`avoid.x`); one printed value a design.

    `follows`: no spec gives it, it only follows from others. `changes`: the decisions, then the lists, of whose cause it is a
    part. `moves`: the numbers that differ and that it changes by itself or by being taken back, the headlines first.
    """

    name: str
    title: str
    shown: tuple[str, ...]
    assumed: tuple[bool, ...]
    follows: bool
    changes: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()  # titles of numbers


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A pick-one decision that came out differently; one choice and one reason a design, empty where it is not needed.

    `causes`: against the first design; None for itself and where the choice is the same.
    """

    id: str
    title: str
    step: str
    picked: tuple[str, ...]  # option ids
    chosen: tuple[str, ...]
    because: tuple[str, ...]
    causes: tuple[Cause | None, ...]


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of a list that not all designs hold."""

    decision: str
    id: str
    list: str
    title: str
    present: tuple[bool, ...]
    causes: tuple[Cause | None, ...]


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number that differs, in base units. `ratios` compare with the first design; None where that says nothing."""

    name: str
    title: str
    unit: str
    values: tuple[float | None, ...]
    shown: tuple[str, ...]
    ratios: tuple[float | None, ...]
    causes: tuple[Cause | None, ...] = ()  # of headline numbers


@dataclass(frozen=True, slots=True)
class PartRow:
    """A component that not all designs have."""

    id: str
    title: str
    plane: str
    present: tuple[bool, ...]
    causes: tuple[Cause | None, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What a component adds to the bill (usd a month) or a stage to the path (p99 in seconds); None where it is not there."""

    id: str
    title: str
    amounts: tuple[float | None, ...]


@dataclass(frozen=True)
class Comparison:
    """What differs between designs; the first is the base. Causes exist where all designs are of the same knowledge."""

    designs: tuple[Design, ...]
    facts: tuple[FactRow, ...]
    decisions: tuple[DecisionRow, ...]
    options: tuple[OptionRow, ...]
    headlines: tuple[NumberRow, ...]
    numbers: tuple[NumberRow, ...]
    parts: tuple[PartRow, ...]
    bill: tuple[Share, ...]
    path: tuple[Share, ...]
    complexity: tuple[Complexity, ...]
    same_decisions: int  # pick-one decisions that are asked somewhere and came out alike
    same_parts: int

    @property
    def differs(self) -> bool:
        """Is there anything to tell?"""
        return any((self.facts, self.decisions, self.options, self.headlines, self.numbers, self.parts))


def compare(designs: Sequence[Design]) -> Comparison:
    """What differs, with its cause. Raises ValueError for fewer than two designs."""
    if len(designs) < 2:
        raise ValueError("a comparison needs two designs")
    return _Comparing(tuple(designs)).made()


class _Comparing:
    def __init__(self, designs: tuple[Design, ...]) -> None:
        self.designs = designs
        self.known = [design.knowledge for design in designs]

    @cached_property
    def pairs(self) -> list[Causes | None]:
        """The base against each design; None for itself, and where the knowledge is another."""
        base, one = self.designs[0], self.known[0]
        return [
            Causes(Between(base.spec, design.spec, one)) if place and design.knowledge is one else None
            for place, design in enumerate(self.designs)
        ]

    def made(self) -> Comparison:
        decisions, same = self._decisions()
        options, parts = tuple(self._options()), tuple(self._parts())
        common = set.intersection(*(set(design.parts) for design in self.designs))
        headlines, numbers = tuple(self._headlines()), tuple(self._numbers())
        return Comparison(
            designs=self.designs,
            facts=tuple(self._facts((*decisions, *options), (*headlines, *numbers))),
            decisions=decisions,
            options=options,
            headlines=headlines,
            numbers=numbers,
            parts=parts,
            bill=tuple(self._shares({id: part.usd for id, part in design.parts.items()} for design in self.designs)),
            path=tuple(self._shares(_stages(design) for design in self.designs)),
            complexity=tuple(complexity(design.values, design.parts) for design in self.designs),
            same_decisions=same,
            same_parts=len(common),
        )

    def _facts(self, decided: Iterable[DecisionRow | OptionRow], numbers: Sequence[NumberRow]) -> Iterable[FactRow]:
        ids = ((row.id if isinstance(row, DecisionRow) else row.decision, row.causes) for row in decided)
        causes = [(id, cause) for id, every in ids for cause in every if cause]
        for row in self._said():
            changes = dict.fromkeys(id for id, cause in causes if any(row.name in one for one in cause.sets))
            yield replace(row, changes=tuple(changes), moves=tuple(self._moved(row.name, numbers)))

    def _moved(self, lever: str, numbers: Sequence[NumberRow]) -> Iterable[str]:
        names = [number.name for number in numbers]
        moved = {name for pair in self.pairs if pair and lever in pair.between.levers for name in pair.moved(lever, names)}
        return dict.fromkeys(number.title for number in numbers if number.name in moved)

    def _said(self) -> Iterable[FactRow]:
        none = (False,) * len(self.designs)
        tasks = [design.knowledge.tasks.get(design.spec.task) for design in self.designs]
        if len({design.spec.task for design in self.designs}) > 1:
            yield FactRow(TASK, "Task", tuple(task.name if task else NOBODY for task in tasks), none, False)
        for name in _union(known.facts for known in self.known):
            facts = [design.facts.get(name) for design in self.designs]
            if len({fact.value if fact else None for fact in facts}) > 1:
                title = next(known.facts[name].name for known in self.known if name in known.facts)
                assumed = tuple(fact is not None and fact.origin == "assumed" for fact in facts)
                follows = not any(name in design.spec.facts for design in self.designs)
                yield FactRow(name, title, tuple(fact.shown if fact else NOBODY for fact in facts), assumed, follows)
        for head, word, said in ((CHOOSE, "Pin", self._pins()), (AVOID, "Ban", self._bans())):
            for id, shown in said.items():
                if len(set(shown)) > 1:
                    yield FactRow(f"{head}{id}", f"{word}: {self._decision(id)}", shown, none, False)

    def _pins(self) -> dict[str, tuple[str, ...]]:
        ids = _union(design.spec.choose for design in self.designs)
        return {id: tuple(_option(design, id, design.spec.choose.get(id, "")) for design in self.designs) for id in ids}

    def _bans(self) -> dict[str, tuple[str, ...]]:
        ids = _union(design.spec.avoid for design in self.designs)

        def shown(design: Design, id: str) -> str:
            return ", ".join(_option(design, id, option) for option in design.spec.avoid.get(id, ())) or NOBODY

        return {id: tuple(shown(design, id) for design in self.designs) for id in ids}

    def _decision(self, id: str) -> str:
        return next(known.decisions[id].name for known in self.known if id in known.decisions)

    def _decisions(self) -> tuple[tuple[DecisionRow, ...], int]:
        """The rows, and how many decisions came out alike."""
        rows, same = [], 0
        for id in _union(design.decisions for design in self.designs):
            told = [design.decisions.get(id) for design in self.designs]
            outcomes = [(item.status, item.chosen) if item else ("not_needed", ()) for item in told]
            if any(item and item.pick == "all" for item in told) or all(status == "not_needed" for status, _ in outcomes):
                continue
            if len(set(outcomes)) == 1:
                same += 1
                continue
            picked = tuple(", ".join(chosen) for _, chosen in outcomes)
            because = tuple(item.because or item.note if item else "" for item in told)
            chosen = tuple(_option(design, id, one) if one else "" for design, one in zip(self.designs, picked, strict=True))
            causes = tuple(
                pair.of_decision(id) if pair and one != picked[0] else None for pair, one in zip(self.pairs, picked, strict=True)
            )
            step = next(known.decisions[id].step for known in self.known if id in known.decisions)
            rows.append(DecisionRow(id, self._decision(id), step, picked, chosen, because, causes))
        return tuple(rows), same

    def _options(self) -> Iterable[OptionRow]:
        for id in _union(design.decisions for design in self.designs):
            known = [one.decisions[id] for one in self.known if id in one.decisions]
            if known[0].pick != "all":
                continue
            held = [set(design.decisions[id].chosen) if id in design.decisions else set() for design in self.designs]
            options = {option.id: option for one in known for option in one.options.values()}
            for bit, option in enumerate(options.values()):
                present = tuple(option.id in one for one in held)
                if len(set(present)) > 1:
                    causes = self._causes(present, lambda pair, id=id, bit=bit: pair.of_decision(id, 1 << bit))  # type: ignore[misc]
                    yield OptionRow(id, option.id, known[0].name, option.name, present, causes)

    def _causes(self, outcomes: Sequence[object], of: Callable[[Causes], Cause | None]) -> tuple[Cause | None, ...]:
        """For each design that differs from the first its cause."""
        return tuple(
            of(pair) if pair and outcome != outcomes[0] else None for pair, outcome in zip(self.pairs, outcomes, strict=True)
        )

    def _headlines(self) -> Iterable[NumberRow]:
        for name, title in TITLES.items():
            values = tuple(headline_of(name, design) for design in self.designs)
            if len(set(values)) > 1:
                unit = UNITS.get(name, "count")
                causes = self._causes(values, lambda pair, name=name: pair.of_number(name))  # type: ignore[misc]
                shown = tuple(NOBODY if value is None else humane(value, unit) for value in values)
                yield NumberRow(name, title, unit, values, shown, tuple(_ratio(value, values[0]) for value in values), causes)

    def _numbers(self) -> Iterable[NumberRow]:
        for name in _union(design.numbers for design in self.designs):
            known = [design.numbers.get(name) for design in self.designs]
            first = next(number for number in known if number)
            if len({number.shown if number else "" for number in known}) > 1:
                values = tuple(_plain(number.value) if number else None for number in known)
                shown = tuple(number.shown if number else NOBODY for number in known)
                yield NumberRow(name, first.title, first.unit, values, shown, tuple(_ratio(one, values[0]) for one in values))

    def _parts(self) -> Iterable[PartRow]:
        for id in _union(known.components for known in self.known):
            present = tuple(id in design.parts for design in self.designs)
            if len(set(present)) > 1:
                part = next(design.parts[id] for design in self.designs if id in design.parts)
                causes = self._causes(present, lambda pair, id=id: pair.of_part(id))  # type: ignore[misc]
                yield PartRow(id, part.name, part.plane, present, causes)

    def _shares(self, each: Iterable[dict[str, float | None]]) -> Iterable[Share]:
        """The shares that differ, the largest first."""
        every = list(each)
        rows = []
        for id in _union(every):
            amounts = tuple(one.get(id) for one in every)
            if len(set(amounts)) > 1:
                name = next(design.parts[id].name for design in self.designs if id in design.parts)
                rows.append(Share(id, name, amounts))
        return sorted(rows, key=lambda row: -max(amount or 0.0 for amount in row.amounts))


def _union(each: Iterable[Iterable[str]]) -> list[str]:
    """Every name once, in the order of the first that has it."""
    return list(dict.fromkeys(name for names in each for name in names))


def _option(design: Design, decision: str, option: str) -> str:
    known = design.knowledge.decisions.get(decision)
    return known.options[option].name if known and option in known.options else option or NOBODY


def _stages(design: Design) -> dict[str, float | None]:
    return {stage.component: stage.p99 for stage in design.latency.stages} if design.latency else {}


def _plain(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _ratio(value: float | None, base: float | None) -> float | None:
    if value is None or base is None or base <= 0 or value <= 0:
        return None
    ratio = value / base
    return ratio if ratio < float("inf") else None
