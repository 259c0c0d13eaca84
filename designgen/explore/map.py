"""Where the choices change: one spec over the values of one fact or two.

map_of(design, overs, points) -> Map      axes read, every point decided, decisions ranked
Map.layer(decision) -> Layer              regions, borders and outlines of one decision, when somebody asks
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from designgen.decisions import Case
from designgen.decisions.decide import chosen_of
from designgen.design import Design
from designgen.explore.crossings import Crossing, Crossings
from designgen.explore.grid import Axis, axes_of
from designgen.explore.ground import Ground
from designgen.explore.layer import Layer, Outcome, layer_of
from designgen.rules import ancestors, names_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

BANDS, STEPS = 6, (1, 2, 5, 10, 20, 50)
POINTS = 300
OF_WEIGHT = 0.125
"""Of the heaviest: a decision that turns on both axes and weighs so much goes before it."""


@dataclass(frozen=True)
class Map:
    """A design and its ground."""

    design: Design
    ground: Ground
    columns: Mapping[str, "NDArray[Any]"]  # per decision what it picks at every point, row 0 the lowest
    changing: tuple[str, ...]  # the decisions that change somewhere, in the order of `_ranked`
    own: Mapping[str, int]  # what the spec itself picks

    @property
    def axes(self) -> tuple[Axis, ...]:
        return self.ground.axes

    def layer(self, decision: str) -> Layer:
        """The map of one decision; "" is that of how many differ from the spec."""
        if decision not in self._layers:
            made = layer_of(self.ground, decision, self.columns[decision], self.own[decision]) if decision else self._counted()
            self._layers[decision] = made
        return self._layers[decision]

    @cached_property
    def _layers(self) -> dict[str, Layer]:
        return {}

    def crossings(self, decision: str) -> tuple[Crossing, ...]:
        """The exact values along each axis through the spec's own values."""
        return self._crossings(decision) if decision else ()

    @cached_property
    def _crossings(self) -> Crossings:
        return Crossings(self.ground)

    def _counted(self) -> Layer:
        """How many decisions come out otherwise than in the spec, in bands."""
        import numpy

        shape = next(iter(self.columns.values())).shape
        differs = sum(((self.columns[id] != self.own[id]).astype(int) for id in self.changing), numpy.zeros(shape, dtype=int))
        most = int(differs.max())
        step = next((one for one in STEPS if one * BANDS >= most), STEPS[-1])
        bands = -(-differs // step)
        named = {int(band): _band(int(band), step, most) for band in set(bands.ravel().tolist())}
        return Layer(self.ground, None, bands, named)


def _band(band: int, step: int, most: int) -> Outcome:
    low, high = (band - 1) * step + 1, min(band * step, most)
    text = "nothing differs" if band == 0 else f"{low} to {high} decisions differ" if low < high else f"{high} decisions differ"
    return Outcome(band, "count", (), text.replace("1 decisions differ", "1 decision differs") if high == 1 else text, band == 0)


def map_of(design: Design, overs: Sequence[str], points: int = POINTS) -> Map:
    """The map of a design over what `--over` says. Raises ProblemsFound."""
    axes = axes_of(overs, design.knowledge, lambda name: design.facts[name].value, points)
    return map_over(design, axes)


def map_over(design: Design, axes: tuple[Axis, ...]) -> Map:
    """The map over axes already read."""
    spec = design.spec
    ground = Ground(design.knowledge, Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid), axes)
    nodes = design.knowledge.program.decisions
    own = {node.name: code for node, code in zip(nodes, ground.picks(ground.here), strict=True)}
    columns = ground.columns()
    changing = {id: column for id, column in columns.items() if _varies(column)}
    return Map(design, ground, columns, tuple(_ranked(design, changing, _weights(design, changing))), own)


def _ranked(design: Design, changing: Mapping[str, "NDArray[Any]"], weights: Mapping[str, float]) -> list[str]:
    """Decisions with one answer before lists, weightiest first; but on top the weightiest whose answer depends on both axes."""
    ranked = sorted(changing, key=lambda id: (design.knowledge.decisions[id].pick != "one", -weights[id]))
    single = [id for id in ranked if design.knowledge.decisions[id].pick == "one"]
    top = next((id for id in single if _on_both(changing[id]) and weights[id] >= OF_WEIGHT * weights[single[0]]), None)
    return [top, *(id for id in ranked if id != top)] if top else ranked


def _on_both(column: "NDArray[Any]") -> bool:
    """Does it change along the first axis somewhere, and along the second?"""
    return bool((column != column[:, :1]).any() and (column != column[:1]).any())


def _varies(column: "NDArray[Any]") -> bool:
    return bool((column != column[0, 0]).any())


def _weights(design: Design, changing: Mapping[str, "NDArray[Any]"]) -> dict[str, float]:
    """How much hangs on each: later decisions that read it and boxes that come or go, times how evenly it divides the map."""
    nodes = design.knowledge.program.decisions
    above = ancestors(design.knowledge.program.nodes)
    names = {node.name: set(names_of(node)) for node in nodes}
    found = {}
    for id, column in changing.items():
        readers = sum(bool(names[id] & above[node.name]) for node in nodes)
        found[id] = (1 + readers + _boxes(design, id, column)) * _divided(column)
    return found


def _divided(column: "NDArray[Any]") -> float:
    """The chance that two points differ: Simpson's index (1949)."""
    import numpy

    shares = numpy.unique(column, return_counts=True)[1] / column.size
    return round(1.0 - float((shares**2).sum()), 9)


def _boxes(design: Design, id: str, column: "NDArray[Any]") -> int:
    """How many components some outcome on the map has and another lacks."""
    import numpy

    decision = design.knowledge.decisions[id]
    every: list[set[str]] = [
        {part for option in chosen_of(decision, max(int(code), 0)) for part in decision.options[option].components}
        for code in numpy.unique(column)
    ]
    return len(every[0].union(*every) - every[0].intersection(*every))
