"""What is no longer there: outlines at the place where it stood, without colour and struck through."""

from designgen.diagram.faces import DETAIL_PX, NAME_PX, TEXT_X, Face, lines_at
from designgen.diagram.geometry import Rect, Route, tag_of
from designgen.diagram.icons import icon_path
from designgen.diagram.marks import GHOST_DASH, sign
from designgen.diagram.picture import Box, Edge
from designgen.diagram.scene import Block, Glyph, Item, Stroke, Words

_KIND = "removed"


def ghost(box: Box, place: Rect, face: Face) -> Item:
    """A removed box: a dashed outline, its name struck through, its technology below."""
    (names, details), x = lines_at(place, face), place.x + TEXT_X
    outline = Block(place, "ghost", _KIND, line=1.4, dash=GHOST_DASH)
    icon = Glyph(icon_path(box.icon, box.detail), place.x + 15, place.cy - 9, "says", _KIND, 0.75, faint=True)
    lines = [Words(line, x, y, "says", _KIND, NAME_PX, bold=True, struck=True) for line, y in zip(face.name, names, strict=True)]
    for (tech, figure), y in zip(face.details, details, strict=False):
        lines.append(Words(" · ".join(part for part in (tech, figure) if part), x, y, "says", _KIND, DETAIL_PX))
    says = f"{box.name}: {box.mark.says if box.mark else _KIND}"
    return Item("box", (outline, icon, *lines, sign(tag_of(place), _KIND)), box.id, says, gone=True)


def ghost_line(edge: Edge, route: Route) -> Item:
    """A removed flow between boxes that stay: a thin dashed line without a head."""
    line = Stroke(route.points, "line", _KIND, 1.0, GHOST_DASH)
    return Item("edge", (line,), str(route.edge), ends=(edge.source, edge.target), gone=True)
