"""Measures of a laid-out picture: what a reader would stumble over, counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from designgen.diagram.chains import WIDEST
from designgen.diagram.geometry import Layout, Rect, span
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


Line = tuple[int, Rect]
"""A stretch of the edge with that number."""


def measure(picture: Picture, layout: Layout) -> Measures:
    """Measures the picture as it is drawn (corners not yet rounded)."""
    lines = [(route.edge, span(*segment)) for route in layout.routes for segment in route.segments()]
    crossings, shared = _meetings(lines)
    labels = {route.edge: route.label for route in layout.routes if route.label}
    wanted = sum(bool(edge.label) for edge in picture.edges)
    titles = [panel.title for panel in layout.panels]
    return Measures(
        box_hits=_foreign_hits(picture, layout, lines),
        box_overlaps=sum(one.hits(two) for one, two in combinations(layout.boxes.values(), 2)),
        label_hits=_label_hits([*labels.values()], [*layout.boxes.values(), *titles]),
        missing_labels=wanted - len(labels),
        shared=shared,
        crossings=crossings,
        covered=len({(one, two) for one, label in labels.items() for two, line in lines if one != two and label.hits(line)}),
        title_hits=sum(line.hits(title) for _, line in lines for title in titles),
        moved_titles=sum(panel.title.x > panel.rect.x + 20 for panel in layout.panels),
        bends=sum(len(route.points) - 2 for route in layout.routes),
        width=layout.width,
        height=layout.height,
        length=sum(line.w + line.h for _, line in lines),
    )


def _foreign_hits(picture: Picture, layout: Layout, lines: Sequence[Line]) -> int:
    """Pairs of a line and a box that it runs through without ending there."""
    hit = {(edge, box) for edge, line in lines for box, rect in layout.boxes.items() if line.hits(rect)}
    return sum(box not in (picture.edges[edge].source, picture.edges[edge].target) for edge, box in hit)


def _label_hits(labels: list[Rect], solid: list[Rect]) -> int:
    on_solid = sum(label.hits(rect) for label in labels for rect in solid)
    return on_solid + sum(one.hits(two) for one, two in combinations(labels, 2))


def _meetings(lines: Sequence[Line]) -> tuple[int, int]:
    """(crossings, pairs of stretches that lie on each other)."""
    upright = [line for line in lines if line[1].w == 0]
    level = [line for line in lines if line[1].w > 0]
    crossings = sum(
        one != two and flat.x < up.x < flat.right and up.y < flat.y < up.bottom for one, up in upright for two, flat in level
    )
    shared = sum(one != two and abs(a.x - b.x) < 3 and a.y < b.bottom and b.y < a.bottom
                 for (one, a), (two, b) in combinations(upright, 2))
    shared += sum(one != two and abs(a.y - b.y) < 3 and a.x + 1 < b.right and b.x + 1 < a.right
                  for (one, a), (two, b) in combinations(level, 2))
    return crossings, shared
