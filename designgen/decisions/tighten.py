"""Changes made as small as they can be: numbers moved back to the edge at which an option still wins, words taken back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from designgen.catalog import Fact
from designgen.decisions.cells import Cell, point
from designgen.decisions.change import least, round_beyond, size_of
from designgen.decisions.model import Value
from designgen.decisions.trials import Target, Trials

PARTS = 8
"""Into so many parts a range is cut in one step."""
NEAR = 1e-4
"""As near to the edge, relatively, a number is moved before it is rounded."""


@dataclass
class Draft:
    """A change that makes a target win: per fact (its place among the facts) a value."""

    target: Target
    moves: list[tuple[int, Value]] = field(default_factory=list)

    def other(self, side: int, value: Value) -> list[tuple[int, Value]]:
        return [(place, value if here == side else old) for here, (place, old) in enumerate(self.moves)]


@dataclass
class Bracket:
    """A number of a draft: the option wins at `win`, not at `lose`, which lies towards the value of now."""

    draft: Draft
    side: int
    lose: float
    win: float

    @property
    def way(self) -> int:
        return 1 if self.win > self.lose else -1


class Tightener:
    def __init__(self, trials: Trials) -> None:
        self.trials, self.facts = trials, trials.facts

    def all(self, drafts: Sequence[Draft]) -> None:
        """Changes the drafts in place; the largest change of each is made smaller first."""
        for draft in drafts:
            draft.moves.sort(key=lambda move: -self.size(*move))
        for side in (0, 1):
            there = [draft for draft in drafts if len(draft.moves) > side]
            self.words([draft for draft in there if self.fact(draft, side).kind == "set"], side)
            self.numbers([draft for draft in there if self.fact(draft, side).kind == "number"], side)

    def fact(self, draft: Draft, side: int) -> Fact:
        return self.facts[draft.moves[side][0]]

    def size(self, place: int, value: Value) -> float:
        return size_of(self.facts[place], self.trials.tried[place].now, value)

    def cell(self, moves: Sequence[tuple[int, Value]]) -> Cell:
        return tuple((place, point(self.facts[place], value)) for place, value in moves)

    def first(self, drafts: Sequence[Draft], side: int, options: Callable[[int], Sequence[Value]]) -> list[int]:
        """Per draft the place of the first of its options with which it wins, or how many there are."""
        lists = [options(number) for number in range(len(drafts))]
        cells = [self.cell(draft.other(side, value)) for draft, found in zip(drafts, lists, strict=True) for value in found]
        wins = iter(self.trials.wins(cells, [draft.target for draft, found in zip(drafts, lists, strict=True) for _ in found]))
        outcomes = [[bool(next(wins)) for _ in found] for found in lists]
        return [outcome.index(True) if True in outcome else len(outcome) for outcome in outcomes]

    def words(self, drafts: Sequence[Draft], side: int) -> None:
        """Takes words back one by one while the option still wins."""
        while drafts:
            lists = [list(self.taken_back(draft, side)) for draft in drafts]
            found = self.first(drafts, side, lists.__getitem__)
            better = [number for number, place in enumerate(found) if place < len(lists[number])]
            for number in better:
                drafts[number].moves = drafts[number].other(side, lists[number][found[number]])
            drafts = [drafts[number] for number in better]

    def taken_back(self, draft: Draft, side: int) -> Iterator[Value]:
        place, value = draft.moves[side]
        now = self.trials.tried[place].now
        assert isinstance(value, tuple) and isinstance(now, tuple)
        yield from (tuple(word for word in value if word != new) for new in value if new not in now and len(value) > 1)
        for word in now:
            if word not in value:
                yield (*value, word)
                yield word, *value
        ordered = sorted(value, key=lambda word: (word not in now, now.index(word) if word in now else 0))
        if self.facts[place].ordered and ordered[0] != value[0]:
            yield tuple(ordered)

    def numbers(self, drafts: Sequence[Draft], side: int) -> None:
        """Moves numbers back to the edge, and from there on to the next round number."""
        brackets = self.brackets(drafts, side)
        open_ = [bracket for bracket in brackets if not self.narrow(bracket)]
        while open_:
            steps = [self.between(bracket) for bracket in open_]
            found = self.first([bracket.draft for bracket in open_], side, steps.__getitem__)
            for bracket, values, place in zip(open_, steps, found, strict=True):
                bracket.lose = values[place - 1] if place else bracket.lose
                bracket.win = values[place] if place < len(values) else bracket.win
            open_ = [bracket for bracket, values in zip(open_, steps, strict=True) if values and not self.narrow(bracket)]
        rounds = [list(round_beyond(self.fact(one.draft, side), one.win, one.way)) for one in brackets]
        found = self.first([bracket.draft for bracket in brackets], side, rounds.__getitem__)
        for bracket, values, place in zip(brackets, rounds, found, strict=True):
            bracket.draft.moves = bracket.draft.other(side, values[min(place, len(values) - 1)])

    def brackets(self, drafts: Sequence[Draft], side: int) -> list[Bracket]:
        """The first tried value, from now on outwards, with which the option wins, and the one before it."""
        steps = [self.outwards(draft, side) for draft in drafts]
        found = self.first(drafts, side, steps.__getitem__)
        now = [float(self.trials.tried[draft.moves[side][0]].now) for draft in drafts]  # type: ignore[arg-type]
        return [
            Bracket(draft, side, values[place - 1] if place else start, values[place])
            for draft, values, place, start in zip(drafts, steps, found, now, strict=True)
        ]

    def outwards(self, draft: Draft, side: int) -> list[float]:
        place, value = draft.moves[side]
        tried = self.trials.tried[place]
        now, last = float(tried.now), float(value)  # type: ignore[arg-type]
        steps = {step for step in map(float, tried.values) if min(now, last) < step < max(now, last)} | {last}  # type: ignore[arg-type]
        return sorted(steps, key=lambda step: abs(step - now))

    def narrow(self, bracket: Bracket) -> bool:
        fact, most = self.fact(bracket.draft, bracket.side), max(bracket.win, bracket.lose)
        return most < least(fact) / 1000 or abs(bracket.win - bracket.lose) <= (1 if fact.integer else NEAR * most)

    def between(self, bracket: Bracket) -> list[float]:
        """Values that cut the range, from the losing end to the winning one."""
        low, high = bracket.lose, bracket.win
        wide = min(low, high) > 0 and max(low, high) > 2 * min(low, high)
        shares = [part / PARTS for part in range(1, PARTS)]
        steps = [low * (high / low) ** share if wide else low + (high - low) * share for share in shares]
        if self.fact(bracket.draft, bracket.side).integer:
            steps = [float(round(step)) for step in steps]
        inside = [step for step in dict.fromkeys(steps) if min(low, high) < step < max(low, high)]
        return sorted(inside, key=lambda step: abs(step - low))
