"""draw.io (diagrams.net): our layout as cells that can be moved.

Panels hold their boxes, lines are tied to boxes and keep their corners.
"""

from collections.abc import Iterator
from html import escape
from xml.sax.saxutils import quoteattr

from designgen.diagram.exports.cells import DISC, ROUND, image_style, vertex
from designgen.diagram.exports.chart_cells import chart_cells
from designgen.diagram.exports.place import end_on, icon_svg, outside_link, spot_of
from designgen.diagram.exports.tree import Source, group_names, names
from designgen.diagram.faces import DETAIL_PX, LABEL_PX, NAME_PX, TEXT_X, TILE, TITLE_PX, Face, faces, label_text
from designgen.diagram.geometry import Layout, Panel, Rect, Route
from designgen.diagram.picture import Box, Edge, Picture
from designgen.diagram.scene import Scene
from designgen.diagram.svg import number
from designgen.diagram.text import clean
from designgen.diagram.theme import LIGHT

_DASH = {"async": "7 4", "control": "2 4"}


def to_drawio(source: Source) -> str:
    """A file with one page."""
    picture = source.picture
    place: Scene | Layout = source.scene() if picture.chart else source.layout()
    title, wide, high = quoteattr(clean(picture.title)), number(place.width), number(place.height)
    cells = "\n".join(chart_cells(place) if isinstance(place, Scene) else _cells(picture, place))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<mxfile host="designgen" type="device">\n<diagram id="page" name={title}>\n'
        f'<mxGraphModel dx="{wide}" dy="{high}" grid="0" gridSize="10" guides="1" tooltips="1" connect="1" arrows="1" fold="1" '
        f'page="1" pageScale="1" pageWidth="{wide}" pageHeight="{high}" math="0" shadow="0">\n<root>\n'
        f'<mxCell id="0"/>\n<mxCell id="1" parent="0"/>\n{cells}\n</root>\n</mxGraphModel>\n</diagram>\n</mxfile>\n'
    )


def _cells(picture: Picture, layout: Layout) -> list[str]:
    return [*_panels(picture, layout), *_boxes(picture, layout), *_lines(picture, layout)]


def _panels(picture: Picture, layout: Layout) -> Iterator[str]:
    named = group_names(picture)
    areas = {panel.group: panel.rect for panel in layout.panels}
    for panel in layout.panels:
        group = picture.group[panel.group]
        lane = picture.lane(panel.group) if panel.nested else ""
        tone = LIGHT.tone(group.plane)
        fill = tone.nested if panel.nested else tone.panel
        style = (f"{ROUND}arcSize=20;container=1;dropTarget=1;html=1;whiteSpace=wrap;align=left;verticalAlign=top;"
                 f"spacingTop={number(_over(panel))};spacingLeft={number(_before(panel))};fontStyle=1;"
                 f"fontSize={number(TITLE_PX)};fontColor={tone.accent};fillColor={fill};strokeColor={tone.border};")  # fmt: skip
        place = _inside(panel.rect, areas.get(lane))
        yield vertex(named[panel.group], escape(clean(group.label)), style, place, named.get(lane, "1"))


def _over(panel: Panel) -> float:
    return max(panel.title.y - panel.rect.y - 5, 0)


def _before(panel: Panel) -> float:
    return max(panel.title.x - panel.rect.x - 4, 0)


def _boxes(picture: Picture, layout: Layout) -> Iterator[str]:
    """A box is one cell with its text; icon and number lie on it and move with it."""
    named, groups, shown, steps = names(picture), group_names(picture), faces(picture), picture.steps()
    areas = {panel.group: panel.rect for panel in layout.panels}
    for box in picture.boxes:
        place, tone = layout.boxes[box.id], LIGHT.tone(box.plane)
        border = LIGHT.alarm if box.alert else tone.accent
        style = (f"{ROUND}arcSize=18;container=0;whiteSpace=wrap;html=1;align=left;verticalAlign=middle;"
                 f"spacingLeft={TEXT_X - 2:g};spacing=2;"
                 f"fontSize={number(DETAIL_PX)};fontColor={LIGHT.soft};fillColor={LIGHT.box};strokeColor={border};"
                 f"strokeWidth={2.2 if box.alert else 1.4};")  # fmt: skip
        home = groups[box.group] if box.group in areas else "1"
        inside = _inside(place, areas.get(box.group))
        yield vertex(named[box.id], _said(box, shown[box.id]), style, inside, home, outside_link(box))
        yield from _on_box(named[box.id], box, place, steps.get(box.id))


def _on_box(name: str, box: Box, place: Rect, step: int | None) -> Iterator[str]:
    tone, middle = LIGHT.tone(box.plane), (place.h - TILE) / 2
    tile = f"{ROUND}arcSize=14;fillColor={tone.tile};strokeColor=none;connectable=0;"
    yield vertex(f"{name}-tile", "", tile, Rect(9, middle, TILE, TILE), name)
    yield vertex(f"{name}-icon", "", image_style(icon_svg(box, tone.accent)), Rect(15, middle + 6, 18, 18), name)
    if step is not None:
        yield vertex(f"{name}-step", str(step), f"{DISC}fillColor={tone.accent};", Rect(-7.5, -7.5, 17, 17), name)
    if box.alert:
        yield vertex(f"{name}-alert", "!", f"{DISC}fillColor={LIGHT.alarm};", Rect(place.w - 9.5, -7.5, 17, 17), name)


def _said(box: Box, face: Face) -> str:
    """The text of a box as the little HTML that draw.io edits."""
    name = "<br>".join(escape(line) for line in face.name)
    lines = [f'<b style="font-size: {NAME_PX:g}px; color: {LIGHT.ink}">{name}</b>']
    for tech, figure in face.details:
        accent = f'<font color="{LIGHT.tone(box.plane).accent}">{escape(figure)}</font>' if figure else ""
        lines.append(f"{escape(tech)}{' · ' if tech and figure else ''}{accent}")
    return "<br>".join(lines)


def _lines(picture: Picture, layout: Layout) -> Iterator[str]:
    named = group_names(picture) | names(picture)
    for route in layout.routes:
        edge = picture.edges[route.edge]
        ends = f'source="{named[edge.source]}" target="{named[edge.target]}"'
        corners = "".join(f'<mxPoint x="{number(x)}" y="{number(y)}"/>' for x, y in route.points[1:-1])
        array = f'<Array as="points">{corners}</Array>' if corners else ""
        spot, label = _label(edge, route)
        style = _line_style(picture, layout, route)
        yield (f'<mxCell id="e{route.edge}" value={label} style="{style}" edge="1" parent="1" {ends}>'
               f'<mxGeometry {spot}relative="1" as="geometry">{array}{_offset(route)}</mxGeometry></mxCell>')  # fmt: skip


def _label(edge: Edge, route: Route) -> tuple[str, str]:
    """Where the label sits along the line, from -1 to 1, as an attribute; and the label."""
    if route.label is None:
        return "", quoteattr(escape(clean(edge.label)))
    return f'x="{2 * spot_of(route).share - 1:.4f}" y="0" ', quoteattr(escape(label_text(edge)))


def _offset(route: Route) -> str:
    """How far the label is from that place."""
    if route.label is None:
        return ""
    spot = spot_of(route)
    return f'<mxPoint x="{number(route.label.cx - spot.x)}" y="{number(route.label.cy - spot.y)}" as="offset"/>'


def _line_style(picture: Picture, layout: Layout, route: Route) -> str:
    edge = picture.edges[route.edge]
    exit, entry = end_on(layout.place(edge.source), route.points[0]), end_on(layout.place(edge.target), route.points[-1])
    thick = 2.2 if (edge.source, edge.target) in picture.path_pairs() else 1.5
    dash = f"dashed=1;dashPattern={_DASH[edge.kind]};" if edge.kind in _DASH else ""
    return (f"edgeStyle=orthogonalEdgeStyle;rounded=1;arcSize=18;html=1;endArrow=block;endFill=1;endSize=5;strokeWidth={thick};"
            f"strokeColor={LIGHT.kinds[edge.kind]};fontColor={LIGHT.kinds[edge.kind]};fontSize={LABEL_PX:g};"
            f"labelBackgroundColor={LIGHT.page};{dash}exitX={exit[0]:.4f};exitY={exit[1]:.4f};exitDx=0;exitDy=0;exitPerimeter=0;"
            f"entryX={entry[0]:.4f};entryY={entry[1]:.4f};entryDx=0;entryDy=0;entryPerimeter=0;")  # fmt: skip


def _inside(place: Rect, around: Rect | None) -> Rect:
    """A place as seen from the corner of the panel around it."""
    return Rect(place.x - around.x, place.y - around.y, place.w, place.h) if around else place
