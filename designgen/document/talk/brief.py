"""The talk in two minutes: every step in a sentence or two, with the numbers that matter most."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from designgen.catalog.model import Step
from designgen.design.headlines import BILL
from designgen.document.blocks.talk import traps
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.speech import said
from designgen.document.talk import grounds
from designgen.document.talk.aloud import words
from designgen.document.talk.clause import about, choosing, leading, lowered, reasoned, reasons, switch
from designgen.document.talk.full import opening
from designgen.document.talk.model import OPEN, OWN_UP, PROPOSE, RECKON, Line, Turn, line
from designgen.document.talk.proposing import defend, propose
from designgen.document.templates import sentence, sentence_end
from designgen.document.wording import in_sentence
from designgen.units import humane

ENOUGH, MOST = 280, 315
"""Words: two minutes at 150 words a minute, with a breath left."""
MOST_SAID = 3
MUST, REASON, SECOND, TURN, RIVAL, MORE = range(6)


@dataclass(frozen=True, slots=True)
class Bit:
    """A sentence of a step, or, with `instead`, a longer form of the sentence of that cause. Lower `rank` goes first."""

    place: tuple[int, int]
    rank: int
    line: Line
    instead: tuple[str, ...] = ()
    weight: int = 0  # of the decision; of two bits of a rank the weightier goes first


def brief(draft: Draft) -> list[Turn]:
    """What must be said, then as much of the rest as two minutes hold, by the steps."""
    bits = sorted(_bits(draft), key=lambda one: (one.rank, -one.weight))
    kept = [one for one in bits if one.rank == MUST]
    for bit in bits[len(kept) :]:
        left = [one for one in kept if one.line.cause != bit.instead]
        total = _total(kept)
        if total < ENOUGH and _total([*left, bit]) <= MOST and not any(one.line.text == bit.line.text for one in kept):
            kept = [*left, bit]
    kept.sort(key=lambda one: one.place)
    starts = accumulate((step.minutes for step in draft.framework.steps), initial=0)
    return [
        Turn(step, start, tuple(one.line for one in kept if one.place[0] == number))
        for number, (step, start) in enumerate(zip(draft.framework.steps, starts, strict=False))
    ]


def _total(bits: list[Bit]) -> int:
    return sum(words(one.line.text) for one in bits)


def _bits(draft: Draft) -> Iterator[Bit]:
    turning = _turning(draft)
    for number, step in enumerate(draft.framework.steps):
        if not number:
            yield Bit((number, 0), MUST, opening(draft, step))
        yield from _choices(draft, step, number, turning)
        yield from (Bit((number, 90), MUST, one) for one in _figures(draft, step))
    yield from _close(draft)


def _turning(draft: Draft) -> str:
    """The decision to say a change of: one that a given number turns, before words and priorities; of those the weightiest."""
    found = [one for step in draft.framework.steps for one in said(draft, step, MOST_SAID) if switch(one, draft.design)]
    return max(found, key=lambda one: (*_near(draft, one), draft.weights[one.id])).id if found else ""


def _near(draft: Draft, told: Told) -> tuple[int, bool]:
    """How readily one would speak of what changes a choice."""
    line = told.unless
    return (-line.rank, draft.design.facts[line.fact].origin == "given") if line else (0, False)


def _choices(draft: Draft, step: Step, number: int, turning: str) -> Iterator[Bit]:
    """The weightiest choice bare, then with its reason; further ones with theirs; rivals and turns."""
    for place, told in enumerate(map(leading, said(draft, step, MOST_SAID)), 1):
        at, bare, full, weight = (number, 10 * place), _bare(told), _reasoned(told), draft.weights[told.id]
        if place == 1:
            bare, full = _led(step, bare), _led(step, full)
            yield Bit(at, MUST, bare)
            yield Bit(at, REASON, full, instead=bare.cause)
        else:
            yield Bit(at, MUST if told.id == turning else SECOND if place == 2 else MORE, full, weight=weight)
        if change := switch(told, draft.design):
            rank = MUST if told.id == turning else TURN if place == 1 else MORE
            yield Bit((number, 10 * place + 2), rank, line(PROPOSE, sentence(change), told.id, change))
        if against := defend(draft, told):
            yield Bit((number, 10 * place + 1), RIVAL if place == 1 else MORE + 1, against)


def _led(step: Step, told: Line) -> Line:
    """With the words that turn to the step."""
    return replace(told, text=f"{step.lead}, {lowered(told.text)}") if step.lead else told


def _bare(told: Told) -> Line:
    pinned = ", since the spec pins it" if told.rationale.pinned else ""
    return line(PROPOSE, sentence(choosing(told) + pinned), told.id, *told.rationale.chosen, "bare")


def _reasoned(told: Told) -> Line:
    if told.rationale.pinned:
        return propose(told)
    first = reasons(told)[0]
    return line(PROPOSE, sentence(reasoned(told, [first])), told.id, *told.rationale.chosen, first)


def _figures(draft: Draft, step: Step) -> Iterator[Line]:
    """The path in the step of the budget, the bill in the step of costs, and what does not hold."""
    design = draft.design
    if (latency := design.latency) and latency.stages and grounds.holds(draft, step, "latency_budget"):
        late, every = grounds.held(design, latency)
        took, target = humane(late, "second"), humane(latency.target, "second")
        missed = f", so I miss it by {humane(late - latency.target, 'second')}" if late > latency.target else ""
        yield line(RECKON, f"The path takes {took}{every}, against {target}{missed}.", "path", took, target)
    if (total := design.sized.get(BILL)) and grounds.holds(draft, step, "cost"):
        yield line(RECKON, f"All of it costs {about(total.shown, 0)} a month.", BILL, total.shown)
    if grounds.holds(draft, step, "checks"):
        yield from _owned_up(draft)


def _owned_up(draft: Draft) -> Iterator[Line]:
    found = grounds.broken(draft)
    if found:
        rest = f" And {len(found) - 1} more of my checks don't hold." if found[1:] else ""
        says = sentence_end(in_sentence(found[0].says))
        yield line(OWN_UP, f"I have to own up to this: {says}{rest}", found[0].id, says, str(len(found)))


def _close(draft: Draft) -> Iterator[Bit]:
    last = len(draft.framework.steps) - 1
    pinned = [one for one in draft.decided() if one.rationale.pinned]
    told = {one.id for step in draft.framework.steps for one in said(draft, step, 1)}
    if unsaid := [one for one in pinned if one.id not in told]:
        text = sentence(f"the spec, not I, settles this: {choosing(unsaid[0])}")
        yield Bit((last, 91), MUST, line(OPEN, text, unsaid[0].id, "pinned"))
    for place, trap in enumerate(traps(draft)[:2], 1):
        text = sentence(f"what I'd take care not to do is this: {in_sentence(trap.says)}")
        yield Bit((last, 91 + place), MORE + place, line(OPEN, text, trap.decision, trap.says))
