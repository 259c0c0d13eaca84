"""How far the numbers are from what was published or measured: every comparison of the knowledge base, reckoned."""

import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from designgen.catalog import Knowledge
from designgen.catalog.model import Comparison, Fact, Measured
from designgen.decisions import Case, Value, decide
from designgen.design.reckon import called, reckoned
from designgen.units import humane, parse


@dataclass(frozen=True, slots=True)
class Compared:
    """One row: base units, and the relative error, positive where the prediction is high."""

    row: Measured
    predicted: float
    predicted_shown: str
    measured_shown: str
    error: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """A comparison with its rows reckoned."""

    comparison: Comparison
    rows: tuple[Compared, ...]

    @property
    def median(self) -> float:
        """Of the absolute relative errors."""
        return statistics.median(abs(row.error) for row in self.rows)

    @property
    def largest(self) -> float:
        """Of the absolute relative errors."""
        return max(abs(row.error) for row in self.rows)

    @property
    def holds(self) -> bool:
        """Are all errors within their limits?"""
        return self.largest <= self.comparison.limit and self.median <= self.comparison.median


def accuracy(knowledge: Knowledge) -> tuple[Outcome, ...]:
    """Every comparison, in file order."""
    return tuple(
        Outcome(comparison, tuple(compared(knowledge, comparison, row) for row in comparison.rows))
        for comparison in knowledge.accuracy.values()
    )


def compared(knowledge: Knowledge, comparison: Comparison, row: Measured) -> Compared:
    """One row, from the facts that it gives and our defaults for the rest. Raises what `reckoned` and `called` raise."""
    facts = {name: value_of(knowledge.facts[name], text) for name, text in row.given.items()}
    values: Mapping[str, Any] = decide(knowledge, Case(facts, {}, {})).values
    predicted = called(knowledge, values, row.call) if row.call else reckoned(knowledge, values, row.formula)[0]
    said, real = (humane(number, comparison.unit) for number in (predicted, row.measured))
    return Compared(row, predicted, said, real, predicted / row.measured - 1)


def value_of(fact: Fact, text: str) -> Value:
    """A fact as knowledge writes it: a number with a unit, a word, or words."""
    if fact.kind == "number":
        amount = parse(text)
        assert amount is not None, f"{fact.id}: {text}"
        return float(amount.value)
    return tuple(text.split()) if fact.kind == "set" else text == "true" if fact.kind == "bool" else text
