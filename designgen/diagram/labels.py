"""Where labels sit: on their own line, never on a box, a title, an arrowhead or another label, and on as few lines as can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from designgen.diagram.faces import label_height, label_width, narrow_label
from designgen.diagram.geometry import Layout, Point, Rect, Route, Segment, span, step_of, tag_of
from designgen.diagram.picture import Picture

FORBIDDEN = 10_000.0
CROSSED = 60.0  # what hiding a piece of a foreign line, or of the border of a panel, costs


_MOST_STEPS = 30  # places tried on one stretch
_NARROW = 12.0  # what another line of text costs

Sides = tuple[float, float, float, float]
"""A rectangle as left, top, right, bottom: what is compared most often."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a label must not cover, and what it should not."""

    width: float
    bottom: float
    solid: Sequence[Sides]  # boxes, titles, arrowheads
    lines: Sequence[tuple[int, Sides]]  # (edge, stretch)
    borders: Sequence[Sides]
    streets: tuple[float, ...]  # the y halfway between two lanes, the best place on a vertical line


def with_labels(picture: Picture, layout: Layout) -> tuple[Layout, dict[int, float]]:
    """The layout with its labels, and what each label cost; a label that fits nowhere is left out (cost FORBIDDEN)."""
    ground = _ground(picture, layout)
    found: dict[int, tuple[float, Rect]] = {}
    waiting = {route.edge: sorted(_places(picture, route, ground), key=lambda place: (place[0], place[1].x, place[1].y))
               for route in layout.routes if picture.edges[route.edge].label}
    while waiting:
        edge = min(waiting, key=lambda n: (len([p for p in waiting[n] if p[0] < CROSSED]), n))
        places = waiting.pop(edge)
        found[edge] = places[0] if places else (FORBIDDEN, Rect(0, 0, 0, 0))
        for other, left in waiting.items():
            waiting[other] = [place for place in left if not place[1].hits(found[edge][1], 2)]
    routes = tuple(replace(route, label=_or_none(found.get(route.edge))) for route in layout.routes)
    return replace(layout, routes=routes), {edge: cost for edge, (cost, _) in found.items()}


def _or_none(place: tuple[float, Rect] | None) -> Rect | None:
    return place[1] if place and place[0] < FORBIDDEN else None


def _ground(picture: Picture, layout: Layout) -> Ground:
    heads = [head(route.points) for route in layout.routes]
    lines = [(route.edge, _sides(span(*segment))) for route in layout.routes for segment in route.segments()]
    borders = [_sides(side) for panel in layout.panels for side in _borders(panel.rect)]
    tags = [tag_of(layout.boxes[box.id]) for box in picture.boxes if box.least[0]]
    tags += [step_of(layout.boxes[box]) for box in picture.steps()]
    solid = [_sides(rect) for rect in (*layout.boxes.values(), *tags, *(panel.title for panel in layout.panels), *heads)]
    lanes = sorted((panel.rect for panel in layout.panels if not panel.nested), key=lambda rect: rect.y)
    streets = tuple((above.bottom + below.y) / 2 for above, below in pairwise(lanes))
    return Ground(layout.width, layout.legend_y, solid, lines, borders, streets)


def head(points: Sequence[Point]) -> Rect:
    """The square around the arrowhead of a line."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    dx, dy = (x1 > x0) - (x1 < x0), (y1 > y0) - (y1 < y0)
    return span((x1 - 9 * dx - 4 * abs(dy), y1 - 9 * dy - 4 * abs(dx)), (x1 + 4 * abs(dy), y1 + 4 * abs(dx)))


def _sides(rect: Rect) -> Sides:
    x, y, w, h = rect
    return x, y, x + w, y + h


def _borders(rect: Rect) -> Iterator[Rect]:
    yield Rect(rect.x, rect.y, rect.w, 0)
    yield Rect(rect.x, rect.bottom, rect.w, 0)
    yield Rect(rect.x, rect.y, 0, rect.h)
    yield Rect(rect.right, rect.y, 0, rect.h)


def _places(picture: Picture, route: Route, ground: Ground) -> Iterator[tuple[float, Rect]]:
    """Every place worth a thought that is not forbidden, with its cost."""
    edge = picture.edges[route.edge]
    yield from (found := [*_of_size(route, ground, (label_width(edge), label_height(edge)))])
    if narrow_label(edge)[0] and not any(cost < CROSSED for cost, _ in found):
        yield from ((cost + _NARROW, rect) for cost, rect in _of_size(route, ground, narrow_label(edge)))


def _of_size(route: Route, ground: Ground, size: tuple[float, float]) -> Iterator[tuple[float, Rect]]:
    for segment in route.segments():
        near = _near(ground, segment, size[0] + 6)
        for rect, off in _along(segment, size, ground.streets):
            cost = off + _cost(route.edge, rect, near)
            if cost < FORBIDDEN:
                yield cost, rect


def _near(ground: Ground, segment: Segment, far: float) -> Ground:
    """Only what a label on that stretch could touch."""
    left, top, right, bottom = _sides(span(*segment))
    x, y, x2, y2 = left - far, top - far, right + far, bottom + far
    solid = [sides for sides in ground.solid if sides[0] < x2 and x < sides[2] and sides[1] < y2 and y < sides[3]]
    lines = [line for line in ground.lines if line[1][0] < x2 and x < line[1][2] and line[1][1] < y2 and y < line[1][3]]
    borders = [sides for sides in ground.borders if sides[0] < x2 and x < sides[2] and sides[1] < y2 and y < sides[3]]
    return Ground(ground.width, ground.bottom, solid, lines, borders, ground.streets)


def _along(segment: Segment, size: tuple[float, float], streets: Sequence[float]) -> Iterator[tuple[Rect, float]]:
    """Places on one stretch: on a horizontal line, beside it if it is short; on or beside a vertical one."""
    (x0, y0), (x1, y1) = segment
    wide, high = size
    long = abs(x1 - x0) + abs(y1 - y0)
    steps = min(max(int(long / 10), 2), _MOST_STEPS)
    shares = [step / steps for step in range(1, steps)]
    if y0 != y1:
        shares += [(y - y0) / (y1 - y0) for y in streets if min(y0, y1) < y < max(y0, y1)]
    for share in shares:
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        off, top = abs(share - 0.5) * min(long, 200) / 25, y - high / 2
        if y0 == y1:
            short = max(wide + 20 - long, 0.0)
            yield Rect(x - wide / 2, top, wide, high), off + (short / 4 + 14 if short else 0)
            yield Rect(x - wide / 2, y - high - 2, wide, high), off + 12
            yield Rect(x - wide / 2, y + 2, wide, high), off + 13
        else:
            yield Rect(x - wide / 2, top, wide, high), off + 3
            yield Rect(x + 3, top, wide, high), off + 6
            yield Rect(x - 3 - wide, top, wide, high), off + 7


def _cost(edge: int, rect: Rect, ground: Ground) -> float:
    x, y, x2, y2 = _sides(rect)
    if x < 3 or x2 > ground.width - 3 or y < 3 or y2 > ground.bottom - 3:
        return FORBIDDEN
    for left, top, right, bottom in ground.solid:
        if x < right + 2 and left < x2 + 2 and y < bottom + 2 and top < y2 + 2:
            return FORBIDDEN
    cost = 0.0
    for owner, (left, top, right, bottom) in ground.lines:
        if x < right + 1 and left < x2 + 1 and y < bottom + 1 and top < y2 + 1:
            cost += CROSSED if owner != edge else 0.5
    for left, top, right, bottom in ground.borders:
        cost += CROSSED * (x < right + 2.5 and left < x2 + 2.5 and y < bottom + 2.5 and top < y2 + 2.5)
    return cost
