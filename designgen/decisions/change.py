"""Changes of one fact: which other values it can take, how large a change each is, and its code for the program.

The size of a change, in one place: of a number the orders of magnitude between both values (a tenth of a second instead of a
second is 1), of a priority its points, of words 3 for each word that comes or goes, as much as a factor of a thousand, and 1
where another word leads. What is 0 counts as a thousandth of the unit in which it is said. A planning value counts three times:
it describes how systems are built, not the problem that is asked; one that no system has comes after everything else. The year
comes late, too: a study of another year is another study.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from designgen.catalog import Fact
from designgen.decisions.decide import code_of
from designgen.decisions.model import Value
from designgen.units import amount_of

WORD, LEAD, POINT, YEARS, PLANNED, STRANGE = 3.0, 1.0, 1.0, 8.0, 3.0, 8.0
PLANNING = ("sizing.", "llm.", "media.")
"""Values of ours, not of the asker."""
MOST_DECADES, LEAST_BYTES = 1.0, 0.5
"""A planning value farther away than this, or smaller, is of no system that is built."""
PER_DECADE, CLOSE = 4, 1e-9
FEW = 64
"""So many whole numbers are tried one by one."""
PRIORITIES, YEAR = "priorities.", "year"


@dataclass(frozen=True, slots=True)
class Change:
    """A fact with another value, and how large a change that is."""

    fact: str
    value: Value
    size: float


def size_of(fact: Fact, now: Value, value: Value) -> float:
    """How large a change it is; 0 for none."""
    if isinstance(now, tuple) and isinstance(value, tuple):
        return WORD * len(set(now) ^ set(value)) + LEAD * (fact.ordered and now[0] != value[0])
    if fact.kind != "number":
        return WORD * (value != now)
    old, new = float(now), float(value)  # type: ignore[arg-type]
    if fact.id.startswith(PRIORITIES):
        return POINT * abs(new - old)
    if fact.id == YEAR:
        return YEARS + abs(new - old) / 10 if new != old else 0.0
    return _decades(fact, old, new) * (PLANNED if fact.id.startswith(PLANNING) else 1) + STRANGE * outlandish(fact, now, value)


def outlandish(fact: Fact, now: Value, value: Value) -> bool:
    """Is it a planning value more than tenfold away, or of less than half a byte, which nobody would ask for?"""
    if fact.kind != "number" or not fact.id.startswith(PLANNING) or value == now:
        return False
    old, new = float(now), float(value)  # type: ignore[arg-type]
    return _decades(fact, old, new) > MOST_DECADES + CLOSE or (fact.unit == "byte" and 0 < new < LEAST_BYTES <= old)


def _decades(fact: Fact, old: float, new: float) -> float:
    return abs(math.log10(max(new, least(fact)) / max(old, least(fact))))


def least(fact: Fact) -> float:
    """What counts instead of 0, in base units."""
    return float(amount_of(fact.unit).value) * (1 if fact.unit == "count" else 0.001)


def values(fact: Fact, now: Value, edges: Iterable[float]) -> list[Value]:
    """Other values to try; `edges` are what rules compare the number with."""
    if isinstance(now, tuple):
        return list(dict.fromkeys(_sets(fact, now)))
    if fact.kind == "number":
        return [value for value in sorted(_numbers(fact, float(now), edges)) if value != now]
    words: tuple[Value, ...] = (True, False) if fact.kind == "bool" else tuple(fact.values)
    return [value for value in words if value != now]


def _sets(fact: Fact, now: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Up to two words put in or taken out; of an ordered set, each word that could then lead."""
    for moved in (*combinations(fact.values, 1), *combinations(fact.values, 2), ()):
        kept = tuple(word for word in now if word not in moved)
        new = tuple(word for word in moved if word not in now)
        for first in (*kept[:1], *new, *kept[1:]) if fact.ordered else (kept + new)[:1]:
            value = (first, *(word for word in kept + new if word != first))
            if set(value) != set(now) or (fact.ordered and first != now[0]):
                yield value


def _numbers(fact: Fact, now: float, edges: Iterable[float]) -> set[float]:
    if fact.integer and fact.high - fact.low <= FEW:
        return {float(value) for value in range(int(fact.low), int(fact.high) + 1)}
    found = {fact.low, fact.high}
    for edge in edges:
        found |= {edge, edge * (1 + CLOSE), edge * (1 - CLOSE), edge + 1, edge - 1} if fact.integer else {
            edge, edge * (1 + CLOSE), edge * (1 - CLOSE)}  # fmt: skip
    start = now if now > 0 else least(fact)
    low, high = max(fact.low, start * 1e-9, least(fact)), min(fact.high, start * 1e12)
    grid = (start * 10 ** (step / PER_DECADE) for step in range(-9 * PER_DECADE, 12 * PER_DECADE + 1))
    found |= {value for value in grid if low <= value <= high}
    whole = {float(round(value)) for value in found} if fact.integer else found
    return {value for value in whole if fact.low <= value <= fact.high}


def coded(fact: Fact, value: Value) -> tuple[float | int | bool, int]:
    """The value as the program wants it, and the code of its first word (0 where words have no order)."""
    return code_of(fact, value), int(code_of(fact, value, True)) if fact.ordered else 0


def round_beyond(fact: Fact, edge: float, way: int, within: float = 0.01) -> Iterator[float]:
    """Rounder numbers a little beyond the edge, roundest first, then the edge itself. `way` is 1 for up, −1 for down."""
    unit = amount_of(fact.unit).value
    if 0 < edge < least(fact) / 1000:
        yield least(fact) / 1000  # whatever is more than nothing
    elif edge > 0:
        own = edge / float(unit)
        for digits in range(1, 7):
            step = Fraction(10) ** (math.floor(math.log10(own)) - digits + 1)
            number = (math.ceil if way > 0 else math.floor)(Fraction(own) / step - way * Fraction(1, 10**9)) * step
            value = _whole(fact, float(number * unit), way)
            if abs(value - edge) <= within * edge and fact.low <= value <= fact.high:
                yield value
    yield edge


def _whole(fact: Fact, value: float, way: int) -> float:
    if not fact.integer:
        return value
    return float(math.ceil(value - 1e-9) if way > 0 else math.floor(value + 1e-9))
