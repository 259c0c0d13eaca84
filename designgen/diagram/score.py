"""Measures of a laid-out picture: what a reader would stumble over, counted."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from designgen.diagram.chains import WIDEST
from designgen.diagram.geometry import Layout, Point, Rect
from designgen.diagram.picture import Picture

MISSING = 3e3  # what a label without a place costs


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts, but for `width`, `height` and `length` (px)."""

    box_hits: int  # lines through a foreign box
    box_overlaps: int
    label_hits: int  # labels on a box, a title or another label
    missing_labels: int
    shared: int  # pairs of lines that lie on each other for a stretch
    crossings: int
    covered: int  # foreign lines under a label
    title_hits: int  # lines through the title of a panel
    moved_titles: int  # titles that had to leave the left end
    bends: int
    width: float
    height: float
    length: float

    @property
    def failures(self) -> int:
        """What must not be in any picture."""
        return self.box_hits + self.box_overlaps + self.label_hits + self.missing_labels + self.shared

    @property
    def tangle(self) -> float:
        """The part of the cost that is for what a reader would stumble over, about 20 for each."""
        hard = 1e5 * (self.box_hits + self.box_overlaps + self.label_hits) + 300 * self.shared
        return hard + 22 * self.crossings + 30 * self.covered + 20 * self.title_hits + 12 * self.moved_titles

    @property
    def cost(self) -> float:
        """One number to choose by: the tangle, labels left out, bends and size."""
        size = 100 * max(self.width - WIDEST, 0) + 0.1 * self.width + 0.25 * self.height + 0.02 * self.length
        return self.tangle + MISSING * self.missing_labels + 5 * self.bends + size


Line = tuple[int, float, float, float, float]
"""A stretch of the edge with that number: left, top, right, bottom."""


def measure(picture: Picture, layout: Layout) -> Measures:
    """Measures the picture as it is drawn (corners not yet rounded)."""
    lines = [(route.edge, *corners) for route in layout.routes for corners in _stretches(route.points)]
    upright = sorted((line for line in lines if line[1] == line[3]), key=lambda line: line[1])
    level = sorted((line for line in lines if line[1] != line[3]), key=lambda line: line[2])
    labels = {route.edge: route.label for route in layout.routes if route.label}
    titles = [panel.title for panel in layout.panels]
    return Measures(
        box_hits=_foreign_hits(picture, layout, lines),
        box_overlaps=_overlaps(sorted(layout.boxes.values(), key=lambda rect: rect.y)),
        label_hits=_label_hits([*labels.values()], [*layout.boxes.values(), *titles]),
        missing_labels=sum(bool(edge.label) for edge in picture.edges) - len(labels),
        shared=_shared_upright(upright) + _shared_level(level),
        crossings=_crossings(upright, level),
        covered=len({(one, two) for one, label in labels.items() for two in _touching(label, lines) if one != two}),
        title_hits=sum(len(_touching(title, lines)) for title in titles),
        moved_titles=sum(panel.title.x > panel.rect.x + 20 for panel in layout.panels),
        bends=sum(len(route.points) - 2 for route in layout.routes),
        width=layout.width,
        height=layout.height,
        length=sum(right - left + bottom - top for _, left, top, right, bottom in lines),
    )


def _stretches(points: Sequence[Point]) -> Iterator[tuple[float, float, float, float]]:
    for (x0, y0), (x1, y1) in pairwise(points):
        yield (x0 if x0 < x1 else x1), (y0 if y0 < y1 else y1), (x1 if x0 < x1 else x0), (y1 if y0 < y1 else y0)


def _touching(rect: Rect, lines: Sequence[Line]) -> list[int]:
    """The edges of the stretches that run through a rectangle."""
    x, y, w, h = rect
    right, bottom = x + w, y + h
    return [edge for edge, x0, y0, x1, y1 in lines if x < x1 and x0 < right and y < y1 and y0 < bottom]


def _foreign_hits(picture: Picture, layout: Layout, lines: Sequence[Line]) -> int:
    """Pairs of a line and a box that it runs through without ending there."""
    hit = {(edge, box) for box, rect in layout.boxes.items() for edge in _touching(rect, lines)}
    return sum(box not in (picture.edges[edge].source, picture.edges[edge].target) for edge, box in hit)


def _overlaps(rects: Sequence[Rect]) -> int:
    """Pairs of rectangles, given from top to bottom, that share area."""
    count = 0
    for number, (x, y, w, h) in enumerate(rects):
        for left, top, wide, _ in rects[number + 1 :]:
            if top >= y + h:
                break
            count += x < left + wide and left < x + w
    return count


def _label_hits(labels: list[Rect], solid: list[Rect]) -> int:
    on_solid = sum(label.hits(rect) for label in labels for rect in solid)
    return on_solid + sum(one.hits(two) for one, two in combinations(labels, 2))


def _crossings(upright: Sequence[Line], level: Sequence[Line]) -> int:
    """Pairs of stretches of different edges that cross; the upright ones come from left to right."""
    xs, count = [line[1] for line in upright], 0
    for own, left, y, right, _ in level:
        for edge, _, top, _, bottom in upright[bisect_right(xs, left) : bisect_left(xs, right)]:
            count += top < y < bottom and edge != own
    return count


def _shared_upright(upright: Sequence[Line]) -> int:
    """Pairs of vertical stretches, given from left to right, that lie on each other."""
    count = 0
    for number, (one, x, top, _, bottom) in enumerate(upright):
        for two, other, start, _, end in upright[number + 1 :]:
            if other - x >= 3:
                break
            count += top < end and start < bottom and one != two
    return count


def _shared_level(level: Sequence[Line]) -> int:
    """Pairs of horizontal stretches, given from top to bottom, that lie on each other."""
    count = 0
    for number, (one, left, y, right, _) in enumerate(level):
        for two, start, other, end, _ in level[number + 1 :]:
            if other - y >= 3:
                break
            count += left + 1 < end and start + 1 < right and one != two
    return count
