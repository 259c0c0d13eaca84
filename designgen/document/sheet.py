"""The cheat sheet: what to have in the head, in few words; one value for Markdown and for print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from designgen.catalog.model import Step
from designgen.design.headlines import BILL
from designgen.design.model import Design, Latency, Number, Part
from designgen.diagram import Picture, picture_of
from designgen.document.blocks.sizing import weighty_numbers
from designgen.document.blocks.talk import Alternative, FollowUp, Trap, alternatives, chosen, drawbacks, probes, traps, what_ifs
from designgen.document.blocks.understanding import Asked, ask_first, ranked
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.flips import PRIORITIES, FlipLine
from designgen.document.path import path
from designgen.document.speech import said, weightiest
from designgen.document.strokes import WHITEBOARD, Stroke, strokes
from designgen.document.talk.aloud import words
from designgen.document.talk.clause import asked, called, choosing, far, if_, option_called, reasons
from designgen.document.talk.clauses import because
from designgen.document.talk.grounds import broken
from designgen.document.templates import counted, sentence, sentence_end, sentence_start
from designgen.document.wording import in_sentence

QUESTIONS, ASSUMED, MOST_BOXES = 6, 4, 9
OFFLINE, ONLINE, GUARDRAILS = "offline", "online", "guardrail_metrics"
"""The sections on metrics, and the list that stands apart from the other ones of its section."""
BRIEF = 150
"""Characters of a short answer, unless its first sentence is longer."""
TERSE = 45  # characters that are no answer by themselves, such as `No.`
A_BREATH = 32  # words
FIRST_PERSON = "I'd "
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Most:
    """How many of each there may be."""

    numbers: int
    lines: int  # of a step
    traps: int
    follow_ups: int


USUAL = Most(numbers=7, lines=2, traps=4, follow_ups=5)
MORE = Most(numbers=14, lines=5, traps=12, follow_ups=22)
"""For whom a page is left half empty otherwise."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to ask first: what to take as the answer until somebody says otherwise, and why it is asked."""

    asked: Asked
    ask: str
    why: str


@dataclass(frozen=True, slots=True)
class Line:
    """A decision in a breath: `start`, the choice itself, and why; `turn` says if what, and what then, or nothing."""

    told: Told
    start: str
    choice: str
    why: str
    turn: str

    @property
    def says(self) -> str:
        return self.start + self.choice + self.why


@dataclass(frozen=True, slots=True)
class Minute:
    """A step of the story with its share of the clock and what to say in it."""

    step: Step
    start: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured at one place, from the proxy to the goal to what must not get worse."""

    name: str
    lists: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the cheat sheet. Lists are in the order in which one would keep them."""

    prompt: str
    questions: tuple[Ask, ...]
    numbers: tuple[Number, ...]
    bill: Number | None
    picture: Picture | None
    strokes: tuple[Stroke, ...]
    path: tuple[list[Part], ...]  # from who asks, or the source of the data, to the action
    minutes: tuple[Minute, ...]
    latency: Latency | None
    measures: tuple[Measure, ...]
    traps: tuple[Trap, ...]
    follow_ups: tuple[FollowUp, ...]

    @property
    def length(self) -> int:
        """Minutes in all."""
        return sum(minute.step.minutes for minute in self.minutes)


def sheet(draft: Draft, most: Most = USUAL) -> Sheet:
    """The cheat sheet of a design."""
    design = draft.design
    picture = picture_of(design, WHITEBOARD) if WHITEBOARD in design.knowledge.views else None
    told = tuple(minutes(draft, most.lines))
    return Sheet(
        design.spec.summary or design.spec.title,
        tuple(_ask(one) for one in ask_first(ranked(draft), QUESTIONS, ASSUMED)),
        tuple(weighty_numbers(draft)[: most.numbers]),
        design.sized.get(BILL),
        picture,
        tuple(strokes(picture)) if picture else (),
        tuple(path(draft, MOST_BOXES)),
        told,
        design.latency,
        tuple(measures(draft)),
        tuple(traps(draft)[: most.traps]),
        tuple(follow_ups(draft, told)[: most.follow_ups]),
    )


def _ask(one: Asked) -> Ask:
    return Ask(one, asked(one.fact), sentence(one.fact.why))


def minutes(draft: Draft, most: int) -> list[Minute]:
    """The steps with the minute at which each starts."""
    told, start = [], 0
    for step in draft.framework.steps:
        told.append(Minute(step, start, tuple(line(one, draft.design) for one in _spoken_of(draft, step, most))))
        start += step.minutes
    return told


def _spoken_of(draft: Draft, step: Step, most: int) -> list[Told]:
    """Those said first, then by weight, without lists where there is a choice."""
    first = said(draft, step, most)
    return [*first, *(one for one in weightiest(draft, step) if one not in first and one.contested)][:most]


def line(told: Told, design: Design) -> Line:
    """In the first person, with as many reasons as are said in a breath."""
    clause, option = choosing(told), told.options[0]
    name = called(option)
    name = name if name in clause else clause.removeprefix(FIRST_PERSON)
    start, end = sentence_start(clause[: clause.index(name)]), clause[clause.index(name) + len(name) :]
    written = option.name if option.name.startswith(name) else name
    return Line(told, start, written, f"{end}{_why(told, clause)}.", _turn(told, design))


def _turn(told: Told, design: Design) -> str:
    """The value at which it would be another one; nothing where no likely value is."""
    flip = told.unless
    option = option_called(told.decision, flip.to) if flip and not far(flip) else None
    return f"{sentence_start(if_(flip, design))}: {called(option)}." if flip and option else ""


def _why(told: Told, clause: str) -> str:
    every = reasons(told)
    tried = [because(every), *(because([one]) for one in every)]
    return next((why for why in tried if words(clause + why) <= A_BREATH), "")


def measures(draft: Draft) -> list[Measure]:
    """Offline, online, guardrails: the lists chosen in the sections on metrics."""
    found: dict[str, list[Told]] = {"Offline": [], "Online": [], "Guardrails": []}
    for one in draft.decided():
        if one.rationale.pick != "all" or one.decision.table:
            continue
        if one.id == GUARDRAILS:
            found["Guardrails"].append(one)
        elif one.decision.section == OFFLINE:
            found["Offline"].append(one)
        elif one.decision.section == ONLINE:
            found["Online"].append(one)
    return [Measure(name, tuple(lists)) for name, lists in found.items() if lists]


def follow_ups(draft: Draft, told: tuple[Minute, ...]) -> list[FollowUp]:
    """Probes, rivals and flips in turn, each with a short answer; not the flips that the steps tell already."""
    flipped = {one.told.id for minute in told for one in minute.lines if one.turn}
    asked = [FollowUp(one.ask, brief(one.answer), one.decision) for one in probes(draft)]
    rivals = [_why_not(one) for one in sorted(alternatives(draft), key=lambda one: -draft.weights[one.told.id])]
    flips = [_what_if(one, flip, draft.design) for one, flip in _turning(draft) if one.id not in flipped]
    turns = [(place * step, order, one) for order, (step, group) in enumerate(((1, asked), (2, rivals), (3, flips)))
             for place, one in enumerate(group, 1)]  # fmt: skip
    return [*_own_up(draft), *(one for _, _, one in sorted(turns, key=lambda turn: turn[:2]))]


def _own_up(draft: Draft) -> Iterator[FollowUp]:
    """What a mark in the drawing warns of is asked first."""
    found = broken(draft)
    for one in found[:1]:
        mend = f" I'd try first: {sentence_end(in_sentence(one.mend))}" if one.mend else ""
        rest = len(found) - 1
        more = f" {counted(rest, 'more check')} {'is' if rest == 1 else 'are'} broken." if rest else ""
        yield FollowUp("What does not hold yet?", f"{sentence(one.says)}{mend}{more}", one.id)


def _turning(draft: Draft) -> Iterator[tuple[Told, FlipLine]]:
    """What a number that somebody may name would turn."""
    for told in (draft.told(one.decision) for one in what_ifs(draft)):
        if told.unless and not far(told.unless):
            yield told, told.unless


def _what_if(told: Told, flip: FlipLine, design: Design) -> FollowUp:
    now = "" if flip.fact.startswith(PRIORITIES) else f" (now {flip.now})"
    option = option_called(told.decision, flip.to)
    answer = f"{called(option) if option else flip.to} instead of {called(told.options[0])}"
    return FollowUp(f"What {if_(flip, design)}{now}?", sentence(answer), told.id)


def _why_not(one: Alternative) -> FollowUp:
    """What speaks for the rival, and against it; where nothing does, for the choice."""
    options = one.told.decision.options
    against = [entry.reason for entry in drawbacks(one.rival, chosen(one.told))]
    but = f"Against it: {against[0]}" if against else f"I prefer {called(one.told.options[0])}{because(one.told.strongest[:1])}"
    ask = f"Why not {called(options[one.rival.id])}?"
    return FollowUp(ask, f"For it: {sentence_end(one.buys[0].reason)} {sentence_end(but)}", one.told.id)


def brief(text: str, most: int = BRIEF) -> str:
    """The first sentences, as many as are short together."""
    kept = ""
    for one in _SENTENCE.split(text.strip()):
        if len(kept) > TERSE and len(kept) + len(one) >= most:
            break
        kept = f"{kept} {one}".strip()
    return sentence_end(sentence_start(kept))
