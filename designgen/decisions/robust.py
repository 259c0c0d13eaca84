"""Robustness: which choices stay when a number is halved or doubled, or a priority moved by one; one at a time, and all at once.

A number that is 0 stays 0, a whole count of one stays one, a date stays, and nothing leaves the range of its fact. One at a
time: at both ends and at a factor of the root of two, besides what the search for flips found between them. All at once: each
number by a factor drawn log-uniformly, each priority by −1, 0 or +1; the same draws for the same case, every time.
"""

import math
import random
from collections.abc import Iterator, Mapping

from designgen.catalog import Fact, Knowledge
from designgen.decisions.decide import Case, Decided, allowed_of, chosen_of, given_of
from designgen.decisions.model import Flip, Fragile, Robustness, Value
from designgen.decisions.words import Words
from designgen.rules import DecisionNode

FACTOR, STEP, DRAWS = 2.0, 1, 256
PRIORITIES, DATE = "priorities.", "year"
Flips = Mapping[str, tuple[Flip, ...]]


def robustness(knowledge: Knowledge, case: Case, decided: Decided, flips: Flips) -> dict[str, Robustness]:
    """Of every pick-one decision that was asked, has more than one option and is not pinned."""
    mover = _Mover(knowledge, case, decided)
    found: dict[str, list[tuple[float, Fragile]]] = {name: list(mover.near(flips.get(name, ()))) for name in mover.open}
    for fact in mover.facts:
        for value in mover.steps(fact):
            for name, fragile in mover.changes(fact, value):
                found[name].append((mover.far(fact, value), fragile))
    shares = mover.shares()
    return {name: Robustness(not one, _nearest(one), shares[name], DRAWS) for name, one in found.items()}


def _nearest(found: list[tuple[float, Fragile]]) -> tuple[Fragile, ...]:
    """The nearest change of each fact, nearest first."""
    kept: dict[str, Fragile] = {}
    for _, fragile in sorted(found, key=lambda one: one[0]):
        kept.setdefault(fragile.fact, fragile)
    return tuple(kept.values())


class _Mover:
    def __init__(self, knowledge: Knowledge, case: Case, decided: Decided) -> None:
        self.knowledge, self.decided = knowledge, decided
        self.program = knowledge.program
        self.given, self.allowed = given_of(knowledge, case), allowed_of(knowledge, case)
        self.slot = {name: place for place, name in enumerate(self.program.inputs)}
        self.now = self.program.picks(self.given, self.allowed)
        self.facts = [fact for fact in knowledge.facts.values() if self.moves(fact)]
        self.open = {node.name: place for place, node in enumerate(self.program.decisions) if self.is_open(case, place, node)}

    def is_open(self, case: Case, place: int, node: DecisionNode) -> bool:
        return node.pick == "one" and bool(self.now[place]) and len(node.options) > 1 and node.name not in case.choose

    def moves(self, fact: Fact) -> bool:
        now = self.value(fact) if fact.kind == "number" else 0.0
        return is_priority(fact) or (movable(fact) and now > 0 and not is_single(fact, now))

    def value(self, fact: Fact) -> float:
        return float(self.decided.values[fact.id])

    def steps(self, fact: Fact) -> list[float]:
        """The values to try, without the present one."""
        now = self.value(fact)
        tried = [now - STEP, now + STEP] if is_priority(fact) else [now * FACTOR**power for power in (-1, -0.5, 0.5, 1)]
        return [value for value in dict.fromkeys(within(fact, now, value) for value in tried) if value != now]

    def far(self, fact: Fact, value: float) -> float:
        """How far a value is away: 1 at the end of what is tried."""
        now = self.value(fact)
        return abs(value - now) / STEP if is_priority(fact) else abs(math.log(value / now, FACTOR))

    def near(self, flips: tuple[Flip, ...]) -> Iterator[tuple[float, Fragile]]:
        """The flips that lie within reach."""
        facts = {fact.id: fact for fact in self.facts}
        for flip in flips:
            value = flip.value
            if flip.fact in facts and isinstance(value, int | float) and (is_priority(facts[flip.fact]) or value > 0):
                far = self.far(facts[flip.fact], float(value))
                if far <= 1:
                    yield far, Fragile(flip.fact, float(value), flip.shown, flip.to, flip.to_name)

    def changes(self, fact: Fact, value: float) -> Iterator[tuple[str, Fragile]]:
        """The open decisions that come out otherwise at a value."""
        given = list(self.given)
        given[self.slot[fact.id]] = value
        picks = self.program.picks(given, self.allowed)
        for name, place in self.open.items():
            if picks[place] != self.now[place]:
                shown = Words(self.knowledge, self.decided.values, {}).fact(fact.id, value)
                yield name, Fragile(fact.id, value, shown, *self.outcome(name, picks[place]))

    def outcome(self, name: str, code: int) -> tuple[str, str]:
        decision = self.knowledge.decisions[name]
        ids = chosen_of(decision, code)
        return (ids[0], decision.options[ids[0]].name) if ids else ("not_needed", "not needed")

    def shares(self) -> dict[str, float]:
        """In what share of the draws, everything moved at once, each choice stays."""
        rng = random.Random(0)  # noqa: S311 - the same draws every time
        stayed = dict.fromkeys(self.open, 0)
        for _ in range(DRAWS):
            given = list(self.given)
            for fact in self.facts:
                now = self.value(fact)
                moved = now + rng.choice((-STEP, 0, STEP)) if is_priority(fact) else now * FACTOR ** rng.uniform(-1, 1)
                given[self.slot[fact.id]] = within(fact, now, moved)
            picks = self.program.picks(given, self.allowed)
            for name, place in self.open.items():
                stayed[name] += picks[place] == self.now[place]
        return {name: count / DRAWS for name, count in stayed.items()}


def is_priority(fact: Fact) -> bool:
    """Is it how much a criterion counts?"""
    return fact.id.startswith(PRIORITIES)


def is_single(fact: Fact, now: Value) -> bool:
    """Is it a whole count of one? A second class, outcome or location makes another problem, not the same one doubled."""
    return fact.kind == "number" and fact.integer and now == 1


def movable(fact: Fact) -> bool:
    """Is it a number of which half or double means something?"""
    return fact.kind == "number" and fact.id != DATE and not is_priority(fact)


def within(fact: Fact, now: float, value: float) -> float:
    """The value inside the range of the fact; whole numbers stay whole, and do not go farther than asked."""
    if fact.integer:
        value = float(math.ceil(value) if value < now else math.floor(value))
    return min(max(value, fact.low), fact.high)
