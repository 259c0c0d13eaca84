"""What an answer of this design shows of each thing that an interviewer marks."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from designgen.catalog.practice import Signal as Known
from designgen.document.blocks.sizing import Box, failures, key_numbers
from designgen.document.draft import Draft
from designgen.document.templates import sentence_end
from designgen.study.exam import AGREED, DEFENSIBLE, Answer, Clarifying, Item, Probe, Signal, Stage

MOST = 3
Make = Callable[[Known], Iterator[str]]


class Signals:
    """Writes the signals of one exam."""

    def __init__(self, draft: Draft, questions: Sequence[Clarifying], stages: Sequence[Stage]) -> None:
        self.draft, self.questions, self.stages = draft, questions, stages
        self.items = [item for stage in stages for item in stage.items]
        self.made: Mapping[str, Make] = {
            "questions": self.asked, "choices": self.choices, "alternatives": self.alternatives,
            "numbers": self.numbers, "failures": self.failures, "clock": self.clock,
        }  # fmt: skip

    def all(self) -> tuple[Signal, ...]:
        return tuple(self.signal(one) for one in self.draft.design.knowledge.signals.values())

    def signal(self, known: Known) -> Signal:
        shows = [line for kind in known.shows for line in list(self.made[kind](known))[:MOST]]
        return Signal(known.id, known.name, known.asks, tuple(shows))

    def mine(self, known: Known) -> list[Item]:
        """The items that count for a signal, weightiest first; all of them for one without sections."""
        weights = self.draft.weights
        kept = [item for item in self.items if item.signal == known.id or not known.sections]
        return sorted(kept, key=lambda item: -weights[item.decision])

    def asked(self, _known: Known) -> Iterator[str]:
        for one in sorted(self.questions, key=lambda one: -one.matters):
            if one.matters and not one.defines:
                choices = "one choice hangs" if one.matters == 1 else f"{one.matters} choices hang"
                yield f"Asks “{one.ask}” ({choices} on it)."

    def choices(self, known: Known) -> Iterator[str]:
        for item in self.mine(known):
            if item.pick == "one":
                chosen = next(answer for answer in item.answers if answer.grade == AGREED)
                yield f"{item.name}: {chosen.name}. {chosen.says}"

    def alternatives(self, known: Known) -> Iterator[str]:
        for item in self.mine(known):
            rival = _rival(item)
            if rival:
                change = f", and would take it with {rival.right_if}" if rival.right_if else ""
                yield f"{item.name}: names {rival.name} as the alternative{change}."

    def numbers(self, _known: Known) -> Iterator[str]:
        for number in key_numbers(self.draft, MOST):
            yield f"{number.title}: {number.arithmetic} = {number.shown}."

    def failures(self, _known: Known) -> Iterator[str]:
        for box in failing(self.draft, self.items):
            if box.component.fails:
                how, first = (self.draft.design.say(text) for text in (box.component.fails.how, box.component.fails.ladder[0]))
                yield f"{box.part.name}: knows how it fails ({how}) and what comes first then ({first})."

    def clock(self, _known: Known) -> Iterator[str]:
        minutes = ", ".join(f"{stage.title} {stage.minutes}" for stage in self.stages)
        yield f"Minutes, all in all {sum(stage.minutes for stage in self.stages)}: {minutes}."


def _rival(item: Item) -> Answer | None:
    """The nearest that could be defended, else one that would be right under another spec."""
    near = sorted((one for one in item.answers if one.grade == DEFENSIBLE), key=lambda one: one.behind)
    return next(iter(near), None) or next((one for one in item.answers if one.right_if), None)


def failing(draft: Draft, items: Sequence[Item]) -> list[Box]:
    """Boxes on the way of an answer that the asked choices bring and that fail in a known way, the most special ones first."""
    asked = {item.decision for item in items}
    boxes = [box for box in failures(draft).get("passed", []) if box.component.fails and asked & set(box.brought)]
    known = draft.design.knowledge.decisions.values()
    everywhere = Counter(name for one in known for option in one.options.values() for name in option.components)
    return sorted(boxes, key=lambda box: everywhere[box.component.id])


def failure_probes(draft: Draft, items: Sequence[Item], most: int) -> Iterator[Probe]:
    """How would one notice, and what answers instead?"""
    for box in failing(draft, items)[:most]:
        fails = box.component.fails
        assert fails is not None
        say = draft.design.say
        ask = f"{box.part.name}: {say(fails.how).rstrip('.')}. How do you notice, and what answers instead?"
        ladder = "; then ".join(say(one) for one in fails.ladder)
        end = sentence_end(f"In the end: {say(fails.off)}")
        yield Probe(ask, f"Noticed by {say(fails.detect)}. Instead: {ladder}. {end}")
