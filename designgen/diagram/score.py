"""Measures of a laid-out picture: what a reader would stumble over, counted."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from designgen.diagram.chains import WIDEST
from designgen.diagram.even import Raggedness, raggedness
from designgen.diagram.geometry import Layout, Rect
from designgen.diagram.labels import head
from designgen.diagram.picture import Picture

MISSING = 3e3  # what a label without a place costs
_HUGS, _WHILE = 6.0, 24.0  # px; lines nearer than that, for longer than that


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts, but for `width`, `height` and `length` (px)."""

    box_hits: int  # lines through a foreign box
    box_overlaps: int
    label_hits: int  # labels on a box, a title or another label
    missing_labels: int
    shared: int  # pairs of lines that lie on each other for a stretch
    hugging: int  # pairs of lines that run side by side for a while, too close to be told apart
    crossings: int
    covered: int  # foreign lines under a label
    struck: int  # labels that a border of a panel runs through
    heads_hit: int  # lines over the arrowhead of another
    title_hits: int  # lines through the title of a panel
    moved_titles: int  # titles that had to leave the left end
    bends: int
    width: float
    height: float
    length: float
    ragged: Raggedness

    @property
    def failures(self) -> int:
        """What must not be in any picture."""
        return self.box_hits + self.box_overlaps + self.label_hits + self.missing_labels + self.shared

    @property
    def tangle(self) -> float:
        """The part of the cost that is for what a reader would stumble over, about 20 for each."""
        hard = 1e5 * (self.box_hits + self.box_overlaps + self.label_hits) + 300 * self.shared + 30 * self.hugging
        soft = 60 * (self.covered + self.struck) + 40 * self.heads_hit + 20 * self.title_hits + 12 * self.moved_titles
        return hard + 22 * self.crossings + soft

    @property
    def cost(self) -> float:
        """One number to choose by: the tangle, labels left out, bends and size."""
        size = 100 * max(self.width - WIDEST, 0) + 0.12 * self.width + 0.25 * self.height + 0.02 * self.length
        return self.tangle + MISSING * self.missing_labels + 5 * self.bends + size + self.ragged.cost


Line = tuple[float, float, float, int]
"""A stretch of the edge with that number: where it lies across its direction, where it begins and where it ends."""


class Lines:
    """The stretches of all routes, vertical ones from left to right, horizontal ones from top to bottom."""

    def __init__(self, layout: Layout) -> None:
        self.upright: list[Line] = []
        self.level: list[Line] = []
        for route in layout.routes:
            for (x0, y0), (x1, y1) in pairwise(route.points):
                if x0 == x1:
                    self.upright.append((x0, y0, y1, route.edge) if y0 < y1 else (x0, y1, y0, route.edge))
                else:
                    self.level.append((y0, x0, x1, route.edge) if x0 < x1 else (y0, x1, x0, route.edge))
        self.upright.sort()
        self.level.sort()
        self._xs = [line[0] for line in self.upright]
        self._ys = [line[0] for line in self.level]

    @property
    def length(self) -> float:
        return sum(end - start for _, start, end, _ in (*self.upright, *self.level))

    def under(self, rect: Rect) -> list[int]:
        """The edges of the stretches that run through a rectangle."""
        x, y, w, h = rect
        right, bottom = x + w, y + h
        found = [edge for _, top, end, edge in self.upright[bisect_right(self._xs, x) : bisect_left(self._xs, right)]
                 if y < end and top < bottom]
        found += [edge for _, left, end, edge in self.level[bisect_right(self._ys, y) : bisect_left(self._ys, bottom)]
                  if x < end and left < right]
        return found

    @property
    def crossings(self) -> int:
        """Pairs of stretches of different edges that cross."""
        count = 0
        for y, left, right, own in self.level:
            for _, top, bottom, edge in self.upright[bisect_right(self._xs, left) : bisect_left(self._xs, right)]:
                count += top < y < bottom and edge != own
        return count


def measure(picture: Picture, layout: Layout) -> Measures:
    """Measures the picture as it is drawn (corners not yet rounded)."""
    lines = Lines(layout)
    upright, level = _pairs(lines.upright, 0), _pairs(lines.level, 1)
    labels = {route.edge: route.label for route in layout.routes if route.label}
    titles = [panel.title for panel in layout.panels]
    return Measures(
        box_hits=_foreign_hits(picture, layout, lines),
        box_overlaps=_overlaps(sorted(layout.boxes.values(), key=lambda rect: rect.y)),
        label_hits=_label_hits([*labels.values()], [*layout.boxes.values(), *titles]),
        missing_labels=sum(bool(edge.label) for edge in picture.edges) - len(labels),
        shared=upright[0] + level[0],
        hugging=upright[1] + level[1],
        crossings=lines.crossings,
        covered=len({(one, two) for one, label in labels.items() for two in lines.under(label) if one != two}),
        struck=sum(_strikes(panel.rect, label) for label in labels.values() for panel in layout.panels),
        heads_hit=sum(len({*lines.under(head(route.points))} - {route.edge}) for route in layout.routes),
        title_hits=sum(len(lines.under(title)) for title in titles),
        moved_titles=sum(panel.title.x > panel.rect.x + 20 for panel in layout.panels),
        bends=sum(len(route.points) - 2 for route in layout.routes),
        width=layout.width,
        height=layout.height,
        length=lines.length,
        ragged=raggedness(picture, layout.boxes),
    )


def _strikes(panel: Rect, label: Rect) -> bool:
    """Whether a border of the panel runs through the text of a label, of which two px all round are air."""
    x, y, x2, y2 = label.x + 2, label.y + 2, label.right - 2, label.bottom - 2
    inside = panel.x < x and x2 < panel.right and panel.y < y and y2 < panel.bottom
    return not inside and x < panel.right and panel.x < x2 and y < panel.bottom and panel.y < y2


def _foreign_hits(picture: Picture, layout: Layout, lines: Lines) -> int:
    """Pairs of a line and a box that it runs through without ending there."""
    hit = {(edge, box) for box, rect in layout.boxes.items() for edge in lines.under(rect)}
    return sum(box not in (picture.edges[edge].source, picture.edges[edge].target) for edge, box in hit)


def _pairs(lines: Sequence[Line], least: float) -> tuple[int, int]:
    """Pairs of parallel stretches of different edges: those that lie on each other for more than the least length, and
    those that only look so."""
    shared = hugging = 0
    for number, (at, start, end, own) in enumerate(lines, 1):
        for other, begin, finish, edge in lines[number:]:
            if other - at >= _HUGS:
                break
            if own == edge:
                continue
            if other - at < 3:
                shared += start + least < finish and begin + least < end
            else:
                hugging += min(end, finish) - max(start, begin) > _WHILE
    return shared, hugging


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
