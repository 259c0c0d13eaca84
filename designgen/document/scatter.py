"""Designs as dots over two of their figures: the spec's own, the listed ones with their letters, all others faint."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from designgen import units
from designgen.document.escape import attribute, ours

WIDTH, HEIGHT = 360, 270
LEFT, RIGHT, TOP, FOOT = 62, 14, 16, 44
KINDS = ("faint", "front", "listed", "own")
"""In the order of painting."""
MOST_TICKS = 5
SPREAD = 16
"""Between the middles of two letters, px."""
WIDER = 1.02
"""A figure that differs by less from least to most is no axis."""


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


@dataclass(frozen=True, slots=True)
class Dot:
    """`kind` is one of KINDS; the listed have a letter and a name."""

    kind: str
    letter: str
    name: str


def scatters(axes: Sequence[Axis], dots: Sequence[Dot]) -> list[Markup]:
    """Pictures of the figures that differ, two in each; none where fewer than two do."""
    wide = [axis for axis in axes if axis.wide]
    if len(wide) < 2:
        return []
    pairs = [(wide[0], wide[1]), (wide[-1], wide[-2] if len(wide) > 3 else wide[0])] if len(wide) > 2 else [(wide[0], wide[1])]
    return [_scatter(across, up, dots) for across, up in pairs]


def _scatter(across: Axis, up: Axis, dots: Sequence[Dot]) -> Markup:
    x, y = _Scale(across, LEFT, WIDTH - RIGHT), _Scale(up, HEIGHT - FOOT, TOP)
    named = "; ".join(
        f"{dot.letter or 'this design'}: {_shown(across, across.values[place])} and {_shown(up, up.values[place])}"
        for place, dot in enumerate(dots)
        if dot.kind in ("own", "listed")
    )
    title = f"{across.name} and {up.name.lower()} of {len(dots)} designs. {named}"
    order = sorted(range(len(dots)), key=lambda place: (KINDS.index(dots[place].kind), dots[place].letter))
    marks = "".join(_marks([(x.at(across.values[place]), y.at(up.values[place]), dots[place]) for place in order]))
    return ours(
        f'<svg class="dg-scatter" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" font-family="sans-serif" font-size="11"><title>{attribute(title)}</title>'
        f"{''.join(_frame(x, y))}{marks}</svg>"
    )


class _Scale:
    """From a figure to pixels, with a little room at both ends."""

    def __init__(self, axis: Axis, start: float, end: float) -> None:
        self.axis, self.start, self.end = axis, start, end
        low, high = self._of(min(axis.values)), self._of(max(axis.values))
        room = (high - low) * 0.06
        self.low, self.high = low - room, high + room

    def _of(self, value: float) -> float:
        return math.log10(value) if self.axis.unit else value

    def at(self, value: float) -> float:
        return self.start + (self._of(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Round values within the range, at most five; of money and time also the ends where few round ones fit."""
        if not self.axis.unit:
            return _even(self.low, self.high)
        low, high = 10**self.low, 10**self.high
        for steps in ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0)):
            powers = range(math.floor(self.low), math.ceil(self.high) + 1)
            found = [step * 10.0**power for power in powers for step in steps if low <= step * 10.0**power <= high]
            if len(found) >= 3:
                return found[:: math.ceil(len(found) / MOST_TICKS)]
        return _even(low, high)


def _even(low: float, high: float) -> list[float]:
    """Multiples of a round step."""
    rough = (high - low) / (MOST_TICKS - 1)
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    first = math.ceil(low / step)
    return [place * step for place in range(first, math.floor(high / step) + 1)]


def _frame(x: _Scale, y: _Scale) -> Iterator[str]:
    bottom = HEIGHT - FOOT
    for value in x.ticks():
        place = x.at(value)
        yield f'<path class="dg-grid" d="M{place:.1f} {TOP}V{bottom}" stroke="#dfe4ec"/>'
        yield _text(place, bottom + 14, _shown(x.axis, value), "middle")
    for value in y.ticks():
        place = y.at(value)
        yield f'<path class="dg-grid" d="M{LEFT} {place:.1f}H{WIDTH - RIGHT}" stroke="#dfe4ec"/>'
        yield _text(LEFT - 5, place + 4, _shown(y.axis, value), "end")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, f"{x.axis.name} ({x.axis.better})", "middle")
    yield _text(4, TOP - 5, f"{y.axis.name} ({y.axis.better})", "start")


def _shown(axis: Axis, value: float) -> str:
    return units.humane(value, axis.unit) if axis.unit else f"{value:+.0f}".replace("-", "−").replace("+0", "0")


def _marks(places: Sequence[tuple[float, float, Dot]]) -> Iterator[str]:
    """Letters that would cover one another stand above, each with a line to its place."""
    taken: list[tuple[float, float]] = []
    for x, y, dot in places:
        if dot.kind != "listed":
            yield _dot(x, y, dot)
            continue
        top = y
        while any(abs(x - a) < SPREAD and abs(top - b) < SPREAD for a, b in taken):
            top += SPREAD if y < (HEIGHT - FOOT) / 2 else -SPREAD
        taken.append((x, top))
        if top != y:
            yield f'<path class="dg-listed-line" d="M{x:.1f} {y:.1f}V{top:.1f}" stroke="#1d57d8"/>'
        yield _letter(x, top, dot)


def _dot(x: float, y: float, dot: Dot) -> str:
    if dot.kind == "own":
        return (
            f'<circle class="dg-own" cx="{x:.1f}" cy="{y:.1f}" r="10" fill="none" stroke="#c7762b" stroke-width="2.5">'
            f"<title>{attribute(dot.name)}</title></circle>"
        )
    size = 2.5 if dot.kind == "faint" else 3.5
    return f'<circle class="dg-{dot.kind}" cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{_FILL[dot.kind]}"/>'


def _letter(x: float, y: float, dot: Dot) -> str:
    return (
        f'<g><title>{attribute(f"{dot.letter}: {dot.name}")}</title>'
        f'<circle class="dg-listed" cx="{x:.1f}" cy="{y:.1f}" r="7.5" fill="#1d57d8"/>'
        f'<text class="dg-letter" x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-weight="700" fill="#fff">'
        f"{dot.letter}</text></g>"
    )


_FILL = {"faint": "#cbd5e1", "front": "#7c93b5"}


def _text(left: float, top: float, text: str, anchor: str) -> str:
    return f'<text class="dg-text" x="{left:.1f}" y="{top:.1f}" text-anchor="{anchor}" fill="#475569">{attribute(text)}</text>'


__all__ = ["Axis", "Dot", "scatters"]
