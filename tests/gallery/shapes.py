"""An SVG as flat shapes: every rectangle, outline, path and text with its place on the page, whatever its transforms."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, hypot, radians, sin
from xml.etree import ElementTree as ET

from designgen.diagram.geometry import Point, Rect

Matrix = tuple[float, float, float, float, float, float]
UNIT: Matrix = (1, 0, 0, 1, 0, 0)
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_STEP = re.compile(rf"([A-Za-z])|({_NUMBER.pattern})")
_CURVE_STEPS = 12
_HIDDEN = {"defs", "marker", "mask", "clipPath", "symbol", "style", "script", "title", "desc", "metadata", "pattern"}
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}


@dataclass(frozen=True)
class Shape:
    """One element: its tag, attributes (style included), text, matrix, and the elements around it from the outside in."""

    tag: str
    look: dict[str, str]
    text: str
    matrix: Matrix
    around: tuple[ET.Element, ...]
    element: ET.Element

    def number(self, name: str, default: float = 0.0) -> float:
        found = _NUMBER.search(self.look.get(name, ""))
        return float(found.group()) if found else default

    @property
    def classes(self) -> set[str]:
        return set(self.look.get("class", "").split())

    def within(self, word: str) -> ET.Element | None:
        """The innermost element around with that class."""
        return next((up for up in reversed(self.around) if word in up.get("class", "").split()), None)

    @property
    def points(self) -> list[Point]:
        return [moved(self.matrix, point) for point in _outline(self)]

    @property
    def rect(self) -> Rect:
        """What it covers, a path without its strokes."""
        return hull(self.points)


def shapes(svg: str) -> list[Shape]:
    """All that is drawn, from bottom to top."""
    text = re.sub(r"<!DOCTYPE[^>]*>", "", svg)
    return list(_walk(ET.fromstring(text), UNIT, ()))


def hull(points: list[Point]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def name_of(element: ET.Element) -> str:
    return element.tag.rsplit("}", 1)[-1]


def titled(element: ET.Element) -> str:
    """The text of its own <title>."""
    return next(("".join(child.itertext()).strip() for child in element if name_of(child) == "title"), "")


def _walk(element: ET.Element, matrix: Matrix, around: tuple[ET.Element, ...]) -> Iterator[Shape]:
    if not isinstance(element.tag, str) or name_of(element) in _HIDDEN:
        return
    look = {key.rsplit("}", 1)[-1]: value for key, value in element.attrib.items()}
    look |= dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", look.get("style", "")))
    matrix = times(matrix, _matrix(look.get("transform", "")))
    if name_of(element) == "svg" and around:
        matrix = times(matrix, (1, 0, 0, 1, *_origin(look)))
    yield Shape(name_of(element), look, " ".join("".join(element.itertext()).split()), matrix, around, element)
    if name_of(element) not in ("text", "foreignObject"):
        for child in element:
            yield from _walk(child, matrix, (*around, element))


def _origin(look: dict[str, str]) -> Point:
    """Where an inner <svg> sits, less where its viewBox begins; its scale is 1 in all that we read."""
    left, top, *_ = [float(n) for n in _NUMBER.findall(look.get("viewBox", ""))] or [0.0, 0.0]
    return float(look.get("x", 0)) - left, float(look.get("y", 0)) - top


def moved(m: Matrix, point: Point) -> Point:
    x, y = point
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def times(m: Matrix, n: Matrix) -> Matrix:
    a, b = moved(m, (n[4], n[5]))
    return (m[0] * n[0] + m[2] * n[1], m[1] * n[0] + m[3] * n[1], m[0] * n[2] + m[2] * n[3], m[1] * n[2] + m[3] * n[3], a, b)


def _matrix(text: str) -> Matrix:
    made = UNIT
    for kind, inside in re.findall(r"(\w+)\(([^)]*)\)", text):
        n = [float(number) for number in _NUMBER.findall(inside)]
        if kind == "translate":
            made = times(made, (1, 0, 0, 1, n[0], n[1] if len(n) > 1 else 0))
        elif kind == "scale":
            made = times(made, (n[0], 0, 0, n[-1], 0, 0))
        elif kind == "matrix":
            made = times(made, (n[0], n[1], n[2], n[3], n[4], n[5]))
        elif kind == "rotate" and n[0]:
            turn, (x, y) = radians(n[0]), (n[1], n[2]) if len(n) > 2 else (0.0, 0.0)
            made = times(times(times(made, (1, 0, 0, 1, x, y)), (cos(turn), sin(turn), -sin(turn), cos(turn), 0, 0)),
                         (1, 0, 0, 1, -x, -y))  # fmt: skip
    return made


def _outline(shape: Shape) -> list[Point]:
    if shape.tag in ("rect", "image", "foreignObject"):
        x, y, w, h = (shape.number(name) for name in ("x", "y", "width", "height"))
        return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
    if shape.tag in ("ellipse", "circle"):
        x, y, rx, ry = shape.number("cx"), shape.number("cy"), shape.number("rx", shape.number("r")), 0.0
        ry = shape.number("ry", rx)
        return [(x - rx, y - ry), (x + rx, y - ry), (x + rx, y + ry), (x - rx, y + ry)]
    if shape.tag in ("polygon", "polyline"):
        n = [float(number) for number in _NUMBER.findall(shape.look.get("points", ""))]
        return list(zip(n[::2], n[1::2], strict=True))
    return flattened(shape.look.get("d", ""))


def flattened(d: str) -> list[Point]:
    """A path as one line of points; curves in twelve steps, arcs as their chords, a new start simply joined."""
    points: list[Point] = []
    command, numbers, control = "", [], (0.0, 0.0)
    for letter, number in [*_STEP.findall(d), ("M", "")]:
        numbers += [float(number)] if number else []
        if letter:
            command = letter
            if letter in "Zz" and points:
                points.append(points[0])
        need = _ARGUMENTS.get(command.upper(), 0)
        if number and need and len(numbers) == need:
            control = _stepped(points, command, numbers, control)
            numbers = []
            command = {"M": "L", "m": "l"}.get(command, command)
    return points


def _stepped(points: list[Point], command: str, n: list[float], control: Point) -> Point:
    """Appends where one command leads; returns its last control point, for the next that mirrors it."""
    x, y = points[-1] if points else (0.0, 0.0)
    kind, (dx, dy) = command.upper(), (x, y) if command.islower() else (0.0, 0.0)
    if kind in "HV":
        points.append((n[0] + dx, y) if kind == "H" else (x, n[0] + dy))
        return points[-1]
    if kind == "A":
        n = n[5:]
    ends = [(a + dx, b + dy) for a, b in zip(n[::2], n[1::2], strict=True)]
    if kind in "ST":
        ends.insert(0, (2 * x - control[0], 2 * y - control[1]))
    if kind in "CSQT":
        points += _curve([(x, y), *ends])
        return ends[-2]
    points += ends
    return ends[-1]


def _curve(corners: list[Point]) -> list[Point]:
    """A Bézier curve of any degree, without its start."""
    found = []
    for step in range(1, _CURVE_STEPS + 1):
        t, left = step / _CURVE_STEPS, corners
        while len(left) > 1:
            left = [(a + (c - a) * t, b + (d - b) * t) for (a, b), (c, d) in pairwise(left)]
        found.append(left[0])
    return found


def long(points: list[Point]) -> float:
    return sum(hypot(c - a, d - b) for (a, b), (c, d) in pairwise(points))
