"""Stacked bars, one a design, on one scale: an inline SVG in the look of the other bars, with a key to its pieces below."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from designgen.diagram.text import fit, width
from designgen.document.escape import attribute, ours

WIDTH, MOST_LEFT, HEAD, ROW, BAR = 720, 190, 30, 36, 24  # px; names on the left, totals on the right
NARROW, HIGHER = 360, 56  # px, and the height of a row with names and totals above the bar
FONT, SMALL = 12.0, 11.0
COLOURS = ("#2f6f9f", "#a1561a", "#1f7a6d", "#6b4fa0", "#a33b5c", "#5c6b1e")
_REST, _INK, _SOFT, _GOAL = "#5b6472", "#1e293b", "#475569", "#b3261e"
_FAR = 2.0  # times the longest bar: a goal beyond is named in the total only


@dataclass(frozen=True, slots=True)
class Key:
    """What the pieces of every bar are: at most one a colour, and behind them the rest ("" if there is none)."""

    pieces: tuple[str, ...]
    rest: str = ""
    goal: str = ""  # what the mark on a bar is

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.pieces, self.rest) if self.rest else self.pieces

    def look(self, place: int) -> str:
        """Class and colour of a piece."""
        kind, colour = (place + 1, COLOURS[place]) if place < len(self.pieces) else (0, _REST)
        return f'class="dg-piece dg-piece-{kind}" fill="{colour}"'


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: an amount and its words for each name of the key. `goal` is a mark on the scale, None if there is none."""

    name: str
    amounts: tuple[float, ...]
    shown: tuple[str, ...]
    total: str
    goal: float | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the bars begin and end, in px, and how many px one of their unit is."""

    left: float
    right: float
    scale: float

    def goal(self, bar: Stack) -> float:
        """The x of the goal; 0 if there is none or it lies beyond the picture."""
        x = self.left + (bar.goal or 0.0) * self.scale
        return x if bar.goal is not None and x < self.right + 1 else 0.0


def stacks(key: Key, bars: Sequence[Stack], title: str, says: str) -> Markup:
    """The drawing under its title; `says` tells whoever does not see it what it shows."""
    frame = _frame(bars)
    rows = "".join(_row(key, bar, frame, place * ROW + HEAD) for place, bar in enumerate(bars))
    keys, height = _keys(key, any(frame.goal(bar) for bar in bars), (frame.left, WIDTH), len(bars) * ROW + HEAD + 14)
    return _drawing("dg-stacks", (WIDTH, height), says, _head(title, frame.left) + rows + keys)


def narrow_stacks(key: Key, bars: Sequence[Stack], title: str, says: str) -> Markup:
    """The same for a narrow window: names and totals stand above the bars, which are as wide as the picture."""
    frame = Frame(0.0, NARROW - 2, (NARROW - 2) / _span(bars))
    rows = "".join(_narrow_row(key, bar, frame, place * HIGHER + HEAD) for place, bar in enumerate(bars))
    keys, height = _keys(key, any(frame.goal(bar) for bar in bars), (0.0, NARROW), len(bars) * HIGHER + HEAD + 14)
    return _drawing("dg-stacks dg-narrow", (NARROW, height), says, _head(title, 0.0) + rows + keys)


def _head(title: str, left: float) -> str:
    return f'<text class="dg-text" x="{left:.1f}" y="16" font-weight="600" fill="{_INK}">{attribute(title)}</text>'


def _drawing(name: str, size: tuple[int, int], says: str, inside: str) -> Markup:
    return ours(
        f'<svg class="{name}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}" width="{size[0]}" '
        f'height="{size[1]}" role="img" font-family="sans-serif" font-size="12"><title>{attribute(says)}</title>{inside}</svg>'
    )


def _frame(bars: Sequence[Stack]) -> Frame:
    """As much room for the bars as names and totals leave."""
    left = min(max((width(bar.name, FONT) for bar in bars), default=0.0) + 14, MOST_LEFT)
    right = WIDTH - max((width(bar.total, FONT, bar.missed) for bar in bars), default=0.0) - 12
    return Frame(left, right, (right - left) / _span(bars))


def _span(bars: Sequence[Stack]) -> float:
    """The largest total, or a goal that lies not far beyond it."""
    longest = max((sum(bar.amounts) for bar in bars), default=0.0) or 1.0
    return max([longest, *(bar.goal for bar in bars if bar.goal is not None and bar.goal <= _FAR * longest)])


def _row(key: Key, bar: Stack, frame: Frame, top: int) -> str:
    name = attribute(fit(bar.name, FONT, frame.left - 12))
    text = f'<text class="dg-text" x="{frame.left - 10:.1f}" y="{top + 16}" text-anchor="end" fill="{_INK}">{name}</text>'
    pieces, ends = _bar(key, bar, frame, top)
    return f'{text}{pieces}<text {_told(bar)} x="{ends + 8:.1f}" y="{top + 16}">{attribute(bar.total)}</text>'


def _narrow_row(key: Key, bar: Stack, frame: Frame, top: int) -> str:
    name = attribute(fit(bar.name, FONT, frame.right - width(bar.total, FONT, bar.missed) - 12))
    text = f'<text class="dg-text" x="0" y="{top + 14}" fill="{_INK}">{name}</text>'
    total = f'<text {_told(bar)} x="{frame.right:.1f}" y="{top + 14}" text-anchor="end">{attribute(bar.total)}</text>'
    return text + total + _bar(key, bar, frame, top + 22)[0]


def _told(bar: Stack) -> str:
    """The look of a total."""
    return f'class="dg-goal" fill="{_GOAL}" font-weight="600"' if bar.missed else f'class="dg-text" fill="{_SOFT}"'


def _bar(key: Key, bar: Stack, frame: Frame, top: int) -> tuple[str, float]:
    """The pieces with the goal, and where they end."""
    parts, ends = [], frame.left
    for place, amount in enumerate(bar.amounts):
        parts.append(_piece(key, bar, place, (ends, amount * frame.scale, top)))
        ends += amount * frame.scale
    if goal := frame.goal(bar):
        parts.append(_goal(goal, top - 4, top + BAR + 4))
        ends = max(ends, goal)
    return "".join(parts), ends


def _piece(key: Key, bar: Stack, place: int, where: tuple[float, float, int]) -> str:
    """A stretch of a bar, with its name where there is room. A hair of ground parts two pieces without colour."""
    left, wide, top = where
    if wide < 0.3:
        return ""
    name = key.names[place]
    said = f"{name} {bar.shown[place]}"
    size = f'x="{left:.1f}" y="{top}" width="{max(wide - 1, 0.5):.1f}" height="{BAR}" rx="2"'
    text = next((text for text in (said, name) if width(text, SMALL) < wide - 10), "")
    inside = f'<text class="dg-inside" x="{left + 6:.1f}" y="{top + 16}" font-size="11" fill="#ffffff">{attribute(text)}</text>'
    return f"<g><title>{attribute(f'{bar.name}: {said}')}</title><rect {key.look(place)} {size}/>{inside if text else ''}</g>"


def _goal(x: float, top: float, bottom: float) -> str:
    drawn = f"M{x:.1f} {top:.1f}V{bottom:.1f}"
    return f'<path class="dg-target" d="{drawn}" stroke="{_GOAL}" stroke-width="2" stroke-dasharray="4 2"/>'


def _keys(key: Key, goal: bool, sides: tuple[float, float], top: int) -> tuple[str, int]:
    """The key from left to right, wrapped; and where the picture ends."""
    samples = [(name, f'<rect {key.look(place)} width="12" height="12" rx="2" y="-10"/>') for place, name in enumerate(key.names)]
    if goal:
        samples.append((key.goal, _goal(6, -11, 3)))
    left, right = sides
    drawn, x, y = [], left, top
    for full, sample in samples:
        name = fit(full, SMALL, right - left - 34)
        wide = 18 + width(name, SMALL) + 16
        if x > left and x + wide > right:
            x, y = left, y + 20
        text = f'<text class="dg-text" x="18" font-size="11" fill="{_SOFT}">{attribute(name)}</text>'
        drawn.append(f'<g transform="translate({x:.1f} {y})">{sample}{text}</g>')
        x += wide
    return "".join(drawn), y + 10
