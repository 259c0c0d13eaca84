"""A line of time as a scene: a row a phase, its bar as wide as the logarithm of its time, the age of the news beside it."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby, pairwise

from designgen.diagram.charts import Phase, Timeline
from designgen.diagram.forms.pieces import EDGE, NAME, SMALL, WIDE, arrow, card, legend, page, seconds
from designgen.diagram.geometry import Rect
from designgen.diagram.picture import Edge, Picture
from designgen.diagram.scene import Area, Block, Item, Scene, Shape, Words
from designgen.diagram.text import width

_CARD, _ROW, _CARD_H = 226.0, 63.0, 56.0
_LEFT, _RIGHT = 298.0, 790.0  # of the time
_AGES = WIDE - EDGE - 12  # where ages end
_TOP, _TITLE, _PAD, _BAR = 42.0, 26.0, 4.0, 20.0
_LOOP = 266.0  # where the way back runs
_LEAST = 22.0  # of a stretch of time
_READ = "The width of a bar is the logarithm of its time. Ages are those of what has just missed a run."
_SHORTEST = 60.0  # seconds that count as no time at all


def timeline_scene(picture: Picture, chart: Timeline) -> Scene:
    """The scene of a line of time."""
    at, rows = _scale(chart), _rows(chart)
    panels, bottom = _panels(picture, chart, rows)
    items: list[Shape | Item] = [*_heads(), *panels]
    by_box = {phase.box: phase for phase in chart.phases}
    items += [_step(edge, by_box, at, rows) for edge in picture.edges if edge.kind == "batch"]
    for phase in chart.phases:
        items += _phase(picture, phase, at, rows[phase.box])
    for edge in picture.edges:
        items += _back(edge, picture, by_box, at, rows) if edge.kind != "batch" else ()
    foot, bottom = legend(replace(picture, path=()), _READ, bottom + 16)
    return page(picture, bottom, [*items, *foot])


def _heads() -> Iterator[Words]:
    yield Words("Step", EDGE + 12, 28, "legend", size=SMALL, bold=True)
    yield Words("How long it takes", _LEFT, 28, "legend", size=SMALL, bold=True)
    yield Words("Age, at most", _AGES, 28, "legend", "", SMALL, True, "end")


def _scale(chart: Timeline) -> Mapping[float, float]:
    """Where each moment lies: every stretch between two of them has the least width and a share by its logarithm."""
    moments = sorted({time for phase in chart.phases for time in (phase.start, phase.end)})
    stretches = [math.log10(1 + (end - start) / _SHORTEST) for start, end in pairwise(moments)]
    free = _RIGHT - _LEFT - _LEAST * len(stretches)
    each = free / (sum(stretches) or 1.0)
    x, found = _LEFT, {moments[0]: _LEFT}
    for end, long in zip(moments[1:], stretches, strict=True):
        x += _LEAST + long * each
        found[end] = x
    return found


def _rows(chart: Timeline) -> Mapping[str, Rect]:
    """The card of each phase; tracks are apart."""
    y, found = _TOP, {}
    for _, phases in groupby(chart.phases, key=lambda phase: phase.track):
        y += _TITLE
        for phase in phases:
            found[phase.box] = Rect(EDGE + 12, y + (_ROW - _CARD_H) / 2, _CARD, _CARD_H)
            y += _ROW
        y += _PAD + 8
    return found


def _panels(picture: Picture, chart: Timeline, rows: Mapping[str, Rect]) -> tuple[list[Shape], float]:
    """A panel around each track, with its title; and where the last one ends."""
    shapes: list[Shape] = []
    area = Rect(0, 0, 0, 0)
    for track, members in groupby(chart.phases, key=lambda phase: phase.track):
        boxes = [phase.box for phase in members]
        plane = picture.box[boxes[0]].plane
        top = rows[boxes[0]].y - _TITLE - 2
        area = Rect(EDGE, top, WIDE - 2 * EDGE, rows[boxes[-1]].bottom + _PAD + 5 - top)
        shapes += [Block(area, "panel", plane, 10), Words(track, EDGE + 12, top + 18, "title", plane, 12, bold=True)]
    return shapes, area.bottom


def _phase(picture: Picture, phase: Phase, at: Mapping[float, float], row: Rect) -> Iterator[Shape | Item]:
    """Its card with its bar or point, how long it takes, and how old the news is then."""
    box, x = picture.box[phase.box], at[phase.start]
    if phase.is_point:
        yield card(box, row, _diamond(x, row.cy, box.plane))
    else:
        bar = Rect(x, row.cy - _BAR / 2, at[phase.end] - x, _BAR)
        yield card(box, row, Block(bar, "bar", box.plane, 4))
        yield _shown(phase, bar)
    if phase.end:
        role, size = ("name", NAME) if phase.is_point else ("detail", SMALL)
        yield Words(seconds(phase.end), _AGES, row.cy + 4.5, role, "", size, phase.is_point, "end")


def _diamond(x: float, y: float, plane: str) -> Area:
    return Area(((x, y - 8), (x + 8, y), (x, y + 8), (x - 8, y)), "solid", plane)


def _shown(phase: Phase, bar: Rect) -> Words:
    """How long it takes: in the bar, else right of it, else left of it."""
    wide, y = width(phase.shown, SMALL, bold=True), bar.cy + 4
    if wide + 12 <= bar.w:
        return Words(phase.shown, bar.cx, y, "name", "", SMALL, True, "middle")
    if bar.right + 8 + wide <= _RIGHT + 20:
        return Words(phase.shown, bar.right + 8, y, "name", "", SMALL, True)
    return Words(phase.shown, bar.x - 8, y, "name", "", SMALL, True, "end")


def _step(edge: Edge, phases: Mapping[str, Phase], at: Mapping[float, float], rows: Mapping[str, Rect]) -> Item:
    """From the end of one phase down to the start of the next; around what lies between."""
    one, two = phases[edge.source], phases[edge.target]
    x, to, top = at[one.end], at[two.start], rows[edge.target].cy - (8 if two.is_point else _BAR / 2)
    below = rows[edge.source].cy + (8 if one.is_point else _BAR / 2)
    if to == x and rows[edge.target].y - rows[edge.source].y < 2 * _ROW:
        return arrow(((x, below), (x, top)), (edge.source, edge.target), "batch")
    side, middle = to - 20, rows[edge.target].cy
    return arrow(((x - 8, rows[edge.source].cy), (side, rows[edge.source].cy), (side, middle), (to, middle)),
                 (edge.source, edge.target), "batch")  # fmt: skip


def _back(
    edge: Edge, picture: Picture, phases: Mapping[str, Phase], at: Mapping[float, float], rows: Mapping[str, Rect]
) -> Iterator[Item]:
    """From a later point back to the first, left of all bars and into it from above; and its words."""
    from_x, from_y = at[phases[edge.source].end] - 8, rows[edge.source].cy
    to_x, to_y = at[phases[edge.target].start], rows[edge.target].cy
    over, ends = to_y - 24, (edge.source, edge.target)
    yield arrow(((from_x, from_y), (_LOOP, from_y), (_LOOP, over), (to_x, over), (to_x, to_y - 8)), ends, edge.kind)
    place = Rect(_LOOP + 14, from_y - 8, width(edge.label, SMALL) + 8, 16)
    under = Block(place, "halo", f"on-{picture.box[edge.source].plane}", 4)
    label = Words(edge.label, place.cx, from_y + 4, "label", edge.kind, SMALL, False, "middle")
    yield Item("note", (under, label), ends=ends)
