"""The talk in full: each step opens, asks, assumes, proposes, defends, draws, expects and checks in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from designgen.catalog.cases import Cases
from designgen.catalog.model import Step
from designgen.design.evaluate import holding
from designgen.design.headlines import LOAD
from designgen.design.model import Number
from designgen.document.blocks.sizing import key_numbers
from designgen.document.blocks.understanding import Asked, ask_first, assumptions, ranked
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.speech import said, weightiest
from designgen.document.strokes import WHITEBOARD
from designgen.document.talk import grounds
from designgen.document.talk.asking import assumed, heard, question
from designgen.document.talk.clause import leading
from designgen.document.talk.expecting import expect
from designgen.document.talk.model import CHECK_IN, OPEN, RECKON, Line, Turn, line
from designgen.document.talk.proposing import defend, propose, reckoned
from designgen.document.templates import sentence
from designgen.document.wording import in_sentence, names_in

MOST_SAID, MOST_ASKED, MOST_OPEN, MOST_NUMBERS, AT_ONCE = 4, 6, 4, 10, 3


@dataclass
class Heard:
    """What has been said so far, so that nothing is said twice."""

    questions: list[Asked]
    numbers: list[Number]
    decisions: set[str] = field(default_factory=set)
    changes: set[tuple[str, str]] = field(default_factory=set)  # (decision, option) that an answer would bring

    def number(self, draft: Draft, told: Told) -> Number | None:
        """The next number on which a decision turns."""
        for number in self.numbers:
            if told.id in draft.deciding(number):
                self.numbers.remove(number)
                return number
        return None


def turns(draft: Draft) -> list[Turn]:
    """The steps of the framework, one after the other."""
    heard_so_far = Heard([one for one in ranked(draft) if one.assumed and one.question], _numbers(draft))
    told, start = [], 0
    for place, step in enumerate(draft.framework.steps):
        told.append(Turn(step, start, tuple(_lines(draft, step, heard_so_far, first=not place))))
        start += step.minutes
    return told


def _numbers(draft: Draft) -> list[Number]:
    """The load, then the numbers that most is said of, then others."""
    load = [number for number in (draft.design.number(LOAD),) if number]
    every = [*load, *key_numbers(draft, AT_ONCE), *key_numbers(draft, MOST_NUMBERS)]
    return list({number.name: number for number in every}.values())


def _lines(draft: Draft, step: Step, so_far: Heard, first: bool) -> Iterator[Line]:
    yield opening(draft, step)
    yield from _first_questions(draft, so_far) if first else _question(draft, step, so_far)
    if grounds.holds(draft, step, "estimation"):
        yield from _estimate(so_far)
    yield from _choices(draft, step, so_far)
    yield from _figures(draft, step)
    here = [one.id for one in draft.decided() if one.decision.section in step.sections]
    yield from expect(draft, here, so_far.decisions)
    if ask := draft.design.first(step.check_in):
        yield line(CHECK_IN, ask, step.id, *_behind(draft, step.check_in), ask)


def opening(draft: Draft, step: Step) -> Line:
    """Why this step now: what the framework says of such a design, or its goal."""
    text = (
        draft.design.first(step.opens) or f"Next comes this: {in_sentence(step.title)}. {sentence(draft.design.say(step.goal))}"
    )
    return line(OPEN, sentence(text), step.id, *_behind(draft, step.opens), text)


def _behind(draft: Draft, cases: Cases) -> tuple[str, ...]:
    return (holding(cases, draft.design.values, draft.design.knowledge.program.texts),)


def _first_questions(draft: Draft, so_far: Heard) -> Iterator[Line]:
    first = ask_first(ranked(draft), MOST_ASKED, MOST_OPEN)
    for one in first:
        yield question(draft, one, so_far.changes) if one.assumed else heard(draft, one)
    names = {one.known.name for one in first}
    so_far.questions = [one for one in so_far.questions if one.known.name not in names]
    read = {name for number in so_far.numbers[:AT_ONCE] for name in names_in(number.formula)}
    read -= names | {one.known.name for one in so_far.questions}
    yield from assumed([one for one in assumptions(draft) if one.known.name in read])


def _question(draft: Draft, step: Step, so_far: Heard) -> Iterator[Line]:
    """The weightiest question left that changes a choice of this step."""
    mine = {one.id for one in draft.decided() if one.decision.section in step.sections}
    for one in so_far.questions:
        if one.question and mine & {change.decision for change in one.question.choices}:
            so_far.questions.remove(one)
            yield question(draft, one, so_far.changes)
            return


def _estimate(so_far: Heard) -> Iterator[Line]:
    first, so_far.numbers = so_far.numbers[:AT_ONCE], so_far.numbers[AT_ONCE:]
    if first:
        text = " ".join(sentence(reckoned(number)) for number in first)
        yield line(RECKON, text, *(f"{number.name}={number.arithmetic}" for number in first))


def _choices(draft: Draft, step: Step, so_far: Heard) -> Iterator[Line]:
    mine = said(draft, step, MOST_SAID)
    more = [one for one in weightiest(draft, step) if one not in mine and defend(draft, one)]
    mine += more[: max(0, step.minutes // 2 + 1 - len(mine))]
    pinned = [one for one in draft.decided() if one.rationale.pinned and one.decision.section in step.sections]
    for one in [*mine, *(one for one in pinned if one not in mine)]:
        so_far.decisions.add(one.id)
        yield propose(leading(one), None if one.decision.states else so_far.number(draft, one))
        if against := defend(draft, one):
            yield against


def _figures(draft: Draft, step: Step) -> Iterator[Line]:
    """What belongs to the blocks of the step: the board, the path, the bill, what breaks and what does not hold."""
    if grounds.holds(draft, step, f"diagram:{WHITEBOARD}"):
        yield from grounds.board(draft)
    latency = draft.design.latency
    if latency and latency.stages and grounds.holds(draft, step, "latency_budget"):
        yield grounds.path(draft, latency)
    if grounds.holds(draft, step, "cost") and (bill := grounds.bill(draft)):
        yield bill
    if grounds.holds(draft, step, "failures") and (breaks := grounds.breaks(draft)):
        yield breaks
    if grounds.holds(draft, step, "checks"):
        yield from grounds.own_up(draft)
