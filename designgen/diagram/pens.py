"""How a theme draws its lines: with a ruler, or by hand."""

import hashlib
import math
from collections.abc import Sequence
from typing import Protocol

from designgen.diagram.geometry import Point, Rect
from designgen.diagram.scene import Area, Block, Head, Stroke
from designgen.diagram.svg import Attributes, number, rect, rounded, tag
from designgen.diagram.theme import Theme

_SIDE = 0.42  # of the half width of an arrowhead to its length
_LONG = 9.0


class Pen(Protocol):
    """Shapes as markup with the attributes of their look."""

    def block(self, shape: Block, look: Attributes) -> str: ...

    def area(self, shape: Area, look: Attributes) -> str: ...

    def stroke(self, shape: Stroke, look: Attributes) -> str: ...

    def head(self, shape: Head, look: Attributes) -> str: ...


def pen_of(theme: Theme) -> Pen:
    """The pen that a theme draws with."""
    return Hand() if theme.by_hand else Crisp()


class Crisp:
    """With a ruler: round corners, filled arrowheads."""

    def block(self, shape: Block, look: Attributes) -> str:
        placed = {"x": shape.rect.x, "y": shape.rect.y, "width": shape.rect.w, "height": shape.rect.h, "rx": shape.radius}
        return tag("rect", {**placed, **look})

    def area(self, shape: Area, look: Attributes) -> str:
        return tag("path", {**look, "d": f"M{'L'.join(_pair(point) for point in shape.points)}Z"})

    def stroke(self, shape: Stroke, look: Attributes) -> str:
        return tag("path", {"class": look["class"], "d": rounded(shape.points), **look})

    def head(self, shape: Head, look: Attributes) -> str:
        one, two = _barbs(shape)
        return tag("path", {**look, "d": f"M{_pair(shape.tip)}L{_pair(one)}L{_pair(two)}Z"})


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _barbs(head: Head) -> tuple[Point, Point]:
    """The two rear corners of an arrowhead."""
    (x0, y0), (x1, y1) = head.back, head.tip
    far = math.hypot(x1 - x0, y1 - y0) or 1.0
    dx, dy = (x1 - x0) / far * _LONG, (y1 - y0) / far * _LONG
    x, y = x1 - dx, y1 - dy
    return (x - dy * _SIDE, y + dx * _SIDE), (x + dy * _SIDE, y - dx * _SIDE)


class Hand:
    """By hand: each side is drawn a little crooked and past its corner, the same on every machine."""

    def block(self, shape: Block, look: Attributes) -> str:
        filled = rect(shape.rect, shape.radius, class_=f"{look['class']} dg-filled", fill=str(look.get("fill", "none")))
        if "stroke" not in look:
            return filled
        kept = {key: look[key] for key in ("stroke", "stroke-width", "stroke-dasharray") if key in look}
        outline = {**kept, "class": f"{look['class']} dg-sketch", "fill": "none", "stroke-linecap": "round"}
        return filled + tag("path", {**outline, "d": _outline(shape.rect)})

    def area(self, shape: Area, look: Attributes) -> str:
        sides = zip(shape.points, (*shape.points[1:], shape.points[0]), strict=True)
        return tag("path", {**look, "d": f"M{_pair(shape.points[0])}{''.join(_bowed(*side) for side in sides)}Z"})

    def stroke(self, shape: Stroke, look: Attributes) -> str:
        steps = [f"M{_pair(shape.points[0])}"]
        for place, (one, two) in enumerate(zip(shape.points, shape.points[1:], strict=False)):
            steps.append(_bowed(one, two, _round_corner(shape.points, place)))
        return tag("path", {"class": look["class"], "d": "".join(steps), **look})

    def head(self, shape: Head, look: Attributes) -> str:
        one, two = _barbs(shape)
        notch = ((one[0] + two[0] + 2 * shape.tip[0]) / 4, (one[1] + two[1] + 2 * shape.tip[1]) / 4)
        return tag("path", {**look, "d": f"M{_pair(shape.tip)}L{_pair(one)}L{_pair(notch)}L{_pair(two)}Z"})


def _outline(box: Rect) -> str:
    """Four sides, each with its own bow and an end that runs a little past the corner."""
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    sides = zip(corners, (*corners[1:], corners[0]), strict=True)
    return "".join(f"M{_pair(_off(one, two))}{_bowed(_off(one, two), _off(two, one))}" for one, two in sides)


def _off(corner: Point, other: Point) -> Point:
    """A place up to 1.5 px off the corner, away from the other end."""
    one, two = _chance(*corner, *other)
    far = math.hypot(other[0] - corner[0], other[1] - corner[1]) or 1.0
    past = 1.5 * one
    return (corner[0] - (other[0] - corner[0]) / far * past + (two - 0.5), corner[1] - (other[1] - corner[1]) / far * past)


def _bowed(one: Point, two: Point, end: Point | None = None) -> str:
    """A side with a bow of up to 1.6 px."""
    first, second = _chance(*one, *two)
    far = math.hypot(two[0] - one[0], two[1] - one[1]) or 1.0
    bow = min(far / 40, 1.6) * (2 * first - 1)
    share = 0.35 + 0.3 * second
    x, y = one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share
    normal = (-(two[1] - one[1]) / far * bow, (two[0] - one[0]) / far * bow)
    return f"Q{_pair((x + normal[0], y + normal[1]))} {_pair(end or two)}"


def _round_corner(points: Sequence[Point], place: int) -> Point | None:
    """Where a stretch really ends: up to 1 px off its corner, but never at the end of the line."""
    if place + 2 >= len(points):
        return None
    x, y = points[place + 1]
    one, two = _chance(x, y, 1, 2)
    return x + one - 0.5, y + two - 0.5


def _chance(*seed: float) -> tuple[float, float]:
    """Two numbers in 0..1 out of coordinates."""
    digest = hashlib.blake2b(",".join(f"{value:.1f}" for value in seed).encode(), digest_size=4).digest()
    return int.from_bytes(digest[:2]) / 65535, int.from_bytes(digest[2:]) / 65535
