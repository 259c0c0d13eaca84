"""Measures of a laid-out picture: what a reader would stumble over, counted."""

from dataclasses import dataclass
from itertools import combinations

from designgen.diagram.chains import WIDEST
from designgen.diagram.geometry import Layout, Rect, Route, Segment, span
from designgen.diagram.picture import Picture


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
    def cost(self) -> float:
        """One number to choose by: about 20 for each thing that a reader would stumble over."""
        hard = 1e5 * (self.box_hits + self.box_overlaps + self.label_hits) + 3e3 * self.missing_labels + 300 * self.shared
        soft = 22 * self.crossings + 30 * self.covered + 20 * self.title_hits + 12 * self.moved_titles + 5 * self.bends
        return hard + soft + 100 * max(self.width - WIDEST, 0) + 0.1 * self.width + 0.25 * self.height + 0.02 * self.length


def measure(picture: Picture, layout: Layout) -> Measures:
    """Measures the picture as it is drawn (corners not yet rounded)."""
    boxes, routes = layout.boxes, layout.routes
    lines = [[span(*segment) for segment in route.segments()] for route in routes]
    crossings, shared = _meetings(routes)
    labels = [route.label for route in routes if route.label]
    wanted = sum(bool(picture.edges[route.edge].label) for route in routes)
    titles = [panel.title for panel in layout.panels]
    return Measures(
        box_hits=sum(_foreign_hits(picture, layout, route) for route in routes),
        box_overlaps=sum(one.hits(two) for one, two in combinations(boxes.values(), 2)),
        label_hits=_label_hits(labels, [*boxes.values(), *titles]),
        missing_labels=wanted - len(labels),
        shared=shared,
        crossings=crossings,
        covered=_covered(routes),
        title_hits=sum(line.hits(title) for found in lines for line in found for title in titles),
        moved_titles=sum(panel.title.x > panel.rect.x + 20 for panel in layout.panels),
        bends=sum(len(route.points) - 2 for route in routes),
        width=layout.width,
        height=layout.height,
        length=sum(line.w + line.h for found in lines for line in found),
    )


def _foreign_hits(picture: Picture, layout: Layout, route: Route) -> int:
    edge = picture.edges[route.edge]
    foreign = [rect for box, rect in layout.boxes.items() if box not in (edge.source, edge.target)]
    return sum(any(span(*segment).hits(rect) for segment in route.segments()) for rect in foreign)


def _label_hits(labels: list[Rect], solid: list[Rect]) -> int:
    on_solid = sum(label.hits(rect) for label in labels for rect in solid)
    return on_solid + sum(one.hits(two) for one, two in combinations(labels, 2))


def _covered(routes: tuple[Route, ...]) -> int:
    return sum(
        any(one.label.hits(span(*segment)) for segment in two.segments())
        for one in routes if one.label for two in routes if two.edge != one.edge
    )  # fmt: skip


def _meetings(routes: tuple[Route, ...]) -> tuple[int, int]:
    """(crossings, pairs of lines that share a stretch)."""
    crossings = shared = 0
    upright = [(r.edge, s) for r in routes for s in r.segments() if s[0][0] == s[1][0]]
    level = [(r.edge, s) for r in routes for s in r.segments() if s[0][0] != s[1][0]]
    for owner, up in upright:
        for other, flat in level:
            crossings += owner != other and _cross(up, flat)
    for lines in (upright, level):
        for (owner, one), (other, two) in combinations(lines, 2):
            shared += owner != other and _on_each_other(one, two)
    return crossings, shared


def _cross(up: Segment, flat: Segment) -> bool:
    x, y = up[0][0], flat[0][1]
    return (min(flat[0][0], flat[1][0]) < x < max(flat[0][0], flat[1][0])
            and min(up[0][1], up[1][1]) < y < max(up[0][1], up[1][1]))


def _on_each_other(one: Segment, two: Segment) -> bool:
    a, b = span(*one), span(*two)
    near = abs(a.x - b.x) < 3 if a.w == 0 else abs(a.y - b.y) < 3
    return near and a.hits(b, 0.5) if a.w == 0 else near and min(a.right, b.right) - max(a.x, b.x) > 1
