"""Writing SVG: elements with escaped text, numbers without noise, lines with round corners."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from designgen.diagram.geometry import Point, Rect
from designgen.diagram.text import clean

_LINK = re.compile(r"(https?://|#|\.{0,2}/|[\w.-]+(/|\.html|\.svg|\.md|$))[^\s<>\"'\\:]*([?#][^\s<>\"'\\]*)?", re.ASCII)
_RADIUS = 9.0


def number(value: float) -> str:
    """A coordinate with at most one decimal."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


Attributes = Mapping[str, str | float]


def tag(name: str, attributes: Attributes, *inside: str) -> str:
    """An element; `inside` is markup already, see `words`."""
    written = "".join([f" {key}={_quoted(value)}" if isinstance(value, str) else f' {key}="{number(value)}"'
                       for key, value in attributes.items()])  # fmt: skip
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


@lru_cache(4096)
def _quoted(value: str) -> str:
    return quoteattr(clean(value))


@lru_cache(4096)
def words(text: str) -> str:
    """Text as markup."""
    return escape(clean(text))


def rect(shape: Rect, radius: float, **attributes: str | float) -> str:
    """A rectangle; underscores in the names of attributes become dashes."""
    placed = {"x": shape.x, "y": shape.y, "width": shape.w, "height": shape.h, "rx": radius}
    return tag("rect", {**placed, **{key.strip("_").replace("_", "-"): value for key, value in attributes.items()}})


def safe_link(link: str) -> str:
    """The link if it is http(s), relative or a fragment, else "" (so that no script gets in)."""
    if link.startswith(("http://", "https://")):
        return link if not re.search(r"[\s<>\"'\\]", link) else ""
    return link if _LINK.fullmatch(link) and not link.startswith("//") else ""


def rounded(points: Sequence[Point]) -> str:
    """Path data of a line through the points, with round corners."""
    steps = [f"M{_pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_RADIUS, _long(before, corner) / 2, _long(corner, after) / 2)
        steps.append(f"L{_pair(_toward(corner, before, radius))}Q{_pair(corner)} {_pair(_toward(corner, after, radius))}")
    return "".join([*steps, f"L{_pair(points[-1])}"])


def _pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _long(one: Point, two: Point) -> float:
    return abs(one[0] - two[0]) + abs(one[1] - two[1])


def _toward(start: Point, end: Point, far: float) -> Point:
    long = _long(start, end) or 1.0
    return start[0] + (end[0] - start[0]) * far / long, start[1] + (end[1] - start[1]) * far / long
