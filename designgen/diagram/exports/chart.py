"""Excalidraw elements of a drawing to scale (a funnel, a sequence, a line of time), shape by shape."""

from collections.abc import Iterator, Sequence

from designgen.diagram.exports.elements import LINE, Element, element, image_file, text_element
from designgen.diagram.exports.place import head_of, path_svg
from designgen.diagram.geometry import Point, Rect
from designgen.diagram.inks import Ink, ink
from designgen.diagram.scene import Area, Block, Disc, Glyph, Head, Scene, Shape, Stroke, Words
from designgen.diagram.text import clean, width
from designgen.diagram.theme import LIGHT

_LEFT_OUT = ("page", "shade")  # the ground is that of the editor


def chart_elements(scene: Scene, files: dict[str, object]) -> Iterator[Element]:
    """The shapes from back to front; what belongs to one box or edge is a group."""
    groups: dict[int, str] = {}
    for number, (item, shape) in enumerate(scene.shapes()):
        inside = [groups.setdefault(id(item), f"group{len(groups)}")] if item else []
        if shape.role not in _LEFT_OUT:
            yield from _shape(f"s{number}", shape, inside, head_of(item), files)


def _shape(name: str, shape: Shape, inside: list[str], head: Head | None, files: dict[str, object]) -> Iterator[Element]:
    look = ink(LIGHT, shape.role, shape.of)
    match shape:
        case Block():
            round = {"type": 3} if shape.radius else None
            yield element(name, "rectangle", shape.rect, inside, **_paint(look, shape.line or 1, shape.dash), roundness=round)
        case Area():
            yield _line(name, [*shape.points, shape.points[0]], inside, _paint(look, 1), None)
        case Stroke():
            points = [*shape.points[:-1], head.tip if head else shape.points[-1]]
            yield _line(name, points, inside, _paint(look, shape.line, shape.dash or look.dash), "triangle" if head else None)
        case Words():
            yield _words(name, shape, inside, look.fill)
        case Disc():
            yield from _disc(name, shape, inside, look.fill)
        case Glyph():
            yield _glyph(name, shape, inside, look.fill, files)


def _paint(look: Ink, thick: float, dash: str = "") -> Element:
    style = "solid" if not dash else "dotted" if float(dash.split(maxsplit=1)[0]) < 4 else "dashed"
    return {"strokeColor": look.stroke or "transparent", "backgroundColor": look.fill or "transparent", "strokeWidth": thick,
            "strokeStyle": style}  # fmt: skip


def _line(name: str, points: Sequence[Point], inside: list[str], paint: Element, tip: str | None) -> Element:
    (x, y), xs, ys = points[0], [px for px, _ in points], [py for _, py in points]
    area = Rect(x, y, max(xs) - min(xs), max(ys) - min(ys))
    steps = [[round(px - x, 2), round(py - y, 2)] for px, py in points]
    return element(name, "arrow" if tip else "line", area, inside, **paint, points=steps, lastCommittedPoint=None,
                   startArrowhead=None, endArrowhead=tip, startBinding=None, endBinding=None)  # fmt: skip


def _words(name: str, shape: Words, inside: list[str], colour: str) -> Element:
    wide = width(clean(shape.whole), shape.size, shape.bold)
    left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
    area = Rect(left, shape.y - shape.size, wide, shape.size * LINE)
    return {**text_element(name, clean(shape.whole), area, (shape.size, colour or LIGHT.ink), inside),
            "textAlign": {"start": "left", "middle": "center", "end": "right"}[shape.anchor]}  # fmt: skip


def _disc(name: str, shape: Disc, inside: list[str], colour: str) -> Iterator[Element]:
    (x, y), r = shape.centre, shape.radius
    yield element(name, "ellipse", Rect(x - r, y - r, 2 * r, 2 * r), inside, strokeColor=colour, backgroundColor=colour)
    text = clean(shape.text)
    wide = width(text, 10, bold=True)
    yield text_element(f"{name}-text", text, Rect(x - wide / 2, y - 6.3, wide, 12.5), (10.0, LIGHT.on_accent), inside)


def _glyph(name: str, shape: Glyph, inside: list[str], colour: str, files: dict[str, object]) -> Element:
    size = 24 * shape.scale
    file = image_file(path_svg(shape.path, colour))
    files[str(file["id"])] = file
    return element(name, "image", Rect(shape.x, shape.y, size, size), inside, strokeColor="transparent", fileId=file["id"],
                   status="saved", scale=[1, 1], opacity=30 if shape.faint else 100)  # fmt: skip
