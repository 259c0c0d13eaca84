"""One design weighed against the first: what it saves and costs, which choices its demands rule out, what it gives up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from designgen.decisions.words import listed
from designgen.design.compare import Comparison, DecisionRow
from designgen.design.measures import Measures, forbidden
from designgen.document.aims import Aims
from designgen.document.wording import in_sentence
from designgen.units import humane, magnitude

MOST_RULED_OUT = 2
SAME = 0.05
"""Relative difference up to which a reader would call two amounts the same."""


def same(one: float, other: float) -> bool:
    return abs(one - other) <= SAME * max(abs(one), abs(other))


def times(ratio: float) -> str:
    return f"× {magnitude(ratio)}" if ratio >= 1 else f"÷ {magnitude(1 / ratio)}"


@dataclass(frozen=True)
class Scales:
    """What it weighs: the comparison, the measures and names of its designs, and what hangs on each decision."""

    all: Comparison
    made: Sequence[Measures]
    names: Sequence[str]
    weights: Mapping[str, int]

    def balance(self, place: int) -> str:
        """What it is made for and does not reach; then money, time, boxes, people and checks, good news first."""
        missed = Aims(self.all, self.made, self.names).missed(place)
        news = [*self.amounts(place), *self.counts(place), *self.checks(place)]
        good, bad = ([text for better, text in news if better is way] for way in (True, False))
        if not news:
            return missed or "bill, time to an answer and number of components are about the same"
        return "; ".join(filter(None, (missed, listed(good), f"{'but ' if good else ''}{listed(bad)}" if bad else "")))

    def amounts(self, place: int) -> Iterator[tuple[bool, str]]:
        first, other = self.made[0], self.made[place]
        said = Aims(self.all, self.made, self.names).of(place)
        for criterion, title, unit, old, new in (
            ("cost", "a month", "usd", first.usd, other.usd), ("latency", "at p99", "second", first.p99, other.p99)
        ):  # fmt: skip
            if old and new and not same(old, new) and (new < old or criterion not in said):
                yield new < old, f"{humane(new, unit)} instead of {humane(old, unit)} {title} ({times(new / old)})"

    def counts(self, place: int) -> Iterator[tuple[bool, str]]:
        first, other = self.made[0], self.made[place]
        many, fewer = abs(other.boxes - first.boxes), other.boxes < first.boxes
        if many and (fewer or "simplicity" not in Aims(self.all, self.made, self.names).of(place)):
            yield fewer, f"{many} component{'s' * (many > 1)} {'fewer' if fewer else 'more'}"
        if first.people and other.people and first.people != other.people:
            plural = "s" * (other.people > 1)
            yield other.people < first.people, f"{other.people} engineer{plural} to run it instead of {first.people}"

    def checks(self, place: int) -> Iterator[tuple[bool, str]]:
        first, other = self.made[0], self.made[place]
        mended = [name for name in first.broken if name not in other.broken]
        broken = [name for name in other.broken if name not in first.broken]
        for better, verb, names in ((True, "mended", mended), (False, "broken", broken)):
            if names:
                yield better, f"{len(names)} check{'s' * (len(names) > 1)} {verb} ({'; '.join(map(in_sentence, names))})"

    def given_up(self, place: int) -> str:
        """The points won and lost, and the choice with which most of them went."""
        base, other = self.made[0].points, self.made[place].points
        change = {name: other.get(name, 0) - base.get(name, 0) for name in {**base, **other}}
        criteria = self.all.designs[0].knowledge.criteria
        ranked = sorted((name for name in change if change[name]), key=lambda name: (name != "quality", -abs(change[name])))
        lost, won = ([name for name in ranked if change[name] * way > 0] for way in (-1, 1))
        if not lost:
            return ""

        def told(name: str) -> str:
            points = abs(change[name])
            return f"{points} {'point' if points == 1 else 'points'} of {in_sentence(criteria[name].name)}"

        worst = self.worst(lost[0], place)
        turned = f", most with {self.turned(worst, place)}" if worst else ""
        return f"It {f'wins {told(won[0])} and ' if won else ''}gives up {told(lost[0])}{turned}"

    def worst(self, criterion: str, place: int) -> DecisionRow | None:
        """The decision that loses most points on a criterion."""
        designs = self.all.designs

        def lost(row: DecisionRow) -> int:
            ledgers = (designs[one].decisions[row.id].ledger for one in (0, place))
            old, new = (sum(entry.points for entry in ledger if entry.criterion == criterion) for ledger in ledgers)
            return old - new

        rows = [row for row in self.changed(place) if row.picked[0] and row.picked[place]]
        return max(rows, key=lost) if any(lost(row) > 0 for row in rows) else None

    def turned(self, row: DecisionRow, place: int) -> str:
        return f"“{row.chosen[place]}” instead of “{row.chosen[0]}” ({in_sentence(row.title)})"

    def changed(self, place: int) -> list[DecisionRow]:
        """The decisions that differ from the first design's, weightiest first."""
        rows = [row for row in self.all.decisions if row.picked[place] != row.picked[0]]
        return sorted(rows, key=lambda row: -self.weights.get(row.id, 0))

    def ruled_out(self, place: int) -> str:
        """The first design's choices that this one's demands forbid by themselves, with the reason; "" for none."""
        design, rows = self.all.designs[place], self.changed(place)
        other = {row.id for row in rows}
        found = [(row, why) for row in rows if (why := forbidden(design, row.id, row.picked[0], other))]
        told = [f"“{row.chosen[0]}” ({in_sentence(row.title)}) is ruled out there: {why}" for row, why in found[:MOST_RULED_OUT]]
        more = len(found) - MOST_RULED_OUT
        return "; ".join(told) + (f"; so {'is' if more == 1 else 'are'} {more} more of its choices" if more > 0 else "")

    def stands(self, place: int) -> str:
        """What to say when nothing is ruled out and nobody wished otherwise."""
        changed, name = self.changed(place), self.names[0]
        if not changed:
            return f"Every choice of {name} stands there as well; only numbers and lists differ"
        weightiest = changed[0]
        if not (weightiest.picked[0] and weightiest.picked[place]):
            return f"The demands by themselves rule no choice of {name} out"
        return f"The demands by themselves rule no choice of {name} out, but {self.turned(weightiest, place)} scores higher"
