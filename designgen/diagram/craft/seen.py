"""A scene as a reader meets it: rectangles of text, boxes and arrowheads, and the stretches of lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from designgen.diagram.geometry import Point, Rect, Segment
from designgen.diagram.scene import Area, Block, Disc, Head, Item, Scene, Shape, Stroke, Words
from designgen.diagram.text import width

BOXES = ("card", "ghost", "seat")
PANELS = ("panel", "nested")
_TIP = 4.0  # half the width of an arrowhead


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text and the rectangle of its letters; `over` counts the shapes behind it, `item` is what it belongs to."""

    words: Words
    rect: Rect
    over: int
    item: Item | None


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line; `item` is the arrow that it belongs to."""

    stroke: Stroke
    item: Item

    @property
    def segments(self) -> Iterator[Segment]:
        return pairwise(self.stroke.points)


class Seen:
    """What there is in a scene, by kind."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.shapes = tuple(scene.shapes())

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        found = enumerate(self.shapes)
        return tuple(Text(shape, box_of(shape), place, item) for place, (item, shape) in found if isinstance(shape, Words))

    @cached_property
    def labels(self) -> tuple[Text, ...]:
        return tuple(text for text in self.texts if text.words.role == "label")

    @cached_property
    def boxes(self) -> tuple[tuple[Item, Rect], ...]:
        return tuple((item, shape.rect) for item, shape in self.shapes if item and is_box(item, shape))  # type: ignore[union-attr]

    @cached_property
    def panels(self) -> tuple[Rect, ...]:
        return tuple(shape.rect for _, shape in self.shapes if isinstance(shape, Block) and shape.role in PANELS)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        found = ((item, shape) for item, shape in self.shapes if item and item.kind == "edge")
        return tuple(Line(shape, item) for item, shape in found if isinstance(shape, Stroke))

    @cached_property
    def heads(self) -> tuple[tuple[Item, Rect], ...]:
        found = ((item, shape) for item, shape in self.shapes if item and item.kind == "edge")
        return tuple((item, head_of(shape)) for item, shape in found if isinstance(shape, Head))

    def ground(self, text: Text) -> Shape | None:
        """The topmost filled shape behind the middle of a text."""
        point = (text.rect.cx, text.rect.cy)
        behind = (shape for _, shape in reversed(self.shapes[: text.over]))
        return next((shape for shape in behind if isinstance(shape, Block | Disc | Area) and _covers(shape, point)), None)


def is_box(item: Item, shape: Shape) -> bool:
    return item.kind == "box" and isinstance(shape, Block) and shape.role in BOXES


def box_of(words: Words) -> Rect:
    """The rectangle of the letters, by the widths of the widest common face."""
    wide = width(words.whole, words.size, words.bold)
    left = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    return Rect(left, words.y - 0.75 * words.size, wide, 0.97 * words.size)


def head_of(head: Head) -> Rect:
    """The square around an arrowhead."""
    (x0, y0), (x1, y1) = head.back, head.tip
    left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
    aside_x, aside_y = (_TIP, 0.0) if abs(y1 - y0) > abs(x1 - x0) else (0.0, _TIP)
    return Rect(left - aside_x, top - aside_y, right - left + 2 * aside_x, bottom - top + 2 * aside_y)


def _covers(shape: Block | Disc | Area, point: Point) -> bool:
    x, y = point
    if isinstance(shape, Block):
        left, top, wide, high = shape.rect
        return shape.role != "ghost" and left <= x <= left + wide and top <= y <= top + high
    if isinstance(shape, Disc):
        return (x - shape.centre[0]) ** 2 + (y - shape.centre[1]) ** 2 <= shape.radius**2
    return _inside(shape.points, point)


def _inside(corners: tuple[Point, ...], point: Point) -> bool:
    """Is a point in a polygon? Counts the sides to its right."""
    x, y = point
    sides = zip(corners, (*corners[1:], corners[0]), strict=True)
    return sum((y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0) for (x0, y0), (x1, y1) in sides) % 2 == 1


def crosses(segment: Segment, rect: Rect, inside: float = 0.0) -> bool:
    """Does a stretch run through a rectangle, shrunk by `inside`? (Liang–Barsky)"""
    (x0, y0), (x1, y1) = segment
    lo, hi = 0.0, 1.0
    sides = ((x1 - x0, x0, rect.x + inside, rect.right - inside), (y1 - y0, y0, rect.y + inside, rect.bottom - inside))
    for step, start, least, most in sides:
        if not step:
            if not least < start < most:
                return False
            continue
        one, two = sorted(((least - start) / step, (most - start) / step))
        lo, hi = max(lo, one), min(hi, two)
    return lo < hi
