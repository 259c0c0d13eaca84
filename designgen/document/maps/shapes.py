"""The regions of a plane as shapes, in a square of 1000 × 1000 with the first axis to the right and the second upwards."""

from collections.abc import Mapping

from designgen.diagram.svg import tag
from designgen.document.maps.colours import HATCH, MOST, TEXTURES, fill_class
from designgen.explore.layer import Layer, Region
from designgen.explore.outline import Ring

SIDE = 1000
SIZES = {"l": 1.9, "s": 1.0}


def numbers_of(layer: Layer) -> Mapping[int, int]:
    """Code of an outcome -> its number in the legend, from 1."""
    return {outcome.code: place for place, (outcome, _) in enumerate(layer.legend, 1)}


def shapes(layer: Layer) -> str:
    """Every region: its tint, its texture, and its outline."""
    numbers = numbers_of(layer)
    drawn = [_region(layer, region, numbers[region.outcome.code] - 1) for region in layer.regions]
    return "".join(one for one, _ in drawn) + "".join(two for _, two in drawn)


def _region(layer: Layer, region: Region, number: int) -> tuple[str, str]:
    """The tint with its outline, and the texture to lie on all tints."""
    data = path(layer, layer.outlines[region.number])
    outcome = region.outcome
    name, colour = fill_class(outcome.status, outcome.code if outcome.status == "count" else number)
    line = {"stroke": "#0f172a", "stroke-width": "1.1", "stroke-linejoin": "round", "vector-effect": "non-scaling-stroke"}
    area = tag("path", {"class": f"{name} mp-line", "fill": colour, "fill-rule": "evenodd", "d": data, **line})
    texture = texture_of(outcome.status, number)
    over = tag("path", {"fill": f"url(#{texture})", "fill-rule": "evenodd", "d": data}) if texture else ""
    return area, over


def path(layer: Layer, rings: list[Ring]) -> str:
    """Path data of rings, in whole units of the square."""
    x, y = spots(layer)
    return "".join(_ring([(x[column], y[row]) for column, row in ring]) for ring in rings)


def spots(layer: Layer) -> tuple[list[int], list[int]]:
    """Where the edges of columns and rows lie; a strip is as high as the square."""
    columns, *rows = (axis.edges for axis in layer.ground.axes)
    upwards = rows[0] if rows else (0.0, 1.0)
    return [round(SIDE * edge) for edge in columns], [round(SIDE * (1 - edge)) for edge in upwards]


def _ring(corners: list[tuple[int, int]]) -> str:
    """Steps from corner to corner, relative, which is half as long."""
    (x, y), text = corners[0], [f"M{corners[0][0]} {corners[0][1]}"]
    for east, south in corners[1:]:
        right, down = east - x, south - y
        text.append(f"h{right}" if not down else f"v{down}" if not right else f"l{right} {down}")
        x, y = east, south
    return "".join(text) + "z"


def texture_of(status: str, number: int, size: str = "l") -> str:
    """The id of the pattern of an outcome, "" for none. `size` is l inside the square of 1000 × 1000, s outside."""
    if status == "empty":
        return f"mp-hatch-{size}"
    place = (number + number // MOST) % MOST
    return f"mp-t{place}-{size}" if status == "chosen" and TEXTURES[place] else ""


def textures() -> str:
    """The patterns, as definitions. They are faint: names carry the meaning, textures help where a colour does not."""
    faint = 'class="mp-texture" stroke="#0f172a" stroke-opacity="0.26"'
    loud = 'class="mp-alarm" stroke="#c81e1e" stroke-opacity="0.75"'
    known = {f"mp-t{number}": (data, faint) for number, data in enumerate(TEXTURES) if data} | {"mp-hatch": (HATCH, loud)}
    drawn = [_pattern(f"{id}-{size}", data, look, scale) for id, (data, look) in known.items() for size, scale in SIZES.items()]
    return f"<defs>{''.join(drawn)}</defs>"


def _pattern(id: str, data: str, look: str, scale: float) -> str:
    wide = 2.0 if "h.01" in data else 1.1
    line = f'<path d="{data}" fill="none" stroke-width="{wide}" stroke-linecap="round" {look}/>'
    units = f'patternUnits="userSpaceOnUse" patternTransform="scale({scale})"'
    return f'<pattern id="{id}" width="8" height="8" {units}>{line}</pattern>'
