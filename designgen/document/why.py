"""What a comparison says of causes: per cause what it turns, weightiest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from designgen.decisions.words import listed
from designgen.design.causes import Cause
from designgen.design.compare import Comparison, DecisionRow, NumberRow
from designgen.design.headlines import BILL, P99
from designgen.document.absent import unchosen
from designgen.document.because import all_of, because, given, labels, moves
from designgen.document.wording import either, in_sentence
from designgen.units import humane

MOST_TURNED, MOST_BOXES, MOST_CAUSES, A_NUMBER = 3, 4, 6, 4
TOLD = (BILL, P99)
STAYS = "taken back alone, it does not come back"


@dataclass
class Turned:
    """All that one cause turns in one design (its place)."""

    design: int
    cause: Cause
    decisions: list[DecisionRow] = field(default_factory=list)
    entries: int = 0  # of lists
    come: list[str] = field(default_factory=list)  # components
    gone: list[str] = field(default_factory=list)
    numbers: list[NumberRow] = field(default_factory=list)


class Whys:
    """The causes of a comparison in words. `weights`: what hangs on each decision."""

    def __init__(self, comparison: Comparison, weights: Mapping[str, int]) -> None:
        self.all, self.weights, self.names = comparison, weights, labels(comparison.designs)

    def first(self) -> list[str]:
        """The weightiest causes, each with what it turns, as sentences."""
        found = sorted(self.turned(), key=lambda one: (-self.weight(one), one.design))
        return [self.sentence(one) for one in found[:MOST_CAUSES]]

    def of(self, causes: Sequence[Cause | None]) -> list[str]:
        """Why a row differs, one phrase a design that differs from the first and has another cause than those before."""
        told: dict[str, list[str]] = {}
        for place, cause in enumerate(causes):
            if cause:
                told.setdefault(self.phrase(cause, place), []).append(self.names[place])
        several = len(self.all.designs) > 2
        return [f"{listed(names)}: {text}" if several else text for text, names in told.items() if text]

    def phrase(self, cause: Cause, place: int) -> str:
        text = because(cause, self.all.designs[0], self.all.designs[place])
        return f"{text} ({STAYS})" if text and not any(cause.back) else text

    def weight(self, one: Turned) -> int:
        decisions = sum(self.weights.get(row.id, 0) for row in one.decisions)
        return decisions + len(one.come) + len(one.gone) + A_NUMBER * len(one.numbers)

    def turned(self) -> list[Turned]:
        """Everything that differs from the first design, by design and cause."""
        found: dict[tuple[int, frozenset[frozenset[str]]], Turned] = {}

        def at(place: int, cause: Cause) -> Turned:
            key = place, frozenset(map(frozenset, cause.sets))
            return found.setdefault(key, Turned(place, cause))

        for row in sorted(self.all.decisions, key=lambda row: -self.weights.get(row.id, 0)):
            for place, cause in _with_places(row.causes):
                at(place, cause).decisions.append(row)
        for option in self.all.options:
            for place, cause in _with_places(option.causes):
                at(place, cause).entries += 1
        for part in self.all.parts:
            for place, cause in _with_places(part.causes):
                (at(place, cause).come if part.present[place] else at(place, cause).gone).append(in_sentence(part.title))
        for number in self.all.headlines:
            for place, cause in _with_places(number.causes if number.name in TOLD else ()):
                if number.shown[place] != number.shown[0]:
                    at(place, cause).numbers.append(number)
        return list(found.values())

    def sentence(self, one: Turned) -> str:
        """`With a down from x to y: c instead of d (ranking model); and 7 more decisions; gone: e. The bill …`."""
        base, other = self.all.designs[0], self.all.designs[one.design]
        told = [self.exchange(row, one.design) for row in one.decisions[:MOST_TURNED]]
        told.append(_many(len(one.decisions) - MOST_TURNED, "more decision"))
        told.append(_many(one.entries, "entry of a list", "entries of lists"))
        told += [f"{word} {_few(names)}" for word, names in (("new:", one.come), ("gone:", one.gone)) if names]
        told += [self.number(number, one) for number in one.numbers]
        start = given(one.cause, base, other)
        name = f"{self.names[one.design]}: " if len(self.all.designs) > 2 else ""
        return f"{name}{start[:1].lower() if name else start[:1]}{start[1:]}: {'; '.join(filter(None, told))}."

    def exchange(self, row: DecisionRow, place: int) -> str:
        """`c instead of d (ranking model)`, or on which side there is no choice."""
        old, new, title = row.chosen[0], row.chosen[place], in_sentence(row.title)
        if old and new:
            return f"{new} instead of {old} ({title})"
        if new:
            return f"{new} ({title}, {unchosen(self.all.designs[0], row.id)} of {self.names[0]})"
        return f"{title} {unchosen(self.all.designs[place], row.id)}, instead of {old}"

    def number(self, row: NumberRow, one: Turned) -> str:
        """The bill or the time as tried with the cause alone, its largest step, and what goes the rest of the way."""
        base, other, cause = self.all.designs[0], self.all.designs[one.design], row.causes[one.design] or one.cause
        reached = list(dict.fromkeys(humane(value, row.unit) for value in cause.reached)) or [row.shown[one.design]]
        text = f"{in_sentence(row.title)} {either(reached)} instead of {row.shown[0]}"
        if cause.largest:
            lever, value = cause.largest
            text += f" (of these, {moves(lever, base, other)} alone makes it {humane(value, row.unit)})"
        if reached == [row.shown[one.design]]:
            return text
        if len(reached) > 1 or not cause.further:
            return f"{text}, and {row.shown[one.design]} with all that differs"
        return f"{text}, and {row.shown[one.design]} with {all_of(cause.further, base, other)} too"


def _with_places(causes: Iterable[Cause | None]) -> Iterator[tuple[int, Cause]]:
    return ((place, cause) for place, cause in enumerate(causes) if cause and cause.sets[0])


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}" if number > 0 else ""


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:MOST_BOXES]) + (f" and {len(names) - MOST_BOXES} more" if len(names) > MOST_BOXES else "")
