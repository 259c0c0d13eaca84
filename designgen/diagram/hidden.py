"""A picture with one box unnamed: what stands in it, its icon, its link and its id are gone, everything keeps its place."""

from collections.abc import Mapping
from dataclasses import replace

from designgen.diagram.compose import composed
from designgen.diagram.geometry import Layout
from designgen.diagram.picture import Edge, Picture, normal
from designgen.diagram.scene import Scene

UNNAMED, SIGN = "hidden", "?"


def hidden_scene(picture: Picture, box: str, layout: Layout) -> Scene:
    """The scene without the box's name; `layout` is that of the whole picture."""
    names = {one.id: one.id for one in picture.boxes} | {box: UNNAMED}
    places = {names[id]: place for id, place in layout.boxes.items()}
    return composed(_without(normal(picture), box, names), replace(layout, boxes=places))


def _without(picture: Picture, box: str, names: Mapping[str, str]) -> Picture:
    blank = replace(picture.box[box], id=UNNAMED, name=SIGN, detail="", number="", icon="", link="", says="", mark=None)
    return replace(
        picture,
        id=f"{picture.id}-{picture.boxes.index(picture.box[box])}",
        description=f"One box has a {SIGN} in place of its name.",
        boxes=tuple(blank if one.id == box else one for one in picture.boxes),
        edges=tuple(_renamed(edge, names) for edge in picture.edges),
        rows=tuple(tuple(names[one] for one in row) for row in picture.rows),
        path=tuple(names.get(one, one) for one in picture.path),
    )


def _renamed(edge: Edge, names: Mapping[str, str]) -> Edge:
    return replace(edge, source=names.get(edge.source, edge.source), target=names.get(edge.target, edge.target))
