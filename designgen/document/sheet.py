"""The cheat sheet: what to have in the head, on one page."""

from dataclasses import dataclass

from designgen.catalog.model import Step
from designgen.design.model import Latency, Number, Part
from designgen.document.blocks.sizing import key_numbers
from designgen.document.blocks.talk import FollowUp, Trap, probes, traps, what_ifs
from designgen.document.blocks.understanding import Asked, ask_first, ranked
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.path import path
from designgen.document.speech import keys, said

QUESTIONS, ASSUMED, NUMBERS, MOST_BOXES, SAID, KEYS, TRAPS, PROBES, WHAT_IFS = 6, 4, 7, 9, 4, 16, 4, 4, 3
MEASURED = ("offline", "online")  # sections, from proxy to goal


@dataclass(frozen=True, slots=True)
class Minute:
    """A step of the story with its share of the clock and the choices to speak of."""

    step: Step
    start: int
    choices: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the cheat sheet."""

    minutes: tuple[Minute, ...]
    questions: tuple[Asked, ...]
    numbers: tuple[Number, ...]
    path: tuple[list[Part], ...]  # from who asks, or the source of the data, to the action
    keys: tuple[Told, ...]
    latency: Latency | None
    measures: tuple[Told, ...]
    traps: tuple[Trap, ...]
    probes: tuple[FollowUp, ...]

    @property
    def length(self) -> int:
        """Minutes in all."""
        return sum(minute.step.minutes for minute in self.minutes)


def sheet(draft: Draft) -> Sheet:
    """The cheat sheet of a design, cut to one page."""
    return Sheet(
        tuple(minutes(draft)),
        tuple(ask_first(ranked(draft), QUESTIONS, ASSUMED)),
        tuple(key_numbers(draft, NUMBERS)),
        tuple(path(draft, MOST_BOXES)),
        tuple(keys(draft, KEYS)),
        draft.design.latency,
        tuple(measures(draft)),
        tuple(traps(draft)[:TRAPS]),
        (*probes(draft)[:PROBES], *what_ifs(draft)[:WHAT_IFS]),
    )


def minutes(draft: Draft) -> list[Minute]:
    """The steps with the minute at which each starts."""
    told, start = [], 0
    for step in draft.framework.steps:
        told.append(Minute(step, start, tuple(said(draft, step, SAID))))
        start += step.minutes
    return told


def measures(draft: Draft) -> list[Told]:
    """What is measured, from the proxy to the goal: the lists chosen in the sections on metrics."""
    return [
        one
        for section in MEASURED
        for one in draft.decided()
        if one.decision.section == section and one.rationale.pick == "all" and not one.decision.table
    ]
