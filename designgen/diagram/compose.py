"""A laid-out picture as a scene: panels, lines, boxes, labels and the legend, from back to front."""

from collections.abc import Iterator

from designgen.diagram.classic import stood
from designgen.diagram.faces import (
    DETAIL_PX,
    LABEL_LINE,
    LABEL_PX,
    NAME_PX,
    TEXT_X,
    TILE,
    TITLE_PX,
    Face,
    faces,
    label_lines,
    lines_at,
)
from designgen.diagram.geometry import Layout, Point, Rect, Route, tag_of
from designgen.diagram.ghosts import ghost, ghost_line
from designgen.diagram.icons import icon_path
from designgen.diagram.inks import ALARMED
from designgen.diagram.legend import legend
from designgen.diagram.marks import badge, sign
from designgen.diagram.panels import title_text
from designgen.diagram.picture import Box, Picture
from designgen.diagram.scene import Block, Glyph, Head, Item, Scene, Shape, Span, Stroke, Words
from designgen.diagram.theme import HOLLOW


def composed(picture: Picture, layout: Layout, stands: bool = False) -> Scene:
    """The scene of a picture; with icons above their text where the layout is that of a standing picture."""
    items = (
        Block(Rect(0, 0, layout.width, layout.height), "page", radius=10),
        *_panels(picture, layout),
        *(_line(picture, route) for route in layout.routes),
        *_boxes(picture, layout, stands),
        *_labels(picture, layout),
        *legend(picture, layout),
    )
    lost = (picture.edges[route.edge].label for route in layout.routes if route.label is None)
    unplaced = tuple(label for label in lost if label)
    said = " ".join(part for part in (picture.description, layout.simpler) if part)
    return Scene(picture.id, picture.title, said, layout.width, layout.height, items, unplaced)


def _panels(picture: Picture, layout: Layout) -> Iterator[Shape]:
    for panel in layout.panels:
        yield Block(panel.rect, "nested" if panel.nested else "panel", picture.group[panel.group].plane, 10)
    for panel in layout.panels:
        group = picture.group[panel.group]
        text = title_text(group.label, panel.title)
        yield Words(text, panel.title.x, panel.title.y + 12.5, "title", group.plane, TITLE_PX, bold=True)


def _line(picture: Picture, route: Route) -> Item:
    """A line and its arrowhead. On the request path lines are thicker."""
    edge, points = picture.edges[route.edge], route.points
    if edge.mark == "removed":
        return ghost_line(edge, route)
    thick = 2.2 if (edge.source, edge.target) in picture.path_pairs() else 1.5
    back = _back(points, 7.0)
    line = Stroke((*points[:-1], back), "line", edge.kind, thick)
    return Item("edge", (line, Head(back, points[-1], edge.kind)), str(route.edge), ends=(edge.source, edge.target))


def _back(points: tuple[Point, ...], far: float) -> Point:
    """The point before the tip at which the line ends."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    long = abs(x1 - x0) + abs(y1 - y0) or 1.0
    return x1 - (x1 - x0) / long * far, y1 - (y1 - y0) / long * far


def _boxes(picture: Picture, layout: Layout, stands: bool) -> Iterator[Item]:
    shown, steps = faces(picture), picture.steps()
    for box in picture.boxes:
        place = layout.boxes[box.id]
        if box.mark and box.mark.kind == "removed":
            yield ghost(box, place, shown[box.id])
        else:
            drawn = stood(box, place, shown[box.id]) if stands else (*_card(box, place), *_text(box, place, shown[box.id]))
            inside = (*drawn, *_badges(box, place, steps.get(box.id)))
            yield Item("box", inside, box.id, _spoken(box), box.link)


def _spoken(box: Box) -> str:
    said = ": ".join(part for part in (box.name, ", ".join(part for part in (box.detail, box.number) if part)) if part)
    return f"{said}. {box.mark.says}" if box.mark and box.mark.says else said


def _card(box: Box, place: Rect) -> Iterator[Shape]:
    yield Block(Rect(place.x, place.y + 2, place.w, place.h), "shade")
    yield _border(box, place)
    tile = Rect(place.x + 9, place.cy - TILE / 2, TILE, TILE)
    yield Block(tile, "tile", box.plane, 7)
    yield Glyph(icon_path(box.icon, box.detail), tile.x + 6, tile.y + 6, "icon", box.plane, 0.75)


def _border(box: Box, place: Rect) -> Block:
    """The card itself: that of a marked box is tinted, with a border as thick as an alarm's."""
    if box.mark and box.mark.kind not in HOLLOW:
        return Block(place, "card", f"{box.plane} {box.mark.kind}", line=2.6)
    return Block(place, "card", f"{box.plane} {ALARMED}" if box.alert else box.plane, line=2.2 if box.alert else 1.4)


def _text(box: Box, place: Rect, face: Face) -> Iterator[Words]:
    x, (names, details) = place.x + TEXT_X, lines_at(place, face)
    for line, y in zip(face.name, names, strict=True):
        yield Words(line, x, y, "name", size=NAME_PX, bold=True)
    for (tech, figure), y in zip(face.details, details, strict=False):
        dot = (Span(" · ", ""),) if tech and figure else ()
        yield Words(tech, x, y, "detail", size=DETAIL_PX, more=(*dot, Span(figure, "number", box.plane)) if figure else ())
    for line, y in zip(face.marked, details[len(face.details) :], strict=True):
        yield Words(line, x, y, "says", box.mark.kind if box.mark else "", DETAIL_PX)


def _badges(box: Box, place: Rect, step: int | None) -> Iterator[Shape | Item]:
    """The number of the step on the request path, the mark of a comparison, and one when a check is broken."""
    if step is not None:
        yield badge((place.x + 1, place.y + 1), str(step), box.plane)
    if box.mark:
        yield sign(tag_of(place), box.mark.kind)
    if box.alert:
        yield badge((place.right - 1, place.bottom - 1 if box.mark else place.y + 1), "!", "")


def _labels(picture: Picture, layout: Layout) -> Iterator[Item]:
    for route in layout.routes:
        if route.label is None:
            continue
        edge, place = picture.edges[route.edge], route.label
        halo = Block(Rect(place.x + 1, place.y + 2, place.w - 2, place.h - 4), "halo", _under(picture, layout, place), 4)
        kind, bold = edge.mark or edge.kind, bool(edge.mark)
        lines = label_lines(edge, place.w, place.h)
        first = place.cy + 3.8 - LABEL_LINE * (len(lines) - 1) / 2
        texts = [Words(line, place.cx, first + LABEL_LINE * n, "label", kind, LABEL_PX, bold, "middle")
                 for n, line in enumerate(lines)]  # fmt: skip
        yield Item("note", (halo, *texts), str(route.edge), ends=(edge.source, edge.target))


def _under(picture: Picture, layout: Layout, place: Rect) -> str:
    """What lies under a label, so that its halo has the same colour."""
    on = "on-page"
    for panel in layout.panels:
        area = panel.rect
        if area.x <= place.cx <= area.right and area.y <= place.cy <= area.bottom:
            plane = picture.group[panel.group].plane
            on = f"on-nested-{plane}" if panel.nested else f"on-{plane}"
    return on
