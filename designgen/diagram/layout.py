"""From a picture to the best of many layouts.

Graphviz orders and places the boxes, under several settings and orders of the rows. Our own router draws the lines at
right angles through streets between the panels, so that no line can meet a foreign box, and puts labels where there is
room. What is left to luck, mostly crossings, is measured, and the best candidate is kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from designgen.diagram.assemble import assembled, wire
from designgen.diagram.chains import Field
from designgen.diagram.dot import SETTINGS, dot_source
from designgen.diagram.geometry import Layout
from designgen.diagram.improve import Climb
from designgen.diagram.labels import CROSSED, with_labels
from designgen.diagram.picture import Picture, normal
from designgen.diagram.place import in_order, place
from designgen.diagram.plan import Plan, plan, with_rows
from designgen.diagram.score import MISSING, Measures, measure
from designgen.diagram.worker import Answer, run_graphviz

_IMPROVED = 2
_ROUNDS = 2
_TIDYINGS = 2
_FINALISTS = 3
_WIDENINGS = 4
_MOVED = 40.0  # what another order of the panels than the author's must save


def lay_out(picture: Picture) -> Layout:
    """The layout of a picture; the same for the same picture on every machine."""
    return lay_out_all([picture])[0]


def lay_out_all(pictures: Iterable[Picture]) -> list[Layout]:
    """The layout of each picture, just as it would be alone; starting Graphviz once for all saves time."""
    plans = [plan(normal(picture)) for picture in pictures]
    variants = [_variants(first) if first.rows else [] for first in plans]
    sources = list(dict.fromkeys(variant.source for several in variants for variant in several))
    answers = dict(zip(sources, run_graphviz(sources), strict=True)) if sources else {}
    return [_best(first, several, answers) for first, several in zip(plans, variants, strict=True)]


def _best(first: Plan, variants: Iterable["Variant"], answers: Mapping[str, Answer | None]) -> Layout:
    if not first.rows:
        return Layout(0, 0, {}, (), (), 0)
    ranked = sorted(_candidates(first, variants, answers), key=lambda found: found.cost)
    return _finest([*map(_improved, ranked[:_IMPROVED]), *ranked[_IMPROVED:_FINALISTS]])


@dataclass(frozen=True, slots=True)
class Variant:
    """A question to Graphviz: an order of the panels, and what it costs to move them so."""

    moved: float
    drawn: Plan
    source: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A placement, measured without labels. `moved` is what another order of panels than the author's costs."""

    found: Measures
    moved: float
    ground: Field

    @property
    def cost(self) -> float:
        return self.found.cost + self.moved


def _improved(candidate: Candidate) -> Candidate:
    """The candidate after some rounds of small moves."""
    climb = Climb(candidate.ground, candidate.found, _rough)
    for _ in range(_ROUNDS):
        climb.go_on()
    for _ in range(_TIDYINGS):
        climb.tidy()
    return Candidate(climb.found, candidate.moved, climb.ground)


def _finest(candidates: Iterable[Candidate]) -> Layout:
    """The best of them with labels. One that costs more without any label than another with all is left out."""
    found: list[tuple[float, Layout]] = []
    for candidate in candidates:
        bare = candidate.cost - MISSING * candidate.found.missing_labels
        if not found or bare < min(cost for cost, _ in found):
            cost, layout = _finished(candidate.ground)
            found.append((cost + candidate.moved, layout))
    return min(found, key=lambda final: final[0])[1]


def _variants(first: Plan) -> list[Variant]:
    """The author's order of panels under every setting, other orders under a few."""
    plans = [(_MOVED * bool(number), drawn) for number, drawn in enumerate(_orders(first))]
    return [Variant(moved, drawn, dot_source(drawn, setting))
            for moved, drawn in plans for setting in (SETTINGS if not moved else SETTINGS[:2])]


def _candidates(first: Plan, variants: Iterable[Variant], answers: Mapping[str, Answer | None]) -> Iterable[Candidate]:
    """Different placements: what Graphviz makes of each variant, and the rows just as they are written."""
    fields = [(0.0, Field(first, place(first, in_order(first))))]
    for one in variants:
        if answer := answers[one.source]:
            fields.append((one.moved, Field(one.drawn, place(one.drawn, _named(one.drawn, answer)))))
    different = {(ground.plan.rows, tuple(ground.left.items())): (moved, ground) for moved, ground in fields}
    return [Candidate(_rough(ground), moved, ground) for moved, ground in different.values()]


def _named(drawn: Plan, answer: Mapping[str, float]) -> Mapping[str, float]:
    return {box.id: answer[f"n{number}"] for number, box in enumerate(drawn.picture.boxes)}


def _orders(first: Plan) -> Iterable[Plan]:
    """The author's order of panels, then those with two neighbours swapped; the first panel stays on top."""
    yield first
    numbered = list(zip(first.lanes, first.rows, strict=True))
    lanes = [tuple(row for _, row in part) for _, part in groupby(numbered, key=lambda pair: pair[0])]
    for number in range(1, len(lanes) - 1):
        swapped = [*lanes[:number], lanes[number + 1], lanes[number], *lanes[number + 2 :]]
        yield with_rows(first, tuple(row for lane in swapped for row in lane))


def _rough(ground: Field) -> Measures:
    """What there is to say before labels."""
    return measure(ground.plan.picture, assembled(wire(ground), {}))


def _finished(ground: Field) -> tuple[float, Layout]:
    """The layout with labels and its cost; channels grow until each label has a place of its own."""
    wires = wire(ground)
    extra: dict[int, float] = {}
    picture = ground.plan.picture
    found: list[tuple[float, Layout]] = []
    for _ in range(_WIDENINGS):
        layout, costs = with_labels(picture, assembled(wires, extra))
        found.append((measure(picture, layout).cost, layout))
        tight = {edge for edge, paid in costs.items() if paid >= CROSSED}
        if not tight:
            break
        runs = [run for edge in tight for run in wires.runs.get(edge, ())]
        touched = {channel for run in runs for channel in range(run.top, run.foot + 1)}
        extra.update({channel: min(extra.get(channel, 0.0) + 18, 54) for channel in touched})
    return min(found, key=lambda final: final[0])
