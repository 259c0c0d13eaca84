"""The exact values at which choices change along one axis, everything else as the spec has it.

A change between two neighbours is bisected from the side of the spec, and a round value just behind it is preferred,
as for flips, so that both print the same number.
"""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from designgen.catalog import thresholds
from designgen.decisions.decide import chosen_of
from designgen.explore.ground import Ground

CLOSE = 1e-9
Picks = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """Going away from the spec's value, the first `value` at which a decision comes out otherwise."""

    axis: int
    decision: str
    value: float
    shown: str
    code: int  # what it picks at `value`
    before: int  # and on the side of the spec
    to: str


class Crossings:
    """Called with a decision, all its changes along every axis of numbers, by axis and value."""

    def __init__(self, ground: Ground) -> None:
        self.walks = [_Walk(ground, number) for number, axis in enumerate(ground.axes) if axis.scale != "words"]
        program = ground.knowledge.program
        self.places = {node.name: place for place, node in enumerate(program.decisions)}

    def __call__(self, decision: str) -> tuple[Crossing, ...]:
        return tuple(one for walk in self.walks for one in walk.all(self.places[decision]))


class _Walk:
    """Along one axis; what was decided at a value is remembered for all decisions."""

    def __init__(self, ground: Ground, axis: int) -> None:
        self.ground, self.number, self.axis = ground, axis, ground.axes[axis]
        self.fact = self.axis.fact
        self.seen: dict[float, Picks] = {}
        self.edges = thresholds(ground.knowledge).get(self.fact.id, ())

    def all(self, place: int) -> list[Crossing]:
        here = float(self.axis.here)  # type: ignore[arg-type]
        low, high = self.axis.ends
        near = min(max(here, low), high)
        values = sorted({*map(float, self.axis.values), *self.sharp(), near})  # type: ignore[arg-type]
        up, down = [value for value in values if value >= near], [value for value in reversed(values) if value <= near]
        return sorted((one for way in (up, down) for one in self.along(place, way)), key=lambda one: one.value)

    def sharp(self) -> Iterator[float]:
        """The thresholds that some rule has for this fact, with a hair on either side."""
        low, high = self.axis.ends
        for edge in self.edges:
            around = (edge,) if self.fact.integer else (edge * (1 - CLOSE), edge, edge * (1 + CLOSE))
            yield from (value for value in around if low <= value <= high and (not self.fact.integer or value == int(value)))

    def along(self, place: int, way: list[float]) -> Iterator[Crossing]:
        for same, other in itertools.pairwise(way):
            if self.picks(same)[place] != self.picks(other)[place]:
                yield self.crossing(place, same, other)

    def picks(self, value: float) -> Picks:
        if value not in self.seen:
            spot = list(self.ground.here)
            spot[self.number] = value
            self.seen[value] = self.ground.picks(tuple(spot))
        return self.seen[value]

    def crossing(self, place: int, same: float, other: float) -> Crossing:
        before = self.picks(same)[place]
        close = 1.0 if self.fact.integer else CLOSE * max(abs(other), abs(same))
        while abs(other - same) > close:
            middle = _between(same, other, self.fact.integer)
            if middle in (same, other):
                break
            same, other = (middle, other) if self.picks(middle)[place] == before else (same, middle)
        value = self.rounded(place, before, other)
        code = self.picks(value)[place]
        decision = self.ground.knowledge.decisions[self.ground.knowledge.program.decisions[place].name]
        names = [decision.options[id].name for id in chosen_of(decision, code)]
        to = (names[0] if names else "not needed") if decision.pick == "one" else ""
        return Crossing(self.number, decision.id, value, self.axis.says(value), code, before, to)

    def rounded(self, place: int, before: int, other: float) -> float:
        for candidate in (*(float(f"{other:.{size}g}") for size in (1, 2, 3, 4, 6)), *self.edges):
            near = abs(candidate - other) <= 4 * CLOSE * abs(other)
            if near and self.fact.low <= candidate <= self.fact.high and self.picks(candidate)[place] != before:
                return candidate
        return other


def _between(one: float, two: float, integer: bool) -> float:
    if integer:
        return float(math.floor((one + two) / 2))
    wide = one > 0 and two > 0 and max(one, two) / min(one, two) > 4
    return math.sqrt(one * two) if wide else (one + two) / 2
