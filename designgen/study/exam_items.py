"""The key decisions of a design, step by step, each with its graded options and its follow-ups."""

import math
from collections.abc import Iterator, Mapping

from designgen.catalog.model import Step
from designgen.document.blocks.talk import Alternative, FollowUp, alternatives, probes
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.speech import named, weightiest
from designgen.document.templates import sentence, sentence_end, sentence_start
from designgen.study.exam import Item, Probe
from designgen.study.exam_answers import Grader, defensible
from designgen.study.tacit import Tacit

MINUTES_A_CHOICE = 2
MOST_OPTIONS = 16  # of a list; who is to tick more of them reads instead of thinking
MOST_PROBES = 3


class Items:
    """Makes the items of a design."""

    def __init__(self, draft: Draft) -> None:
        self.draft, self.grader = draft, Grader(draft)
        self.tacit = Tacit(self.grader, frozenset(one.id for step in draft.framework.steps for one in self.keys(step)))
        self.signals = {section: one for one in draft.design.knowledge.signals.values() for section in one.sections}
        self.written = _by_decision(probes(draft))
        self.rivals = {one.told.id: one for one in alternatives(draft)}

    def of(self, step: Step) -> tuple[Item, ...]:
        """Those of a step, in the order of the document."""
        return tuple(self.item(one) for one in self.keys(step))

    def keys(self, step: Step) -> list[Told]:
        """What the framework and the signals name, filled up as far as the minutes go: what has a rival that could be defended
        first, then by weight."""
        asked_anyway = {id for one in self.draft.design.knowledge.signals.values() for id in one.decisions}
        mine = [one for one in self.draft.decided() if one.decision.section in step.sections]
        wanted = [*named(self.draft, step), *(one for one in mine if one.id in asked_anyway)]
        kept = {one.id for one in wanted if askable(one)}
        for one in sorted(filter(askable, weightiest(self.draft, step)), key=lambda one: one.runner_up is None):
            if len(kept) >= math.ceil(step.minutes / MINUTES_A_CHOICE):
                break
            kept.add(one.id)
        return [one for one in mine if one.id in kept]

    def item(self, told: Told) -> Item:
        signal = self.signals.get(told.decision.section)
        return Item(
            decision=told.id,
            name=told.decision.name,
            question=self.draft.design.say(told.decision.question),
            pick=told.rationale.pick,
            answers=tuple(self.tacit.judged(told, one) for one in self.grader.answers(told)),
            because=because(told),
            link=self.link(told),
            probes=tuple(self.probes(told))[:MOST_PROBES],
            signal=signal.id if signal else "",
        )

    def link(self, told: Told) -> str:
        return f"{self.draft.design.spec.id}/{self.draft.links.decision_html(told.id)}"

    def probes(self, told: Told) -> Iterator[Probe]:
        """What changes the choice, its nearest rival, and what the option itself is asked."""
        yield from (Probe(one.ask, one.answer) for one in self.written.get(told.id, ())[:1])
        if told.unless:
            yield Probe(told.unless.asks, f"{sentence_start(told.unless.to)} instead of {told.choice}.")
        if told.id in self.rivals:
            yield why_not(self.rivals[told.id])


def why_not(one: Alternative) -> Probe:
    return Probe(f"Why not {one.rival.name}?", defensible(one.told, one.rival))


def askable(told: Told) -> bool:
    """May one be asked for it: are there several answers, few enough, and does one choose rather than observe?"""
    many = len(told.rationale.verdicts)
    plain = not told.decision.table and not told.decision.states
    return plain and many > 1 and (told.rationale.pick == "one" or many <= MOST_OPTIONS)


def because(told: Told) -> str:
    """The reason of a choice; of a list, that of each entry."""
    if told.rationale.pick == "one":
        return sentence(told.because)
    return " ".join(f"{sentence_start(one.name)}: {sentence_end(told.rationale.reasons[one.id])}" for one in told.options)


def _by_decision(found: list[FollowUp]) -> Mapping[str, list[FollowUp]]:
    by: dict[str, list[FollowUp]] = {}
    for one in found:
        by.setdefault(one.decision, []).append(one)
    return by
