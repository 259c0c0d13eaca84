"""Where things of a layout are, as editors want to know it: ends on a box, a label along its line; an icon as a file."""

from typing import NamedTuple

from designgen.diagram.geometry import Point, Rect, Route
from designgen.diagram.icons import icon_path
from designgen.diagram.picture import Box
from designgen.diagram.scene import Head, Item
from designgen.diagram.svg import safe_link


class Spot(NamedTuple):
    """A place on a line: the share of its length before it."""

    x: float
    y: float
    share: float


def end_on(box: Rect, point: Point) -> Point:
    """A point on the border of a box, as shares of its width and height."""
    x, y = (point[0] - box.x) / box.w, (point[1] - box.y) / box.h
    return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)


def spot_of(route: Route) -> Spot:
    """The place on a line that is nearest to its label, or halfway where it has none."""
    lengths = [abs(x1 - x0) + abs(y1 - y0) for (x0, y0), (x1, y1) in route.segments()]
    total = sum(lengths) or 1.0
    if route.label is None:
        return _at(route, total / 2)
    near: list[tuple[float, Spot]] = []
    passed, goal = 0.0, (route.label.cx, route.label.cy)
    for ((x0, y0), (x1, y1)), long in zip(route.segments(), lengths, strict=True):
        share = ((goal[0] - x0) * (x1 - x0) + (goal[1] - y0) * (y1 - y0)) / (long * long or 1.0)
        share = min(max(share, 0.0), 1.0)
        x, y = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
        near.append((abs(x - goal[0]) + abs(y - goal[1]), Spot(x, y, (passed + share * long) / total)))
        passed += long
    return min(near)[1]


def _at(route: Route, far: float) -> Spot:
    passed = 0.0
    total = sum(abs(x1 - x0) + abs(y1 - y0) for (x0, y0), (x1, y1) in route.segments()) or 1.0
    for (x0, y0), (x1, y1) in route.segments():
        long = abs(x1 - x0) + abs(y1 - y0)
        if passed + long >= far and long:
            share = (far - passed) / long
            return Spot(x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, far / total)
        passed += long
    return Spot(*route.points[-1], 1.0)


def icon_svg(box: Box, colour: str) -> str:
    """The icon of a box as an SVG of its own."""
    return path_svg(icon_path(box.icon, box.detail), colour)


def path_svg(path: str, colour: str) -> str:
    """One path on a field of 24 × 24 as an SVG of its own."""
    size = 'width="24" height="24" viewBox="0 0 24 24"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><path d="{path}" fill="{colour}"/></svg>'


def head_of(item: Item | None) -> Head | None:
    """The arrowhead of an item, at whose tip its line then ends."""
    return next((shape for shape in item.shapes if isinstance(shape, Head)), None) if item else None


def outside_link(box: Box) -> str:
    """The link of a box if it leads anywhere from another file."""
    return safe_link(box.link) if box.link.startswith("http") else ""
