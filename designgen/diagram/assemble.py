"""Top to bottom: the height of every row and channel, then the corners of every line and the panels."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from designgen.diagram.chains import MARGIN, PADDING, Field
from designgen.diagram.geometry import Layout, Rect, Route
from designgen.diagram.legend import legend_height
from designgen.diagram.panels import FOOT, NEST_FOOT, NEST_TITLE, lane_head, panels_of
from designgen.diagram.ports import to_borders
from designgen.diagram.runs import Run, spread
from designgen.diagram.tracks import Bar, bars_of, stack


@dataclass(frozen=True)
class Wires:
    """All edges, with x settled: their runs and bars, and the levels of every channel."""

    ground: Field
    runs: Mapping[int, list[Run]]
    bars: Mapping[int, list[Bar]]  # by edge
    levels: tuple[int, ...]  # by channel
    labelled: frozenset[int]  # channels in which a bar carries a label


def wire(ground: Field) -> Wires:
    """Routes the edges of a placement."""
    runs = spread(ground)
    bars = {chain.edge: bars_of(chain, runs[chain.edge]) for chain in ground.ways}
    each: list[list[Bar]] = [[] for _ in range(len(ground.plan.rows) + 1)]
    for found in bars.values():
        for bar in found:
            each[bar.channel].append(bar)
    edges = ground.plan.picture.edges
    labelled = frozenset(bar.channel for found in bars.values() for bar in found if edges[bar.edge].label)
    return Wires(ground, runs, bars, tuple(stack(found) for found in each), labelled)


@dataclass(frozen=True)
class Heights:
    """The y of each row and, for each channel, of its first track and the step to the next."""

    rows: tuple[float, ...]
    row_h: tuple[float, ...]
    tracks: tuple[float, ...]
    steps: tuple[float, ...]
    bottom: float


def heights(wires: Wires, extra: Mapping[int, float]) -> Heights:
    """Stacks rows and channels; `extra` gives channels more room than their tracks need."""
    plan = wires.ground.plan
    row_h = plan.row_h
    y, rows, tracks, steps = MARGIN, [], [], []
    for channel, count in enumerate(wires.levels):
        step = 18.0 if channel in wires.labelled else 12.0
        foot, head, least = _edges_of(wires, channel)
        more = extra.get(channel, 0.0)
        room = max(least, 18 + step * (count - 1) + 4 if count else 0) + more
        tracks.append(y + foot + (room - step * (count - 1)) / 2)
        steps.append(step)
        y += foot + room + head
        if channel < len(row_h):
            rows.append(y)
            y += row_h[channel]
    return Heights(tuple(rows), row_h, tuple(tracks), tuple(steps), y)


def _edges_of(wires: Wires, channel: int) -> tuple[float, float, float]:
    """Foot of the panels above, head of the panels below, and the least room between."""
    plan = wires.ground.plan
    last = len(plan.rows)
    lane, nest = (("", *plan.lanes, ""), ("", *plan.nests, ""))
    foot = head = 0.0
    if nest[channel] != nest[channel + 1]:
        foot += NEST_FOOT if nest[channel] else 0
        head += NEST_TITLE if nest[channel + 1] else 0
    if lane[channel] != lane[channel + 1]:
        foot += FOOT if lane[channel] else 0
        head += lane_head(wires.ground, channel) if lane[channel + 1] else 0
        return foot, head, 0.0 if channel in (0, last) else 22.0
    used = wires.levels[channel] > 0 or channel not in (0, last)
    return foot + 12, head + 12, 24.0 if used else 0.0


def assembled(wires: Wires, extra: Mapping[int, float]) -> Layout:
    """The layout without labels; shifted so that everything lies inside the margins."""
    ground, high = wires.ground, heights(wires, extra)
    shift, wide = _extent(wires)
    boxes = {
        box: Rect(ground.left[box] + shift, high.rows[n], ground.plan.faces[box].w, high.row_h[n])
        for n, row in enumerate(ground.plan.rows) for box in row
    }
    routes = [*_routes(wires, high, boxes, shift), *_direct(ground, boxes)]
    routes.sort(key=lambda route: route.edge)
    bottom = high.bottom + MARGIN
    foot = legend_height(ground.plan.legend, wide)
    panels = panels_of(ground, boxes, shift, routes)
    if ground.plan.given is not ground.plan.picture:
        routes = [*to_borders(ground.plan.given, routes, panels)]
        panels = panels_of(ground, boxes, shift, routes)
    return Layout(math.ceil(wide), math.ceil(bottom + foot), boxes, panels, tuple(routes), bottom)


def _extent(wires: Wires) -> tuple[float, float]:
    """The shift to the right and the width of everything."""
    xs = [run.x for found in wires.runs.values() for run in found]
    left = min([-PADDING, *xs])
    right = max([wires.ground.right_end + PADDING, *xs])
    return MARGIN - left, right - left + 2 * MARGIN


def _routes(wires: Wires, high: Heights, boxes: Mapping[str, Rect], shift: float) -> Iterable[Route]:
    """The corners of every edge that takes a way through channels, from source to target."""
    for chain in wires.ground.ways:
        runs, first, last = wires.runs[chain.edge], boxes[chain.stops[0].box], boxes[chain.stops[-1].box]
        over = chain.channel == chain.stops[0].row
        points = [(runs[0].x + shift, first.y if over else first.bottom)]
        for bar in wires.bars[chain.edge]:
            y = high.tracks[bar.channel] + bar.level * high.steps[bar.channel]
            points += [(bar.legs[0] + shift, y), (bar.legs[1] + shift, y)]
        points.append((runs[-1].x + shift, last.bottom if chain.channel >= 0 and not over else last.y))
        yield Route(chain.edge, tuple(reversed(points)) if chain.upward else tuple(points))


def _direct(ground: Field, boxes: Mapping[str, Rect]) -> Iterable[Route]:
    """Straight lines between neighbours of a row, one below the other when there are several."""
    pairs: dict[frozenset[str], list[int]] = {}
    edges = ground.plan.picture.edges
    for number in sorted(ground.direct):
        pairs.setdefault(frozenset((edges[number].source, edges[number].target)), []).append(number)
    for numbers in pairs.values():
        for place, number in enumerate(numbers):
            one, two = boxes[edges[number].source], boxes[edges[number].target]
            y = one.cy + (place - (len(numbers) - 1) / 2) * 20
            xs = (one.right, two.x) if one.x < two.x else (one.x, two.right)
            yield Route(number, ((xs[0], y), (xs[1], y)))
