"""A design without its words: choices, servers, times and money of one case, for those who ask about many cases."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from designgen.catalog import Knowledge
from designgen.decisions import Case, Value, Words, fact_value
from designgen.decisions.decide import Track, chosen_of
from designgen.design.architecture import parts_of
from designgen.design.flags import flags_of
from designgen.design.model import Finding, Latency, Part
from designgen.design.ranges import TYPICAL
from designgen.design.sized import sized
from designgen.rules import Allowed, Given, apply


@dataclass(frozen=True)
class Outline:
    """One case, decided, with its boxes. They are sized when somebody asks; the bill has no ends."""

    knowledge: Knowledge
    given: Given
    stated: frozenset[str]  # the facts that the spec gives
    values: Mapping[str, Any]
    tracks: Mapping[str, Track]

    @cached_property
    def words(self) -> Words:
        return Words(self.knowledge, self.values, Facts(self.knowledge, self.values))

    @cached_property
    def chosen(self) -> Mapping[str, tuple[str, ...]]:
        """What each decision takes; nothing where it is not needed."""
        return {id: chosen_of(one, self.values[id]) for id, one in self.knowledge.decisions.items()}

    @cached_property
    def sized(self) -> tuple[dict[str, Part], Latency | None]:
        return self.sized_of(None)

    def sized_of(self, only: Set[str] | None) -> tuple[dict[str, Part], Latency | None]:
        """The parts, or those among `only`, and the path. What stands off the path has no effect on another's size."""
        bare = parts_of(self.knowledge, self.values, self.words, self.chosen, told=False)
        kept = bare if only is None else {id: part for id, part in bare.items() if id in only}
        return sized(self.knowledge, self.values, self.words, kept, self.stated, (TYPICAL,))

    @property
    def parts(self) -> Mapping[str, Part]:
        return self.sized[0]

    @property
    def latency(self) -> Latency | None:
        return self.sized[1]

    @property
    def usd(self) -> float:
        """The bill of a month, of what has a price."""
        return sum(part.usd or 0.0 for part in self.parts.values())

    @cached_property
    def flags(self) -> tuple[Finding, ...]:
        """The checks of what is computed."""
        return tuple(flags_of(self.knowledge, self.values, self.words, self.parts, self.latency))

    def dead_ends(self) -> Iterator[str]:
        """Decisions that are asked and have no answer."""
        return (id for id, track in self.tracks.items() if track is not None and not self.values[id])

    def status(self, check: str, only: Set[str] | None = None) -> str:
        """ok | broken | not_needed, of a check of the knowledge or of a flag, which may look at some parts `only`."""
        known, texts = self.knowledge.checks.get(check), self.knowledge.program.texts
        if known is None:
            flags = self.flags if only is None else flags_of(self.knowledge, self.values, self.words, *self.sized_of(only))
            return next((flag.status for flag in flags if flag.id == check), "not_needed")
        if not apply(texts[known.when], self.values):
            return "not_needed"
        return "ok" if apply(texts[known.holds], self.values) else "broken"

    def broken(self) -> dict[str, str]:
        """Every broken check, and every dead end, with its severity."""
        dead = dict.fromkeys(self.dead_ends(), "error")
        flags = {flag.id: flag.severity for flag in self.flags if flag.status == "broken"}
        checks = self.knowledge.checks.values()
        return dead | flags | {check.id: check.severity for check in checks if self.status(check.id) == "broken"}


class Facts(Mapping[str, Value]):
    """The facts of a case in words, each when it is asked for."""

    def __init__(self, knowledge: Knowledge, values: Mapping[str, Any]) -> None:
        self.knowledge, self.coded = knowledge, values

    def __getitem__(self, name: str) -> Value:
        return fact_value(self.knowledge.facts[name], NOTHING, self.coded, self.knowledge.program.types[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self.knowledge.facts)

    def __len__(self) -> int:
        return len(self.knowledge.facts)


NOTHING = Case({}, {}, {})


def outlined(knowledge: Knowledge, given: Given, allowed: Allowed, stated: frozenset[str]) -> Outline:
    """The outline of a case that is coded already."""
    values, tracks = knowledge.program.trace(given, allowed)
    named = {node.name: track for node, track in zip(knowledge.program.decisions, tracks, strict=True)}
    return Outline(knowledge, given, stated, values, named)
