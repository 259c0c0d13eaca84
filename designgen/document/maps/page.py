"""The map as one HTML page that needs nothing beside it: a picture per decision, a reading at every point, tables."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from designgen.diagram.svg import tag
from designgen.document.escape import ours
from designgen.document.maps.colours import style
from designgen.document.maps.picture import FONT, described, following, part, swatch, title_of
from designgen.document.maps.plot import Frame, frame_of, names_in, own_place
from designgen.document.maps.shapes import numbers_of, shapes, textures
from designgen.document.maps.strip import segments, sheet, strip
from designgen.document.templates import renderer, sentence_end, sentence_start
from designgen.explore.crossings import Crossing
from designgen.explore.layer import Layer, Region
from designgen.explore.map import Map

WIDE, NARROW = Frame(84, 40, 540), Frame(58, 36, 296)
RIGHT, BELOW = 18, 60
STRIPS = {"wide": 1080.0, "narrow": 364.0}
UNSAFE = "&<>\u2028\u2029"
MOST_SHOWN = 60  # decisions of a page


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of regions."""

    number: int
    name: str
    share: str
    bounds: tuple[str, ...]
    because: str
    swatch: Markup


def map_html(map: Map, decision: str = "") -> str:
    """The page. With `decision`, that one alone; else all that change, the most important first."""
    shown = (decision,) if decision else map.changing[:MOST_SHOWN]
    plane = len(map.axes) == 2
    layers = [map.layer(id) for id in ((*shown, "") if plane and not decision else shown)]
    render = renderer({"upper": sentence_start, "full": sentence_end})
    return str(
        render(
            "map/page.html", map=map, layers=layers, plane=plane, hidden=len(map.changing) - len(shown) if not decision else 0,
            style=ours(style("light") + f"@media (prefers-color-scheme: dark){{{style('dark')}}}"), textures=ours(textures()),
            shapes=ours(_shared(map, layers) if plane else ""),
            pictures=ours("".join(strips(map, shown))) if not plane and shown else "", figure=figure, rows=rows, changes=changes,
            stretches=stretches, data=ours(data(map, layers)), title=title_of, part=part, following=following,
        )
    )  # fmt: skip


def _shared(map: Map, layers: Sequence[Layer]) -> str:
    """What several pictures use: the shapes of each decision, and axes and the spec's own place for both widths."""
    drawn = [f'<g id="shape-{layer.id}">{shapes(layer)}</g>' for layer in layers]
    for name, frame in (("wide", WIDE), ("narrow", NARROW)):
        drawn += [f'<g id="axes-{name}">{frame_of(frame, map.axes)}</g>', f'<g id="own-{name}">{own_place(frame, map.axes)}</g>']
    return f'<g font-family="{FONT}">{"".join(drawn)}</g>'


def figure(map: Map, layer: Layer) -> Markup:
    """The picture of a decision twice, for wide and for narrow windows; the shapes are used from one place."""
    return ours(_plane(map, layer, WIDE, "wide") + _plane(map, layer, NARROW, "narrow"))


def _plane(map: Map, layer: Layer, frame: Frame, name: str) -> str:
    wide, high = frame.right + RIGHT, frame.bottom + BELOW
    moved = f"translate({frame.left} {frame.top}) scale({frame.side / 1000:.4f})"
    used = f'<use href="#shape-{layer.id}" transform="{moved}"/><use href="#axes-{name}"/>'
    inside = f'{used}<use href="#own-{name}"/>{names_in(frame, layer)}'
    measures = {"data-left": f"{frame.left}", "data-top": f"{frame.top}", "data-side": f"{frame.side}"}
    return _svg(map, layer, (wide, high), f"plot {name}", inside + '<g class="cursor" hidden="hidden"></g>', measures)


def _svg(map: Map, layer: Layer, size: tuple[float, float], name: str, inside: str, data: dict[str, str]) -> str:
    look: dict[str, str | float] = {
        "class": name, "viewBox": f"0 0 {size[0]:.0f} {size[1]:.0f}", "role": "img", "font-family": FONT,
        "aria-label": f"{title_of(map, layer)}. {described(map, layer)}",
    }  # fmt: skip
    return tag("svg", look | data, inside)


def strips(map: Map, shown: Sequence[str]) -> list[str]:
    """The bars for wide and for narrow windows."""
    drawn = []
    for name, wide in STRIPS.items():
        on = sheet(wide)
        inside, bottom = strip(map, tuple(shown), on, 60.0)
        measures = {"data-left": f"{on.left}", "data-top": "60", "data-side": f"{on.right - on.left}", "data-step": f"{on.step}"}
        cursor = '<g class="cursor" hidden="hidden"></g>'
        drawn.append(_svg(map, map.layer(shown[0]), (wide, bottom + 8), f"plot {name}", inside + cursor, measures))
    return drawn


def rows(map: Map, layer: Layer) -> list[Row]:
    """The regions, the spec's own outcome first, then by size."""
    numbers = numbers_of(layer)
    ordered = sorted(layer.regions, key=lambda one: (numbers[one.outcome.code], -one.share))
    return [_row(map, region, numbers[region.outcome.code]) for region in ordered]


def _row(map: Map, region: Region, number: int) -> Row:
    bounds = tuple(
        axis.says(low) if low == high else f"{axis.says(low)} to {axis.says(high)}"
        for axis, low, high in zip(map.axes, region.low, region.high, strict=True)
    )
    picture = f'<svg class="swatch" viewBox="0 0 28 20" aria-hidden="true">{swatch(region.outcome, number, 1, 1, 26, 18)}</svg>'
    at = " and ".join(axis.says(value) for axis, value in zip(map.axes, region.at, strict=True))
    because = f"{sentence_end(sentence_start(region.because))} (At {at}.)" if region.because else ""
    return Row(number, sentence_start(region.outcome.name), part(region.share), bounds, because, ours(picture))


def changes(map: Map, layer: Layer) -> list[tuple[str, list[str]]]:
    """Per axis of numbers: where it is looked along, and each change from low to high."""
    found = []
    for number, axis in enumerate(map.axes):
        own = [cross for cross in map.crossings(layer.id) if cross.axis == number]
        if axis.scale == "words" or not own:
            continue
        others = [other for other in map.axes if other is not axis]
        at = "".join(f", at {other.fact.name.lower()} {other.says(other.here)}" for other in others)
        found.append((f"Along {axis.fact.name.lower()}{at}", [change(map, layer, cross) for cross in own]))
    return found


def change(map: Map, layer: Layer, cross: Crossing) -> str:
    """One exact value and what begins there, going away from the spec."""
    axis = map.axes[cross.axis]
    above = cross.value > float(axis.here)  # type: ignore[arg-type]
    outcome = layer.outcome(cross.code).name
    return f"{'from' if above else 'down from'} {cross.shown}: {outcome}"


def stretches(map: Map, layer: Layer) -> str:
    """A strip in words."""
    first, *rest = segments(map, layer)
    return "; ".join([sentence_start(first.outcome.name), *(f"from {one.starts}: {one.outcome.name}" for one in rest)])


def data(map: Map, layers: Sequence[Layer]) -> str:
    """What the script reads. Nothing in it can end the element that holds it."""
    axes = [
        {
            "name": axis.fact.name, "edges": [round(edge, 5) for edge in axis.edges], "own": axis.marked,
            "shown": [axis.says(value) for value in axis.values],
            "home": axis.index(axis.marked) if axis.marked is not None else None,
        }
        for axis in map.axes
    ]  # fmt: skip
    told = {"axes": axes, "decisions": [_layer(map, layer) for layer in layers]}
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return "".join(f"\\u{ord(sign):04x}" if sign in UNSAFE else sign for sign in text)


def _layer(map: Map, layer: Layer) -> dict[str, Any]:
    numbers = numbers_of(layer)
    regions = [
        {
            "number": numbers[region.outcome.code], "own": region.outcome.own,
            "name": sentence_start(region.outcome.name), "inner": region.outcome.name,
            "because": sentence_start(region.because),
            "at": ", ".join(axis.says(value) for axis, value in zip(map.axes, region.at, strict=True)),
        }
        for region in layer.regions
    ]  # fmt: skip
    runs: list[list[int] | int] = []
    for run in layer.runs():
        if runs and run == (runs[-2] if isinstance(runs[-1], int) else runs[-1]):
            runs = [*runs[:-1], runs[-1] + 1] if isinstance(runs[-1], int) else [*runs, 1]
        else:
            runs.append(run)
    borders = [[one.one, one.two, one.there, one.back] for one in layer.borders]
    return {"id": layer.id, "name": sentence_start(layer.name), "regions": regions, "rows": runs, "borders": borders}
