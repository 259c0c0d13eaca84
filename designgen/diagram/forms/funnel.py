"""A funnel as a scene: a card a stage, a trapezoid as wide as the logarithm of what enters and leaves, times beside it."""

import math
from collections.abc import Iterator
from dataclasses import replace

from designgen.diagram.charts import Funnel, Tier, Timed
from designgen.diagram.forms.budget import gauge
from designgen.diagram.forms.pieces import EDGE, NAME, SMALL, WIDE, card, centred, legend, page, times
from designgen.diagram.geometry import Point, Rect
from designgen.diagram.picture import Picture
from designgen.diagram.scene import Area, Head, Item, Scene, Shape, Stroke, Words
from designgen.diagram.text import width, wrap
from designgen.units import humane, magnitude

_CARD, _MIDDLE, _HALF, _LEAST_HALF = 232.0, 458.0, 176.0, 34.0
_RIGHT = 668.0
_TOP, _GAP, _LINE = 46.0, 10.0, 15.0
_COUNT = 16.0


def funnel_scene(picture: Picture, chart: Funnel) -> Scene:
    """The scene of a funnel."""
    items: list[Shape | Item] = [*_heads()]
    kind = picture.edges[0].kind
    y, widest = _TOP, chart.tiers[0].enters
    for place, tier in enumerate(chart.tiers):
        row = Rect(EDGE, y, _CARD, max(58.0, 26 + _LINE * sum(len(_named(stage)) for stage in tier.stages)))
        if place:
            items.append(_arrow((chart.tiers[place - 1].box, tier.box), kind, row))
        items += _stage(picture, tier, row, widest)
        y = row.bottom + _GAP
    budget, y = _budget(chart, y + 8)
    foot, bottom = legend(replace(picture, path=()), f"The width is the logarithm of the count. {_ahead(chart)}", y + 16)
    return page(picture, bottom, [*items, *budget, *foot])


def _heads() -> Iterator[Words]:
    yield Words("Stage", EDGE, 30, "legend", size=SMALL, bold=True)
    yield centred("Left for the next stage", (_MIDDLE, 30), "legend", bold=True)
    yield Words("Kept", _RIGHT, 30, "legend", size=SMALL, bold=True)
    yield Words("p50 / p99", WIDE - EDGE, 30, "legend", "", SMALL, True, "end")


def _stage(picture: Picture, tier: Tier, row: Rect, widest: float) -> Iterator[Shape | Item]:
    """One stage: its card and its part of the funnel, and what is written in and beside it."""
    box = picture.box[tier.box]
    above, below = _half(tier.enters, widest), _half(tier.leaves, widest)
    shape: tuple[Point, ...] = ((_MIDDLE - above, row.y), (_MIDDLE + above, row.y), (_MIDDLE + below, row.bottom),
                                (_MIDDLE - below, row.bottom))  # fmt: skip
    yield card(box, row, Area(shape, "bar", box.plane))
    yield centred(magnitude(tier.leaves), (_MIDDLE, row.cy + 5.5), "name", "", _COUNT, bold=True)
    yield from _beside(tier, row, box.plane)


def _half(count: float, widest: float) -> float:
    """Half the width of a count: by its logarithm, so that equal factors are equal steps."""
    share = math.log(max(count, 1.0)) / math.log(widest) if widest > 1 else 1.0
    return _LEAST_HALF + (_HALF - _LEAST_HALF) * share


def _beside(tier: Tier, row: Rect, plane: str) -> Iterator[Words]:
    share = kept(tier)
    high = _LINE * (sum(len(_named(stage)) for stage in tier.stages) + (1 if share else 0))
    y = row.cy - high / 2 + 11.5
    if share:
        yield Words(share, _RIGHT, y, "name", size=NAME, bold=True)
        y += _LINE
    for stage in tier.stages:
        yield Words(times(stage.p50, stage.p99), WIDE - EDGE, y, "number", plane, SMALL, False, "end")
        for line in _named(stage):
            yield Words(line, _RIGHT, y, "detail", size=SMALL)
            y += _LINE


def _named(stage: Timed) -> tuple[str, ...]:
    """The name of a stage beside its times, in two lines where it is long."""
    return wrap(stage.name, SMALL, WIDE - EDGE - _RIGHT - 8 - width(times(stage.p50, stage.p99), SMALL))


def kept(tier: Tier) -> str:
    """The share that a stage keeps, in words."""
    if tier.leaves == tier.enters:
        return "all of them" if tier.stages else ""
    ratio = tier.enters / tier.leaves
    return f"1 in {magnitude(ratio)}" if ratio >= 10 else humane(tier.leaves / tier.enters, "share")


def _arrow(ends: tuple[str, str], kind: str, row: Rect) -> Item:
    tip, back = (_MIDDLE, row.y), (_MIDDLE, row.y - 7)
    return Item("edge", (Stroke(((_MIDDLE, row.y - _GAP), back), "line", kind), Head(back, tip, kind)), ends=ends)


def _budget(chart: Funnel, y: float) -> tuple[list[Shape | Item], float]:
    """The budget of the whole request, where its stages are on the clock; and where it ends."""
    if chart.budget is None or not chart.share:
        return [], y - 10
    return gauge(chart.budget, Rect(EDGE, y, WIDE - 2 * EDGE, 14), chart.share, "these stages")


def _ahead(chart: Funnel) -> str:
    if chart.budget is None:
        return "Nobody waits for these stages."
    return "" if chart.share else "All of it is done ahead of the request, which only looks the result up."
