"""A drawing as shapes with roles: what lies between a layout and its SVG, and what the gate judges.

A shape says what it is (`role`: a card, a name, a line …) and whose it is (`of`: a plane, a kind of flow, a mark); a
theme says how that looks. Lengths in px, y grows downwards; later shapes lie on earlier ones.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from designgen.diagram.geometry import Point, Rect


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle with round corners. `line` is the width of its border, 0 for the default; `dash` is an SVG dash array."""

    rect: Rect
    role: str
    of: str = ""
    radius: float = 9.0
    line: float = 0.0
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A filled polygon, such as a stage of a funnel."""

    points: tuple[Point, ...]
    role: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Further words of the same line, which look otherwise."""

    text: str
    role: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; (x, y) is where its baseline begins, or its middle or end, as `anchor` says."""

    text: str
    x: float
    y: float
    role: str
    of: str = ""
    size: float = 11.0
    bold: bool = False
    anchor: str = "start"  # or middle, end
    more: tuple[Span, ...] = ()
    struck: bool = False

    @property
    def whole(self) -> str:
        """The text with all its spans."""
        return "".join((self.text, *(span.text for span in self.more)))


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; its corners are rounded. `dash` is an SVG dash array."""

    points: tuple[Point, ...]
    role: str
    of: str = ""
    line: float = 1.5
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """An arrowhead; `back` is a point on its axis behind the tip."""

    back: Point
    tip: Point
    of: str
    role: str = "head"


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle with a letter or a number in it."""

    centre: Point
    text: str
    role: str
    of: str = ""
    radius: float = 8.5


@dataclass(frozen=True, slots=True)
class Glyph:
    """One path drawn at (x, y), scaled."""

    path: str
    x: float
    y: float
    role: str
    of: str = ""
    scale: float = 1.0
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A PNG of ours; `file` is its name in the folder of classic icons."""

    rect: Rect
    file: str
    role: str = "image"
    of: str = ""


Shape = Block | Area | Words | Stroke | Head | Disc | Glyph | Image


@dataclass(frozen=True, slots=True)
class Item:
    """Shapes that belong together: a `box` (its id, what a reader hears, its link), an `edge` or its label, a `note` (its
    two ends; the same id), or a `sign`, a tag with a title of its own. `gone` marks what is no longer there.
    """

    kind: str  # box | edge | note | sign
    shapes: "tuple[Shape | Item, ...]"
    id: str = ""
    title: str = ""
    link: str = ""
    ends: tuple[str, str] = ("", "")
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole drawing."""

    id: str
    title: str
    description: str
    width: float
    height: float
    items: tuple[Shape | Item, ...]
    unplaced: tuple[str, ...] = ()  # labels for which there was no room

    def shapes(self) -> Iterator[tuple[Item | None, Shape]]:
        """Every shape from back to front, with the outermost item that it belongs to."""
        for item in self.items:
            if isinstance(item, Item):
                yield from ((item, shape) for shape in _flat(item))
            else:
                yield None, item


def _flat(item: Item) -> Iterator[Shape]:
    for shape in item.shapes:
        if isinstance(shape, Item):
            yield from _flat(shape)
        else:
            yield shape
