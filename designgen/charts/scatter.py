"""Designs as dots over two of their figures: the spec's own, the listed ones with letter and name, all others small."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from designgen.charts.house import HEAD, SMALL, Layer, Says, Scale, Spec, grid, halo, marks, picture, rules, texts
from designgen.charts.ticks import Tick, by_ratio, even, said
from designgen.diagram.text import width
from designgen.palette import LIGHT

WIDTH, HEIGHT = 360, 320
LEFT, RIGHT, TOP, FOOT = 50.0, 12.0, HEAD + 22, 40.0
KINDS = ("faint", "front", "listed", "own")
"""In the order of painting."""
WIDER = 1.02
"""A figure that differs by less from least to most is no axis."""
MOST_TICKS = 5
ROUND = 8.0  # of a letter
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """A figure of each design. `better` says which way is good; money and time stand on a logarithmic scale."""

    name: str
    unit: str  # "" for points
    better: str
    values: tuple[float, ...]

    @property
    def wide(self) -> bool:
        low, high = min(self.values), max(self.values)
        return high > low * WIDER > 0 if self.unit else high > low

    def scale(self, start: float, end: float) -> Scale:
        """With a little room at both ends."""
        low, high = min(self.values), max(self.values)
        if self.unit:
            room = (high / low) ** 0.07
            return Scale(low / room, high * room, start, end, "log")
        room = (high - low) * 0.07
        return Scale(low - room, high + room, start, end)

    def ticks(self, scale: Scale) -> list[Tick]:
        make = by_ratio if self.unit else even
        return make(scale.low, scale.high, self.unit, MOST_TICKS)


@dataclass(frozen=True, slots=True)
class Dot:
    """`kind` is one of KINDS; the listed have a letter, all that are told a name and a short one."""

    kind: str
    letter: str
    name: str
    short: str = ""


Placed = tuple[float, float, Dot]


def pairs(axes: Sequence[Axis]) -> list[tuple[Axis, Axis]]:
    """The figures that differ, two a chart; none where fewer than two do."""
    wide = [axis for axis in axes if axis.wide]
    if len(wide) < 2:
        return []
    return [(wide[0], wide[1]), (wide[-1], wide[-2] if len(wide) > 3 else wide[0])] if len(wide) > 2 else [(wide[0], wide[1])]


def scatters(axes: Sequence[Axis], dots: Sequence[Dot], about: str) -> list[Spec]:
    """A chart for each pair."""
    return [scatter(across, up, dots, about) for across, up in pairs(axes)]


def scatter(across: Axis, up: Axis, dots: Sequence[Dot], about: str) -> Spec:
    """One chart; better is marked at the end of each axis."""
    x, y = across.scale(LEFT, WIDTH - RIGHT), up.scale(HEIGHT - FOOT, TOP)
    order = sorted(range(len(dots)), key=lambda place: (KINDS.index(dots[place].kind), dots[place].letter))
    placed = [(x.at(across.values[place]), y.at(up.values[place]), dots[place]) for place in order]
    named = "; ".join(
        f"{dot.letter or 'this design'}: {said(across.values[place], across.unit)} and {said(up.values[place], up.unit)}"
        for place, dot in enumerate(dots) if dot.kind in ("own", "listed")
    )  # fmt: skip
    title = f"{about}: {across.name.lower()} and {up.name.lower()} of {len(dots)} designs"
    layers = [*_frame(across, up, x, y), *_small(placed), *_told(placed)]
    return picture(Says(title, named, f"{up.name} against {across.name.lower()}"), WIDTH, HEIGHT, layers)


def _frame(across: Axis, up: Axis, x: Scale, y: Scale) -> Iterator[Layer | None]:
    bottom = HEIGHT - FOOT
    yield from grid(across.ticks(x), x, TOP, bottom, WIDTH)
    lines, values = [], []
    for tick in up.ticks(y):
        place = y.at(tick.value)
        lines.append({"px": LEFT, "px2": WIDTH - RIGHT, "y": place, "y2": place})
        values.append({"px": LEFT - 6, "y": place + 4, "text": tick.text})
    yield rules(lines, None)
    yield texts(values, fill=LIGHT.soft, size=SMALL, align="right")
    yield texts([{"px": 0, "y": HEAD + 6, "text": f"↑ {up.name}, {up.better}"}], size=SMALL, fill=LIGHT.soft)
    yield texts(
        [{"px": WIDTH - RIGHT, "y": HEIGHT - 6, "text": f"{across.name}, {across.better} →"}],
        size=SMALL,
        fill=LIGHT.soft,
        align="right",
    )


def _small(placed: Sequence[Placed]) -> Iterator[Layer | None]:
    for kind, size, fill in (("faint", 18, LIGHT.faint), ("front", 46, LIGHT.series[2])):
        rows = [{"px": x, "y": y} for x, y, dot in placed if dot.kind == kind]
        yield marks({"type": "point", "filled": True, "fill": fill, "opacity": 0.75, "size": size}, rows)


def _told(placed: Sequence[Placed]) -> Iterator[Layer | None]:
    """The own design as a ring, the listed as letters. What would cover another stands aside, with a line to its place."""
    listed = [one for one in placed if one[2].kind == "listed"]
    own = [one for one in placed if one[2].kind == "own"]
    taken: list[Box] = []
    seats = [_seat(x, y, taken) for x, y, _ in listed]
    lines = [{"px": x, "px2": a, "y": y, "y2": b} for (x, y, _), (a, b) in zip(listed, seats, strict=True) if (x, y) != (a, b)]
    yield rules(lines, None, LIGHT.bold)
    ring = [{"px": x, "y": y, "tip": dot.name} for x, y, dot in own]
    yield marks({"type": "point", "filled": False, "stroke": LIGHT.warm, "strokeWidth": 2.5, "size": 300}, ring)
    moved = [(x, y, dot) for (x, y), (_, _, dot) in zip(seats, listed, strict=True)]
    dots = [{"px": x, "y": y, "tip": f"{dot.letter}: {dot.name}"} for x, y, dot in moved]
    yield marks({"type": "point", "filled": True, "fill": LIGHT.bold, "opacity": 1, "size": 4 * ROUND**2 * 0.785}, dots)
    yield texts(
        [{"px": x, "y": y + 4, "text": dot.letter} for x, y, dot in moved], None, LIGHT.on_accent, SMALL, True, align="center"
    )
    taken += [(x - 10, y - 10, x + 10, y + 10) for x, y, _ in own]
    small = [(x - 3, y - 3, x + 3, y + 3) for x, y, dot in placed if dot.kind in ("front", "faint")]
    yield from _names([*own, *moved], taken, small)


def _seat(x: float, y: float, taken: list[Box]) -> tuple[float, float]:
    """The free place nearest to a dot, straight up or down."""
    tries = [y + step * way * 17 for step in range(12) for way in ((-1, 1) if y > HEIGHT / 2 else (1, -1))]
    inside = [at for at in tries if TOP + ROUND <= at <= HEIGHT - FOOT - ROUND] or [y]
    at = next((at for at in (y, *inside) if not _hit(_around(x, at), taken)), y)
    taken.append(_around(x, at))
    return x, at


def _around(x: float, y: float) -> Box:
    return x - ROUND, y - ROUND, x + ROUND, y + ROUND


def _names(told: Sequence[Placed], taken: list[Box], small: Sequence[Box]) -> Iterator[Layer | None]:
    """Each name beside its dot: off all dots where that can be, else off the large ones; none where none is free."""
    for x, y, dot in told:
        ways = list(_ways(x, y, width(dot.short, SMALL)))
        free = [way for way in ways if not _hit(way[0], taken)]
        found = next((way for way in free if not _hit(way[0], small)), free[0] if free else None)
        if found and dot.short:
            box, side = found
            taken.append(box)
            at = {"px": box[0] if side == "left" else box[2], "y": box[3] - 2, "text": dot.short}
            yield halo([at], SMALL, align=side)
            yield texts([at], None, LIGHT.warm if dot.kind == "own" else LIGHT.ink, SMALL, align=side)


def _ways(x: float, y: float, long: float) -> Iterator[tuple[Box, str]]:
    """Where a name can stand within the frame, and how it is aligned."""
    for far, down in itertools.product((12, 20), (0, -12, 12, -20, 20)):
        for side, left in (("left", x + far), ("right", x - far - long)):
            top = y + down - 6
            if left > LEFT and left + long < WIDTH - 2 and top > TOP - 8 and top + 12 < HEIGHT - FOOT:
                yield (left, top, left + long, top + 12), side


def _hit(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3] for other in others)
