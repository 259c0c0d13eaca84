"""Panels around rows: lanes from border to border, nested panels tight around their boxes, each with its title."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from designgen.diagram.chains import PADDING, Field
from designgen.diagram.faces import TITLE_PX
from designgen.diagram.geometry import Panel, Rect, Route
from designgen.diagram.text import fit, width

TITLE, NEST_TITLE, FOOT, NEST_FOOT = 32.0, 32.0, 14.0, 12.0
TITLE_X = 14.0
_LONG = 240.0  # px; a title that long may lose its end to keep off lines


def panels_of(ground: Field, boxes: Mapping[str, Rect], shift: float, routes: Sequence[Route]) -> tuple[Panel, ...]:
    """Lanes first, nested panels after them; `shift` is how far x moved since the boxes were placed."""
    found = []
    upright = [(x, min(y, end), max(y, end)) for route in routes for (x, y), (to, end) in route.segments() if x == to]
    lane_x = (shift - PADDING, ground.right_end + shift + PADDING)
    for name, nested, members in ground.plan.panels:
        inside = [boxes[box] for box in members]
        head, foot = (NEST_TITLE, NEST_FOOT) if nested else _lane_ends(ground, name)
        left, right = (min(b.x for b in inside) - 12, max(b.right for b in inside) + 12) if nested else lane_x
        top = min(box.y for box in inside) - head
        area = Rect(left, top, right - left, max(box.bottom for box in inside) + foot - top)
        title = _title(ground.plan.picture.group[name].label, area, upright, inside)
        found.append(Panel(name, area, title, nested))
    return tuple(found)


def title_text(label: str, place: Rect) -> str:
    """The title as it fits into its place."""
    return fit(label, TITLE_PX, place.w, bold=True)


def _lane_ends(ground: Field, name: str) -> tuple[float, float]:
    """Room above the first and below the last box of a lane, more if a nested panel begins or ends there."""
    nests = [nest for lane, nest in zip(ground.plan.lanes, ground.plan.nests, strict=True) if lane == name]
    head = lane_head(ground, ground.plan.lanes.index(name))
    return head + (NEST_TITLE if nests[0] else 0), FOOT + (NEST_FOOT if nests[-1] else 0)


def lane_head(ground: Field, row: int) -> float:
    """Room between the upper border of a lane and its first row: none for a title that stands beside the boxes."""
    return FOOT if row in ground.beside_title else TITLE


def _title(label: str, area: Rect, upright: Sequence[tuple[float, float, float]], boxes: Sequence[Rect]) -> Rect:
    """At the left of the top border, else at the right, else at the first place that no vertical line crosses.

    A long title for which there is no such place gets the widest one and loses its end.
    """
    wide = width(fit(label, TITLE_PX, area.w - 2 * TITLE_X, bold=True), TITLE_PX, bold=True)
    top, bottom = area.y + 6, area.y + 22
    xs = [x for x, lo, hi in upright if lo < bottom and hi > top]
    for box in boxes:
        if box.y < bottom:
            xs += [box.x - 10 + step * (box.w + 20) / 8 for step in range(9)]
    xs.sort()
    first, last = area.x + TITLE_X, area.right - TITLE_X - wide
    for start in chain((first, last), (first + 6 * step for step in range(int(max(last - first, 0) / 6)))):
        after = bisect_right(xs, start - 6)
        if after == len(xs) or xs[after] >= start + wide + 6:
            return Rect(start, top, wide, 16)
    start, room = _widest([first - 6, *(x for x in xs if first - 6 < x < area.right - TITLE_X), area.right - TITLE_X + 6])
    return Rect(start, top, room, 16) if wide > _LONG and room > _LONG / 2 else Rect(first, top, wide, 16)


def _widest(xs: Sequence[float]) -> tuple[float, float]:
    """Where the widest strip between two lines begins, and how wide it is."""
    left, right = max(pairwise(xs), key=lambda pair: pair[1] - pair[0])
    return left + 6, right - left - 12
