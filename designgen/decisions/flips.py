"""Flips: for every fact and priority that can reach a decision, the nearest values at which its choice changes.

Numbers are searched outwards on a logarithmic grid joined by every threshold that a rule compares the fact with,
then bisected; words and sets are tried one change at a time. Everything else stays as the case has it.
"""

import math
from collections.abc import Iterator, Mapping

from designgen.catalog import Fact, Knowledge, thresholds
from designgen.decisions.decide import Case, Decided, allowed_of, chosen_of, code_of, fact_value, given_of
from designgen.decisions.model import Flip, Value
from designgen.decisions.words import Words
from designgen.rules import WhatIf, ancestors
from designgen.units import amount_of

PER_DECADE = 4
CLOSE = 1e-9
Picks = Mapping[int, int]


def flips(knowledge: Knowledge, case: Case, decided: Decided) -> dict[str, tuple[Flip, ...]]:
    """Per pick-one decision its flips, the likeliest changes first (nearest ratio, then words)."""
    search = _Search(knowledge, case, decided)
    found: dict[str, list[tuple[float, Flip]]] = {}
    for fact in knowledge.facts.values():
        for name, far, flip in search.of(fact):
            found.setdefault(name, []).append((far, flip))
    return {name: tuple(flip for _, flip in sorted(items, key=lambda item: item[0])) for name, items in found.items()}


class _Search:
    def __init__(self, knowledge: Knowledge, case: Case, decided: Decided) -> None:
        self.knowledge, self.case, self.decided = knowledge, case, decided
        self.program = knowledge.program
        self.what_if = WhatIf(self.program, given_of(knowledge, case), allowed_of(knowledge, case))
        self.seen: dict[tuple[str, float], Picks] = {}
        self.slot = {name: place for place, name in enumerate(self.program.inputs)}
        self.thresholds = thresholds(knowledge)
        above = ancestors(self.program.nodes)
        self.ones = {place: node.name for place, node in enumerate(self.program.decisions) if node.pick == "one"}
        self.reach = {name: {one for one in self.ones.values() if name in above[one]} for name in self.program.inputs}

    def of(self, fact: Fact) -> Iterator[tuple[str, float, Flip]]:
        reached = self.reach[fact.id] | self.reach.get(f"{fact.id}.first", set())
        if not reached:
            return
        current = fact_value(fact, self.case, self.decided.values, self.program.types[fact.id])
        moves = self.numbers(fact, float(current)) if fact.kind == "number" else self.words(fact, current)  # type: ignore[arg-type]
        yield from ((name, far, flip) for name, far, flip in moves if name in reached)

    def picks(self, fact: Fact, value: float | int) -> Picks:
        """By place, what is picked otherwise at this value. Several decisions that flip together ask for the same values."""
        key = fact.id, value
        if key not in self.seen:
            self.seen[key] = self.what_if.changed({self.slot[fact.id]: value})
        return self.seen[key]

    def words(self, fact: Fact, current: Value) -> Iterator[tuple[str, float, Flip]]:
        """Each other word of an enum, each word put into or taken out of a set."""
        for value, shown in other_words(fact, current):
            slots = {
                self.slot[name]: code_of(fact, value, name != fact.id)
                for name in (fact.id, f"{fact.id}.first")
                if name in self.slot
            }
            yield from self.changes(fact, self.what_if.changed(slots), value, shown, 3.0)

    def numbers(self, fact: Fact, current: float) -> Iterator[tuple[str, float, Flip]]:
        for direction in (1, -1):
            steps = [value for value in self.grid(fact, current) if (value - current) * direction > 0]
            before, done = current, set[int]()
            for value in sorted(steps, key=lambda step: abs(step - current)):
                changed = self.picks(fact, value)
                for place in [place for place in changed if place in self.ones and place not in done]:
                    done.add(place)
                    yield self.edge(fact, place, before, value)
                before = value

    def grid(self, fact: Fact, current: float) -> list[float]:
        """Values to try, within the range of the fact."""
        if fact.integer and fact.high - fact.low <= 64:
            return [float(value) for value in range(int(fact.low), int(fact.high) + 1)]
        values = {limit for limit in (fact.low, fact.high) if math.isfinite(limit)}
        for edge in self.thresholds.get(fact.id, ()):
            values |= {edge, edge * (1 + CLOSE), edge * (1 - CLOSE)}
        least = float(amount_of(fact.unit).value) * (1 if fact.unit == "count" else 0.001)
        start = current if current > 0 else least
        low, high = max(fact.low, start * 1e-9, least), min(fact.high, start * 1e12)
        steps = range(-9 * PER_DECADE, 12 * PER_DECADE + 1)
        values |= {start * 10 ** (step / PER_DECADE) for step in steps if low <= start * 10 ** (step / PER_DECADE) <= high}
        if fact.integer:
            values = {float(round(value)) for value in values}
        return [value for value in values if fact.low <= value <= fact.high and value != current]

    def edge(self, fact: Fact, place: int, same: float, other: float) -> tuple[str, float, Flip]:
        """Bisects to the first value on the other side, and rounds it if the rounded one is there too."""
        wide = 1.0 if fact.integer else CLOSE
        while same and abs(other - same) > (wide if fact.integer else wide * max(abs(other), abs(same))):
            middle = _between(same, other, fact.integer)
            if middle in (same, other):
                break
            if place in self.picks(fact, middle):
                other = middle
            else:
                same = middle
        value = self.rounded(fact, place, other)
        code = self.picks(fact, value)[place]
        current = float(self.decided.values[fact.id])
        far = abs(math.log10(value / current)) if value > 0 and current > 0 else 9.0
        return self.flip(fact, place, code, value, far)

    def rounded(self, fact: Fact, place: int, other: float) -> float:
        for candidate in (*(float(f"{other:.{size}g}") for size in (1, 2, 3, 4, 6)), *self.thresholds.get(fact.id, ())):
            near = abs(candidate - other) <= 4 * CLOSE * abs(other)
            if near and fact.low <= candidate <= fact.high and place in self.picks(fact, candidate):
                return candidate
        return other

    def changes(self, fact: Fact, picked: Picks, value: Value, shown: str, far: float) -> Iterator[tuple[str, float, Flip]]:
        for place, code in picked.items():
            if place in self.ones:
                to, name = self._outcome(place, code)
                yield self.ones[place], far, Flip(fact.id, value, shown, to, name)

    def flip(self, fact: Fact, place: int, code: int, value: float, far: float) -> tuple[str, float, Flip]:
        words = Words(self.knowledge, self.decided.values, {})
        to, name = self._outcome(place, code)
        return self.program.decisions[place].name, far, Flip(fact.id, value, words.fact(fact.id, value), to, name)

    def _outcome(self, place: int, code: int) -> tuple[str, str]:
        decision = self.knowledge.decisions[self.program.decisions[place].name]
        ids = chosen_of(decision, code)
        return (ids[0], decision.options[ids[0]].name) if ids else ("not_needed", "not needed")


def _between(low: float, high: float, integer: bool) -> float:
    if integer:
        return float(math.floor((low + high) / 2))
    wide = low > 0 and high > 0 and max(low, high) / min(low, high) > 4
    return math.sqrt(low * high) if wide else (low + high) / 2


def other_words(fact: Fact, current: Value) -> Iterator[tuple[Value, str]]:
    if isinstance(current, bool):
        yield not current, "no" if current else "yes"
    elif isinstance(current, str):
        yield from ((word, says) for word, says in fact.values.items() if word != current)
    elif isinstance(current, tuple):
        for word, says in fact.values.items():
            if word not in current:
                yield (*current, word), f"{says} as well"
            elif len(current) > 1:
                yield tuple(other for other in current if other != word), f"without {says}"
