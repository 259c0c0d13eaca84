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
from designgen.diagram.improve import improved
from designgen.diagram.labels import CROSSED, with_labels
from designgen.diagram.picture import Picture, normal
from designgen.diagram.place import in_order, place
from designgen.diagram.plan import Plan, plan, with_rows
from designgen.diagram.score import MISSING, Measures, measure
from designgen.diagram.worker import run_graphviz

_IMPROVED = 2
_FINALISTS = 3
_WIDENINGS = 4
_MOVED = 40.0  # what another order of the panels than the author's must save


def lay_out(picture: Picture) -> Layout:
    """The layout of a picture; the same for the same picture on every machine."""
    picture = normal(picture)
    if not picture.boxes:
        return Layout(0, 0, {}, (), (), 0)
    ranked = sorted(_candidates(plan(picture)), key=lambda found: found.cost)
    ranked[:_IMPROVED] = [_improved(candidate) for candidate in ranked[:_IMPROVED]]
    return _finest(ranked[:_FINALISTS])


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
    ground, found = improved(candidate.ground, candidate.found, _rough)
    return Candidate(found, candidate.moved, ground)


def _finest(candidates: Iterable[Candidate]) -> Layout:
    """The best of them with labels. One that costs more without any label than another with all is left out."""
    found: list[tuple[float, Layout]] = []
    for candidate in candidates:
        bare = candidate.cost - MISSING * candidate.found.missing_labels
        if not found or bare < min(cost for cost, _ in found):
            cost, layout = _finished(candidate.ground)
            found.append((cost + candidate.moved, layout))
    return min(found, key=lambda final: final[0])[1]


def _candidates(first: Plan) -> Iterable[Candidate]:
    """Different placements: what Graphviz makes of each order and setting, and the rows just as they are written."""
    plans = [(_MOVED * bool(number), drawn) for number, drawn in enumerate(_orders(first))]
    asked = [(moved, drawn, setting) for moved, drawn in plans for setting in (SETTINGS if not moved else SETTINGS[:2])]
    answers = run_graphviz([dot_source(drawn, setting) for _, drawn, setting in asked])
    fields = [(0.0, Field(first, place(first, in_order(first))))]
    fields += [(moved, Field(drawn, place(drawn, _named(drawn, answer))))
               for (moved, drawn, _), answer in zip(asked, answers, strict=True) if answer]
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
