"""One fact: a bar for each decision that changes, cut at the exact values, so that all of them are read at one glance."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from designgen.diagram.svg import number, tag, words
from designgen.diagram.text import fit, width
from designgen.document.maps.colours import fill_class
from designgen.document.maps.picture import WIDE, footing, whole
from designgen.document.maps.plot import INK, SMALL, Look, text_at
from designgen.document.maps.shapes import numbers_of, texture_of
from designgen.document.templates import sentence_start
from designgen.explore.grid import Axis
from designgen.explore.layer import Layer, Outcome
from designgen.explore.map import Map
from designgen.explore.ticks import ticks

MOST_ROWS = 40
BAR, NARROW = 26.0, 560.0
TOP = 104.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the axis with one outcome, from 0 to 1; `starts` is the value at which it begins, in words."""

    low: float
    high: float
    outcome: Outcome
    starts: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Measures of the drawing: names stand left of the bars, or above them on narrow paper."""

    wide: float
    left: float

    @property
    def right(self) -> float:
        return self.wide - 24

    @property
    def above(self) -> bool:
        return self.wide < NARROW

    @property
    def step(self) -> float:
        return 64.0 if self.above else 46.0

    def x(self, spot: float) -> float:
        return self.left + (self.right - self.left) * spot


def sheet(wide: float) -> Sheet:
    """Paper of a width."""
    return Sheet(wide, 20.0 if wide < NARROW else 236.0)


def strip_svg(map: Map, decisions: tuple[str, ...]) -> str:
    """The bars of these decisions, one below the other."""
    on = sheet(WIDE)
    inside, bottom = strip(map, decisions, on, TOP) if decisions else (nothing(TOP - 14), TOP)
    name = f"Where the choices change along {map.axes[0].fact.name.lower()}"
    asks = f"{map.design.spec.title}: {map.axes[0].fact.ask}"
    first = map.layer(decisions[0] if decisions else "")
    head = text_at(20, 36, fit(name, 22, WIDE - 40, bold=True), 22, bold=True, ink=True)
    head += text_at(20, 60, fit(asks, 13, WIDE - 40), 13)
    high = bottom + 60
    return whole(map, first, WIDE, high, head + inside + text_at(20, high - 14, fit(footing(map), 11, WIDE - 40), 11))


def nothing(y: float) -> str:
    """A line instead of bars."""
    return text_at(20, y, "Every decision comes out the same.", 13)


def strip(map: Map, decisions: tuple[str, ...], on: Sheet, top: float) -> tuple[str, float]:
    """The bars with their axis, and where they end."""
    parts = []
    y = top
    for id in decisions[:MOST_ROWS]:
        layer = map.layer(id)
        parts.append(f'<g class="mp-row" data-decision="{id}">{"".join(_row(map, layer, on, y))}</g>')
        y += on.step
    bottom = y - 2
    axis = map.axes[0]
    return "".join(parts) + "".join(_axis(axis, on, bottom)) + _own(axis, on, top, bottom), bottom + 44


def segments(map: Map, layer: Layer) -> list[Segment]:
    """The stretches of one decision, cut at the exact values; words by their bands."""
    axis = map.axes[0]
    if axis.scale == "words":
        codes = layer.codes[0].tolist()
        edges = axis.edges
        starts = [0, *(place for place in range(1, len(codes)) if codes[place] != codes[place - 1]), len(codes)]
        return [
            Segment(edges[one], edges[two], layer.outcomes[codes[one]], axis.says(axis.values[one]))
            for one, two in itertools.pairwise(starts)
        ]
    found = [Segment(0.0, 1.0, layer.outcomes[int(layer.codes[0, 0])], axis.says(axis.values[0]))]
    here = float(axis.here)  # type: ignore[arg-type]
    for cross in map.crossings(layer.id):
        above = cross.code if cross.value > here else cross.before
        spot = max(0.0, min(1.0, axis.spot(cross.value)))
        outcome = layer.outcome(above)
        found[-1] = Segment(found[-1].low, spot, found[-1].outcome, found[-1].starts)
        found.append(Segment(spot, 1.0, outcome, cross.shown))
    return found


def _row(map: Map, layer: Layer, on: Sheet, y: float) -> Iterator[str]:
    name = sentence_start(layer.name)
    if on.above:
        yield text_at(on.left, y - 8, fit(name, 12, on.wide - 40, bold=True), 12, bold=True, ink=True)
    else:
        yield text_at(on.left - 12, y + 17, fit(name, 12, on.left - 32, bold=True), 12, bold=True, anchor="end", ink=True)
    numbers = numbers_of(layer)
    last = -1e9
    for place, one in enumerate(segments(map, layer)):
        yield _segment(one, numbers.get(one.outcome.code, 1), on, y)
        at = on.x(one.low)
        half = width(one.starts, 10) / 2
        if place and map.axes[0].scale != "words" and at - half > last:
            yield text_at(min(at, on.right - half), y + BAR + 12, one.starts, 10, anchor="middle")
            last = at + half + 6


def _segment(one: Segment, place: int, on: Sheet, y: float) -> str:
    name, colour = fill_class(one.outcome.status, place - 1)
    left, right = on.x(one.low), on.x(one.high)
    box: Look = {"x": left, "y": y, "width": right - left, "height": BAR}
    look = {"class": f"{name} mp-line", "fill": colour, "stroke": "#0f172a", "stroke-width": "1"}
    texture = texture_of(one.outcome.status, place - 1, "s")
    over = tag("rect", {**box, "fill": f"url(#{texture})"}) if texture else ""
    label = sentence_start(one.outcome.name)
    told = tag("title", {}, words(label))
    shown = fit(label, 12, right - left - 12)
    text: Look = {"x": (left + right) / 2, "y": y + 17, "text-anchor": "middle", "font-size": 12, **INK}
    if one.outcome.own:
        text["font-weight"] = "600"
        shown = fit(label, 12, right - left - 12, bold=True)
    legible = len(shown) > 3 or shown == label
    return tag("rect", {**box, **look}, told) + over + (tag("text", text, words(shown)) if legible else "")


def _axis(axis: Axis, on: Sheet, y: float) -> Iterator[str]:
    data = f"M{number(on.left)} {number(y)}H{number(on.right)}"
    yield tag("path", {"d": data, "class": "mp-line", "stroke": "#0f172a", "stroke-width": "1.2", "fill": "none"})
    most = max(3, int((on.right - on.left) / 74))
    wide = (on.right - on.left) / len(axis.values) - 6 if axis.scale == "words" else 90.0
    for spot, text in ticks(axis, most):
        x = on.x(spot)
        yield tag("path", {"d": f"M{number(x)} {number(y)}v5", "class": "mp-rule", "stroke": "#475569", "fill": "none"})
        yield text_at(x, y + 19, fit(text, SMALL, wide), SMALL, anchor="middle")
    yield text_at(on.right, y + 39, f"{axis.fact.name} →", 12, bold=True, anchor="end", ink=True)


def _own(axis: Axis, on: Sheet, top: float, bottom: float) -> str:
    """A line through all bars at the spec's own value."""
    if axis.marked is None:
        return ""
    x = on.x(axis.marked)
    text = fit(f"this spec: {axis.says(axis.here)}", SMALL, 200)
    half = width(text, SMALL) / 2 + 7
    at = max(on.left + half, min(x, on.right - half))
    start = top - (30 if on.above else 10)
    line = {"class": "mp-line", "stroke": "#0f172a", "stroke-width": "1.6", "stroke-dasharray": "2 3", "fill": "none"}
    flag: Look = {
        "x": at - half,
        "y": start - 18,
        "width": 2 * half,
        "height": 18,
        "rx": 4,
        "class": "mp-flag",
        "fill": "#0f172a",
    }
    label: Look = {
        "x": at,
        "y": start - 5,
        "text-anchor": "middle",
        "font-size": SMALL,
        "class": "mp-flag-text",
        "fill": "#ffffff",
    }
    drawn = tag("path", {"d": f"M{number(x)} {number(start)}V{number(bottom)}", **line})
    return f'<g class="mp-own">{drawn}{tag("rect", flag)}{tag("text", label, words(text))}</g>'


__all__ = ["Segment", "segments", "sheet", "strip", "strip_svg"]
