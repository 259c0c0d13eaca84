"""The map on the pages of a design: over the two numbers on which most decisions turn, with everything else that changes."""

import shlex
from dataclasses import dataclass

from markupsafe import Markup

from designgen.design import Design
from designgen.diagram.svg import tag
from designgen.document.escape import attribute, ours
from designgen.document.maps.page import NARROW, WIDE, Row, changes, rows
from designgen.document.maps.picture import FONT, described, following, title_of
from designgen.document.maps.plot import Frame, frame_of, names_in, own_place, shaped
from designgen.document.maps.shapes import shapes, textures
from designgen.explore.busiest import busiest
from designgen.explore.grid import Axis
from designgen.explore.layer import Layer
from designgen.explore.map import Map, map_over
from designgen.spec.values import written

POINTS, MOST_SMALL = 120, 12


@dataclass(frozen=True, slots=True)
class Small:
    """One of the small pictures: a decision of this document and its map without words."""

    decision: str
    drawn: Markup


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What the page shows: the most important decision in full, the next ones small."""

    map: Map
    layer: Layer
    drawn: Markup
    rows: tuple[Row, ...]
    borders: tuple[tuple[str, list[str]], ...]
    small: tuple[Small, ...]
    follows: str
    command: str

    @property
    def hatched(self) -> bool:
        """Is there a place where nothing is left to choose?"""
        return any(outcome.status == "empty" for outcome, _ in self.layer.legend)


def default_map(design: Design, points: int = POINTS) -> Neighbours | None:
    """The map for a design's section of the site; None where no two numbers turn enough of its choices."""
    axes = busiest(design, points)
    map = map_over(design, axes) if axes else None
    shown = [id for id in map.changing if design.knowledge.decisions[id].pick == "one"] if map else []
    if map is None or not shown:
        return None
    layer = map.layer(shown[0])
    return Neighbours(
        map=map,
        layer=layer,
        drawn=_drawn(map, layer),
        rows=tuple(rows(map, layer)),
        borders=tuple(changes(map, layer)),
        small=tuple(Small(id, _small(map, id)) for id in shown[1 : MOST_SMALL + 1]),
        follows=following(map),
        command=_command(map),
    )


def _drawn(map: Map, layer: Layer) -> Markup:
    """The picture for wide and for narrow windows; textures stand apart, where neither hides them."""
    store = f'<span class="mp-store" aria-hidden="true"><svg width="0" height="0">{textures()}</svg></span>'
    drawn = store + _framed(map, layer, WIDE, "wide") + _framed(map, layer, NARROW, "narrow")
    return ours(drawn.replace("{", "&#123;").replace("}", "&#125;"))


def _framed(map: Map, layer: Layer, frame: Frame, name: str) -> str:
    size = f'viewBox="0 0 {frame.right + 18:.0f} {frame.bottom + 52:.0f}"'
    told = f"<title>{attribute(title_of(map, layer))}</title><desc>{attribute(described(map, layer))}</desc>"
    inside = shaped(frame, shapes(layer)) + frame_of(frame, map.axes) + own_place(frame, map.axes) + names_in(frame, layer)
    look = f'class="mp mp-{name}" xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{attribute(FONT)}"'
    return f"<svg {look}>{told}{inside}</svg>"


def _small(map: Map, id: str) -> Markup:
    return ours(tag("svg", {"class": "mp", "viewBox": "0 0 1000 1000", "aria-hidden": "true"}, shapes(map.layer(id))))


def _command(map: Map) -> str:
    """What one would type for the whole page of this map."""
    path = map.design.spec.path.rpartition("/")[2]
    return f"designgen explore {path} {' '.join(over_of(map.axes))} -o map.html"


def over_of(axes: tuple[Axis, ...]) -> list[str]:
    """The options that mean these axes."""
    found = []
    for axis in axes:
        low, high = (written(axis.fact, end).replace(" ", "").replace("usd", " usd") for end in axis.ends)
        found.append(f"--over {shlex.quote(f'{axis.fact.id}={low}..{high}')}")
    return found
