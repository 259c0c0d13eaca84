"""Shapes of a laid-out picture, in px; y grows downwards."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Point = tuple[float, float]
Segment = tuple[Point, Point]


class Rect(NamedTuple):
    """An upright rectangle."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def cx(self) -> float:
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        return self.y + self.h / 2

    def hits(self, other: "Rect", gap: float = 0) -> bool:
        """Whether the two share area, once one of them is grown by `gap`."""
        return (self.x < other.x + other.w + gap and other.x < self.x + self.w + gap
                and self.y < other.y + other.h + gap and other.y < self.y + self.h + gap)  # fmt: skip


def tag_of(box: Rect) -> Rect:
    """Where a box that is compared may carry its tag: over its upper right corner."""
    return Rect(box.right - 11, box.y - 7, 18, 18)


def step_of(box: Rect) -> Rect:
    """Where a box on the request path carries its number: over its upper left corner."""
    return Rect(box.x - 7.5, box.y - 7.5, 17, 17)


def span(one: Point, two: Point) -> Rect:
    """The rectangle between two corners."""
    (x0, y0), (x1, y1) = one, two
    return Rect(x0 if x0 < x1 else x1, y0 if y0 < y1 else y1, abs(x1 - x0), abs(y1 - y0))


@dataclass(frozen=True, slots=True)
class Route:
    """One drawn edge: corners of a right-angled line from source to target, and where its label sits, if it has one."""

    edge: int  # index in Picture.edges
    points: tuple[Point, ...]
    label: Rect | None = None

    def segments(self) -> Iterator[Segment]:
        return zip(self.points, self.points[1:], strict=False)


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel of a group and the place of its title."""

    group: str
    rect: Rect
    title: Rect
    nested: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything is."""

    width: float
    height: float
    boxes: Mapping[str, Rect]
    panels: tuple[Panel, ...]
    routes: tuple[Route, ...]
    legend_y: float
    simpler: str = ""  # why this is a simpler drawing than it could be, in a sentence

    def place(self, end: str) -> Rect:
        """Where the box or panel of an edge's end is."""
        return self.boxes[end] if end in self.boxes else next(panel.rect for panel in self.panels if panel.group == end)
