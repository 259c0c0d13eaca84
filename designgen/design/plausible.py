"""The answers that an assumed fact could well have: the one place that says how far an assumption may be off.

A number that the asker knows lies within a factor of 10 of what is assumed, a planning value of ours within 2, a priority
within one step. A number that is 0 because nobody has named it is tried at what the rules compare it with; money at a
tenth, one time and ten times the bill. Of words, each; of a set, one more or one less.
"""

import math
from collections.abc import Iterator, Sequence

from designgen.catalog import Fact
from designgen.decisions import KnownFact, Value
from designgen.decisions.change import PLANNING
from designgen.decisions.flips import other_words
from designgen.decisions.robust import DATE, PRIORITIES

ASKED, PLANNED, STEP = 10.0, 2.0, 1
DEFINING = ("problem.", "constraints.", "generation.")
"""Which problem it is, where it must run, whether it writes: another word there makes another problem, and so does any set."""
CLOSE = 1e-9


def is_question(fact: Fact, known: KnownFact) -> bool:
    """Would the answer be news? Not what is given, not the date."""
    return known.origin == "assumed" and fact.id != DATE


def defines(fact: Fact) -> bool:
    """Would another answer make it another problem?"""
    return fact.kind == "set" or (fact.kind == "enum" and fact.id.startswith(DEFINING))


def answers(fact: Fact, now: Value, edges: Sequence[float], usd: float) -> list[Value]:
    """Other answers to try, the ends of a range first. `edges` are values at which something is known to change."""
    if fact.kind != "number":
        return [value for value, _ in other_words(fact, now)]
    value = float(now)  # type: ignore[arg-type]
    found = dict.fromkeys(_rounded(fact, one) for one in _numbers(fact, value, edges, usd))
    return [one for one in found if one != value and fact.low <= one <= fact.high]


def reach(fact: Fact, now: float) -> tuple[float, float]:
    """The ends within which the answer is looked for."""
    if fact.id.startswith(PRIORITIES):
        return max(fact.low, now - STEP), min(fact.high, now + STEP)
    factor = PLANNED if fact.id.startswith(PLANNING) else ASKED
    return max(fact.low, now / factor), min(fact.high, now * factor)


def _numbers(fact: Fact, now: float, edges: Sequence[float], usd: float) -> Iterator[float]:
    low, high = reach(fact, now)
    yield from (low, high)
    if fact.id.startswith(PRIORITIES):
        return
    if now <= 0:
        yield from (usd / 10, usd, usd * 10) if fact.unit == "usd" else ()
        yield from (edge for edge in edges if edge > 0)
        return
    yield from (math.sqrt(low * now), math.sqrt(high * now))
    yield from (edge for edge in edges if low * (1 - CLOSE) <= edge <= high * (1 + CLOSE))


def _rounded(fact: Fact, value: float) -> float:
    return float(round(value)) if fact.integer else value
