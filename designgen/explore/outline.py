"""The outlines of regions as polygons with few corners. Neighbours share their lines, so that no gap opens between them.

Lines run between cells. They are cut where three regions meet and at the frame, each piece is straightened once
(Ramer 1972; Douglas and Peucker 1973), and the pieces are put together around each region.
"""

import itertools
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

Corner = tuple[int, int]
"""Column and row of a corner of cells; (0, 0) is the lower left of the grid."""
Ring = tuple[Corner, ...]
SLACK = 0.75  # cells; a line of any slope is a staircase within this of it
THIN = 20  # cells; a region as small as this keeps every corner


def outlines(regions: "NDArray[Any]") -> list[list[Ring]]:
    """Per region its rings: the outer ones and the holes, for painting with the even-odd rule."""
    steps = _steps(regions)
    small = _small(regions)
    knots = _knots(regions)
    known: dict[Ring, Ring] = {}
    return [[_ring(ring, knots, known, number in small) for ring in _rings(edges)] for number, edges in enumerate(steps)]


def _small(regions: "NDArray[Any]") -> set[int]:
    """Regions that straightening could make vanish, and those around them, whose lines are the same."""
    import numpy

    tiny = numpy.bincount(regions.ravel()) < THIN
    found = {number for number, is_tiny in enumerate(tiny) if is_tiny}
    for one, two in ((regions[1:], regions[:-1]), (regions[:, 1:], regions[:, :-1])):
        meet = (one != two) & (tiny[one] | tiny[two])
        found |= {*one[meet].tolist(), *two[meet].tolist()}
    return found


def _steps(regions: "NDArray[Any]") -> list[dict[Corner, list[Corner]]]:
    """Per region the unit steps around it, the region on the left: from each corner to the next ones."""
    import numpy

    framed = numpy.pad(regions, 1, constant_values=-1)
    steps: list[dict[Corner, list[Corner]]] = [{} for _ in range(int(regions.max()) + 1)]

    def add(number: int, start: Corner, end: Corner) -> None:
        if number >= 0:
            steps[number].setdefault(start, []).append(end)

    for row, column in numpy.argwhere(framed[1:] != framed[:-1]).tolist():
        left, right = (column - 1, row), (column, row)
        add(int(framed[row + 1, column]), left, right)
        add(int(framed[row, column]), right, left)
    for row, column in numpy.argwhere(framed[:, 1:] != framed[:, :-1]).tolist():
        low, high = (column, row - 1), (column, row)
        add(int(framed[row, column]), low, high)
        add(int(framed[row, column + 1]), high, low)
    return steps


def _rings(steps: dict[Corner, list[Corner]]) -> list[list[Corner]]:
    """Closed walks along the steps; where two leave a corner, the one to the left, so that touching rings stay apart."""
    rings = []
    while steps:
        start = min(steps)
        walk, here = [start], _take(steps, start, None)
        while here != start:
            walk.append(here)
            here = _take(steps, here, walk[-2])
        rings.append(walk)
    return rings


def _take(steps: dict[Corner, list[Corner]], here: Corner, before: Corner | None) -> Corner:
    ways = steps[here]
    if len(ways) > 1 and before is not None:
        east, north = here[0] - before[0], here[1] - before[1]
        ways.sort(key=lambda end: (end[0] - here[0]) * -north + (end[1] - here[1]) * east)
    end = ways.pop()
    if not ways:
        del steps[here]
    return end


def _knots(regions: "NDArray[Any]") -> set[Corner]:
    """Corners where three regions, or four cells crosswise, meet, and where a line meets the frame."""
    import numpy

    framed = numpy.pad(regions, 1, constant_values=-1)
    every = numpy.stack((framed[:-1, :-1], framed[:-1, 1:], framed[1:, :-1], framed[1:, 1:]))
    places = numpy.argwhere((every != every[0]).any(axis=0))
    corners = every[:, places[:, 0], places[:, 1]]
    kinds = 1 + (numpy.diff(numpy.sort(corners, axis=0), axis=0) != 0).sum(axis=0)
    crossed = (corners[0] == corners[3]) & (corners[1] == corners[2]) & (corners[0] != corners[1])
    frame = {(0, 0), (regions.shape[1], 0), (0, regions.shape[0]), (regions.shape[1], regions.shape[0])}
    return frame | {(column, row) for row, column in places[(kinds > 2) | crossed].tolist()}


def _ring(walk: list[Corner], knots: set[Corner], known: dict[Ring, Ring], whole: bool) -> Ring:
    """The ring with its pieces straightened; a piece met again from the other side is taken over."""
    cuts = [place for place, corner in enumerate(walk) if corner in knots]
    if not cuts:
        start = walk.index(min(walk))
        walk = walk[start:] + walk[:start]
        far = max(range(len(walk)), key=lambda place: (_apart(walk[0], walk[place]), walk[place]))
        cuts = [0, far]
    turned = walk[cuts[0] :] + walk[: cuts[0]]
    places = [cut - cuts[0] for cut in cuts] + [len(turned)]
    closed = [*turned, turned[0]]
    ring: list[Corner] = []
    for one, two in itertools.pairwise(places):
        ring += _piece(tuple(closed[one : two + 1]), known, whole)[:-1]
    return tuple(ring)


def _piece(piece: Ring, known: dict[Ring, Ring], whole: bool) -> Ring:
    backwards = piece[::-1]
    if backwards in known:
        return known[backwards][::-1]
    known[piece] = straightened(piece, 0.0 if whole else SLACK)
    return known[piece]


def _apart(one: Corner, two: Corner) -> int:
    return (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2


def straightened(line: Ring, slack: float) -> Ring:
    """The line without the corners that lie within `slack` of it."""
    kept, stack = {0, len(line) - 1}, [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        away, place = _farthest(line, first, last)
        if away > slack:
            kept.add(place)
            stack += [(first, place), (place, last)]
    return tuple(line[place] for place in sorted(kept))


def _farthest(line: Ring, first: int, last: int) -> tuple[float, int]:
    """How far the farthest corner between two is from their line, and its place."""
    (x, y), (end_x, end_y) = line[first], line[last]
    east, north = end_x - x, end_y - y
    long = (east * east + north * north) ** 0.5
    best, place = 0.0, first
    for number in range(first + 1, last):
        along, up = line[number][0] - x, line[number][1] - y
        away = abs(east * up - north * along) / long if long else (along * along + up * up) ** 0.5
        if away > best:
            best, place = away, number
    return best, place
