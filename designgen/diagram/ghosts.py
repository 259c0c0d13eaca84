"""What is no longer there: outlines at the place where it stood, without colour and struck through."""

from designgen.diagram.faces import DETAIL_PX, NAME_PX, TEXT_X, Face, lines_at
from designgen.diagram.geometry import Rect, Route, tag_of
from designgen.diagram.icons import icon_path
from designgen.diagram.marks import GHOST_DASH, sign
from designgen.diagram.picture import Box, Edge
from designgen.diagram.svg import Attributes, rect, rounded, tag, words
from designgen.diagram.theme import Theme

_KIND = "removed"


def ghost(box: Box, place: Rect, face: Face, theme: Theme) -> str:
    """A removed box: a dashed outline, its name struck through, its technology below."""
    colour, (names, details) = theme.signs[_KIND].strong, lines_at(place, face)
    parts = [rect(place, 9, class_=f"dg-ghost dg-{_KIND}", fill="none", stroke=colour, stroke_width=1.4,
                  stroke_dasharray=GHOST_DASH, pointer_events="all")]  # fmt: skip
    shift = f"translate({place.x + 15:.1f} {place.cy - 9:.1f}) scale(.75)"
    parts.append(tag("path", {"class": f"dg-says dg-{_KIND}", "transform": shift, "d": icon_path(box.icon, box.detail),
                              "fill": colour, "fill-opacity": "0.6"}))  # fmt: skip
    look: Attributes = {"class": f"dg-says dg-{_KIND}", "x": place.x + TEXT_X, "fill": colour}
    for line, y in zip(face.name, names, strict=True):
        struck: Attributes = {"y": y, "font-size": NAME_PX, "font-weight": "700", "text-decoration": "line-through"}
        parts.append(tag("text", {**look, **struck}, words(line)))
    for (tech, figure), y in zip(face.details, details, strict=False):
        line = " · ".join(part for part in (tech, figure) if part)
        parts.append(tag("text", {**look, "y": y, "font-size": DETAIL_PX}, words(line)))
    says = f"{box.name}: {box.mark.says if box.mark else _KIND}"
    return tag("g", {"class": "dg-box dg-gone", "data-id": box.id}, tag("title", {}, words(says)), *parts,
               sign(tag_of(place), _KIND, theme))  # fmt: skip


def ghost_line(edge: Edge, route: Route, theme: Theme) -> str:
    """A removed flow between boxes that stay: a thin dashed line without a head."""
    look: Attributes = {"class": f"dg-line dg-{_KIND}", "d": rounded(route.points), "fill": "none",
                        "stroke": theme.signs[_KIND].strong, "stroke-width": 1.0, "stroke-dasharray": GHOST_DASH}  # fmt: skip
    return tag("g", {"class": "dg-edge dg-gone", "data-source": edge.source, "data-target": edge.target}, tag("path", look))
