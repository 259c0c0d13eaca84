"""Where labels sit: on their own line, never on a box, a title, an arrowhead or another label, and on as few lines as can be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from designgen.diagram.faces import LABEL_H, label_width
from designgen.diagram.geometry import Layout, Point, Rect, Route, Segment, span
from designgen.diagram.picture import Picture

FORBIDDEN = 10_000.0
CROSSED = 30.0  # what hiding a piece of a foreign line costs


@dataclass(frozen=True, slots=True)
class Ground:
    """What a label must not cover, and what it should not."""

    width: float
    solid: tuple[Rect, ...]  # boxes, titles, arrowheads
    lines: tuple[tuple[int, Rect], ...]  # (edge, stretch)
    borders: tuple[Rect, ...]
    streets: tuple[float, ...]  # the y halfway between two lanes, the best place on a vertical line


def with_labels(picture: Picture, layout: Layout) -> tuple[Layout, dict[int, float]]:
    """The layout with its labels, and what each label cost; a label that fits nowhere is left out (cost FORBIDDEN)."""
    ground = _ground(layout)
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


def _ground(layout: Layout) -> Ground:
    heads = [head(route.points) for route in layout.routes]
    lines = tuple((route.edge, span(*segment)) for route in layout.routes for segment in route.segments())
    borders = tuple(side for panel in layout.panels for side in _sides(panel.rect))
    solid = (*layout.boxes.values(), *(panel.title for panel in layout.panels), *heads)
    lanes = sorted((panel.rect for panel in layout.panels if not panel.nested), key=lambda rect: rect.y)
    streets = tuple((above.bottom + below.y) / 2 for above, below in pairwise(lanes))
    return Ground(layout.width, solid, lines, borders, streets)


def head(points: Sequence[Point]) -> Rect:
    """The square around the arrowhead of a line."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    dx, dy = (x1 > x0) - (x1 < x0), (y1 > y0) - (y1 < y0)
    return span((x1 - 9 * dx - 4 * abs(dy), y1 - 9 * dy - 4 * abs(dx)), (x1 + 4 * abs(dy), y1 + 4 * abs(dx)))


def _sides(rect: Rect) -> Iterator[Rect]:
    yield Rect(rect.x, rect.y, rect.w, 0)
    yield Rect(rect.x, rect.bottom, rect.w, 0)
    yield Rect(rect.x, rect.y, 0, rect.h)
    yield Rect(rect.right, rect.y, 0, rect.h)


def _places(picture: Picture, route: Route, ground: Ground) -> Iterator[tuple[float, Rect]]:
    """Every place worth a thought that is not forbidden, with its cost."""
    wide = label_width(picture.edges[route.edge])
    for segment in route.segments():
        near = _near(ground, segment, wide + 6)
        for rect, off in _along(segment, wide, ground.streets):
            cost = off + _cost(route.edge, rect, near)
            if cost < FORBIDDEN:
                yield cost, rect


def _near(ground: Ground, segment: Segment, far: float) -> Ground:
    """Only what a label on that stretch could touch."""
    area = span(*segment)
    solid = tuple(rect for rect in ground.solid if rect.hits(area, far))
    lines = tuple(line for line in ground.lines if line[1].hits(area, far))
    return Ground(ground.width, solid, lines, tuple(rect for rect in ground.borders if rect.hits(area, far)), ground.streets)


def _along(segment: Segment, wide: float, streets: Sequence[float]) -> Iterator[tuple[Rect, float]]:
    """Places on one stretch: on a horizontal line if it is long enough, on or beside a vertical one."""
    (x0, y0), (x1, y1) = segment
    long = abs(x1 - x0) + abs(y1 - y0)
    steps = max(int(long / 12), 2)
    shares = [step / steps for step in range(1, steps)]
    if y0 != y1:
        shares += [(y - y0) / (y1 - y0) for y in streets if min(y0, y1) < y < max(y0, y1)]
    for share in shares:
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        off = abs(share - 0.5) * min(long, 200) / 25
        if y0 == y1:
            short = max(wide + 20 - long, 0.0)
            yield Rect(x - wide / 2, y - LABEL_H / 2, wide, LABEL_H), off + short / 4
        else:
            yield Rect(x - wide / 2, y - LABEL_H / 2, wide, LABEL_H), off + 3
            yield Rect(x + 3, y - LABEL_H / 2, wide, LABEL_H), off + 6
            yield Rect(x - 3 - wide, y - LABEL_H / 2, wide, LABEL_H), off + 7


def _cost(edge: int, rect: Rect, ground: Ground) -> float:
    if rect.x < 3 or rect.right > ground.width - 3 or any(rect.hits(solid, 2) for solid in ground.solid):
        return FORBIDDEN
    cost = 0.0
    for owner, line in ground.lines:
        if rect.hits(line, 1):
            cost += CROSSED if owner != edge else 0.5
    return cost + 9 * sum(rect.hits(border) for border in ground.borders)
