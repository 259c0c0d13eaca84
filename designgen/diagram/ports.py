"""Edges that end at a group: they are led to one of its boxes, and drawn to the border of its panel."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from designgen.diagram.geometry import Panel, Point, Rect, Route
from designgen.diagram.picture import Edge, Picture


def boxed(picture: Picture) -> Picture:
    """The picture with each edge to a group ending at a box in the middle of its nearest row. Edges keep their numbers."""
    if all(end in picture.box for edge in picture.edges for end in (edge.source, edge.target)):
        return picture
    row_of = {box: number for number, row in enumerate(picture.rows) for box in row}
    return replace(picture, edges=tuple(_led(picture, edge, row_of) for edge in picture.edges))


def _led(picture: Picture, edge: Edge, row_of: Mapping[str, int]) -> Edge:
    one, two = picture.members(edge.source), picture.members(edge.target)
    return replace(edge, source=_nearest(picture, one, two, row_of), target=_nearest(picture, two, one, row_of))


def _nearest(picture: Picture, own: Sequence[str], other: Sequence[str], row_of: Mapping[str, int]) -> str:
    far = {row_of[box] for box in other}
    row = min((row_of[box] for box in own), key=lambda number: (min(abs(number - one) for one in far), number))
    inside = [box for box in picture.rows[row] if box in own]
    return inside[(len(inside) - 1) // 2]


def to_borders(picture: Picture, routes: Iterable[Route], panels: Iterable[Panel]) -> tuple[Route, ...]:
    """The routes; those of edges to a group end where they meet its panel."""
    rects = {panel.group: panel.rect for panel in panels}
    return tuple(_cut(route, picture.edges[route.edge], picture, rects) for route in routes)


def _cut(route: Route, edge: Edge, picture: Picture, rects: Mapping[str, Rect]) -> Route:
    points = route.points
    if edge.target not in picture.box:
        points = _until(points, rects[edge.target])
    if edge.source not in picture.box:
        points = _until(points[::-1], rects[edge.source])[::-1]
    return route if points is route.points else replace(route, points=points)


def _until(points: tuple[Point, ...], rect: Rect) -> tuple[Point, ...]:
    """A right-angled line from outside up to where it comes into a rectangle."""
    for number, ((x, y), (to, end)) in enumerate(pairwise(points), 1):
        if rect.x < to < rect.right and rect.y < end < rect.bottom:
            return (*points[:number], (min(max(x, rect.x), rect.right), min(max(y, rect.y), rect.bottom)))
    return points
