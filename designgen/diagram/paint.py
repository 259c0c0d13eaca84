"""A laid-out picture as SVG. Colours are attributes (so any engine shows them) and classes (so a page may repaint them)."""

import re
from collections.abc import Iterator

from designgen.diagram.faces import DETAIL_PX, LABEL_PX, NAME_PX, TEXT_X, TILE, TITLE_PX, Face, faces, label_text, lines_at
from designgen.diagram.geometry import Layout, Point, Rect, Route, tag_of
from designgen.diagram.ghosts import ghost, ghost_line
from designgen.diagram.icons import icon_path
from designgen.diagram.legend import legend
from designgen.diagram.marks import DASHES, badge, head, sign
from designgen.diagram.panels import title_text
from designgen.diagram.picture import Box, Picture
from designgen.diagram.svg import Attributes, rect, rounded, safe_link, tag, words
from designgen.diagram.theme import HOLLOW, THEMES, Theme

FONT = "Inter, Roboto, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"


def paint(picture: Picture, layout: Layout, theme: str = "light") -> str:
    """The SVG document of a picture."""
    shown, name = THEMES[theme], re.sub(r"[^A-Za-z0-9_-]", "-", picture.id) or "picture"
    size: Attributes = {"width": layout.width, "height": layout.height, "viewBox": f"0 0 {layout.width:g} {layout.height:g}"}
    attributes: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg", "class": f"dg dg-{theme}", "id": f"dg-{name}", "role": "group",
        "aria-labelledby": f"dg-{name}-title", "aria-describedby": f"dg-{name}-desc", "font-family": FONT,
    }  # fmt: skip
    parts = [
        tag("title", {"id": f"dg-{name}-title"}, words(picture.title)),
        tag("desc", {"id": f"dg-{name}-desc"}, words(picture.description or picture.title)),
        rect(Rect(0, 0, layout.width, layout.height), 10, class_="dg-page", fill=shown.page),
        *_panels(picture, layout, shown),
        *(_line(picture, route, shown) for route in layout.routes),
        *_boxes(picture, layout, shown),
        *_labels(picture, layout, shown),
        *legend(picture, layout, shown),
    ]  # fmt: skip
    return tag("svg", {**attributes, **size}, *(f"\n{part}" for part in parts), "\n") + "\n"


def _panels(picture: Picture, layout: Layout, theme: Theme) -> Iterator[str]:
    for panel in layout.panels:
        group = picture.group[panel.group]
        tone, plane = theme.tone(group.plane), f"dg-{group.plane}"
        fill = tone.nested if panel.nested else tone.panel
        yield rect(panel.rect, 10, class_=f"{'dg-nested' if panel.nested else 'dg-panel'} {plane}", fill=fill,
                   stroke=tone.border)
    for panel in layout.panels:
        group = picture.group[panel.group]
        yield tag("text", {"class": f"dg-title dg-{group.plane}", "x": panel.title.x, "y": panel.title.y + 12.5,
                           "font-size": TITLE_PX, "font-weight": "700", "fill": theme.tone(group.plane).accent},
                  words(title_text(group.label, panel.rect)))  # fmt: skip


def _line(picture: Picture, route: Route, theme: Theme) -> str:
    """A line and its arrowhead. On the request path lines are thicker."""
    edge, points = picture.edges[route.edge], list(route.points)
    if edge.mark == "removed":
        return ghost_line(edge, route, theme)
    thick = 2.2 if (edge.source, edge.target) in picture.path_pairs() else 1.5
    tip, back = points[-1], _back(points, 7.0)
    look: dict[str, str | float] = {"class": f"dg-line dg-{edge.kind}", "d": rounded([*points[:-1], back]), "fill": "none",
                                    "stroke": theme.kinds[edge.kind], "stroke-width": thick, "stroke-linecap": "round"}
    if edge.kind in DASHES:
        look["stroke-dasharray"] = DASHES[edge.kind]
        look["stroke-linecap"] = "butt" if edge.kind == "async" else "round"
    return tag("g", {"class": "dg-edge", "data-source": edge.source, "data-target": edge.target},
               tag("path", look), head(back, tip, edge.kind, theme))  # fmt: skip


def _back(points: list[Point], far: float) -> Point:
    """The point before the tip at which the line ends."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    long = abs(x1 - x0) + abs(y1 - y0) or 1.0
    return x1 - (x1 - x0) / long * far, y1 - (y1 - y0) / long * far


def _boxes(picture: Picture, layout: Layout, theme: Theme) -> Iterator[str]:
    shown, steps = faces(picture), picture.steps()
    for box in picture.boxes:
        place = layout.boxes[box.id]
        if box.mark and box.mark.kind == "removed":
            yield ghost(box, place, shown[box.id], theme)
            continue
        marks = _badges(box, place, steps.get(box.id), theme)
        inside = "".join([*_card(box, place, theme), *_text(box, place, shown[box.id], theme), *marks])
        link = safe_link(box.link)
        inside = tag("a", {"href": link}, inside) if link else inside
        yield tag("g", {"class": "dg-box", "data-id": box.id}, tag("title", {}, words(_spoken(box))), inside)


def _spoken(box: Box) -> str:
    said = ": ".join(part for part in (box.name, ", ".join(part for part in (box.detail, box.number) if part)) if part)
    return f"{said}. {box.mark.says}" if box.mark and box.mark.says else said


def _card(box: Box, place: Rect, theme: Theme) -> Iterator[str]:
    tone, plane = theme.tone(box.plane), f"dg-{box.plane}"
    yield rect(Rect(place.x, place.y + 2, place.w, place.h), 9, class_="dg-shade", fill=theme.shade)
    yield _border(box, place, theme)
    tile = Rect(place.x + 9, place.cy - TILE / 2, TILE, TILE)
    yield rect(tile, 7, class_=f"dg-tile {plane}", fill=tone.tile)
    shift, glyph = f"translate({tile.x + 6:.1f} {tile.y + 6:.1f}) scale(.75)", icon_path(box.icon, box.detail)
    yield tag("path", {"class": f"dg-icon {plane}", "transform": shift, "d": glyph, "fill": tone.accent})


def _border(box: Box, place: Rect, theme: Theme) -> str:
    """The card itself: that of a marked box is tinted, with a border as thick as an alarm's."""
    if box.mark and box.mark.kind not in HOLLOW:
        shown, kind = theme.signs[box.mark.kind], f"dg-card dg-{box.plane} dg-{box.mark.kind}"
        return rect(place, 9, class_=kind, fill=shown.tint, stroke=shown.strong, stroke_width=2.6)
    kind = f"dg-card dg-{box.plane}" + (" dg-alarmed" if box.alert else "")
    border = theme.alarm if box.alert else theme.tone(box.plane).accent
    return rect(place, 9, class_=kind, fill=theme.box, stroke=border, stroke_width=2.2 if box.alert else 1.4)


def _text(box: Box, place: Rect, face: Face, theme: Theme) -> Iterator[str]:
    x, (names, details) = place.x + TEXT_X, lines_at(place, face)
    for line, y in zip(face.name, names, strict=True):
        look: Attributes = {"class": "dg-name", "x": x, "y": y, "font-size": NAME_PX, "font-weight": "700", "fill": theme.ink}
        yield tag("text", look, words(line))
    for (tech, figure), y in zip(face.details, details, strict=False):
        accent = {"class": f"dg-number dg-{box.plane}", "fill": theme.tone(box.plane).accent}
        halves = [words(tech), " · " if tech and figure else "", tag("tspan", accent, words(figure)) if figure else ""]
        look = {"class": "dg-detail", "x": x, "y": y, "font-size": DETAIL_PX, "fill": theme.soft}
        yield tag("text", look, *halves)
    for line, y in zip(face.marked, details[len(face.details) :], strict=True):
        kind = box.mark.kind if box.mark else ""
        look = {"class": f"dg-says dg-{kind}", "x": x, "y": y, "font-size": DETAIL_PX, "fill": theme.signs[kind].strong}
        yield tag("text", look, words(line))


def _badges(box: Box, place: Rect, step: int | None, theme: Theme) -> Iterator[str]:
    """The number of the step on the request path, the mark of a comparison, and one when a check is broken."""
    if step is not None:
        yield badge((place.x + 1, place.y + 1), str(step), box.plane, theme)
    if box.mark:
        yield sign(tag_of(place), box.mark.kind, theme)
    if box.alert:
        yield badge((place.right - 1, place.bottom - 1 if box.mark else place.y + 1), "!", "", theme)


def _labels(picture: Picture, layout: Layout, theme: Theme) -> Iterator[str]:
    for route in layout.routes:
        if route.label is None:
            continue
        edge, place = picture.edges[route.edge], route.label
        on, fill = _under(picture, layout, place, theme)
        yield rect(place, 4, class_=f"dg-halo dg-on-{on}", fill=fill)
        kind, colour = (edge.mark, theme.signs[edge.mark].strong) if edge.mark else (edge.kind, theme.kinds[edge.kind])
        look: Attributes = {"class": f"dg-label dg-{kind}", "x": place.cx, "y": place.cy + 3.8, "font-size": LABEL_PX,
                            "text-anchor": "middle", "fill": colour}  # fmt: skip
        weight = {"font-weight": "700"} if edge.mark else {}
        yield tag("text", {**look, **weight}, words(label_text(edge)))


def _under(picture: Picture, layout: Layout, place: Rect, theme: Theme) -> tuple[str, str]:
    """What lies under a label, so that its halo has the same colour."""
    on, fill = "page", theme.page
    for panel in layout.panels:
        area = panel.rect
        if area.x <= place.cx <= area.right and area.y <= place.cy <= area.bottom:
            plane = picture.group[panel.group].plane
            on = f"nested-{plane}" if panel.nested else plane
            fill = theme.tone(plane).nested if panel.nested else theme.tone(plane).panel
    return on, fill
