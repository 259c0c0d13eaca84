"""The nearest change of one fact at which a broken check holds, found by deciding anew with other values."""

import math
from collections.abc import Iterator

from designgen.catalog import Fact, Knowledge
from designgen.catalog.model import Check
from designgen.decisions import Case, Words, allowed_of, given_of
from designgen.rules import apply, reads
from designgen.units import humane

STEP, STEPS, HALVINGS, MOST_FACTS = 10**0.25, 9, 10, 4


def numbers_behind(knowledge: Knowledge, check: Check) -> list[Fact]:
    """The number facts that a check reads, or that the quantities it reads are made of; the direct ones first."""
    texts = knowledge.program.texts
    direct = list(reads(texts[check.holds]))
    formulas = (knowledge.quantities[name].formula for name in direct if name in knowledge.quantities)
    below = [name for cases in formulas for _, text in cases for name in reads(texts[text])]
    known = (knowledge.facts.get(name) for name in dict.fromkeys((*direct, *below)))
    return [fact for fact in known if fact and fact.kind == "number"]


class NearestChange:
    """Called with a broken check. Everything else of the case stays as it is."""

    def __init__(self, knowledge: Knowledge, case: Case, words: Words) -> None:
        self.knowledge, self.words = knowledge, words
        self.given, self.allowed = given_of(knowledge, case), allowed_of(knowledge, case)

    def __call__(self, check: Check) -> str:
        """A sentence such as `Latency target at p99: 240 ms instead of 200 ms would do.`, or ""."""
        found = [(abs(math.log(value / now)), fact, value, now) for fact, value, now in self._found(check)]
        if not found:
            return ""
        _, fact, value, now = min(found, key=lambda one: one[0])
        return f"{fact.name}: {humane(value, fact.unit)} instead of {humane(now, fact.unit)} would do."

    def _found(self, check: Check) -> Iterator[tuple[Fact, float, float]]:
        for fact in self._facts(check):
            now = float(self.words.values[fact.id])
            near = [value for up in (True, False) if (value := self._first(check, fact, now, up)) is not None]
            yield from ((fact, value, now) for value in near)

    def _facts(self, check: Check) -> list[Fact]:
        fitting = [fact for fact in numbers_behind(self.knowledge, check) if float(self.words.values[fact.id]) > 0]
        return fitting[:MOST_FACTS]

    def _first(self, check: Check, fact: Fact, now: float, up: bool) -> float | None:
        """The first value in one direction at which the check holds, to about a hundredth, on the safe side."""
        bad = now
        for step in range(1, STEPS + 1):
            value = min(fact.high, now * STEP**step) if up else max(fact.low, now / STEP**step)
            if value == bad or value <= 0:
                return None
            if self._holds(check, fact, value):
                return self._rounded(check, fact, (bad, value), up)
            bad = value
        return None

    def _rounded(self, check: Check, fact: Fact, ends: tuple[float, float], up: bool) -> float:
        bad, good = ends
        for _ in range(HALVINGS):
            middle = math.sqrt(bad * good)
            bad, good = (bad, middle) if self._holds(check, fact, middle) else (middle, good)
        size = 10 ** math.floor(math.log10(good) - 1)
        plain = (math.ceil if up else math.floor)(good / size) * size
        return plain if fact.low <= plain <= fact.high and self._holds(check, fact, plain) else good

    def _holds(self, check: Check, fact: Fact, value: float) -> bool:
        program = self.knowledge.program
        given = list(self.given)
        given[program.inputs.index(fact.id)] = float(round(value)) if fact.integer else value
        values, _ = program.trace(given, self.allowed)
        return bool(apply(program.texts[check.when], values) and apply(program.texts[check.holds], values))
