"""A design reduced to what can be counted, in a few milliseconds: for looking at hundreds of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from designgen.catalog import Knowledge
from designgen.catalog.model import Decision
from designgen.decisions import Case, Decided, Value, Words, fact_value
from designgen.decisions.decide import chosen_of
from designgen.design.architecture import parts_of
from designgen.design.flags import flags_of
from designgen.design.model import Latency, Part
from designgen.design.ranges import TYPICAL
from designgen.design.sized import sized
from designgen.rules import apply

WORST = ("error",)
Points = Mapping[str, int]
"""Criterion -> points, not weighed by any priority."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a decision picked, and the points of that choice (of a pick-one decision)."""

    chosen: tuple[str, ...]
    asked: bool
    points: Points


@dataclass(frozen=True)
class Quick:
    """Choices, boxes, the bill and the path of one case."""

    knowledge: Knowledge = field(repr=False)
    decided: Decided = field(repr=False)
    facts: Mapping[str, Value] = field(repr=False)
    taken: Mapping[str, Taken]
    parts: Mapping[str, Part]
    latency: Latency | None

    @property
    def words(self) -> Words:
        """What speaks about this case."""
        return Words(self.knowledge, self.decided.values, self.facts)

    @cached_property
    def usd(self) -> float:
        """Of a month, at typical prices."""
        return sum(part.usd or 0.0 for part in self.parts.values())

    @property
    def p99(self) -> float | None:
        """Seconds; None when nobody waits."""
        return self.latency.p99 if self.latency else None

    @cached_property
    def unanswered(self) -> frozenset[str]:
        """Decisions that are asked and that no option can answer."""
        ones = self.knowledge.decisions
        return frozenset(id for id, one in self.taken.items() if one.asked and not one.chosen and ones[id].pick == "one")

    def broken(self, severities: tuple[str, ...] = WORST) -> frozenset[str]:
        """The names of broken checks of these severities."""
        texts, values = self.knowledge.program.texts, self.decided.values
        mine = (check for check in self.knowledge.checks.values() if check.severity in severities)
        lost = {check.name for check in mine if apply(texts[check.when], values) and not apply(texts[check.holds], values)}
        flags = flags_of(self.knowledge, values, self.words, self.parts, self.latency)
        return frozenset(lost | {flag.name for flag in flags if flag.status == "broken" and flag.severity in severities})


class _Mute(Words):
    """Words for a design that nobody reads."""

    def fill(self, text: str) -> str:  # noqa: ARG002
        return ""


def quick(knowledge: Knowledge, case: Case, decided: Decided, given: frozenset[str]) -> Quick:
    """The decided case, sized. `given` names the facts that the spec itself states."""
    types = knowledge.program.types
    facts = {name: fact_value(fact, case, decided.values, types[name]) for name, fact in knowledge.facts.items()}
    words = _Mute(knowledge, decided.values, facts)
    taken = {id: _taken(decision, decided) for id, decision in knowledge.decisions.items()}
    bare = parts_of(knowledge, decided.values, words, {id: one.chosen for id, one in taken.items()})
    parts, latency = sized(knowledge, decided.values, words, bare, given, (TYPICAL,))
    return Quick(knowledge, decided, facts, taken, parts, latency)


def _taken(decision: Decision, decided: Decided) -> Taken:
    track, value = decided.tracks[decision.id], decided.values[decision.id]
    chosen = chosen_of(decision, value)
    if track is None or decision.pick != "one" or not chosen:
        return Taken(chosen, track is not None, {})
    earned = track[value - 1][1]
    return Taken(chosen, True, _points(decision, chosen[0], earned))


def _points(decision: Decision, option: str, earned: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for bit, points in enumerate(decision.options[option].points):
        if earned >> bit & 1:
            found[points.criterion] = found.get(points.criterion, 0) + points.points
    return found

