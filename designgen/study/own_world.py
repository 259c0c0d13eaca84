"""The design as somebody's own answers make it: each answer pinned in turn, as far as the earlier ones leave it possible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from designgen.decisions import Decided, Rationale, Requirement, decide, missing
from designgen.decisions.rationale import rationale_of
from designgen.design.model import Design
from designgen.document.choices import Told, runner_up
from designgen.study.exam_answers import NamingWords


@dataclass(frozen=True)
class Clash:
    """An answer that other answers of the same person make impossible. `because` is the requirement that fails then."""

    decision: str
    option: str
    others: tuple[str, ...]  # decisions whose answers are in the way
    because: Requirement


@dataclass
class OwnWorld:
    """Decides anew with the answers to pick-one decisions, in the order in which decisions depend on each other."""

    design: Design
    answers: Mapping[str, str]  # pick-one decision -> option
    pins: dict[str, str] = field(default_factory=dict)
    before: dict[str, Decided] = field(default_factory=dict)  # how things stood when a decision's turn came
    clashes: dict[str, Clash] = field(default_factory=dict)

    def __post_init__(self) -> None:
        now = self.decided(self.pins)
        for node in self.design.knowledge.program.decisions:
            option = self.answers.get(node.name)
            if option is None:
                continue
            self.before[node.name] = now
            if self.feasible(now, node.name, option):
                self.pins[node.name] = option
                now = self.decided(self.pins)
            elif clash := self.clash(node.name, option):
                self.clashes[node.name] = clash
        self.after = now

    def decided(self, pins: Mapping[str, str]) -> Decided:
        case = self.design.case
        return decide(self.design.knowledge, replace(case, choose={**case.choose, **pins}))

    @cached_property
    def base(self) -> Decided:
        return self.decided({})

    @cached_property
    def places(self) -> Mapping[str, list[str]]:
        known = self.design.knowledge.decisions
        return {id: list(known[id].options) for id in self.answers}

    def feasible(self, decided: Decided, decision: str, option: str) -> bool:
        """Does no requirement rule it out there, and does the spec allow it?"""
        track = decided.tracks[decision]
        case = self.design.case
        allowed = case.choose.get(decision, option) == option and option not in case.avoid.get(decision, ())
        return allowed and track is not None and not track[self.places[decision].index(option)][0]

    def clash(self, decision: str, option: str) -> Clash | None:
        """What of the earlier answers is in the way of one that would be possible without them."""
        if not self.feasible(self.base, decision, option) or self.before[decision].tracks[decision] is None:
            return None
        other = [one for one in self.pins if self.pins[one] not in self.design.decisions[one].chosen]
        alone = [one for one in other if self.feasible(self.decided(_without(self.pins, [one])), decision, option)]
        failed = missing(self.design.knowledge, self.before[decision], self.words(self.before[decision]), decision, option)
        return Clash(decision, option, tuple(alone[:1] or self.above(decision, other)), failed[0])

    def above(self, decision: str, others: Sequence[str]) -> list[str]:
        """Those on which it depends."""
        reached = self.design.knowledge.program.above[decision]
        return [one for one in others if one in reached] or list(others)

    def words(self, decided: Decided) -> NamingWords:
        return NamingWords(self.design.knowledge, decided.values, self.design.words.facts)

    def told(self, decision: str) -> Told | None:
        """The decision as it stands under the earlier answers and free of its own; None where it is not asked."""
        decided = self.before.get(decision, self.after)
        return told_of(self.design, decided, self.words(decided), decision)


def told_of(design: Design, decided: Decided, words: NamingWords, decision: str) -> Told | None:
    """A decision of another outcome of the same spec, without flips."""
    known = design.knowledge.decisions[decision]
    rationale: Rationale = rationale_of(design.knowledge, design.case, decided, words, decision)
    if rationale.status != "chosen":
        return None
    options = tuple(known.options[one] for one in rationale.chosen)
    return Told(known, rationale, options, rationale.because, runner_up(rationale), (), (), ())


def _without(pins: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: option for name, option in pins.items() if name not in names}
