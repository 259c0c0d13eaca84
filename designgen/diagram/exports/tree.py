"""What the formats have in common: short safe names, the lines of a box, and panels inside panels."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from designgen.diagram.geometry import Layout
from designgen.diagram.picture import Box, Group, Picture
from designgen.diagram.scene import Scene
from designgen.diagram.text import clean

STYLE = {"sync": "solid", "async": "dashed", "batch": "bold", "control": "dotted"}
"""How Graphviz draws the kinds of edges."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is exported: a picture without loose ends; its layout, SVG and shapes are made when a format asks for them."""

    picture: Picture
    layout: Callable[[], Layout]
    svg: Callable[[], str]
    scene: Callable[[], Scene]


@dataclass(frozen=True, slots=True)
class Tree:
    """How panels and boxes are written: the line that opens a panel, the one that closes it, the line of a box."""

    open: Callable[[Group], str]
    close: str
    leaf: Callable[[Box], str]
    step: str = "  "

    def lines(self, picture: Picture, parent: str = "", depth: int = 1) -> Iterator[str]:
        """Everything inside a panel ("" for the whole picture)."""
        known, indent = picture.group, self.step * depth
        for box in picture.boxes:
            if (box.group if box.group in known else "") == parent:
                yield indent + self.leaf(box)
        for group in picture.groups:
            if group.id == parent or (group.parent if group.parent in known else "") != parent:
                continue
            inside = list(self.lines(picture, group.id, depth + 1))
            if inside:
                yield indent + self.open(group)
                yield from inside
                if self.close:
                    yield indent + self.close


def names(picture: Picture) -> dict[str, str]:
    """Short safe names of boxes, since ids come from files."""
    return {box.id: f"n{number}" for number, box in enumerate(picture.boxes)}


def group_names(picture: Picture) -> dict[str, str]:
    """Short safe names of panels."""
    return {group.id: f"g{number}" for number, group in enumerate(picture.groups)}


def lines_of(box: Box) -> list[str]:
    """Name, technology and figure, those that there are."""
    return [line for line in (clean(box.name) or clean(box.id), clean(box.detail), clean(box.number)) if line]
