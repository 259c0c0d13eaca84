"""The map for a terminal: a plane in letters with its legend, or one line of stretches per decision."""

import textwrap
from collections.abc import Iterator

from designgen.document.maps.page import changes
from designgen.document.maps.picture import footing, part, title_of
from designgen.document.maps.strip import segments
from designgen.document.templates import sentence_start
from designgen.explore.layer import Layer
from designgen.explore.map import Map
from designgen.explore.ticks import ticks

COLUMNS, ROWS, WIDE, NAME = 64, 21, 110, 28
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
OWN = "◉"


def map_text(map: Map, decision: str = "") -> str:
    """One decision over a plane (the most important one unless it is named), or all that change along a strip."""
    names = " and ".join(axis.fact.name.lower() for axis in map.axes)
    if not map.changing:
        return f"Every decision comes out the same over {names}.\n"
    lines = _plane(map, map.layer(decision or map.changing[0])) if len(map.axes) > 1 else _strip(map, decision)
    return "\n".join(line.rstrip() for line in [*lines, "", footing(map)]) + "\n"


def _plane(map: Map, layer: Layer) -> Iterator[str]:
    letters = {outcome.code: LETTERS[place % len(LETTERS)] for place, (outcome, _) in enumerate(layer.legend)}
    yield title_of(map, layer)
    yield ""
    yield from _drawn(map, layer, letters)
    for outcome, share in layer.legend:
        yield ""
        own = ", as in this spec" if outcome.own else ""
        yield f"{letters[outcome.code]}  {sentence_start(outcome.name)} ({part(share)}{own})"
        largest = max((region for region in layer.regions if region.outcome is outcome), key=lambda one: one.share)
        yield from textwrap.wrap(largest.because, WIDE, initial_indent="   ", subsequent_indent="   ")
    for along, values in changes(map, layer):
        yield ""
        yield f"{along}:"
        yield from (f"   {value}" for value in values)
    others = [map.layer(id).name.lower() for id in map.changing if id != layer.id]
    if others:
        yield ""
        yield from textwrap.wrap(f"Also change here: {', '.join(others)}.", WIDE)


def _drawn(map: Map, layer: Layer, letters: dict[int, str]) -> Iterator[str]:
    across, up = map.axes
    marks = {min(ROWS - 1, int(spot * ROWS)): text for spot, text in ticks(up, 6)}
    left = max(len(text) for text in marks.values()) if marks else 0
    yield f"{' ' * left} ↑ {up.fact.name}"
    own = None if across.marked is None or up.marked is None else _cell(across.marked, up.marked)
    for row in reversed(range(ROWS)):
        spots = [(across.index((column + 0.5) / COLUMNS), up.index((row + 0.5) / ROWS)) for column in range(COLUMNS)]
        signs = [letters[int(layer.codes[y, x])] for x, y in spots]
        if own and own[1] == row:
            signs[own[0]] = OWN
        yield f"{marks.get(row, ''):>{left}} {'┤' if row in marks else '│'}{''.join(signs)}"
    yield from _below(map, left)


def _cell(x: float, y: float) -> tuple[int, int]:
    return min(COLUMNS - 1, max(0, int(x * COLUMNS))), min(ROWS - 1, max(0, int(y * ROWS)))


def _below(map: Map, left: int) -> Iterator[str]:
    """The lower axis: a line, its values where they do not run into each other, its name."""
    across = map.axes[0]
    line, text = ["─"] * COLUMNS, ""
    for spot, value in ticks(across, 7):
        place = min(COLUMNS - 1, int(spot * COLUMNS))
        line[place] = "┴"
        start = max(0, min(COLUMNS - len(value), place - len(value) // 2))
        if start > len(text) or not text:
            text = f"{text:<{start}}{value}"
    yield f"{' ' * left} └{''.join(line)}"
    yield f"{' ' * left}  {text}"
    yield f"{across.fact.name + ' →':>{left + 2 + COLUMNS}}"
    yield f"{OWN} this spec" if None not in [axis.marked for axis in map.axes] else "This spec lies outside."


def _strip(map: Map, decision: str) -> Iterator[str]:
    axis = map.axes[0]
    ends = f"{axis.says(axis.values[0])} to {axis.says(axis.values[-1])}"
    yield f"Where the choices change along {axis.fact.name.lower()}, {ends}"
    yield f"(this spec: {axis.says(axis.here)}, in brackets): {map.design.spec.title}"
    yield ""
    for id in (decision,) if decision else map.changing:
        layer = map.layer(id)
        parts = []
        for place, one in enumerate(segments(map, layer)):
            here = axis.marked is not None and one.low <= axis.marked <= one.high and one.outcome.own
            name = f"[{one.outcome.name}]" if here else one.outcome.name
            parts.append(f"─ {one.starts} ─ {name}" if place or axis.scale == "words" else name)
        text = f"{sentence_start(layer.name):<{NAME}} {' '.join(parts)}"
        yield from textwrap.wrap(text, WIDE, subsequent_indent=" " * (NAME + 1), break_long_words=False)
