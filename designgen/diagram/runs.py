"""The vertical stretches of every edge: as few as possible, each at an x where it neither touches nor hugs another."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from designgen.diagram.chains import Chain, Field, Stop

APART = 12.0
_CROWDED = 400.0
_TIGHT = 230.0  # from this cost of the best place on a straight run is cut in two


@dataclass(slots=True, eq=False)
class Run:
    """A vertical stretch over the stops first..last of a chain, within lo..hi; `x` is where it was put.

    It lies in the channels top..foot.
    """

    chain: Chain
    first: int
    last: int
    lo: float
    hi: float
    top: int
    foot: int
    wish: float = 0.0
    x: float = math.nan
    ports: list["Port"] = field(default_factory=list)


Port = tuple[tuple[str, int], int, float]  # (box, side: 0 top, 1 bottom), slot, x of the slot


def runs_of(chain: Chain) -> list[Run]:
    """The chain cut into the fewest straight stretches."""
    if chain.channel >= 0:
        own = chain.channel
        return [Run(chain, n, n, stop.lo, stop.hi, own, own) for n, stop in enumerate(chain.stops)]
    found: list[Run] = []
    first, lo, hi = 0, chain.stops[0].lo, chain.stops[0].hi
    for number, stop in enumerate(chain.stops[1:], 1):
        if max(lo, stop.lo) <= min(hi, stop.hi):
            lo, hi = max(lo, stop.lo), min(hi, stop.hi)
            continue
        found.append(Run(chain, first, number - 1, lo, hi, *_channels(chain, first, number - 1)))
        first, lo, hi = number, stop.lo, stop.hi
    last = len(chain.stops) - 1
    return [*found, Run(chain, first, last, lo, hi, *_channels(chain, first, last))]


def _channels(chain: Chain, first: int, last: int) -> tuple[int, int]:
    """The first and last channel that stops first..last touch, with the two in which the line bends away."""
    top = chain.stops[0].row
    return top + first + (first == 0), top + last + (last != len(chain.stops) - 1)


def spread(ground: Field) -> dict[int, list[Run]]:
    """Runs with an x for every edge: straight ones settle first, the others make room."""
    runs = {chain.edge: runs_of(chain) for chain in ground.ways}
    _slots(ground, runs)
    settled: list[Run] = []
    sides: dict[tuple[str, int], list[tuple[float, int]]] = {}
    waiting = sorted((run for chain in runs.values() for run in chain),
                     key=lambda run: (run.first == run.last, run.chain.stops[run.first].out))  # fmt: skip
    while waiting:
        run = waiting.pop(0)
        beside = [other.x for other in runs[run.chain.edge] if other is not run and not math.isnan(other.x)]
        if not run.ports:
            run.wish = min(max(_middle(beside or [other.wish for other in runs[run.chain.edge] if other.ports]),
                               run.lo), run.hi)
        orders = [(x, mine < slot) for key, mine, _ in run.ports for x, slot in sides.get(key, ())]
        cost, x = _best(run, [other.x for other in settled if other.top <= run.foot and run.top <= other.foot],
                        (orders, beside, _titles(ground, run)))  # fmt: skip
        if cost > _TIGHT and run.first < run.last:
            lower = _cut(run)
            own = runs[run.chain.edge]
            own.insert(own.index(run) + 1, lower)
            waiting[:0] = [run, lower]
            continue
        run.x = x
        settled.append(run)
        for key, slot, _ in run.ports:
            sides.setdefault(key, []).append((run.x, slot))
    return runs


def _cut(run: Run) -> Run:
    """The lower part of a run that is cut where both parts have the most room; the run itself becomes the upper part."""
    chain, last = run.chain, run.last
    stops = chain.stops[run.first : last + 1]

    def room(part: Sequence[Stop]) -> tuple[float, float]:
        return max(stop.lo for stop in part), min(stop.hi for stop in part)

    def least(cut: int) -> float:
        return min(hi - lo for lo, hi in (room(stops[:cut]), room(stops[cut:])))

    cut = max(range(1, len(stops)), key=least)
    lower = Run(chain, run.first + cut, last, *room(stops[cut:]), *_channels(chain, run.first + cut, last))
    run.last, (run.lo, run.hi) = run.first + cut - 1, room(stops[:cut])
    run.top, run.foot = _channels(chain, run.first, run.last)
    end = chain.stops[-1].box
    lower.ports, run.ports = [port for port in run.ports if port[0][0] == end], [port for port in run.ports if port[0][0] != end]
    for part in (run, lower):
        wish = _middle([port[2] for port in part.ports]) if part.ports else run.wish
        part.wish = min(max(wish, part.lo), part.hi)
    return lower


def _middle(values: list[float]) -> float:
    return sum(values) / len(values)


def _slots(ground: Field, runs: Mapping[int, list[Run]]) -> None:
    """Ports of one side of a box stand evenly, ordered by where their lines go."""
    sides: dict[tuple[str, int], list[tuple[float, int, Run]]] = {}
    for edge, found in runs.items():
        chain = found[0].chain
        top, bottom = chain.stops[0], chain.stops[-1]
        up, down = (1, 0) if chain.channel < 0 else (0, 0) if chain.channel == top.row else (1, 1)
        several = len(found) > 1
        sides.setdefault((top.box, up), []).append((_toward(top, bottom, found[1] if several else None), edge, found[0]))
        sides.setdefault((bottom.box, down), []).append((_toward(bottom, top, found[-2] if several else None), edge, found[-1]))
    for key, users in sides.items():
        users.sort(key=_place)
        wide = ground.plan.faces[key[0]].w
        step = min(26.0, (wide - 26) / max(len(users) - 1, 1))
        for slot, (_, _, run) in enumerate(users):
            run.ports.append((key, slot, ground.left[key[0]] + wide / 2 + (slot - (len(users) - 1) / 2) * step))
            wish = sum(port[2] for port in run.ports) / len(run.ports)
            run.wish = min(max(wish, run.lo), run.hi)


def _place(user: tuple[float, int, Run]) -> tuple[float, int]:
    return user[:2]


def _toward(own: Stop, other: Stop, following: Run | None) -> float:
    """The x that a line heads for from its own end: the other end, or the next run unless it ends at a box."""
    lo, hi = other.lo, other.hi
    if following and (following.lo == following.hi or not following.chain.stops[following.first].box):
        lo, hi = following.lo, following.hi
    return min(max((own.lo + own.hi) / 2, lo), hi) + 0.01 * (lo + hi) / 2


Others = tuple[list[tuple[float, bool]], list[float], list[tuple[float, float]]]
"""(x, whether our slot is left of its own) for every port of the same box side; other runs of the edge; titles."""


def _best(run: Run, rivals: list[float], others: Others) -> tuple[float, float]:
    """The least cost and its x, among the wish, the borders, and the places just beside runs that are there already."""
    best, x = Press(run.wish, rivals, *others).at(run.wish), run.wish
    if best == 0:
        return best, x
    reach = best + 2 * APART
    press = Press(x, [rival for rival in rivals if -reach <= rival - x <= reach], *others)
    for place in sorted(press.places(run), key=lambda place: abs(place - run.wish)):
        if abs(place - run.wish) > best:
            break
        best, x = min((best, x), (press.at(place), place))
    return best, x


def _titles(ground: Field, run: Run) -> list[tuple[float, float]]:
    """The titles above the rows that the run comes into from above."""
    top = run.chain.stops[0].row
    if run.chain.channel >= 0:
        return [*ground.titles.get(top, ())] if run.chain.channel == top else []
    return [title for row in range(top + max(run.first, 1), top + run.last + 1) for title in ground.titles.get(row, ())]


@dataclass(slots=True, eq=False)
class Press:
    """What pushes a run to and fro: its wish, rivals in its channels, other runs of its edge, titles."""

    wish: float
    rivals: list[float]
    orders: list[tuple[float, bool]]
    beside: list[float]
    titles: list[tuple[float, float]]

    def places(self, run: Run) -> set[float]:
        """Every x worth a thought."""
        found = {run.lo, run.hi, *self.beside}
        for lo, hi in self.titles:
            found |= {lo - 9, hi + 9}
        for x in self.rivals:
            found |= {x - 2 * APART, x - APART, x - 8, x + 8, x + APART, x + 2 * APART}
        return {x for x in found if run.lo <= x <= run.hi}

    def at(self, x: float) -> float:
        """The cost of an x. A step of a few px looks like a mistake."""
        cost = abs(x - self.wish)
        for other in self.rivals:
            if -APART < other - x < APART:
                off = abs(other - x)
                cost += (APART - off) * 25 + (_CROWDED if off < 5 else 60)
        for other, before in self.orders:
            if before != (x < other):
                cost += 30
        for other in self.beside:
            if 0 < abs(other - x) < 16:
                cost += 60
        for lo, hi in self.titles:
            if lo - 8 < x < hi + 8:
                cost += 50
        return cost
