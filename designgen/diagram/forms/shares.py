"""The budget under a sequence: the p99 against the target, and magnified what each step has of it."""

from collections.abc import Iterator, Mapping

from designgen.diagram.charts import Sequence
from designgen.diagram.forms.budget import gauge, longest
from designgen.diagram.forms.pieces import SMALL, seconds
from designgen.diagram.geometry import Rect
from designgen.diagram.scene import Area, Block, Disc, Item, Shape, Words
from designgen.diagram.text import fit, width
from designgen.units import humane

_HIGH, _ZOOM, _COLUMNS, _LINE = 22.0, 24.0, 3, 22.0
_ROOMY = 850.0  # px, for all columns


def shares(chart: Sequence, planes: Mapping[str, str], bar: Rect) -> tuple[list[Shape | Item], float]:
    """The bars, the list of steps with their shares, and where they end."""
    shapes, bottom = gauge(chart.budget, bar)
    whole = Rect(bar.x, bottom + _ZOOM, bar.w, _HIGH)
    used = bar.w * chart.budget.p99 / longest(chart.budget)
    title = Words("What each step has of the modelled p99:", whole.right, bottom, "legend", "", SMALL, False, "end")
    zoom = Area(((bar.x, bottom + 8), (bar.x + used, bottom + 8), (whole.right, whole.y), (whole.x, whole.y)), "panel", "client")
    listed, end = _listed(chart, planes, Rect(bar.x, whole.bottom + 22, bar.w, 0))
    return [*shapes, title, zoom, *_cut(chart, planes, whole), *listed], end


def _cut(chart: Sequence, planes: Mapping[str, str], whole: Rect) -> Iterator[Shape]:
    """The bar of the shares, numbered as the steps are where there is room."""
    x, scale = whole.x, whole.w / sum(stage.share for stage in chart.stages)
    for step, stage in enumerate(chart.stages, 1):
        part = Rect(x, whole.y, stage.share * scale, whole.h)
        yield Block(part, "bar", planes[stage.box], 0)
        if part.w >= 20:
            yield Disc((part.cx, part.cy), str(step), "step", planes[stage.box])
        x = part.right


def _listed(chart: Sequence, planes: Mapping[str, str], place: Rect) -> tuple[list[Shape], float]:
    """Every step with its seconds and its share, in columns."""
    columns = _COLUMNS if place.w > _ROOMY else _COLUMNS - 1
    wide, rows = place.w / columns, -(-len(chart.stages) // columns)
    whole = sum(stage.share for stage in chart.stages)
    shapes: list[Shape] = []
    for number, stage in enumerate(chart.stages):
        x, y = place.x + wide * (number // rows), place.y + _LINE * (number % rows)
        end = x + wide - (14 if number // rows + 1 < columns else 0)
        told = f"{seconds(stage.share)}, {percent(stage.share / whole)}"
        name = fit(stage.name, SMALL, end - x - 32 - width(told, SMALL))
        shapes += [
            Disc((x + 9, y - 4), str(number + 1), "step", planes[stage.box]),
            Words(name, x + 24, y, "name", size=SMALL),
            Words(told, end, y, "detail", "", SMALL, False, "end"),
        ]
    return shapes, place.y + _LINE * rows


def percent(share: float) -> str:
    """A share with one digit after the point at most."""
    return f"{humane(round(share, 3), 'share')}" if share >= 0.001 else "< 0.1 %"
