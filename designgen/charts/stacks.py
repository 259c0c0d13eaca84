"""Designs side by side as stacked bars on one scale, with a key to their pieces."""

from collections.abc import Sequence
from dataclasses import dataclass

from designgen.charts.house import HEAD, SMALL, TEXT, WIDE, Layer, Row, Says, Scale, Spec, bars, key, picture, rules, texts
from designgen.diagram.text import fit, width
from designgen.palette import LIGHT

WIDE_STEP, NARROW_STEP, BAR, MOST_LEFT = 36.0, 52.0, 24.0, 190.0
MOST = 6
"""Pieces with a colour of their own."""
FAR = 2.0
"""Times the longest bar: a goal beyond is named in the total only."""
SEEN = 0.3  # px


@dataclass(frozen=True, slots=True)
class Key:
    """What the pieces of every bar are: at most MOST, and behind them the rest ("" if there is none)."""

    pieces: tuple[str, ...]
    rest: str = ""
    goal: str = ""  # what the mark on a bar is

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.pieces, self.rest) if self.rest else self.pieces

    def colour(self, place: int) -> str:
        return LIGHT.series[place] if place < len(self.pieces) else LIGHT.soft


@dataclass(frozen=True, slots=True)
class Stack:
    """One bar: an amount and its words for each name of the key. `goal` is a mark on the scale, None if there is none."""

    name: str
    amounts: tuple[float, ...]
    shown: tuple[str, ...]
    total: str
    goal: float | None = None
    missed: bool = False


def stacks(key_: Key, rows: Sequence[Stack], says: Says, wide: float) -> Spec:
    """The bars under their title; in a narrow chart names and totals stand above them."""
    narrow = wide < WIDE
    scale = _scale(rows, wide, narrow)
    step = NARROW_STEP if narrow else WIDE_STEP
    tops = [HEAD + step * place + (18 if narrow else 0) for place in range(len(rows))]
    goals = [_goal(row, scale, top) for row, top in zip(rows, tops, strict=True)]
    samples = [(key_.colour(place), "", name) for place, name in enumerate(key_.names)]
    marked = [goal for goal in goals if goal]
    keys, bottom = key(samples + [(LIGHT.page, LIGHT.bad, key_.goal)] * bool(marked), wide, HEAD + step * len(rows) + 4)
    layers = [
        *_pieces(key_, rows, tops, scale), rules(marked, scale, LIGHT.bad, strokeWidth=2, strokeDash=[4, 2]),
        *_names(rows, tops, scale, wide, narrow), *_totals(rows, tops, scale, wide, narrow), *keys,
    ]  # fmt: skip
    return picture(says, wide, bottom, layers)


def _scale(rows: Sequence[Stack], wide: float, narrow: bool) -> Scale:
    """As much room for the bars as names and totals leave."""
    left = min(max((width(row.name, TEXT) for row in rows), default=0.0) + 14, MOST_LEFT)
    right = wide - max((width(row.total, TEXT, row.missed) for row in rows), default=0.0) - 12
    longest = max((sum(row.amounts) for row in rows), default=0.0) or 1.0
    span = max([longest, *(row.goal for row in rows if row.goal is not None and row.goal <= FAR * longest)])
    return Scale(0.0, span, 0.0 if narrow else left, wide - 2 if narrow else right)


def _goal(row: Stack, scale: Scale, top: float) -> Row | None:
    if row.goal is None or row.goal > scale.high:
        return None
    return {"x": row.goal, "x2": row.goal, "y": top - 4, "y2": top + BAR + 4}


def _pieces(key_: Key, rows: Sequence[Stack], tops: Sequence[float], scale: Scale) -> list[Layer | None]:
    """Stretches with their names where there is room; a hair of ground parts two of them without colour."""
    boxes: list[Row] = []
    inside: list[Row] = []
    for row, top in zip(rows, tops, strict=True):
        start = 0.0
        for place, amount in enumerate(row.amounts):
            long = scale.at(start + amount) - scale.at(start)
            said = f"{key_.names[place]} {row.shown[place]}"
            if long >= SEEN:
                boxes.append({"x": start, "x2": start + amount, "y": top, "y2": top + BAR,
                              "fill": key_.colour(place), "tip": f"{row.name}: {said}"})  # fmt: skip
                shown = next((text for text in (said, key_.names[place]) if width(text, SMALL) < long - 10), "")
                inside.append({"x": start, "y": top + 16, "text": shown})
            start += amount
    return [bars(boxes, scale, stroke=LIGHT.page, strokeWidth=1), texts(inside, scale, LIGHT.on_accent, SMALL, dx=6)]


def _names(rows: Sequence[Stack], tops: Sequence[float], scale: Scale, wide: float, narrow: bool) -> list[Layer | None]:
    if narrow:
        room = [wide - width(row.total, TEXT, row.missed) - 12 for row in rows]
        return [
            texts(
                [
                    {"px": 0, "y": top - 6, "text": fit(row.name, TEXT, far)}
                    for row, top, far in zip(rows, tops, room, strict=True)
                ]
            )
        ]
    named = [
        {"px": scale.left - 10, "y": top + 16, "text": fit(row.name, TEXT, scale.left - 12)}
        for row, top in zip(rows, tops, strict=True)
    ]
    return [texts(named, align="right")]


def _totals(rows: Sequence[Stack], tops: Sequence[float], scale: Scale, wide: float, narrow: bool) -> list[Layer | None]:
    """Behind the bar, or above its end; one that misses its goal in the colour of what is bad."""

    def of(missed: bool) -> list[Row]:
        found = [(row, top) for row, top in zip(rows, tops, strict=True) if row.missed is missed]
        if narrow:
            return [{"px": wide - 2, "y": top - 6, "text": row.total} for row, top in found]
        ends = [max(sum(row.amounts), row.goal if row.goal is not None and row.goal <= scale.high else 0.0) for row, _ in found]
        return [{"x": end, "y": top + 16, "text": row.total} for (row, top), end in zip(found, ends, strict=True)]

    side = {"align": "right"} if narrow else {"dx": 8}
    return [texts(of(True), scale, LIGHT.bad, bold=True, **side), texts(of(False), scale, LIGHT.soft, **side)]
