"""Questions with what their answers change, and what is assumed until they are answered."""

from collections.abc import Iterator

from designgen.design.asked import Change
from designgen.document.blocks.understanding import Asked
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.flips import FlipLine
from designgen.document.talk.clause import about, chosen, far, if_, lowered, option_called, the
from designgen.document.talk.clause import asked as asked_aloud
from designgen.document.talk.clauses import because
from designgen.document.talk.model import ASK, ASSUME, Line, line
from designgen.document.templates import sentence
from designgen.document.wording import NOT_STATED, in_sentence
from designgen.units import humane

WIDE = 1.5  # a bill that moves by less is not worth a word
UNTIL = {
    "task": "for this kind of problem it's usually {}, so I go on with that",
    "derived": "from what I know so far I'd guess {}",
    "constant": "I plan with {} until I know better",
}


def question(draft: Draft, asked: Asked, told: set[tuple[str, str]]) -> Line:
    """An open question, what another answer would change, and what I go on with. `told` are the changes told before."""
    change = _weightiest(draft, asked, told)
    told |= {(change.decision, change.to)} if change else set()
    parts = [asked_aloud(asked.fact), sentence(_changed(draft, asked, change)) if change else "", _bill(asked), _until(asked)]
    cause = (change.decision, change.to, change.shown) if change else ()
    return line(ASK, " ".join(filter(None, parts)), asked.known.name, asked.shown, *cause)


def _weightiest(draft: Draft, asked: Asked, told: set[tuple[str, str]]) -> Change | None:
    """The choice on which most hangs among those that the answer would change, one not told before if there is one."""
    known = draft.design.knowledge.decisions
    changes = [one for one in (asked.question.choices if asked.question else ()) if one.to in known[one.decision].options]
    return max(changes, key=lambda one: ((one.decision, one.to) not in told, draft.weights[one.decision]), default=None)


def _changed(draft: Draft, asked: Asked, change: Change) -> str:
    decision = draft.design.knowledge.decisions[change.decision]
    then = lowered(chosen(decision, decision.options[change.to]))
    if asked.shown == NOT_STATED:
        return f"if there is one, {then}"
    if asked.fact.kind == "number":
        return f"at {about(change.shown, 0)} already, {then}"
    return (
        f"if {'not' if change.shown == 'no' else change.shown}, {then}"
        if asked.fact.kind == "bool"
        else f"if it's “{change.shown}”, {then}"
    )


def _bill(asked: Asked) -> str:
    """How far the bill moves, where it moves much."""
    spread = asked.question.usd if asked.question else None
    if spread is None or spread.ratio < WIDE or spread.low <= 0:
        return ""
    low, high = (humane(value, "usd") for value in (spread.low, spread.high))
    return f"The answer moves the bill between {low} and {high} a month."


def _until(asked: Asked) -> str:
    if asked.shown == NOT_STATED:
        return "I go on without one until I hear it."
    value = asked.shown if asked.fact.kind == "number" else f"“{asked.shown}”"
    return sentence(UNTIL[asked.known.basis].format(value))


def heard(draft: Draft, asked: Asked) -> Line:
    """What the spec gives, why it matters, and what another value would change."""
    value = asked.shown if asked.fact.kind == "number" else f"“{asked.shown}”"
    why = draft.design.say(asked.fact.why).split("; ")[0]
    name = the(asked.fact.name)
    start = (
        f"I put {name} at {value}, as you said"
        if asked.fact.kind == "number"
        else f"On {in_sentence(asked.fact.name)} I heard {value}"
    )
    flip = _flip(draft, asked)
    parts = [start, f"that matters{because([why])}", _turned(draft, *flip) if flip else ""]
    return line(
        ASSUME, " ".join(sentence(one) for one in parts if one), asked.known.name, asked.shown, *([flip[1].id] if flip else [])
    )


def _flip(draft: Draft, asked: Asked) -> tuple[FlipLine, Told] | None:
    """The weightiest decision that a likely value of a fact would turn."""
    found = [(flip, one) for one in draft.decided() for flip in one.nearby if flip.fact == asked.known.name]
    found = [(flip, one) for flip, one in found if not far(flip) and option_called(one.decision, flip.to)]
    return max(found, key=lambda pair: draft.weights[pair[1].id], default=None)


def _turned(draft: Draft, flip: FlipLine, told: Told) -> str:
    option = option_called(told.decision, flip.to)
    return f"{if_(flip, draft.design)}, {lowered(chosen(told.decision, option))}" if option else ""


def assumed(rest: list[Asked]) -> Iterator[Line]:
    """Numbers that I assume without asking, in one breath."""
    numbers = [one for one in rest if one.fact.kind == "number"][:3]
    if numbers:
        values = [f"{the(one.fact.name)} at {one.shown}" for one in numbers]
        text = f"I also put {', '.join(values[:-1])}{' and ' if values[1:] else ''}{values[-1]}; stop me if that's off."
        yield line(ASSUME, text, *(f"{one.known.name}={one.shown}" for one in numbers))
