"""Why two designs differ: the smallest exchange of what their specs say that turns one outcome into the other.

Found by trying: one lever at a time, then two; where that is not enough, all of them without those that can be left out.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from designgen.design.between import Between, Taken
from designgen.design.headlines import TITLES, headline

MOST_SETS, MOST_PAIRED = 3, 8
NEARLY = 0.1
"""Share of the way between two numbers (as a ratio) that a cause may leave unexplained."""
EXACT = 0.0005
"""Relative difference of two numbers that print alike."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Each of `sets` alone turns the outcome of the first design into that of the other; no part of a set does.

    `back`: whether the other design, with only this set taken back, has the first one's outcome. The rest is for numbers.
    `largest`, where it takes more than one lever: the one of the first set that moves the number most alone, and to what.
    `reached`: what each set alone makes of the number. `further`: the levers that, with the first set, go the rest of the way.
    """

    sets: tuple[tuple[str, ...], ...]
    back: tuple[bool, ...]
    largest: tuple[str, float] | None = None
    reached: tuple[float, ...] = ()
    further: tuple[str, ...] = ()


Holds = Callable[[Taken], bool]


class Causes:
    """Asks the mixtures of two specs."""

    def __init__(self, between: Between) -> None:
        self.between = between

    def of_decision(self, decision: str, mask: int = -1) -> Cause:
        """Of a choice; of a list, of the options in `mask` being there or not."""
        pick, every = self.between.mask, self.between.all
        before, after = pick(frozenset(), decision) & mask, pick(every, decision) & mask
        return minimal(
            self.between.reaching(decision),
            lambda taken: pick(taken, decision) & mask == after,
            lambda taken: pick(every - taken, decision) & mask == before,
        )

    def of_part(self, part: str) -> Cause:
        """Of a component being there or not."""
        between, every = self.between, self.between.all
        bringing = between.bringing(part)

        def there(taken: Taken) -> bool:
            return between.has_part(taken, part, bringing)

        before, after = there(frozenset()), there(every)
        reaching = {lever for decision in bringing for lever in between.reaching(decision)}
        reaching |= set(between.reading(between.knowledge.components[part].when))
        levers = [lever for lever in between.levers if lever in reaching]
        return minimal(levers, lambda taken: there(taken) == after, lambda taken: there(every - taken) == before)

    def of_number(self, name: str) -> Cause | None:
        """Of a headline number; None where a design does not have it. A cause explains nine tenths of the way, as a ratio."""
        every = self.between.all
        before, after = self._number(name, frozenset()), self._number(name, every)
        if before is None or after is None:
            return None
        ways = {lever: self._number(name, frozenset({lever})) for lever in self.between.levers}
        moving = [lever for lever, value in ways.items() if value != before]
        strongest = sorted(moving, key=lambda lever: -_way(before, ways[lever], after))
        found = minimal(
            self.between.levers,
            lambda taken: _near(self._number(name, taken), after, before),
            lambda taken: _near(self._number(name, every - taken), before, after),
            strongest[:MOST_PAIRED],
        )
        top = next((lever for lever in strongest if lever in found.sets[0]), None) if len(found.sets[0]) > 1 else None
        return replace(
            found,
            largest=(top, float(ways[top] or 0.0)) if top else None,
            reached=tuple(self._number(name, frozenset(one)) or 0.0 for one in found.sets),
            further=self._further(name, found.sets[0], after),
        )

    def moved(self, lever: str, names: Sequence[str]) -> list[str]:
        """Which of these numbers, headline or other, this lever moves: given alone, or taken back alone."""
        every = self.between.all
        pairs: list[tuple[Taken, Taken]] = [(frozenset(), frozenset({lever})), (every, every - {lever})]
        return [name for name in names if any(self._any(name, one) != self._any(name, two) for one, two in pairs)]

    def _any(self, name: str, taken: Taken) -> object:
        return self._number(name, taken) if name in TITLES else self.between.sized(taken)[0].get(name)

    def _further(self, name: str, found: Sequence[str], after: float) -> tuple[str, ...]:
        """What else it takes to get all the way: none of these can be left out."""

        def there(more: Sequence[str]) -> bool:
            value = self._number(name, frozenset(found) | frozenset(more))
            return value is not None and math.isclose(value, after, rel_tol=EXACT)

        if there(()):
            return ()
        kept = [lever for lever in self.between.levers if lever not in found]
        alone = [lever for lever in kept if there((lever,))]
        if alone:
            return (alone[0],)
        for lever in kept[::-1]:
            if there([one for one in kept if one != lever]):
                kept.remove(lever)
        return tuple(kept)

    def _number(self, name: str, taken: Taken) -> float | None:
        values, (parts, latency) = self.between.sized(taken)
        return headline(name, values, parts, latency)


def minimal(levers: Sequence[str], reached: Holds, undone: Holds, paired: Sequence[str] | None = None) -> Cause:
    """The smallest sets of levers that reach the other outcome. `paired` restricts which are tried in twos."""
    found: list[tuple[str, ...]] = [(lever,) for lever in levers if reached(frozenset({lever}))]
    if not found:
        found = [pair for pair in combinations(levers if paired is None else paired, 2) if reached(frozenset(pair))]
    if not found:
        found = [_pruned(levers, reached, paired or ())]
    judged = sorted(((one, undone(frozenset(one))) for one in found), key=lambda pair: not pair[1])[:MOST_SETS]
    return Cause(tuple(one for one, _ in judged), tuple(back for _, back in judged))


def _pruned(levers: Sequence[str], reached: Holds, strongest: Sequence[str]) -> tuple[str, ...]:
    """A set none of whose levers can be left out: of the strongest as many as it takes, or of all, without the superfluous."""
    kept: list[str] = list(levers)
    for size in range(3, len(strongest) + 1):
        if reached(frozenset(strongest[:size])):
            kept = list(strongest[:size])
            break
    for lever in reversed(list(kept)):
        fewer = [one for one in kept if one != lever]
        if reached(frozenset(fewer)):
            kept = fewer
    return tuple(kept)


def _way(before: float, value: float | None, after: float) -> float:
    """How far a value goes from one number to another, as a share of the ratio between them."""
    if value is None or min(before, value, after) <= 0:
        return 0.0 if value is None else float(value == after)
    whole = math.log(after / before)
    return math.log(value / before) / whole if whole else 0.0


def _near(value: float | None, goal: float, start: float) -> bool:
    if value is None or min(value, goal, start) <= 0:
        return value == goal
    return abs(math.log(value / goal)) <= NEARLY * abs(math.log(goal / start)) + 1e-12
