"""From one plan to the few placements worth finishing. What it may cost is counted in lines routed, never in seconds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from math import isqrt

from designgen.diagram.assemble import assembled, wire
from designgen.diagram.chains import Field
from designgen.diagram.dot import SETTINGS, dot_source
from designgen.diagram.improve import Climb
from designgen.diagram.picture import MOST_BOXES
from designgen.diagram.place import in_order, place
from designgen.diagram.plan import Plan, with_rows
from designgen.diagram.score import MISSING, Measures, measure
from designgen.diagram.worker import Answer

WORK = 12_000  # some 150 placements of eighteen boxes, thirty of sixty
_LEAST_TRIED = 4
_CLIMBERS, _FINALISTS = 2, 4
_MOVED = 40.0  # what another order of the panels than the author's must save


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

    @property
    def bare(self) -> float:
        """The cost if every label found a place."""
        return self.cost - MISSING * self.found.missing_labels


def price(drawn: Plan) -> int:
    """What measuring one placement costs, in the unit of WORK: more lines to route, each through more rows."""
    return max(1, len(drawn.picture.edges) * isqrt(len(drawn.rows)))


def variants(first: Plan) -> list[Variant]:
    """The author's order of panels under every setting, other orders under the first; fewer of a large picture."""
    plans = [(_MOVED * bool(number), drawn) for number, drawn in enumerate(_orders(first))]
    found = [(moved, drawn, setting) for moved, drawn in plans for setting in (SETTINGS if not moved else SETTINGS[:1])]
    most = max(_LEAST_TRIED, WORK // 3 // price(first))
    return [Variant(moved, drawn, dot_source(drawn, setting)) for moved, drawn, setting in found[:most]]


def searched(first: Plan, asked: Iterable[Variant], answers: Mapping[str, Answer | None]) -> list[Candidate]:
    """The best placements found, about from the best on: candidates climb, and the one that got highest climbs on."""
    ranked = sorted(_candidates(first, asked, answers), key=lambda one: one.cost)
    climbs = [(one, Climb(one.ground, one.found, rough)) for one in ranked[:_CLIMBERS]]
    left = WORK - price(first) * len(ranked)
    for _, climb in climbs:
        climb.go_on(left // 3 // price(first))
    climbs.sort(key=lambda pair: pair[1].found.cost + pair[0].moved)
    highest = climbs[0][1]
    left = WORK - price(first) * (len(ranked) + sum(climb.tried for _, climb in climbs))
    highest.go_on(left // 2 // price(first))
    highest.tidy(left // 2 // price(first))
    others = ranked[_CLIMBERS:_FINALISTS] if len(first.picture.boxes) <= MOST_BOXES else []
    return [*(Candidate(climb.found, one.moved, climb.ground) for one, climb in climbs), *others]


def as_written(first: Plan) -> Field:
    """The rows as they are, each centred: the placement without any search."""
    return Field(first, place(first, in_order(first)))


def rough(ground: Field) -> Measures:
    """What there is to say before labels."""
    return measure(ground.plan.picture, assembled(wire(ground), {}))


def _candidates(first: Plan, asked: Iterable[Variant], answers: Mapping[str, Answer | None]) -> list[Candidate]:
    """Different placements: what Graphviz makes of each variant, and the rows just as they are written."""
    fields = [(0.0, as_written(first))]
    for one in asked:
        if answer := answers[one.source]:
            fields.append((one.moved, Field(one.drawn, place(one.drawn, _named(one.drawn, answer)))))
    different = {(ground.plan.rows, tuple(ground.left.items())): (moved, ground) for moved, ground in fields}
    return [Candidate(rough(ground), moved, ground) for moved, ground in different.values()]


def _named(drawn: Plan, answer: Mapping[str, float]) -> Mapping[str, float]:
    return {box.id: answer[f"n{number}"] for number, box in enumerate(drawn.picture.boxes)}


def _orders(first: Plan) -> Iterable[Plan]:
    """The author's order of panels, then, unless it is fixed, those with two neighbours swapped; the first panel stays on top."""
    yield first
    if first.picture.fixed:
        return
    numbered = list(zip(first.lanes, first.rows, strict=True))
    lanes = [tuple(row for _, row in part) for _, part in groupby(numbered, key=lambda pair: pair[0])]
    for number in range(1, len(lanes) - 1):
        swapped = [*lanes[:number], lanes[number + 1], lanes[number], *lanes[number + 2 :]]
        yield with_rows(first, tuple(row for lane in swapped for row in lane))
