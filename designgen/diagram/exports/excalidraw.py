"""Excalidraw: our layout as its elements.

Arrows are bound to boxes, a panel is a group with all that lies in it, texts can be edited.
"""

import json
from collections.abc import Iterator

from designgen.diagram.exports.chart import chart_elements
from designgen.diagram.exports.elements import HAND, LINE, Element, element, image_file, text_element
from designgen.diagram.exports.place import end_on, icon_svg, outside_link, spot_of
from designgen.diagram.exports.tree import Source, group_names, names
from designgen.diagram.faces import (
    DETAIL_PX,
    LABEL_PX,
    NAME_PX,
    TEXT_X,
    TILE,
    TITLE_PX,
    Face,
    detail_width,
    faces,
    label_text,
    lines_at,
)
from designgen.diagram.geometry import Layout, Point, Rect, Route
from designgen.diagram.panels import title_text
from designgen.diagram.picture import Box, Picture
from designgen.diagram.text import width
from designgen.diagram.theme import LIGHT, THEMES

_DASH = {"async": "dashed", "control": "dotted"}


def to_excalidraw(source: Source) -> str:
    """A drawing with clean lines, as the house draws; what is a whiteboard is drawn by hand in Excalidraw's own way."""
    picture, files = source.picture, dict[str, object]()
    elements = list(chart_elements(source.scene(), files) if picture.chart else _elements(picture, source.layout(), files))
    if THEMES[picture.theme].by_hand:
        elements = [_by_hand(one) for one in elements]
    drawing = {
        "type": "excalidraw", "version": 2, "source": "designgen", "elements": elements,
        "appState": {"viewBackgroundColor": LIGHT.page, "gridSize": None}, "files": files,
    }  # fmt: skip
    return json.dumps(drawing, ensure_ascii=False, indent=1) + "\n"


def _elements(picture: Picture, layout: Layout, files: dict[str, object]) -> Iterator[Element]:
    yield from _panels(picture, layout)
    yield from _boxes(picture, layout, files)
    yield from _arrows(picture, layout)


def _by_hand(one: Element) -> Element:
    return {**one, "roughness": 1, **({"fontFamily": HAND} if one["type"] == "text" else {})}


def _panels(picture: Picture, layout: Layout) -> Iterator[Element]:
    named, ends = group_names(picture), _tied(picture)
    for panel in layout.panels:
        group = picture.group[panel.group]
        tone, inside = LIGHT.tone(group.plane), _groups(picture, panel.group)
        name = named[panel.group]
        yield element(name, "rectangle", panel.rect, inside, strokeColor=tone.border, strokeWidth=1,
                       backgroundColor=tone.nested if panel.nested else tone.panel, roundness={"type": 3},
                       boundElements=ends.get(panel.group, []))
        text = title_text(group.label, panel.title)
        if text:
            place = Rect(panel.title.x, panel.title.y, width(text, TITLE_PX, bold=True), TITLE_PX * LINE)
            yield text_element(f"{name}-title", text, place, (TITLE_PX, tone.accent), inside)


def _tied(picture: Picture) -> dict[str, list[dict[str, str]]]:
    """The arrows at each box and panel."""
    ends: dict[str, list[dict[str, str]]] = {}
    for number, edge in enumerate(picture.edges):
        for end in dict.fromkeys((edge.source, edge.target)):
            ends.setdefault(end, []).append({"id": f"e{number}", "type": "arrow"})
    return ends


def _groups(picture: Picture, group: str) -> list[str]:
    """The panels around something, the innermost first."""
    named = group_names(picture)
    around = [group, picture.lane(group)] if picture.is_nested(group) else [group]
    return [f"{named[one]}-group" for one in around if one in named]


def _boxes(picture: Picture, layout: Layout, files: dict[str, object]) -> Iterator[Element]:
    named, shown, steps, ends = names(picture), faces(picture), picture.steps(), _tied(picture)
    for box in picture.boxes:
        name, place, tone = named[box.id], layout.boxes[box.id], LIGHT.tone(box.plane)
        inside = [f"{name}-group", *_groups(picture, box.group)]
        yield element(name, "rectangle", place, inside, strokeColor=LIGHT.alarm if box.alert else tone.accent, strokeWidth=1.5,
                       backgroundColor=LIGHT.box, roundness={"type": 3}, boundElements=ends.get(box.id, []),
                       link=outside_link(box) or None)  # fmt: skip
        yield from _icon(name, box, place, inside, files)
        yield from _texts(name, box, place, shown[box.id], inside)
        if box.id in steps:
            yield from _step(name, steps[box.id], place, inside, tone.accent)


def _icon(name: str, box: Box, place: Rect, inside: list[str], files: dict[str, object]) -> Iterator[Element]:
    """A tile with an image on it; the image is kept among the files of the drawing."""
    tone = LIGHT.tone(box.plane)
    tile = Rect(place.x + 9, place.cy - TILE / 2, TILE, TILE)
    yield element(f"{name}-tile", "rectangle", tile, inside, strokeColor="transparent", backgroundColor=tone.tile,
                   roundness={"type": 3})
    file = image_file(icon_svg(box, tone.accent))
    files[str(file["id"])] = file
    yield element(f"{name}-icon", "image", Rect(tile.x + 6, tile.y + 6, 18, 18), inside, strokeColor="transparent",
                   fileId=file["id"], status="saved", scale=[1, 1])  # fmt: skip


def _texts(name: str, box: Box, place: Rect, face: Face, inside: list[str]) -> Iterator[Element]:
    """The name as one text, the lines below it as another."""
    top, below = lines_at(place, face)
    wide = max(width(line, NAME_PX, bold=True) for line in face.name)
    area = Rect(place.x + TEXT_X, top[0] - NAME_PX, wide, NAME_PX * LINE * len(top))
    yield text_element(f"{name}-name", "\n".join(face.name), area, (NAME_PX, LIGHT.ink), inside)
    if face.details:
        lines = [" · ".join(part for part in line if part) for line in face.details]
        wide, high = max(detail_width(*line) for line in face.details), DETAIL_PX * LINE * len(lines)
        area = Rect(place.x + TEXT_X, below[0] - DETAIL_PX, wide, high)
        yield text_element(f"{name}-detail", "\n".join(lines), area, (DETAIL_PX, LIGHT.tone(box.plane).accent), inside)


def _step(name: str, step: int, place: Rect, inside: list[str], colour: str) -> Iterator[Element]:
    disc = Rect(place.x - 7.5, place.y - 7.5, 17, 17)
    yield element(f"{name}-step", "ellipse", disc, inside, strokeColor=colour, backgroundColor=colour)
    wide = width(str(step), 10, bold=True)
    area = Rect(disc.cx - wide / 2, disc.cy - 6.3, wide, 12.5)
    yield text_element(f"{name}-number", str(step), area, (10.0, LIGHT.on_accent), inside)


def _arrows(picture: Picture, layout: Layout) -> Iterator[Element]:
    """The lines with their corners, bound at both ends; a label is bound to its line."""
    for route in layout.routes:
        edge, name = picture.edges[route.edge], f"e{route.edge}"
        colour, label = LIGHT.kinds[edge.kind], label_text(edge)
        (x, y), way = route.points[0], _by_the_label(route) if label else list(route.points)
        points = [[round(px - x, 2), round(py - y, 2)] for px, py in way]
        xs, ys = zip(*points, strict=True)
        thick = 2 if (edge.source, edge.target) in picture.path_pairs() else 1.5
        yield element(name, "arrow", Rect(x, y, max(xs) - min(xs), max(ys) - min(ys)), [], strokeColor=colour, strokeWidth=thick,
                       strokeStyle=_DASH.get(edge.kind, "solid"), points=points, lastCommittedPoint=None, startArrowhead=None,
                       endArrowhead="triangle", elbowed=False,
                       boundElements=[{"id": f"{name}-label", "type": "text"}] if label else [],
                       startBinding=_binding(picture, layout, edge.source, route.points[0]),
                       endBinding=_binding(picture, layout, edge.target, route.points[-1]))  # fmt: skip
        if label:
            yield text_element(f"{name}-label", label, _label_at(route, label), (LABEL_PX, colour), [], name)


def _by_the_label(route: Route) -> list[Point]:
    """The corners and, as the middle point, on which Excalidraw puts a label, ours; the shorter side is filled up."""
    spot = spot_of(route)
    before = [*(point for point, share in _shares(route) if share < spot.share), (spot.x, spot.y)]
    after = [(spot.x, spot.y), *(point for point, share in _shares(route) if share > spot.share)]
    missing = len(after) - len(before)
    return [*_filled(before, missing), *_filled(after, -missing)[1:]]


def _shares(route: Route) -> Iterator[tuple[Point, float]]:
    """Each corner with the share of the line before it."""
    lengths = [abs(x1 - x0) + abs(y1 - y0) for (x0, y0), (x1, y1) in route.segments()]
    for number, point in enumerate(route.points):
        yield point, sum(lengths[:number]) / (sum(lengths) or 1.0)


def _filled(points: list[Point], missing: int) -> list[Point]:
    """As many points more on the first stretch, evenly."""
    if missing <= 0 or len(points) < 2:
        return points
    (x0, y0), (x1, y1) = points[:2]
    steps = [step / (missing + 1) for step in range(1, missing + 1)]
    return [points[0], *((x0 + (x1 - x0) * step, y0 + (y1 - y0) * step) for step in steps), *points[1:]]


def _label_at(route: Route, label: str) -> Rect:
    wide, spot = width(label, LABEL_PX), spot_of(route)
    return Rect(spot.x - wide / 2, spot.y - LABEL_PX * LINE / 2, wide, LABEL_PX * LINE)


def _binding(picture: Picture, layout: Layout, end: str, point: Point) -> Element:
    """Which box or panel an end is tied to, and where on its border."""
    x, y = end_on(layout.place(end), point)
    name = (group_names(picture) | names(picture))[end]
    return {"elementId": name, "focus": 0, "gap": 1, "fixedPoint": [round(x, 4), round(y, 4)]}
