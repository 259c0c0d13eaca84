"""The two numbers of a spec on which most of its decisions turn: the axes of the map on its pages."""

from designgen.decisions import Flip
from designgen.design import Design
from designgen.explore.grid import Axis, numbers, rounded

SMALLER, LARGER, FEW = 100.0, 10.0, 64
LEAST = 2  # decisions that a fact must turn, to be worth an axis


def busiest(design: Design, points: int) -> tuple[Axis, Axis] | None:
    """Two axes around the spec's own values, from a hundredth to tenfold; None where two numbers do not turn enough."""
    turned = _turned(design)
    first = max(turned, key=lambda id: _weight(design, id, turned[id]), default=None)
    if first is None:
        return None
    rest = {id: found - turned[first] for id, found in turned.items() if id != first}
    second = max(rest, key=lambda id: _weight(design, id, rest[id]), default=None)
    if second is None or len(turned[first]) < LEAST or len(rest[second]) < LEAST:
        return None
    across, up = sorted((first, second), key=list(design.facts).index)
    return _axis(design, across, points), _axis(design, up, points)


def _turned(design: Design) -> dict[str, set[str]]:
    """Per number of the spec the decisions that it turns within the range of its axis."""
    found: dict[str, set[str]] = {}
    for rationale in design.decisions.values():
        for flip in rationale.flips:
            if _worth(design, flip):
                found.setdefault(flip.fact, set()).add(rationale.id)
    return found


def _worth(design: Design, flip: Flip) -> bool:
    """Is it a number that a reader knows, and its flip on the axis?"""
    fact, now = design.knowledge.facts[flip.fact], design.facts[flip.fact].value
    few = fact.integer and fact.high - fact.low <= FEW
    ours = fact.id.startswith(("priorities.", "sizing.")) or fact.id == "year" or fact.unit == "share"
    if fact.kind != "number" or few or ours or not isinstance(now, float | int) or not isinstance(flip.value, float | int):
        return False
    return now > 0 and now / SMALLER <= flip.value <= now * LARGER


def _weight(design: Design, id: str, decisions: set[str]) -> tuple[int, bool]:
    """Many decisions; of equals what the spec itself says."""
    return len(decisions), id in design.spec.facts


def _axis(design: Design, id: str, points: int) -> Axis:
    fact, now = design.knowledge.facts[id], float(design.facts[id].value)  # type: ignore[arg-type]
    low, high = max(fact.low, rounded(fact, now / SMALLER)), min(fact.high, rounded(fact, now * LARGER))
    return numbers(fact, max(low, 1.0) if fact.integer else low, high, points, design.facts[id].value)
