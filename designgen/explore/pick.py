"""Out of a front the few designs that truly differ, each with what it is best at."""

import math
from collections.abc import Sequence

from designgen.explore.candidates import AXES, Bench, Candidate, Figures, steps
from designgen.explore.tradeoffs import Listed, told

FEWEST, ENOUGH = 3, 5
NEARLY, LEAD, HAIR = 0.01, 0.05, 0.001
"""Two bills, or two p99s: nearer than the first they are as good to pick from; the second is a lead; the third no difference."""
APART = 0.2
"""Share of the range of some figure by which a fourth or fifth design must differ from all that are listed."""
GOOD = 0.4
"""A design in between may stand so much lower than the spec's own, summed over the ranges of the four figures."""
FEW_PINS = 2
STEP = 1.0
"""At least a tenth of the bill or of the p99, or two points, lie between any two that are listed."""


def listed(bench: Bench, best: Sequence[Candidate]) -> tuple[Listed, ...]:
    """The best at each figure, then what lies farthest from all of them."""
    pool = [one for one in best if one is not bench.own]
    if not pool:
        return ()
    places = {id(one): place for one, place in zip([*pool, bench.own], _places([*pool, bench.own]), strict=True)}
    roles: dict[int, list[str]] = {}
    for axis, name in enumerate(AXES):
        near = nearly_best(axis, [one.figures for one in pool], bench.own.figures)
        fit = [one for one in pool if one.figures in near]
        winner = max(fit, key=lambda one: (id(one) in roles, sum(places[id(one)]), -len(one.pins)), default=None)
        if winner:
            roles.setdefault(id(winner), []).append(name)
    kept = _apart([one for one in pool if id(one) in roles])
    _fill(kept, pool, bench.own, places)
    titles = _titles(kept, roles)
    order = sorted(kept, key=lambda one: (AXES.index(titles[id(one)][0]) if titles[id(one)] else len(AXES), one.figures.losses()))
    return tuple(told(bench, bench.least(one), tuple(titles[id(one)])) for one in order)


def _titles(kept: Sequence[Candidate], roles: dict[int, list[str]]) -> dict[int, list[str]]:
    """Who of the listed is really the best at each figure at which one leads; of equals the one picked for it."""
    found: dict[int, list[str]] = {id(one): [] for one in kept}
    for axis, name in enumerate(AXES):
        if not any(name in roles.get(id(one), ()) for one in kept):
            continue
        limit = min(one.figures.losses()[axis] for one in kept)
        limit += abs(limit) * HAIR if axis < 2 else 0
        best = [one for one in kept if one.figures.losses()[axis] <= limit]
        found[id(max(best, key=lambda one: name in roles.get(id(one), ())))].append(name)
    return found


def _places(candidates: Sequence[Candidate]) -> list[tuple[float, ...]]:
    """Where each stands on each figure, from 0 (worst of these) to 1 (best); money and time by their logarithm."""
    columns = []
    for axis in range(len(AXES)):
        losses = [one.figures.losses()[axis] for one in candidates]
        scaled = [math.log(loss) if axis < 2 and loss > 0 else loss for loss in losses]
        low, wide = min(scaled), (max(scaled) - min(scaled)) or 1.0
        columns.append([1.0 - (value - low) / wide for value in scaled])
    return list(zip(*columns, strict=True))


def nearly_best(axis: int, pool: Sequence[Figures], own: Figures) -> tuple[Figures, ...]:
    """Those within a hundredth of the least bill or p99, or level on points; none where the spec's own is not led."""
    least = min(one.losses()[axis] for one in pool)
    limit, level = (least * (1.0 + NEARLY), least / (1.0 - LEAD)) if axis < 2 else (least, least)
    return () if own.losses()[axis] <= level else tuple(one for one in pool if one.losses()[axis] <= limit)


def _fill(chosen: list[Candidate], pool: Sequence[Candidate], own: Candidate, places: dict[int, tuple[float, ...]]) -> None:
    """Adds, one at a time, the design farthest from those chosen, as long as it is far enough and good on the whole."""
    floor = sum(places[id(own)]) - GOOD
    while len(chosen) < ENOUGH:
        rest = [one for one in pool if all(_differs(one, other) for other in (*chosen, own))]
        good = [one for one in rest if sum(places[id(one)]) >= floor] or (rest if len(chosen) < FEWEST else [])
        far = {id(one): min(_distance(places, one, other) for other in (*chosen, own)) for one in good}
        best = max(good, key=lambda one: (far[id(one)], sum(places[id(one)]), -len(one.pins)), default=None)
        if best is None or far[id(best)] < (APART if len(chosen) >= FEWEST else 0.0):
            return
        chosen.append(best)


def _differs(one: Candidate, other: Candidate) -> bool:
    """In figures, and not by a single one of many pins."""
    apart = sum(one.pins.get(id) != other.pins.get(id) for id in {*one.pins, *other.pins})
    few = min(len(one.pins), len(other.pins)) <= FEW_PINS
    return steps(one.figures, other.figures) >= STEP and (few or apart > 1)


def _distance(places: dict[int, tuple[float, ...]], one: Candidate, other: Candidate) -> float:
    return max(abs(a - b) for a, b in zip(places[id(one)], places[id(other)], strict=True))


def _apart(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Without those too near to one listed before."""
    kept: list[Candidate] = []
    for one in chosen:
        if all(steps(one.figures, other.figures) >= STEP for other in kept):
            kept.append(one)
    return kept
