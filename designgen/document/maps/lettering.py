"""Names written into regions where there is room for them, in one to three lines; a number where there is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from designgen.diagram.text import clean, width
from designgen.document.maps.shapes import numbers_of
from designgen.document.templates import sentence_start
from designgen.explore.layer import Layer, Region

SIZES = (14.0, 12.5, 11.0)
LINES = 3
AIR = 8.0  # px around a name
KEY = 17.0
LEAST = 0.0004  # of the area; a smaller region stands in the table only


@dataclass(frozen=True, slots=True)
class Label:
    """A name, or with `key` a number, at a place from 0 to 1 of both axes."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    key: bool
    upright: bool = False  # reads from below to above


def labels(layer: Layer, side: float) -> list[Label]:
    """One for every region that is not a speck; the largest regions first."""
    numbers = numbers_of(layer)
    sized = sorted(layer.regions, key=lambda region: (-region.share, region.number))
    found = (_label(layer, region, side, numbers[region.outcome.code]) for region in sized if region.share >= LEAST)
    return [label for label in found if label]


def _label(layer: Layer, region: Region, side: float, number: int) -> Label | None:
    name = sentence_start(region.outcome.name)
    for size in SIZES:
        for lines in _ways(name, size, side):
            wide, high = _box(lines, size)
            spot = layer.room(region.number, wide / side, high / side, 14 / side)
            if spot:
                return Label(*spot, lines, size, False)
    for size in SIZES:
        for lines in _ways(name, size, side):
            wide, high = _box(lines, size)
            spot = layer.room(region.number, high / side, wide / side, 14 / side)
            if spot:
                return Label(*spot, lines, size, False, upright=True)
    for room in (KEY, 1.0):
        spot = layer.room(region.number, room / side, room / side, 14 / side)
        if spot:
            return Label(*spot, (str(number),), 10.0, True)
    return None


def _box(lines: tuple[str, ...], size: float) -> tuple[float, float]:
    return max(width(line, size, bold=True) for line in lines) + AIR, size * 1.22 * len(lines) + AIR / 2


def _ways(name: str, size: float, side: float) -> Iterator[tuple[str, ...]]:
    """The name in one, two and three lines, none longer than half the map where it can be cut."""
    ways = dict.fromkeys(cut(name, lines, size) for lines in range(1, LINES + 1))
    yield from sorted(ways, key=lambda lines: _box(lines, size)[0] > side * 0.5)


@lru_cache(4096)
def cut(text: str, lines: int, size: float) -> tuple[str, ...]:
    """The text in at most so many lines, cut at spaces where the longest line is shortest."""
    parts = clean(text).split()
    best: tuple[str, ...] = (" ".join(parts),)
    for _ in range(lines - 1):
        best = min((way for way in _cuts(best)), key=lambda way: max(width(line, size, bold=True) for line in way), default=best)
    return best


def _cuts(lines: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """One more line than before: every way to share the words of the whole."""
    words = " ".join(lines).split()
    wanted = len(lines) + 1
    if len(words) < wanted or len(words) > 40:
        return
    for first in range(1, len(words) - wanted + 2):
        rest = words[first:]
        if wanted == 2:
            yield " ".join(words[:first]), " ".join(rest)
            continue
        for second in range(1, len(rest)):
            yield " ".join(words[:first]), " ".join(rest[:second]), " ".join(rest[second:])
