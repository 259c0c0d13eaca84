"""The latency budget: each stage starts where the typical request reaches it."""

from collections.abc import Sequence
from dataclasses import dataclass

from designgen import units
from designgen.charts.house import BAR, HEAD, TEXT, Lanes, Layer, Row, Says, Scale, Spec, bars, grid, key, picture, rules, texts
from designgen.charts.ticks import even
from designgen.diagram.text import width
from designgen.palette import LIGHT

FAR = 3.0
"""A target farther than so many times the longest bar is told in words."""
SEEN = 0.004
"""Of the whole width: less waiting is not drawn."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A stage of the path, in seconds; `wait` is its p99 of waiting for a server."""

    name: str
    p50: float
    p99: float
    wait: float = 0.0


@dataclass(frozen=True, slots=True)
class Path:
    """Legs in order; the modelled p99 of all, their p99s added up, the target."""

    legs: Sequence[Leg]
    p99: float
    added: float
    target: float
    hard: bool = False  # must the added p99s fit?

    def before(self, place: int) -> float:
        return sum(leg.p50 for leg in self.legs[:place])

    @property
    def longest(self) -> float:
        ends = [self.before(place) + leg.p99 for place, leg in enumerate(self.legs)]
        return max([*ends, self.p99, self.added])

    @property
    def span(self) -> float:
        return (self.target if self.longest < self.target < FAR * self.longest else self.longest) or 1.0

    @property
    def holds(self) -> bool:
        return (self.added if self.hard else self.p99) <= self.target


def waterfall(path: Path, says: Says, wide: float) -> Spec:
    """p50 bold, the way to p99 pale, waiting as a strip in it; below, all p99s at once in outline and the modelled p99."""
    time = [f"{_s(leg.p50)} / {_s(leg.p99)}" for leg in path.legs]
    names = [*(leg.name for leg in path.legs), "all p99s at once", "p99 of the path"]
    keys, top = key(_samples(path), wide, HEAD - 4)
    lanes = Lanes(wide, names, [*time, _s(path.added), _s(path.p99)], top + 18)
    scale = Scale(0.0, path.span, lanes.left, lanes.right)
    ends = [*(path.before(place) + leg.p99 for place, leg in enumerate(path.legs)), path.added, path.p99]
    last = len(names) - 1
    layers = [
        *grid(even(0.0, path.span, "second", 4 if lanes.above else 6), scale, lanes.top, lanes.bottom + 4, wide),
        *keys, *_legs(path, lanes, scale), *_sums(path, lanes, scale),
        *_target(path, lanes, scale), *lanes.titles([last]), *lanes.told(ends, scale, [last]),
    ]  # fmt: skip
    return picture(says, wide, lanes.bottom + 24, layers)


def _samples(path: Path) -> list[tuple[str, str, str]]:
    found = [(LIGHT.bold, "", "typical (p50)"), (LIGHT.pale, "", "on to p99")]
    return [*found, (LIGHT.warm, "", "p99 of waiting for a server")] if _waits(path) else found


def _waits(path: Path) -> list[int]:
    return [place for place, leg in enumerate(path.legs) if leg.wait > path.span * SEEN]


def _legs(path: Path, lanes: Lanes, scale: Scale) -> list[Layer | None]:
    typical: list[Row] = []
    tails: list[Row] = []
    for place, leg in enumerate(path.legs):
        start, tip = path.before(place), f"{leg.name}: p50 {_s(leg.p50)}, p99 {_s(leg.p99)}"
        where = {"y": lanes.y(place), "y2": lanes.y(place) + BAR, "tip": tip}
        middle = start + max(leg.p50, path.span / 500)
        typical.append({"x": start, "x2": middle, **where})
        tails.append({"x": middle, "x2": max(start + leg.p99, middle), **where})
    waits: list[Row] = [
        {"x": path.before(place), "x2": path.before(place) + path.legs[place].wait, "y": lanes.y(place) + BAR - 4,
         "y2": lanes.y(place) + BAR, "tip": f"{path.legs[place].name}: waits {_s(path.legs[place].wait)} at p99"}
        for place in _waits(path)
    ]  # fmt: skip
    return [bars(tails, scale, LIGHT.pale), bars(typical, scale, LIGHT.bold), bars(waits, scale, LIGHT.warm)]


def _sums(path: Path, lanes: Lanes, scale: Scale) -> list[Layer | None]:
    place = len(path.legs)
    y, below = lanes.y(place), lanes.y(place + 1)
    line = {"px": 0.0, "px2": lanes.wide, "y": lanes.top + lanes.step * place + (1 if lanes.above else 0)}
    return [
        rules([{**line, "y2": line["y"]}], None, LIGHT.faint),
        bars(
            [{"x": 0.0, "x2": path.added, "y": y + 1, "y2": y + BAR - 1}],
            scale,
            fill=LIGHT.page,
            stroke=LIGHT.soft,
            strokeDash=[3, 2],
        ),
        bars([{"x": 0.0, "x2": path.p99, "y": below, "y2": below + BAR}], scale, LIGHT.good if path.holds else LIGHT.bad),
    ]


def _target(path: Path, lanes: Lanes, scale: Scale) -> list[Layer | None]:
    """A dashed line with its value on top; a far one is named where the chart ends."""
    text = f"target {_s(path.target)}"
    if path.target > path.span:
        return [
            texts([{"px": lanes.wide - 2, "y": lanes.top - 6, "text": f"{text} →"}], fill=LIGHT.bad, bold=True, align="right")
        ]
    line = [{"x": path.target, "x2": path.target, "y": lanes.top - 2, "y2": lanes.bottom + 4}]
    half, at = width(text, TEXT, bold=True) / 2, scale.at(path.target)
    side = "right" if at + half > lanes.wide else "center" if at > half else "left"
    return [
        rules(line, scale, LIGHT.bad, strokeDash=[5, 3], strokeWidth=1.5),
        texts([{"x": path.target, "y": lanes.top - 6, "text": text}], scale, LIGHT.bad, bold=True, align=side),
    ]


def _s(seconds: float) -> str:
    return units.humane(seconds, "second")
