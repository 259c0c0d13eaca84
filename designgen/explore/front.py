"""The Pareto front of one spec over bill, p99, quality and simplicity, and the few designs of it that truly differ."""

import itertools
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from designgen.design import Design
from designgen.explore.candidates import AXES, Bench, Candidate, Figures, pareto, ratios, weight
from designgen.explore.pick import listed, nearly_best
from designgen.explore.tradeoffs import Listed

MOST_COMBINED = 96
"""Combinations of pins that are tried at most."""
MOVES, MANY_POINTS = 0.1, 5
"""A decision matters that moves the bill or the p99 by one in a hundred, or quality and simplicity by so many points."""
COST, LATENCY, CONTRADICTION = "cost", "latency", 2
SAMPLES = 60
SEED = 1
MOST_PRIORITY = 5


@dataclass(frozen=True, slots=True)
class Lever:
    """A decision that matters, with the rivals worth trying; `weight` is how far the farthest of them moves the four figures."""

    decision: str
    options: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Front:
    """`levers` are the decisions that were varied, of which `combined` were tried in every combination.

    `combinations` counts those, `samples` the priorities that were asked for pins of all levers as well. `every` has the
    figures of each different design that breaks no check of severity error which the spec's own keeps, that one first;
    `best` those that no other beats.
    """

    own: Figures
    components: int
    every: tuple[Figures, ...]
    best: tuple[Figures, ...]
    listed: tuple[Listed, ...]
    levers: tuple[Lever, ...]
    combined: int
    combinations: int
    samples: int

    @property
    def exhaustive(self) -> bool:
        return self.combined == len(self.levers)

    @property
    def unmatched(self) -> tuple[str, ...]:
        """The figures at which no other leads the spec's own design: on bill and p99 by a twentieth."""
        return tuple(name for axis, name in enumerate(AXES) if self.every[1:] and not nearly_best(axis, self.every[1:], self.own))


def front(design: Design) -> Front:
    """Every combination of the decisions that matter where they fit, else of the weightiest, and pins that priorities suggest."""
    bench = Bench(design)
    levers = _levers(bench, design)
    taken = _that_fit(levers)
    for pins in _combined(taken):
        bench.candidate(pins)
    samples = _priorities(design) if len(taken) < len(levers) else []
    for priorities in samples:
        bench.candidate(_suggested(bench, levers, priorities))
    varied = {lever.decision for lever in levers}
    every = [one for one in bench.known.values() if one and varied.issuperset(one.pins)]
    best = pareto(every)
    return Front(
        own=bench.own.figures,
        components=len(bench.base.parts),
        every=tuple(one.figures for one in every),
        best=tuple(one.figures for one in best),
        listed=listed(bench, best),
        levers=tuple(levers),
        combined=len(taken),
        combinations=math.prod(1 + len(lever.options) for lever in taken),
        samples=len(samples),
    )


def _levers(bench: Bench, design: Design) -> list[Lever]:
    """The decisions that matter and that the spec leaves open, weightiest first; only rivals that are better on something."""
    found = []
    for id, rationale in design.decisions.items():
        if rationale.pick != "one" or rationale.status != "chosen" or id in design.spec.choose:
            continue
        rivals = [verdict.id for verdict in rationale.verdicts if verdict.verdict == "behind"]
        singles = [one for rival in rivals if (one := bench.candidate({id: rival}))]
        sound = pareto(one for one in singles if not _contradicted(bench.own, one, id))
        kept = [one for one in sound if not bench.own.figures.beats(one.figures)]
        if any(_matters(bench.own, one) for one in kept):
            most = max(weight(bench.own.figures, one.figures) for one in kept)
            found.append(Lever(id, tuple(one.pins[id] for one in kept), most))
    return sorted(found, key=lambda lever: (-lever.weight, lever.decision))


def _contradicted(own: Candidate, other: Candidate, decision: str) -> bool:
    """Do the figures call it cheaper, or faster, while the rules take points from it on just that?

    Points are for what cannot be computed, so what the rules know there is missing from the figures.
    """
    old, new = own.made.taken[decision].points, other.made.taken[decision].points
    cheaper, faster = other.figures.usd < own.figures.usd, other.figures.p99 < own.figures.p99
    lost = {criterion for criterion in (COST, LATENCY) if new.get(criterion, 0) - old.get(criterion, 0) <= -CONTRADICTION}
    return (cheaper and COST in lost) or (faster and LATENCY in lost)


def _matters(own: Candidate, other: Candidate) -> bool:
    points = abs(other.figures.quality) + abs(other.figures.simplicity)
    return max(ratios(own.figures, other.figures)) >= MOVES or points >= MANY_POINTS


def _that_fit(levers: Sequence[Lever]) -> list[Lever]:
    taken, size = [], 1
    for lever in levers:
        size *= 1 + len(lever.options)
        if size > MOST_COMBINED:
            break
        taken.append(lever)
    return taken


def _combined(levers: Sequence[Lever]) -> Iterator[dict[str, str]]:
    """Every way to leave each decision free or to pin it to a rival."""
    for options in itertools.product(*(("", *lever.options) for lever in levers)):
        yield {lever.decision: option for lever, option in zip(levers, options, strict=True) if option}


def _suggested(bench: Bench, levers: Sequence[Lever], priorities: Mapping[str, int]) -> dict[str, str]:
    """What these priorities would choose in the decisions that matter, as pins; all else stays as it is."""
    outcome = bench.picks({}, priorities)
    chosen = {lever.decision: bench.chosen(outcome, lever.decision) for lever in levers}
    return {lever.decision: chosen[lever.decision] for lever in levers if chosen[lever.decision] in lever.options}


def _priorities(design: Design) -> list[Mapping[str, int]]:
    """The named profiles, then random ones, the same each time."""
    rng = random.Random(SEED)  # noqa: S311 - no secret
    named = [dict(profile.priorities) for profile in design.knowledge.profiles.values()]
    criteria = list(design.knowledge.criteria)
    return [*named, *({name: rng.randint(0, MOST_PRIORITY) for name in criteria} for _ in range(SAMPLES))]
