"""Other designs of one spec, each with the four figures by which it is weighed against the spec's own."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from designgen.decisions import Case, allowed_of, given_of
from designgen.decisions.decide import Decided
from designgen.design import Design
from designgen.design.quick import Quick, quick
from designgen.rules import Allowed

QUALITY, SIMPLICITY = "quality", "simplicity"
AXES = ("usd", "p99", QUALITY, SIMPLICITY)
"""The four figures, in the order of `Figures.losses`."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The bill of a month (usd), the p99 of the path (seconds; 0 when nobody waits), and two counts against the spec's own.

    `quality` sums the points of the chosen options over the decisions that both designs take. `simplicity` does the same,
    less one for every box more.
    """

    usd: float
    p99: float
    quality: int
    simplicity: int

    def losses(self) -> tuple[float, float, float, float]:
        """The four, less being better."""
        return self.usd, self.p99, -self.quality, -self.simplicity

    def beats(self, other: "Figures") -> bool:
        """No worse on any of the four, and better on one."""
        mine, others = self.losses(), other.losses()
        return mine != others and all(one <= two for one, two in zip(mine, others, strict=True))


@dataclass(frozen=True)
class Candidate:
    """A design of the spec with further pins."""

    pins: Mapping[str, str]
    made: Quick = field(repr=False)
    figures: Figures


class Bench:
    """Makes candidates around one design, each outcome once."""

    def __init__(self, design: Design) -> None:
        spec, self.knowledge = design.spec, design.knowledge
        self.stated = frozenset(spec.facts)
        self.case = Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid)
        self.given, self.allowed = given_of(self.knowledge, self.case), allowed_of(self.knowledge, self.case)
        self.slot = {name: place for place, name in enumerate(self.knowledge.program.inputs)}
        self.place = {node.name: place for place, node in enumerate(self.knowledge.program.decisions)}
        self.base = self._made({})
        self.worst = self.base.broken() | self.base.unanswered
        self.own = Candidate({}, self.base, self.figures(self.base))
        self.known: dict[tuple[int, ...], Candidate | None] = {self.picks({}): self.own}

    def alone(self, decision: str, option: str) -> Figures:
        """The figures with this one pin; the spec's own where that is no design."""
        found = self.known.get(self.picks({decision: option}))
        return found.figures if found else self.own.figures

    def open(self, pins: Mapping[str, str]) -> Allowed:
        """What is open to choice when these are pinned."""
        allowed = list(self.allowed)
        for decision, option in pins.items():
            allowed[self.place[decision]] = tuple(one == option for one in self.knowledge.decisions[decision].options)
        return tuple(allowed)

    def picks(self, pins: Mapping[str, str], priorities: Mapping[str, int] | None = None) -> tuple[int, ...]:
        given = list(self.given)
        for name, value in (priorities or {}).items():
            given[self.slot[f"priorities.{name}"]] = value
        return self.knowledge.program.picks(given, self.open(pins))

    def chosen(self, outcome: tuple[int, ...], decision: str) -> str:
        """The option of a pick-one decision in an outcome; empty where it is not asked."""
        code = outcome[self.place[decision]]
        return list(self.knowledge.decisions[decision].options)[code - 1] if code else ""

    def candidate(self, pins: Mapping[str, str]) -> Candidate | None:
        """The design with these pins; None when it is impossible, breaks what the spec's own keeps, or was made before."""
        outcome = self.picks(pins)
        if outcome in self.known:
            return None
        made = self._made(pins)
        kept = all(made.taken[decision].chosen in ((option,), ()) for decision, option in pins.items())
        fits = kept and not (made.unanswered | made.broken()) - self.worst
        self.known[outcome] = Candidate(dict(pins), made, self.figures(made)) if fits else None
        return self.known[outcome]

    def _made(self, pins: Mapping[str, str]) -> Quick:
        values, tracks = self.knowledge.program.trace(self.given, self.open(pins))
        decided = Decided(values, dict(zip(self.place, tracks, strict=True)))
        return quick(self.knowledge, self.case, decided, self.stated)

    def least(self, found: Candidate) -> Candidate:
        """The same design without the pins that change nothing."""
        outcome, pins = self.picks(found.pins), dict(found.pins)
        for decision, option in found.pins.items():
            del pins[decision]
            if self.picks(pins) != outcome:
                pins[decision] = option
        return replace(found, pins=pins)

    def figures(self, made: Quick) -> Figures:
        """Against the spec's own design."""
        boxes = len(made.parts) - len(self.base.parts)
        points = {name: self.points(made, name) for name in (QUALITY, SIMPLICITY)}
        return Figures(made.usd, made.p99 or 0.0, points[QUALITY], points[SIMPLICITY] - boxes)

    def points(self, made: Quick, criterion: str) -> int:
        """Points won or lost on a criterion, over the decisions that both designs take."""
        both = [id for id, taken in self.base.taken.items() if taken.chosen and made.taken[id].chosen]
        own = self.base.taken
        return sum(made.taken[id].points.get(criterion, 0) - own[id].points.get(criterion, 0) for id in both)


def pareto(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that no other beats; of equals the one with the fewest pins."""
    order = sorted(candidates, key=lambda one: (one.figures.losses(), len(one.pins)))
    kept: list[Candidate] = []
    for one in order:  # what beats it, or equals it, comes before it
        if not any(other.figures == one.figures or other.figures.beats(one.figures) for other in kept):
            kept.append(one)
    return kept


def ratios(one: Figures, two: Figures) -> tuple[float, float]:
    """How far apart bill and p99 are, each in tenths; 0 where there is none."""
    pairs = ((one.usd, two.usd), (one.p99, two.p99))
    usd, p99 = (abs(math.log(a / b)) / math.log(1.1) if a > 0 and b > 0 else 0.0 for a, b in pairs)
    return usd, p99


def steps(one: Figures, two: Figures) -> float:
    """How far apart: in tenths of the bill and of the p99, and in points; the largest counts."""
    return max(*ratios(one, two), abs(one.quality - two.quality) / 2, abs(one.simplicity - two.simplicity) / 2)


def weight(one: Figures, two: Figures) -> float:
    """How much lies between them, all in all: a tenth more or less on the bill or the p99 counts like two points."""
    return 2 * sum(ratios(one, two)) + abs(one.quality - two.quality) + abs(one.simplicity - two.simplicity)
