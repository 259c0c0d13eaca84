"""draw.io cells of a drawing to scale (a funnel, a sequence, a line of time), shape by shape."""

from collections.abc import Iterator, Sequence
from html import escape

from designgen.diagram.exports.cells import DISC, ROUND, image_style, vertex
from designgen.diagram.exports.place import head_of, path_svg
from designgen.diagram.geometry import Point, Rect, span
from designgen.diagram.inks import Ink, ink
from designgen.diagram.scene import Area, Block, Disc, Glyph, Item, Scene, Shape, Stroke, Words
from designgen.diagram.svg import number
from designgen.diagram.text import clean, width
from designgen.diagram.theme import LIGHT

_LEFT_OUT = ("page", "shade")


def chart_cells(scene: Scene) -> Iterator[str]:
    """The shapes from back to front."""
    for place, (item, shape) in enumerate(scene.shapes()):
        if shape.role not in _LEFT_OUT:
            yield from _cell(f"s{place}", shape, item)


def _cell(name: str, shape: Shape, item: Item | None) -> Iterator[str]:
    look = ink(LIGHT, shape.role, shape.of)
    match shape:
        case Block(rect=rect):
            style = f"{ROUND}arcSize={2 * shape.radius:g};{_paint(look, shape.line or 1, shape.dash)}"
            yield vertex(name, "", style, rect, "1")
        case Area():
            yield _area(name, shape.points, _paint(look, 1))
        case Stroke():
            head = head_of(item)
            points = [*shape.points[:-1], head.tip if head else shape.points[-1]]
            yield _stroke(name, points, _paint(look, shape.line, shape.dash or look.dash), head is not None)
        case Words():
            yield _words(name, shape, look.fill or LIGHT.ink)
        case Disc(centre=(x, y), radius=r):
            yield vertex(name, escape(clean(shape.text)), f"{DISC}fillColor={look.fill};", Rect(x - r, y - r, 2 * r, 2 * r), "1")
        case Glyph():
            size = 24 * shape.scale
            faint = "opacity=30;" if shape.faint else ""
            yield vertex(name, "", image_style(path_svg(shape.path, look.fill)) + faint, Rect(shape.x, shape.y, size, size), "1")


def _paint(look: Ink, thick: float, dash: str = "") -> str:
    dashes = f"dashed=1;dashPattern={dash};" if dash else ""
    return f"fillColor={look.fill or 'none'};strokeColor={look.stroke or 'none'};strokeWidth={thick:g};{dashes}"


def _area(name: str, points: Sequence[Point], paint: str) -> str:
    """A polygon: its corners as shares of the rectangle around it."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    place = span((min(xs), min(ys)), (max(xs), max(ys)))
    shares = ",".join(f"[{(x - place.x) / (place.w or 1):.4f},{(y - place.y) / (place.h or 1):.4f}]" for x, y in points)
    return vertex(name, "", f"shape=mxgraph.basic.polygon;polyCoords=[{shares}];polyline=0;{paint}", place, "1")


def _stroke(name: str, points: Sequence[Point], paint: str, headed: bool) -> str:
    ends = [f'<mxPoint x="{number(x)}" y="{number(y)}" as="{end}Point"/>'
            for (x, y), end in ((points[0], "source"), (points[-1], "target"))]  # fmt: skip
    corners = "".join(f'<mxPoint x="{number(x)}" y="{number(y)}"/>' for x, y in points[1:-1])
    array = f'<Array as="points">{corners}</Array>' if corners else ""
    tip = "endArrow=block;endFill=1;endSize=5;" if headed else "endArrow=none;"
    return (f'<mxCell id="{name}" value="" style="rounded=1;html=1;{tip}{paint}" edge="1" parent="1">'
            f'<mxGeometry relative="1" as="geometry">{"".join(ends)}{array}</mxGeometry></mxCell>')  # fmt: skip


def _words(name: str, shape: Words, colour: str) -> str:
    wide = width(shape.whole, shape.size, shape.bold) + 4
    left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
    side = {"start": "left", "middle": "center", "end": "right"}[shape.anchor]
    style = (f"text;html=1;strokeColor=none;fillColor=none;align={side};verticalAlign=middle;spacing=0;"
             f"fontSize={shape.size:g};fontColor={colour};fontStyle={int(shape.bold)};")  # fmt: skip
    high = shape.size * 1.3
    return vertex(name, escape(clean(shape.whole)), style, Rect(left, shape.y - shape.size * 0.36 - high / 2, wide, high), "1")
