"""Boxes as the `diagrams` package draws them: a large icon with the text below it, and no card."""

from collections.abc import Iterator
from dataclasses import replace

from designgen.diagram.faces import DETAIL_PX, NAME_PX, Face, face
from designgen.diagram.geometry import Rect
from designgen.diagram.inks import ALARMED
from designgen.diagram.nodes import node_of
from designgen.diagram.picture import Box, Picture
from designgen.diagram.scene import Block, Image, Shape, Span, Words

_ICON, _PAD, _LINE, _SMALL = 52.0, 5.0, 16.0, 14.0


def standing(picture: Picture) -> Picture:
    """The picture with boxes high enough for an icon above the text."""
    return replace(picture, boxes=tuple(replace(box, least=(box.least[0], _height(face(box)))) for box in picture.boxes))


def _height(shown: Face) -> float:
    return _ICON + 3 * _PAD + _LINE * len(shown.name) + _SMALL * len(shown.details)


def stood(box: Box, place: Rect, shown: Face) -> Iterator[Shape]:
    """The shapes of a box, without its badges."""
    yield Block(place, "seat", f"{box.plane} {ALARMED}" if box.alert else box.plane, line=2.2 if box.alert else 0)
    top = place.cy - _height(shown) / 2 + _PAD
    file = f"{node_of(box).replace('.', '-').lower()}.png"
    yield Image(Rect(place.cx - _ICON / 2, top, _ICON, _ICON), file)
    y = top + _ICON + _PAD + 11
    for line in shown.name:
        yield Words(line, place.cx, y, "name", size=NAME_PX, anchor="middle")
        y += _LINE
    for tech, figure in shown.details:
        dot = (Span(" · ", ""),) if tech and figure else ()
        more = (*dot, Span(figure, "number", box.plane)) if figure else ()
        yield Words(tech, place.cx, y - 1, "detail", size=DETAIL_PX, anchor="middle", more=more)
        y += _SMALL

