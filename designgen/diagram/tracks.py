"""The horizontal stretches in each channel: stacked so that they cross little and never lie on each other."""

from dataclasses import dataclass
from itertools import pairwise

from designgen.diagram.chains import Chain
from designgen.diagram.runs import Run


@dataclass(slots=True)
class Bar:
    """A horizontal stretch in a channel. `legs` are its verticals: (x, whether it goes up). `level` counts from the top."""

    edge: int
    channel: int
    legs: tuple[tuple[float, bool], tuple[float, bool]]
    level: int = 0

    @property
    def lo(self) -> float:
        return min(self.legs[0][0], self.legs[1][0])

    @property
    def hi(self) -> float:
        return max(self.legs[0][0], self.legs[1][0])


def bars_of(chain: Chain, runs: list[Run]) -> list[Bar]:
    """A bar for every bend; runs at the same x need none."""
    found = []
    for above, below in pairwise(runs):
        if chain.channel >= 0:
            up = chain.channel != chain.stops[0].row
            found.append(Bar(chain.edge, chain.channel, ((above.x, up), (below.x, up))))
        elif above.x != below.x:
            channel = chain.stops[below.first].row
            found.append(Bar(chain.edge, channel, ((above.x, True), (below.x, False))))
    return found


def stack(bars: list[Bar]) -> int:
    """Gives every bar of one channel its level; how many levels there are."""
    order: list[Bar] = []
    for bar in sorted(bars, key=lambda bar: (bar.lo - bar.hi, bar.edge)):
        order.insert(_place(bar, order), bar)
    for bar in list(order):
        order.remove(bar)
        order.insert(_place(bar, order), bar)
    for number, bar in enumerate(order):
        above = [other.level + 1 for other in order[:number] if _beside(bar, other)]
        bar.level = max(above, default=0)
    return max((bar.level + 1 for bar in order), default=0)


def _beside(one: Bar, two: Bar) -> bool:
    return one.lo < two.hi + 14 and two.lo < one.hi + 14


def _place(bar: Bar, order: list[Bar]) -> int:
    """The index of least cost: moving down past a bar swaps who is above."""
    cost = sum(_conflict(bar, other) for other in order)
    best, index = cost, 0
    for number, other in enumerate(order, 1):
        cost += _conflict(other, bar) - _conflict(bar, other)
        if cost < best:
            best, index = cost, number
    return index


def _conflict(upper: Bar, lower: Bar) -> float:
    """Crossings, and far worse, legs on top of each other, if `upper` lies above `lower`."""
    cost = 0.0
    for x, up in lower.legs:
        if up:
            cost += upper.lo - 2 < x < upper.hi + 2
    for x, up in upper.legs:
        if not up:
            cost += lower.lo - 2 < x < lower.hi + 2
    for x, up in upper.legs:
        for other, other_up in lower.legs:
            cost += 50 * (not up and other_up and abs(x - other) < 5)
    return cost
