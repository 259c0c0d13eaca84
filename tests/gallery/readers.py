"""From a tool's SVG to a Drawing: where each keeps its boxes, panels, lines and labels."""

import base64
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import chain, groupby
from xml.etree import ElementTree as ET

from designgen.diagram import Picture
from designgen.diagram.geometry import Rect
from tests.gallery.drawing import NAME_PX, Drawing, Label, Line, text_rect
from tests.gallery.shapes import Shape, hull, moved, shapes, titled

_MERMAID_PX = 16.0  # the size of all its text, set by its style sheet


def read(tool: str, svg: str, picture: Picture) -> Drawing:
    """The drawing at the common scale. Raises ValueError if a box or an arrow of the picture is not found in it."""
    reader = next(found for start, found in _READERS.items() if tool.startswith(start))
    drawing, px = reader(shapes(svg), picture)
    lost = [box.id for box in picture.boxes if box.id not in drawing.boxes]
    if lost or len(drawing.lines) != len(picture.edges):
        raise ValueError(f"{tool}: no box for {lost}, {len(drawing.lines)} of {len(picture.edges)} arrows")
    return drawing.scaled(NAME_PX / px)


def _label(shape: Shape) -> Label:
    at = moved(shape.matrix, (shape.number("x"), shape.number("y")))
    return Label(shape.text, text_rect(shape.text, at, shape.number("font-size"), shape.look.get("text-anchor", "start")))


def _ours(found: list[Shape], _: Picture) -> tuple[Drawing, float]:
    made = Drawing()
    for shape in found:
        box, edge = shape.within("dg-box"), shape.within("dg-edge")
        if "dg-card" in shape.classes and box is not None:
            made.boxes[box.attrib["data-id"]] = shape.rect
        elif shape.classes & {"dg-panel", "dg-nested"}:
            made.panels.append(shape.rect)
        elif "dg-title" in shape.classes:
            made.titles.append(_label(shape))
        elif "dg-line" in shape.classes and edge is not None:
            made.lines.append(Line(edge.attrib["data-source"], edge.attrib["data-target"], shape.points))
    made.labels = [_joined([*lines]) for _, lines in groupby((one for one in found if "dg-label" in one.classes), _note)]
    return made, next(shape.number("font-size") for shape in found if "dg-name" in shape.classes)


def _note(line: Shape) -> int:
    """The lines of one label stand in a group of their own."""
    return id(line.around[-1] if len(line.around) > 1 else line.element)


def _joined(lines: list[Shape]) -> Label:
    """A label of one or more lines."""
    parts = [_label(line) for line in lines]
    return Label(" ".join(part.text for part in parts), hull([corner for part in parts for corner in _corners(part.rect)]))


def _within(found: Iterable[Shape], word: str) -> Iterator[tuple[ET.Element, list[Shape]]]:
    """The shapes inside each group with that class."""
    inside = [(up, shape) for shape in found if (up := shape.within(word)) is not None and shape.element is not up]
    for _, part in groupby(inside, key=lambda pair: id(pair[0])):
        pairs = list(part)
        yield pairs[0][0], [shape for _, shape in pairs]


def _graphviz(found: list[Shape], picture: Picture) -> tuple[Drawing, float]:
    """Boxes are known by the first line of their text; `diagrams` gives them random names."""
    made, named, px = Drawing(), {box.name: box.id for box in picture.boxes}, 14.0
    of: dict[str, str] = {}
    for node, inside in _within(found, "node"):
        texts = [shape for shape in inside if shape.tag == "text"]
        px, id = texts[0].number("font-size"), named[texts[0].text]
        of[titled(node)] = id
        solid = [shape.points for shape in inside if shape.tag != "text"] + [_corners(_label(text).rect) for text in texts]
        made.boxes[id] = hull([*chain.from_iterable(solid)])
    for _, inside in _within(found, "cluster"):
        made.panels.append(next(shape.rect for shape in inside if shape.tag in ("polygon", "path")))
        made.titles += [_label(shape) for shape in inside if shape.tag == "text"]
    for edge, inside in _within(found, "edge"):
        source, target = titled(edge).split("->")
        path = next(shape for shape in inside if shape.tag == "path")
        made.lines.append(Line(of[source.split(":")[0]], of[target.split(":")[0]], path.points))
        made.labels += [_label(shape) for shape in inside if shape.tag == "text"]
    return made, px


def _corners(rect: Rect) -> list[tuple[float, float]]:
    return [(rect.x, rect.y), (rect.right, rect.bottom)]


def _d2(found: list[Shape], picture: Picture) -> tuple[Drawing, float]:
    """The class of a group is the base64 of what it draws: `group.n3`, or `group.(n3 -> n4)[0]`."""
    made, px = Drawing(), 16.0
    number = {f"n{n}": box.id for n, box in enumerate(picture.boxes)}
    for shape in found:
        key = _d2_key(shape)
        last = re.split(r"[.() ]", key)[-1] if "->" not in key else ""
        ends = re.findall(r"(\w+)(?= ->|\)\[)", key) if "->" in key else []
        if len(ends) == 2 and "connection" in shape.classes and shape.tag == "path":
            made.lines.append(Line(number[ends[0]], number[ends[1]], shape.points))
        elif len(ends) == 2 and shape.tag == "text" and shape.text:
            made.labels.append(_label(shape))
        elif last in number and shape.tag == "rect":
            made.boxes[number[last]] = shape.rect
        elif last in number and shape.tag == "text":
            px = shape.number("font-size", px)
        elif last and last not in number and shape.tag == "rect":
            made.panels.append(shape.rect)
        elif last and last not in number and shape.tag == "text":
            made.titles.append(_label(shape))
    return made, px


def _d2_key(shape: Shape) -> str:
    for up in reversed(shape.around):
        for word in up.get("class", "").split():
            if re.fullmatch(r"[A-Za-z0-9+/]+={0,2}", word) and len(word) % 4 == 0:
                try:
                    return unescape(base64.b64decode(word).decode())
                except ValueError:
                    continue
    return ""


def _mermaid(found: list[Shape], picture: Picture) -> tuple[Drawing, float]:
    made = Drawing()
    for shape in found:
        node, id = shape.within("node"), shape.look.get("data-id", "")
        if node is not None and shape.tag == "rect" and "label-container" in shape.classes:
            number = re.search(r"n(\d+)-\d+$", node.get("id", ""))
            assert number
            made.boxes[picture.boxes[int(number.group(1))].id] = shape.rect
        elif shape.tag == "rect" and shape.within("cluster") is not None:
            made.panels.append(shape.rect)
        elif shape.tag == "path" and (ends := re.match(r"L_n(\d+)_n(\d+)_", id)):
            source, target = (picture.boxes[int(end)].id for end in ends.groups())
            made.lines.append(Line(source, target, shape.points))
        elif shape.tag == "foreignObject" and shape.text and shape.within("cluster-label") is not None:
            made.titles.append(_centred(shape))
        elif shape.tag == "foreignObject" and shape.text and shape.within("edgeLabel") is not None:
            made.labels.append(_centred(shape))
    return made, _MERMAID_PX


def _centred(shape: Shape) -> Label:
    """A label in HTML is in the middle of its frame."""
    at = (shape.rect.cx, shape.rect.cy + 0.26 * _MERMAID_PX)
    return Label(shape.text, text_rect(shape.text, at, _MERMAID_PX))


Reader = Callable[[list[Shape], Picture], tuple[Drawing, float]]
_READERS: dict[str, Reader] = {"designgen": _ours, "diagrams": _graphviz, "dot": _graphviz, "d2": _d2, "mermaid": _mermaid}
