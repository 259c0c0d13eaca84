"""Which way each edge goes: out of one box, through gaps between the boxes of the rows on its way, into another box.

Only x is known yet. Channel c is the strip above row c; the last channel lies below the last row.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from designgen.diagram.faces import TITLE_PX
from designgen.diagram.plan import GAP, Plan
from designgen.diagram.text import clean, width

CLEAR = 11.0  # least distance of a line from a foreign box
PORT = 16.0  # least distance of a line from a corner of its own box
PADDING = 16.0  # from the outermost boxes to the border of the lanes
MARGIN = 14.0  # around everything
WIDEST = 1000.0
NARROWEST = 260.0  # of a lane
TITLE_CLEAR = 16.0  # from a title to a box beside it, which may carry a number on its corner
_ACROSS, _ON_TITLE, _DETOUR, _BEND = 160.0, 60.0, 24.0, 45.0
_ASIDE = 6.0  # where lines pass beside a label between two boxes


class Stop(NamedTuple):
    """A row that a line meets: at a box (port) or in a gap, somewhere between lo and hi."""

    row: int
    lo: float
    hi: float
    box: str = ""
    toll: float = 0.0  # what passing here costs: an edge of the row lies across, a title is in the way, it is a detour
    out: bool = False  # beside the lanes


class Chain(NamedTuple):
    """The stops of an edge from its upper to its lower end. `channel` is set when both ends lie in one row."""

    edge: int
    stops: tuple[Stop, ...]
    upward: bool = False
    channel: int = -1


Used = dict[int, tuple[float, ...]]
"""Where lines pass each row: the left ends of their gaps."""


@dataclass
class Field:
    """One placement of the boxes: what the ways of the edges depend on."""

    plan: Plan
    left: Mapping[str, float]
    ordered: list[list[str]] = field(init=False)
    right_end: float = field(init=False)
    _gaps: dict[int, tuple[int, list[Stop]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.ordered = [sorted(row, key=self.left.__getitem__) for row in self.plan.rows]
        self.right_end = max(NARROWEST, *(self.right(box) for box in self.left))

    @cached_property
    def ways(self) -> tuple[Chain, ...]:
        """The way of every edge but those between neighbours, in the order of the plan."""
        used: Used = {}
        found = []
        for number in self.plan.first_come:
            if number not in self.direct:
                found.append(_chain(self, number, used))
                for stop in found[-1].stops[1:-1]:
                    used[stop.row] = (*used.get(stop.row, ()), stop.lo)
        return tuple(found)

    def right(self, box: str) -> float:
        return self.left[box] + self.plan.faces[box].w

    def port(self, box: str) -> Stop:
        return Stop(self.plan.row_of[box], self.left[box] + PORT, self.right(box) - PORT, box)

    @cached_property
    def direct(self) -> frozenset[int]:
        """Edges drawn straight from neighbour to neighbour: two a pair, for which there is height enough."""
        found: dict[frozenset[str], list[int]] = {}
        for number, edge in enumerate(self.plan.picture.edges):
            if self.neighbours(edge.source, edge.target):
                found.setdefault(frozenset((edge.source, edge.target)), []).append(number)
        return frozenset(number for numbers in found.values() for number in numbers[:2])

    def neighbours(self, one: str, two: str) -> bool:
        """Whether nothing lies between two boxes of the same row."""
        row_of = self.plan.row_of
        row = self.ordered[row_of[one]]
        return row_of[one] == row_of[two] and abs(row.index(one) - row.index(two)) == 1

    @cached_property
    def titles(self) -> Mapping[int, list[tuple[float, float]]]:
        """Where the titles of panels begin and end, by the row they stand above."""
        found: dict[int, list[tuple[float, float]]] = {}
        for names, nested in ((self.plan.lanes, False), (self.plan.nests, True)):
            for name in dict.fromkeys(name for name in names if name in self.plan.picture.group):
                rows = [number for number, own in enumerate(names) if own == name]
                left = min(self.left[box] for number in rows for box in self.plan.rows[number]) - 12 if nested else -PADDING
                wide = width(clean(self.plan.picture.group[name].label), TITLE_PX, bold=True)
                found.setdefault(rows[0], []).append((left + 14, left + 14 + wide))
        return found

    @cached_property
    def beside_title(self) -> frozenset[int]:
        """The first rows of lanes that begin right of the title: box and title share a strip."""
        found = {row for row, titles in self.titles.items() if not self.plan.nests[row]
                 and min(self.left[box] for box in self.plan.rows[row]) > titles[0][1] + TITLE_CLEAR}
        return frozenset(found)

    def gaps(self, number: int) -> tuple[int, list[Stop]]:
        """Where a line may pass a row: outside the lanes, between lane border and box, between boxes. Equal gaps of placements
        of one plan have the same number."""
        if number not in self._gaps:
            known, key = self.plan.known_gaps, (number, self.right_end, *((box, self.left[box]) for box in self.ordered[number]))
            if key not in known:
                known[key] = len(known), self._found_gaps(number)
            self._gaps[number] = known[key]
        return self._gaps[number]

    def _found_gaps(self, number: int) -> list[Stop]:
        row, joined = self.ordered[number], self.plan.label_room
        edge_l, edge_r = -PADDING, self.right_end + PADDING
        out = max((WIDEST - 2 * MARGIN - edge_r + edge_l) / 2, CLEAR)
        found = [Stop(number, edge_l - out, edge_l - CLEAR, toll=_DETOUR, out=True), *self._left_gap(number)]
        for one, two in pairwise(row):
            lo, hi = self.right(one) + CLEAR, self.left[two] - CLEAR
            if joined.get((one, two), GAP) > GAP:  # there is a label in the middle, and an arrowhead at one end
                found += [Stop(number, x, x + _ASIDE, toll=_ACROSS) for x in (lo + 4, hi - 4 - _ASIDE)]
            else:
                found.append(Stop(number, lo, hi, toll=_ACROSS * ((one, two) in joined)))
        found.append(Stop(number, self.right(row[-1]) + self._side_clear(number), edge_r - 8))
        found.append(Stop(number, edge_r + CLEAR, edge_r + out, toll=_DETOUR, out=True))
        return [gap for gap in found if gap.hi >= gap.lo]

    def _side_clear(self, number: int) -> float:
        """Lines keep off the border of a nested panel as well."""
        return CLEAR + (12 if self.plan.nests[number] else 0)

    def _left_gap(self, number: int) -> list[Stop]:
        """Between the border of the lane and the first box, clear of the title if it can be."""
        lo, hi = 8 - PADDING, self.left[self.ordered[number][0]] - self._side_clear(number)
        title = max((end + 9 for start, end in self.titles.get(number, ()) if start < 0), default=lo)
        return [Stop(number, title, hi)] if title <= hi else [Stop(number, lo, hi, toll=_ON_TITLE)]


def _chain(ground: Field, number: int, used: Used) -> Chain:
    edge = ground.plan.picture.edges[number]
    one, two = ground.port(edge.source), ground.port(edge.target)
    if one.row == two.row:
        return Chain(number, (one, two), channel=_side(ground, one.row, number))
    upward = one.row > two.row
    top, bottom = (two, one) if upward else (one, two)
    gaps = [ground.gaps(row) for row in range(top.row + 1, bottom.row)]
    known = ground.plan.known_ways
    key = (number, top, bottom, *((own, used.get(top.row + n, ())) for n, (own, _) in enumerate(gaps, 1)))
    if key not in known:
        known[key] = Chain(number, _through((top, bottom), [found for _, found in gaps], used), upward)
    way: Chain = known[key]
    return way


def _side(ground: Field, row: int, number: int) -> int:
    """Edges over a neighbour's head run above the row; in the first row below it, nearer to the rest."""
    edge = ground.plan.picture.edges[number]
    below = row == 0 and len(ground.plan.rows) > 1 and edge.source != edge.target
    return row + 1 if below else row


Trail = tuple[float, tuple[Stop, ...], float, float]  # cost, stops, and the interval still free for a straight line


def _through(ends: tuple[Stop, Stop], gaps: Sequence[Sequence[Stop]], used: Used) -> tuple[Stop, ...]:
    """The cheapest way through the rows between: little sideways, few bends, no crowded gap."""
    top, bottom = ends
    aim = (bottom.lo + bottom.hi) / 2
    trails: list[Trail] = [(0.0, (top,), top.lo, top.hi)]
    for found in gaps:
        trails = [_led_on(trails, gap, _price(gap, used, aim)) for gap in found]
    return _led_on(trails, bottom, 0.0)[1]


def _price(gap: Stop, used: Used, aim: float) -> float:
    """What passing a gap costs whoever comes: more when it is crowded or away from the aim."""
    row, lo, hi, _, toll, _ = gap
    taken = used.get(row, ()).count(lo)
    crowded = 400.0 if taken * 11 > hi - lo else 0.0
    off = lo - aim if lo > aim else aim - hi if aim > hi else 0.0
    return crowded + 6 * taken + toll + 0.02 * off


def _led_on(trails: list[Trail], stop: Stop, price: float) -> Trail:
    """The trail that reaches the stop at the least cost."""
    lo, hi = stop.lo, stop.hi
    least, best = math.inf, trails[0]
    for trail in trails:
        cost, _, low, high = trail
        if lo > high:
            cost += lo - high + _BEND
        elif low > hi:
            cost += low - hi + _BEND
        elif (lo if lo > low else low) > (hi if hi < high else high) - 1:
            cost += _BEND
        if cost < least:
            least, best = cost, trail
    _, stops, low, high = best
    if lo > high or low > hi:
        return least + price, (*stops, stop), lo, hi
    return least + price, (*stops, stop), max(lo, low), min(hi, high)
