"""What every tool's picture is turned into before it is measured, and the widths of text that all are measured with."""

from dataclasses import dataclass, field
from typing import NamedTuple

from designgen.diagram.geometry import Point, Rect

NAME_PX = 13.0  # every picture is scaled so that the names of boxes are this large
_HELVETICA = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
    556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip


class Line(NamedTuple):
    """A drawn edge as straight stretches, with the ids of its boxes."""

    source: str
    target: str
    points: list[Point]


class Label(NamedTuple):
    text: str
    rect: Rect


@dataclass
class Drawing:
    """A picture at the common scale: boxes by id, panels, titles of panels, lines, labels of lines."""

    boxes: dict[str, Rect] = field(default_factory=dict)
    panels: list[Rect] = field(default_factory=list)
    titles: list[Label] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def scaled(self, by: float) -> "Drawing":
        return Drawing(
            {id: grown(rect, by) for id, rect in self.boxes.items()},
            [grown(rect, by) for rect in self.panels],
            [Label(text, grown(rect, by)) for text, rect in self.titles],
            [Line(one, two, [(x * by, y * by) for x, y in points]) for one, two, points in self.lines],
            [Label(text, grown(rect, by)) for text, rect in self.labels],
        )


def grown(rect: Rect, by: float) -> Rect:
    return Rect(*(side * by for side in rect))


def text_width(text: str, size: float) -> float:
    """The width in Helvetica (and so in Arial and Liberation Sans), whatever face the tool asks for."""
    codes = (ord(letter) - 32 for letter in text)
    return sum(_HELVETICA[code] if code < len(_HELVETICA) else 600 for code in codes) * size / 1000


def text_rect(text: str, at: Point, size: float, anchor: str = "middle") -> Rect:
    """A line of text from its anchor on the baseline: ascenders 0.75 em above, descenders 0.22 em below."""
    wide = text_width(text, size)
    left = at[0] - {"middle": wide / 2, "end": wide}.get(anchor, 0.0)
    return Rect(left, at[1] - 0.75 * size, wide, 0.97 * size)
