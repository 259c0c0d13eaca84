"""Which requirements of an option fail in a case, each with its reason and its numbers."""

from collections.abc import Iterator
from dataclasses import dataclass

from designgen.catalog import Knowledge
from designgen.decisions.decide import Decided
from designgen.decisions.words import Words


@dataclass(frozen=True, slots=True)
class Requirement:
    """A condition that does not hold. `later` names the decision that the option would leave without an answer, "" for none."""

    condition: str
    reason: str
    numbers: tuple[str, ...]
    later: str = ""

    @property
    def says(self) -> str:
        if not self.numbers:
            return self.reason
        numbers = "; ".join(self.numbers)
        return f"{self.reason} – {numbers}" if ")" in self.reason else f"{self.reason} ({numbers})"


def missing(knowledge: Knowledge, decided: Decided, words: Words, decision: str, option: str) -> tuple[Requirement, ...]:
    """In the order of the file, the binding one first; none where the decision is not needed."""
    return tuple(_missing(knowledge, decided, words, decision, option))


def _missing(knowledge: Knowledge, decided: Decided, words: Words, decision: str, option: str) -> Iterator[Requirement]:
    track = decided.tracks[decision]
    known = knowledge.decisions[decision].options[option]
    node = next(node for node in knowledge.program.decisions if node.name == decision)
    place = [one.id for one in node.options].index(option)
    failed = track[place][0] if track is not None else 0
    for bit, rule in enumerate(known.rules):
        if failed >> bit & 1:
            yield Requirement(rule.condition, words.fill(rule.reason), tuple(words.why(node.options[place].rules[bit], False)))
    for bit, (_, later) in enumerate(node.options[place].ahead, len(known.rules)):
        if failed >> bit & 1:
            question = knowledge.decisions[later].question
            yield Requirement(f"{later} has an answer", f"it would leave no answer to: {question}", (), later)
