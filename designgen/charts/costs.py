"""The bill: what a month of each component costs, with a whisker from the low to the high end."""

from collections.abc import Sequence
from dataclasses import dataclass

from designgen import units
from designgen.charts.house import BAR, HEAD, Lanes, Layer, Row, Says, Scale, Spec, bars, grid, key, picture, rules
from designgen.charts.ticks import even
from designgen.palette import LIGHT

MOST = 12
LEAST = 2
"""Fewer bars compare nothing."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Dollars a month of a component, typical, low and high."""

    name: str
    plane: str
    usd: float
    low: float
    high: float

    @property
    def shown(self) -> str:
        ends = f" ({_usd(self.low)} to {_usd(self.high)})" if self.high > self.low else ""
        return f"{_usd(self.usd)}{ends}"


def costs(every: Sequence[Cost], says: Says, wide: float) -> Spec:
    """The dearest, in the given order, coloured by their planes; the rest are one bar."""
    rows = _few(every)
    keys, top = key(_samples(rows), wide, HEAD - 4)
    lanes = Lanes(wide, [row.name for row in rows], [row.shown for row in rows], top + 4)
    far = max((max(row.high, row.usd) for row in rows), default=0.0) or 1.0
    scale = Scale(0.0, far, lanes.left, lanes.right)
    layers = [
        *grid(even(0.0, far, "usd", 3 if lanes.above else 4), scale, lanes.top, lanes.bottom + 2, wide),
        *keys, bars([_bar(row, lanes, place) for place, row in enumerate(rows)], scale), *_whiskers(rows, lanes, scale),
        *lanes.titles(), *lanes.told([max(row.high, row.usd) for row in rows], scale),
    ]  # fmt: skip
    return picture(says, wide, lanes.bottom + 22, layers)


def _few(every: Sequence[Cost]) -> list[Cost]:
    if len(every) <= MOST:
        return list(every)
    rest = every[MOST - 1 :]
    sums = (sum(getattr(one, name) for one in rest) for name in ("usd", "low", "high"))
    return [*every[: MOST - 1], Cost(f"{len(rest)} more", "", *sums)]


def _colour(plane: str) -> str:
    return LIGHT.planes[plane].accent if plane in LIGHT.planes else LIGHT.faint


def _samples(rows: Sequence[Cost]) -> list[tuple[str, str, str]]:
    """The planes that have a bar; none where there is only one."""
    planes = [plane for plane in LIGHT.planes if any(row.plane == plane for row in rows)]
    return [(_colour(plane), "", plane) for plane in planes] if len(planes) > 1 else []


def _bar(row: Cost, lanes: Lanes, place: int) -> Row:
    y = lanes.y(place)
    return {"x": 0.0, "x2": row.usd, "y": y, "y2": y + BAR, "fill": _colour(row.plane), "tip": f"{row.name}: {row.shown} a month"}


def _whiskers(rows: Sequence[Cost], lanes: Lanes, scale: Scale) -> list[Layer | None]:
    """A line with its ends, on a pale one of the ground, so that it is seen on a bar of any colour."""
    lines: list[Row] = []
    for place, row in enumerate(rows):
        y = lanes.y(place) + BAR / 2
        if row.high > row.low:
            lines.append({"x": row.low, "x2": row.high, "y": y, "y2": y})
            lines += [{"x": end, "x2": end, "y": y - 4, "y2": y + 4} for end in (row.low, row.high)]
    return [rules(lines, scale, LIGHT.page, strokeWidth=4), rules(lines, scale, LIGHT.ink, strokeWidth=1.5)]


def _usd(amount: float) -> str:
    return units.humane(amount, "usd")
