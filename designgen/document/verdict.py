"""Which design to take when: winners where designs meet the same demands, what rules a choice out where they do not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from designgen.decisions.words import listed
from designgen.design.compare import Comparison
from designgen.design.headlines import LOAD
from designgen.design.measures import PRIORITIES, carried, dominated, groups, measures, same_problem
from designgen.document.aims import Aims
from designgen.document.because import all_of, labels
from designgen.document.scales import Scales, same
from designgen.document.weights import reading
from designgen.document.wording import either, in_sentence
from designgen.units import humane

MOST_BORROWED = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """What is said of one design (its place among those compared), or, with None, of several. `whom`: for what it is made."""

    design: int | None
    says: str
    whom: str = ""


def verdict(comparison: Comparison, weights: Mapping[str, int] | None = None) -> list[Advice]:
    """The sentences at the top of a comparison, most important first. `weights`, if known: what hangs on each decision."""
    return _Verdict(comparison, weights or reading(comparison.designs[0]).weights).said()


class _Verdict:
    def __init__(self, comparison: Comparison, weights: Mapping[str, int]) -> None:
        self.all, self.designs = comparison, comparison.designs
        self.names = labels(self.designs)
        self.made = measures(comparison)
        self.weights = weights
        self.aims = Aims(comparison, self.made, self.names)
        self.out: set[int] = set()  # told to be beaten on every criterion
        self.scales = Scales(comparison, self.made, self.names, self.weights)

    def said(self) -> list[Advice]:
        if not self.all.differs:
            return [Advice(None, "Nothing differs: take either.")]
        each = [self.against_first(place) for place in range(1, len(self.designs))]
        if not all(same_problem(self.designs[0], other) for other in self.designs[1:]):
            apart = f"{listed(self.names)} answer different problems, so the problem decides which to take."
            return [Advice(None, apart), *each, Advice(None, self.borrow())]
        alike = groups(self.designs)
        found = [text for group in alike for text in self.aims.lead(group)]
        found += [text for group in alike if len(group) > 1 for text in self.winners(group)]
        return [*(Advice(None, text) for text in (*found, *self.alone(alike), *self.aims.beats(self.out))), *each]

    def alone(self, alike: Sequence[Sequence[int]]) -> list[str]:
        """That designs meet demands of their own, so that no other stands in for them."""
        single = [self.names[group[0]] for group in alike if len(group) == 1]
        if len(alike) == 1 or not single:
            return []
        if len(single) == len(self.designs):
            return ["Each meets demands of its own: take the one whose demands are yours."]
        return [f"{listed(single)} {'meets' if len(single) == 1 else 'meet'} other demands."]

    def against_first(self, place: int) -> Advice:
        """What it is for, what it brings and costs against the first, and what it rules out or gives up."""
        base, other = self.designs[0], self.designs[place]
        if not same_problem(base, other):
            return Advice(place, self.apart(place))
        levers = [row.name for row in self.all.facts if not row.follows and row.shown[place] != row.shown[0]]
        asked = [name for name in levers if not name.startswith((PRIORITIES, "choose.", "avoid."))]
        wished = [name for name in levers if name not in asked]
        whom = [f"for {all_of(asked, base, other)}"] if asked else []
        whom += [f"when {self.wish(wished, place)}"] if wished else []
        ruled_out = self.scales.ruled_out(place) if asked else ""
        held = self.held(asked, place) if asked and wished else ""
        more = ruled_out or held or (self.scales.given_up(place) if wished else self.scales.stands(place))
        balance = self.scales.balance(place)
        return Advice(place, ". ".join(filter(None, (balance, more))) + ".", ", ".join(whom))

    def held(self, asked: Sequence[str], place: int) -> str:
        """What breaks when the first design has to meet the demands of this one and keeps its priorities; "" if nothing does."""
        broken = in_sentence(carried(self.designs[0], self.designs[place], asked).rstrip("."))
        return f"With the priorities of {self.names[0]} these demands are not met: {broken}" if broken else ""

    def step(self, name: str, place: int) -> float:
        if not name.startswith(PRIORITIES):
            return 0.0
        old, new = (float(one.facts[name].value) for one in (self.designs[0], self.designs[place]))  # type: ignore[arg-type]
        return new - old

    def wish(self, names: Sequence[str], place: int) -> str:
        """`cost counts more (5 instead of 3) and quality less (1 instead of 3)`, and pins."""
        base, other = self.designs[0], self.designs[place]

        def told(name: str) -> str:
            criterion = in_sentence(base.knowledge.criteria[name.removeprefix(PRIORITIES)].name)
            return f"{criterion} ({base.facts[name].shown} → {other.facts[name].shown})"

        ways = [(word, [name for name in names if self.step(name, place) * way > 0]) for word, way in (("more", 1), ("less", -1))]
        said = [
            f"{listed([told(name) for name in some])} count{'s' * (len(some) == 1)} {word}" for word, some in ways if some
        ]
        pins = [name for name in names if not name.startswith(PRIORITIES)]
        return listed([*said, *([f"you want {all_of(pins, base, other)}"] if pins else [])])

    def winners(self, group: Sequence[int]) -> list[str]:
        """Who is out, who wins by which measure among those that meet the same demands, and who is beaten everywhere."""
        out = [one for one in group if self.made[one].errors]
        sound = [one for one in group if one not in out] or list(group)
        found = [f"{self.names[one]} does not hold: {'; '.join(map(in_sentence, self.made[one].errors))}." for one in out]
        won = self.won(sound) if len(sound) > 1 else {}
        told = [f"{either([self.names[one] for one in best])} if {either(by, 4)} decides" for best, by in won.items()]
        if told:
            whole = "All" if len(sound) == len(self.designs) > 2 else listed([self.names[one] for one in sound])
            found.append(f"{whole} meet the same demands. Take {'; '.join(told)}.")
        worse = dominated(self.made, sound)
        self.out |= set(worse)
        return [*found, *(self.beaten(one, other) for one, other in worse.items())]

    def won(self, group: Sequence[int]) -> dict[tuple[int, ...], list[str]]:
        """Winners, and by what they win; measures in which all are about the same are left out."""
        ways: list[tuple[str, list[float | None]]] = [
            ("the bill", [self.made[one].usd for one in group]),
            ("the time to an answer", [self.made[one].p99 for one in group]),
            ("the quality of predictions", [-float(self.made[one].points.get("quality", 0)) for one in group]),
            ("the number of components", [float(self.made[one].boxes) for one in group]),
        ]
        won: dict[tuple[int, ...], list[str]] = {}
        for way, amounts in ways:
            known = [amount for amount in amounts if amount is not None]
            if len(known) == len(group) and not all(same(known[0], amount) for amount in known):
                best = tuple(one for one, amount in zip(group, known, strict=True) if same(amount, min(known)))
                if len(best) <= max(1, len(group) // 2):  # what most have decides nothing
                    won.setdefault(best, []).append(way)
        return won

    def beaten(self, one: int, other: int) -> str:
        known = "bill, time, training, components, engineers, checks and the points on every criterion"
        return f"Leave {self.names[one]} aside: {self.names[other]} is nowhere worse in {known}, and somewhere better."

    def apart(self, place: int) -> str:
        """How far an answer to another question is from the first: decisions, load and bill."""
        first, other = self.made[0], self.made[place]
        differing = [row for row in self.all.decisions if row.picked[place] != row.picked[0]]
        told = [f"{len(differing)} decisions differ from {self.names[0]}"]
        load = [design.numbers.get(LOAD) for design in (self.designs[0], self.designs[place])]
        if load[0] and load[1] and load[0].shown != load[1].shown:
            told.append(f"its peak load is {load[1].shown} instead of {load[0].shown}")
        if first.usd and other.usd:
            told.append(f"its bill is {humane(other.usd, 'usd')} instead of {humane(first.usd, 'usd')} a month")
        return f"{listed(told)}."

    def borrow(self) -> str:
        """What one can take over from another: choices that are alike, and shared components."""
        first, known = self.designs[0].decisions, self.designs[0].knowledge.decisions
        alike = [
            id for id, item in first.items() if item.pick == "one" and item.chosen and self.everywhere(id, item.chosen)
        ]
        best = sorted(alike, key=lambda id: -self.weights.get(id, 0))[:MOST_BORROWED]
        names = [f"“{known[id].options[first[id].chosen[0]].name}” ({in_sentence(known[id].name)})" for id in best]
        return (
            f"To borrow: {self.all.same_decisions} decisions come out alike{f', among them {listed(names)}' if names else ''}; "
            f"{self.all.same_parts} components are in every design and need to be built only once."
        )

    def everywhere(self, decision: str, chosen: tuple[str, ...]) -> bool:
        return all(decision in one.decisions and one.decisions[decision].chosen == chosen for one in self.designs)
