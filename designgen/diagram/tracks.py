"""The horizontal stretches in each channel: stacked so that they cross little and never lie on each other."""

from dataclasses import dataclass
from itertools import pairwise

from designgen.diagram.chains import Chain
from designgen.diagram.runs import Run


@dataclass(slots=True, eq=False)
class Bar:
    """A horizontal stretch in a channel, from lo to hi. `level` counts from the top.

    `legs` are the x of its verticals, first that nearer to the upper end of the edge; `ups` and `downs` are the x of
    those that leave upwards and downwards.
    """

    edge: int
    channel: int
    legs: tuple[float, float]
    ups: tuple[float, ...]
    downs: tuple[float, ...]
    lo: float
    hi: float
    level: int = 0


def bars_of(chain: Chain, runs: list[Run]) -> list[Bar]:
    """A bar for every bend; runs at the same x need none."""
    found = []
    for above, below in pairwise(runs):
        legs = one, two = above.x, below.x
        lo, hi = (one, two) if one < two else (two, one)
        if chain.channel >= 0:
            ups, downs = (legs, ()) if chain.channel != chain.stops[0].row else ((), legs)
            found.append(Bar(chain.edge, chain.channel, legs, ups, downs, lo, hi))
        elif one != two:
            found.append(Bar(chain.edge, chain.stops[below.first].row, legs, (one,), (two,), lo, hi))
    return found


def stack(bars: list[Bar]) -> int:
    """Gives every bar of one channel its level; how many levels there are."""
    if len(bars) < 2:
        return len(bars)
    bars = sorted(bars, key=lambda bar: (bar.lo - bar.hi, bar.edge))
    costs = [[_conflict(upper, lower) for lower in bars] for upper in bars]
    order: list[int] = []
    for bar in range(len(bars)):
        order.insert(_place(bar, order, costs), bar)
    for bar in list(order):
        order.remove(bar)
        order.insert(_place(bar, order, costs), bar)
    stacked = [bars[number] for number in order]
    for place, lower in enumerate(stacked):
        lower.level = max((upper.level + 1 for upper in stacked[:place] if _beside(lower, upper)), default=0)
    return max(bar.level for bar in stacked) + 1


def _beside(one: Bar, two: Bar) -> bool:
    return one.lo < two.hi + 14 and two.lo < one.hi + 14


def _place(bar: int, order: list[int], costs: list[list[float]]) -> int:
    """The index of least cost: moving down past a bar swaps who is above."""
    above, cost, best, index = costs[bar], 0.0, 0.0, 0
    for number, other in enumerate(order, 1):
        cost += costs[other][bar] - above[other]
        if cost < best:
            best, index = cost, number
    return index


def _conflict(upper: Bar, lower: Bar) -> float:
    """Crossings, and far worse, legs on top of each other, if `upper` lies above `lower`."""
    cost = 0.0
    for x in lower.ups:
        cost += upper.lo - 2 < x < upper.hi + 2
        for other in upper.downs:
            cost += 50 * (-5 < x - other < 5)
    for x in upper.downs:
        cost += lower.lo - 2 < x < lower.hi + 2
    return cost
