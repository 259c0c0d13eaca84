"""Whether designs do better at what they are made for, and which of them another beats in everything that is shown."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass

from designgen.decisions.words import listed
from designgen.design.compare import Comparison, FactRow
from designgen.design.headlines import TARGET
from designgen.design.measures import PRIORITIES, Measures, less, same_problem
from designgen.design.model import Design
from designgen.document.wording import either, in_sentence
from designgen.units import humane

MOST_GIVEN_UP = 3


@dataclass(frozen=True, slots=True)
class Aim:
    """What a criterion is about, as a figure of which less is better."""

    better: str  # comparative
    of: Callable[[Measures], float | None]
    unit: str
    says: str  # after the figure


AIMS = {
    "cost": Aim("cheaper", lambda one: one.usd, "usd", " a month"),
    "latency": Aim("faster", lambda one: one.p99, "second", " at p99"),
    "simplicity": Aim("smaller", lambda one: float(one.boxes), "count", " components"),
}


def gains(aim: Aim, old: Measures, new: Measures) -> bool | None:
    """Is it better in print? None where a design lacks the figure."""
    before, after = aim.of(old), aim.of(new)
    if before is None or after is None:
        return None
    return after < before and humane(after, aim.unit) != humane(before, aim.unit)


@dataclass(frozen=True)
class Aims:
    """The comparison, and the measures and names of its designs."""

    all: Comparison
    made: Sequence[Measures]
    names: Sequence[str]

    def of(self, place: int) -> list[str]:
        """What a design is made for: what counts more than in the first, and what the profile it is named after puts first."""
        first, design = (self.all.designs[one] for one in (0, place))
        raised = [name for name in AIMS if _rank(design, name) > _rank(first, name)]
        profiles = design.knowledge.profiles.values()
        named = [max(one.priorities, key=lambda name: one.priorities[name]) for one in profiles
                 if one.name == self.names[place] and len({*one.priorities.values()}) > 1]  # fmt: skip
        return [name for name in AIMS if name in (*raised, *named)]

    def missed(self, place: int) -> str:
        """`not cheaper than a ($18.6 k against $18.1 k a month), nor smaller (44 against 41 components)`; "" if it is."""
        aims = [AIMS[name] for name in self.of(place)]
        lost = [aim for aim in aims if gains(aim, self.made[0], self.made[place]) is False]
        told = [f"{aim.better}{'' if number else f' than {self.names[0]}'} ({self.figures(aim, place)})"
                for number, aim in enumerate(lost)]  # fmt: skip
        return f"not {', nor '.join(told)}" if told else ""

    def figures(self, aim: Aim, place: int) -> str:
        new, old = (humane(aim.of(self.made[one]) or 0.0, aim.unit) for one in (place, 0))
        return f"{new} against {old}{aim.says}" if new != old else f"{new}{aim.says} as well"

    def lead(self, group: Sequence[int]) -> list[str]:
        """That nothing is gained on a criterion for which some of a group with the first design are made."""
        others = [place for place in group if place]
        wanted = [name for name in AIMS if any(name in self.of(place) for place in others)]
        lost = [AIMS[name].better for name in wanted
                if all(gains(AIMS[name], self.made[0], self.made[place]) is False for place in others)]  # fmt: skip
        if 0 not in group or not lost:
            return []
        return [f"{'None of the others is' if len(others) > 1 else f'{self.names[others[0]]} is not'} "
                f"{either(lost)} than {self.names[0]}."]  # fmt: skip

    def beats(self, but: Set[int]) -> Iterator[str]:
        """Who beats whom (`but` those) in every figure, at demands that are no weaker, and what it gives up."""
        found: dict[int, list[int]] = {}
        for one in set(range(len(self.made))) - but:
            other = next((other for other in range(len(self.made)) if other != one and self.better(other, one)), None)
            if other is not None:
                found.setdefault(other, []).append(one)
        for other, beaten in found.items():
            told = f"{self.names[other]} beats {listed([self.names[one] for one in beaten])} in every figure shown"
            yield f"{told}{self.details(other, beaten[0])}." if len(beaten) == 1 else f"{told}."

    def better(self, other: int, one: int) -> bool:
        """Nowhere worse in the figures and in points of quality, and no weaker in what is demanded."""
        new, old = self.made[other], self.made[one]
        shown = [[*item.figures(), -float(item.points.get("quality", 0))] for item in (new, old)]
        return less(*shown) and not set(new.broken) - set(old.broken) and self.no_weaker(other, one)

    def no_weaker(self, other: int, one: int) -> bool:
        """Do both answer one question under the same circumstances, if for another deadline, which may be sooner?"""
        new, old = self.all.designs[other], self.all.designs[one]
        asked = {row.name for row in self.differing(other, one) if not row.follows} - {TARGET}
        asked = {name for name in asked if not name.startswith((PRIORITIES, "choose.", "avoid."))}
        sooner = not (new.latency and old.latency) or new.latency.target <= old.latency.target
        return same_problem(new, old) and not asked and sooner

    def details(self, other: int, one: int) -> str:
        """` ($464 k against $492 k a month), with rank cap 176 instead of 200; it gives up 2 points of simplicity`."""
        new, old = self.made[other], self.made[one]
        pairs = [(humane(aim.of(new) or 0.0, aim.unit), humane(aim.of(old) or 0.0, aim.unit), aim.says) for aim in AIMS.values()]
        figures = [f"{better} against {worse}{says}" for better, worse, says in pairs if better != worse]
        lost = {name: old.points[name] - new.points.get(name, 0) for name in old.points}
        figures += [_points(-many, "quality more") for name, many in lost.items() if name == "quality" and many < 0]
        known = self.all.designs[0].knowledge.criteria
        gone = [_points(many, in_sentence(known[name].name)) for name, many in lost.items()
                if many > 0 and not (name in AIMS and gains(AIMS[name], old, new))]  # fmt: skip
        follow = [f"{in_sentence(row.title)} {row.shown[other]} instead of {row.shown[one]}"
                  for row in self.differing(other, one) if row.follows]  # fmt: skip
        texts = [f", with {listed(follow[:MOST_GIVEN_UP])}"] * bool(follow) + [f"; it gives up {listed(gone)}"] * bool(gone)
        return (f" ({', '.join(figures)})" if figures else "") + "".join(texts)

    def differing(self, other: int, one: int) -> list[FactRow]:
        return [row for row in self.all.facts if row.shown[other] != row.shown[one]]


def _rank(design: Design, name: str) -> float:
    fact = design.facts.get(f"{PRIORITIES}{name}")
    return float(fact.value) if fact else 0.0  # type: ignore[arg-type]


def _points(many: int, of: str) -> str:
    return f"{many} point{'s' * (many > 1)} of {of}"
