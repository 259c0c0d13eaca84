"""Parts of the space of one or two changed facts, and how they are cut smaller.

A cell says where each of its facts may lie: a number between two ends, of words which codes are possible (as bits), of a
set which words must and which may be there (and, where they have an order, which may lead), of a truth whether it may be
true and may be false.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from designgen.catalog import Fact
from designgen.decisions.change import FEW, coded, least
from designgen.decisions.model import Value
from designgen.rules.intervals import Box

Ends = tuple[float, ...]
Cell = tuple[tuple[int, Ends], ...]
"""Per free fact its place in the list of facts and its ends."""
COARSE = 0.5
"""Orders of magnitude below which a number waits until the words of a set are cut."""


def whole(fact: Fact, words: Sequence[int]) -> Ends:
    """Everything that the fact can be; of a set, everything made of these words (as bits)."""
    size = len(fact.values)
    if fact.kind == "number":
        return fact.low, fact.high
    if fact.kind == "set":
        return (0, sum(words), sum(words) << 1)[: 3 if fact.ordered else 2]
    return (1, 1) if fact.kind == "bool" else ((2 << size) - 2, (2 << size) - 2)


def point(fact: Fact, value: Value) -> Ends:
    """This value alone."""
    code, first = coded(fact, value)
    if fact.kind == "bool":
        return int(code), int(not code)
    if fact.kind == "enum":
        return 1 << int(code), 1 << int(code)
    return (code, code, 1 << first) if fact.ordered else (code, code)


def value_of(fact: Fact, ends: Ends) -> Value:
    """The value of a point."""
    words = list(fact.values)
    if fact.kind == "bool":
        return bool(ends[0])
    if fact.kind == "enum":
        return words[int(ends[0]).bit_length() - 2]
    if fact.kind == "set":
        kept = [word for bit, word in enumerate(words) if int(ends[0]) >> bit & 1]
        leads = [words[int(ends[2]).bit_length() - 2]] if fact.ordered else []
        return (*leads, *(word for word in kept if word not in leads))
    return ends[0]


def boxes_of(facts: Sequence[Fact], cells: Sequence[Cell]) -> dict[str, Box]:
    """The cells as boxes of the program, a row each."""
    rows: dict[int, list[tuple[int, Ends]]] = {}
    for row, cell in enumerate(cells):
        for place, ends in cell:
            rows.setdefault(place, []).append((row, ends))
    boxes: dict[str, Box] = {}
    for place, found in rows.items():
        fact = facts[place]
        kind: Any = {"number": np.float64, "bool": bool}.get(fact.kind, np.int64)
        where = np.array([row for row, _ in found])
        first, second = (np.array([ends[side] for _, ends in found], dtype=kind) for side in (0, 1))
        boxes[fact.id] = Box(where, first, second)
        if fact.ordered:
            leads = np.array([int(ends[2]) for _, ends in found], dtype=np.int64)
            boxes[f"{fact.id}.first"] = Box(where, leads, leads)
    return boxes


@dataclass(frozen=True)
class Cutter:
    """Cuts cells. `edges` are numbers at which rules turn, sorted; `words` are those of a set, in the order of cutting."""

    facts: Sequence[Fact]
    edges: Mapping[str, Sequence[float]]
    words: Mapping[str, Sequence[int]]

    def parts(self, cell: Cell) -> list[Cell]:
        """The cell cut along the fact that is the least known; itself alone when it is a point."""
        widths = [self.width(place, ends) for place, ends in cell]
        side = max(range(len(cell)), key=widths.__getitem__)
        if widths[side] <= 0:
            return [cell]
        place, ends = cell[side]
        return [(*cell[:side], (place, part), *cell[side + 1 :]) for part in self.cut(self.facts[place], ends)]

    def width(self, place: int, ends: Ends) -> float:
        """How much is open: words before numbers, numbers by their orders of magnitude, then the words of sets."""
        fact, first, second = self.facts[place], ends[0], ends[1]
        if fact.kind == "bool":
            return 1000.0 if first and second else 0.0
        if fact.kind == "enum":
            return 1000.0 if int(first).bit_count() > 1 else 0.0
        if fact.kind == "set":
            return COARSE if first != second or (fact.ordered and int(ends[2]).bit_count() > 1) else 0.0
        if first == second:
            return 0.0
        if fact.integer and fact.high - fact.low <= FEW:
            return 100.0
        return math.log10(max(second, least(fact)) / max(first, least(fact) / 1000)) + 1e-12

    def cut(self, fact: Fact, ends: Ends) -> Iterator[Ends]:
        """The parts of one fact."""
        first, second = ends[0], ends[1]
        if fact.kind == "bool":
            yield from ((1, 0), (0, 1))
        elif fact.kind == "enum":
            yield from ((code, code) for code in bits_of(int(first)))
        elif fact.kind == "set":
            yield from self.subsets(fact, int(first), int(second), ends[2:])
        elif fact.integer and fact.high - fact.low <= FEW:
            yield from ((float(value), float(value)) for value in range(math.ceil(first), math.floor(second) + 1))
        else:
            yield from self.halves(fact, first, second)

    def subsets(self, fact: Fact, must: int, may: int, leads: Ends) -> Iterator[Ends]:
        """With and without one word; of what is settled, each word that may lead. No set is empty."""
        if must == may:
            yield from ((must, may, code) for code in bits_of(int(leads[0])))
            return
        word = next(word for word in self.words[fact.id] if word & (must ^ may))
        yield (must | word, may, *leads)
        if may & ~word:
            left = tuple(int(codes) & ~(word << 1) for codes in leads)
            yield from ((must, may & ~word, *left) for _ in (1,) if all(left))

    def halves(self, fact: Fact, low: float, high: float) -> Iterator[Ends]:
        """Cut at a number where a rule turns if there is one inside, else in the middle."""
        known = self.edges.get(fact.id, ())
        inside = known[bisect_left(known, low) : bisect_right(known, high)]
        if inside and low < high:
            edge = inside[len(inside) // 2]
            below, above = (edge - 1, edge + 1) if fact.integer else (math.nextafter(edge, -1), math.nextafter(edge, math.inf))
            yield from ((one, two) for one, two in ((low, below), (edge, edge), (above, high)) if one <= two)
            return
        middle = self.middle(fact, low, high)
        if fact.integer:
            yield from ((low, math.floor(middle)), (math.floor(middle) + 1, high))
        else:
            yield from ((low, middle), (math.nextafter(middle, math.inf), high))

    def middle(self, fact: Fact, low: float, high: float) -> float:
        if low <= 0:
            return min(least(fact) / 1000, high / 2)
        middle = math.sqrt(low * high) if high > 2 * low else (low + high) / 2
        return middle if low <= middle < high else low


def bits_of(mask: int) -> list[int]:
    """Its bits, one by one."""
    return [1 << bit for bit in range(mask.bit_length()) if mask >> bit & 1]


def sample(fact: Fact, ends: Ends, now: Value, far: bool) -> Ends:
    """A point of the cell: the one nearest to the value of now, or the farthest."""
    here = point(fact, now)
    if fact.kind == "number":
        near = min(max(here[0], ends[0]), ends[1])
        value = near if not far else ends[0] if abs(ends[0] - near) > abs(ends[1] - near) else ends[1]
        return value, value
    if fact.kind == "bool":
        if not far and ends[0 if here[0] else 1]:
            return here
        return (0, 1) if ends[1] and (here[0] or not ends[0]) else (1, 0)
    if fact.kind == "enum":
        code = int(here[0]) & int(ends[0]) if not far else 0
        code = code or bits_of(int(ends[0]))[-1 if far else 0]
        return code, code
    words = int(ends[0]) | (int(ends[1]) if far else int(here[0]) & int(ends[1]))
    words = words or bits_of(int(ends[1]))[0]
    if not fact.ordered:
        return words, words
    leads = int(here[2]) & int(ends[2]) & words << 1 or (int(ends[2]) & words << 1) or int(ends[2])
    lead = bits_of(leads)[0]
    return words | lead >> 1, words | lead >> 1, lead
