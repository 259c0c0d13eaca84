"""What is drawn in a chart, as boxes."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from designgen.diagram.text import width

SVG = "{http://www.w3.org/2000/svg}"
_STEP = re.compile(r"([MLHVhvlZCA])([^MLHVhvlZCA]*)")
_NUMBER = re.compile(r"-?[\d.]+")


class Shape(NamedTuple):
    """A mark: where it lies, what it says, its colour."""

    kind: str
    left: float
    top: float
    right: float
    bottom: float
    text: str
    fill: str
    tip: str


def root(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def shapes(svg: str) -> list[Shape]:
    """Every mark of a painted chart, which has no nested groups."""
    return [shape for element in root(svg) if (shape := _shape(element))]


def _shape(element: ElementTree.Element) -> Shape | None:
    kind = element.tag.removeprefix(SVG)
    if kind in ("title", "desc"):
        return None
    x, y = _moved(element)
    box = {"text": _text, "line": _line, "path": _path}[kind](element)
    tip = element.findtext(f"{SVG}title") or ""
    said = "".join(element.itertext()).removeprefix(tip) if kind == "text" else ""
    return Shape(kind, x + box[0], y + box[1], x + box[2], y + box[3], said, element.get("fill", ""), tip)


def _moved(element: ElementTree.Element) -> tuple[float, float]:
    found = re.fullmatch(r"translate\((-?[\d.]+),(-?[\d.]+)\)", element.get("transform", "translate(0,0)"))
    assert found
    return float(found[1]), float(found[2])


def _text(element: ElementTree.Element) -> tuple[float, float, float, float]:
    """Letters of the widest common face; ours are narrower by a tenth or so."""
    long = width(element.text or "", float(element.get("font-size", "12"))) * 0.9
    left = {"start": 0.0, "middle": -long / 2, "end": -long}[element.get("text-anchor", "start")]
    return left, -9.0, left + long, 3.0


def _line(element: ElementTree.Element) -> tuple[float, float, float, float]:
    x, y = float(element.get("x2", "0")), float(element.get("y2", "0"))
    return min(x, 0.0), min(y, 0.0), max(x, 0.0), max(y, 0.0)


def _path(element: ElementTree.Element) -> tuple[float, float, float, float]:
    points = list(_points(element.attrib["d"]))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _points(data: str) -> Iterator[tuple[float, float]]:
    x = y = 0.0
    for step, rest in _STEP.findall(data):
        numbers = [float(one) for one in _NUMBER.findall(rest)]
        if step in "hv":
            x, y = (x + numbers[0], y) if step == "h" else (x, y + numbers[0])
        elif step in "HV":
            x, y = (numbers[0], y) if step == "H" else (x, numbers[0])
        elif numbers:  # of an arc or a curve the end
            x, y = numbers[-2], numbers[-1]
        yield x, y


def outside(svg: str, by: float = 1.5) -> list[Shape]:
    """Marks that leave the picture."""
    _, _, wide, tall = map(float, root(svg).attrib["viewBox"].split())
    return [one for one in shapes(svg) if one.left < -by or one.top < -by or one.right > wide + by or one.bottom > tall + by]
