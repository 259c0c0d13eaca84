"""What I would build, why, and why not its closest rival."""

import re
from collections.abc import Iterator
from dataclasses import replace

from designgen.decisions.model import Verdict
from designgen.design.model import Design, Number
from designgen.design.telling import beyond_a_limit
from designgen.document.blocks.talk import CLOSE, drawbacks, gain
from designgen.document.blocks.talk import chosen as winner
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.talk.clause import called, choosing, choosing_because, chosen, instead, lowered, reasons, switch, the
from designgen.document.talk.clauses import CLAUSE, because, kind
from designgen.document.talk.model import DEFEND, PROPOSE, Line, line
from designgen.document.templates import counted, sentence, sentence_start

NARROW = 2  # points; nearly level
MOST_STATES = 3
COUNTED = 9  # what the reason says in words already: of two such numbers nobody needs to hear which is larger
MOST_ARITHMETIC = 40  # characters that can still be followed by ear
_INNER = re.compile(r" ?\([^()]*\)")
_COMPARED = re.compile(r"([^;()]+) ([<>≤≥]) ([^;()]+)")
_SIGNS = {"<": "below", ">": "above", "≤": "at most", "≥": "at least"}
_FUNCTION = re.compile(r"[a-z]\(")


def propose(told: Told, number: Number | None = None) -> Line:
    """The choice with its reasons, and the number on which it turns."""
    texts = list(_pinned(told)) if told.rationale.pinned else list(_chosen(told))
    texts += [f"It turns on one number: {lowered(reckoned(number))}"] if number else []
    names = (
        told.id,
        *told.rationale.chosen[:MOST_STATES],
        number.name if number else "",
        "pinned" if told.rationale.pinned else "",
    )
    return line(PROPOSE, " ".join(map(sentence, texts)), *filter(None, names))


def _chosen(told: Told) -> Iterator[str]:
    yield choosing_because(told)
    if told.decision.states:
        for option in told.options[1:MOST_STATES]:
            yield _state(called(option), reasons(replace(told, options=(option,)))[0])
    elif told.beside:
        yield f"After that I'd add {', then '.join(told.beside[:2])}"


def _state(name: str, reason: str) -> str:
    """What holds and why; a name that draws a conclusion of its own comes first."""
    return (
        f"{sentence_start(reason)}, so {name}"
        if kind(reason) == CLAUSE and " so " not in name
        else f"And {name}{because([reason])}"
    )


def _pinned(told: Told) -> Iterator[str]:
    """A choice that the spec makes, and what would have been chosen without."""
    yield f"This one is pinned by the spec, not by me: {choosing(told)}"
    free = told.decision.options.get(told.rationale.free_choice)
    if free:
        cost = counted(told.rationale.pin_cost, "point")
        yield f"Left to myself, {lowered(chosen(told.decision, free))}; the pin gives up {cost}, so I'd ask what stands behind it"


def reckoned(number: Number) -> str:
    """`For the peak load I get 926 k/s, which is 463 k/s × 2`."""
    short = len(number.arithmetic) <= MOST_ARITHMETIC and not _FUNCTION.search(number.arithmetic)
    worked = f", which is {number.arithmetic}" if short and re.search("[×÷+−]", number.arithmetic) else ""
    return f"For {the(number.title)} I get {number.shown}{worked}"


def defend(draft: Draft, told: Told) -> Line | None:
    """Against the closest rival, and what would change the choice; None where there is nothing to defend."""
    if told.rationale.pick != "one" or told.rationale.pinned:
        return None
    told_of = [(sentence(text), cause) for text, cause in _against(draft.design, told) if text]
    if not told_of:
        return None
    return line(DEFEND, " ".join(text for text, _ in told_of), told.id, *dict.fromkeys(cause for _, cause in told_of))


def _against(design: Design, told: Told) -> Iterator[tuple[str, str]]:
    """Sentences with the rival or the fact of which they speak."""
    rival, change = told.runner_up, told.unless
    limits = [one for one in told.rationale.verdicts if beyond_a_limit(design, told.id, one)]
    out = max(limits, key=_points, default=None)
    if rival and rival.behind_by <= CLOSE:
        yield from ((text, rival.id) for text in _near(told, rival))
    elif out:
        yield _ruled_out(told, out), out.id
        if change and change.to == out.name:
            return
    if change:
        yield switch(told, design), f"{change.fact} {change.at} {change.to}"


def _near(told: Told, rival: Verdict) -> Iterator[str]:
    """How close it came, what it would have bought, and what speaks against it."""
    won, other = winner(told), instead(told.decision, told.decision.options[rival.id])
    buys = [entry.reason for entry in gain(rival, won)]
    against = [entry.reason for entry in drawbacks(rival, won)]
    if not buys and not against:
        return
    if not rival.behind_by:
        yield f"By my count I could just as well {other}{because(buys)}"
    elif rival.behind_by <= NARROW:
        yield f"It was close, and I could also {other}{because(buys)}"
    else:
        yield f"The runner-up is to {other}{because(buys)}"
    if against:
        yield f"I don't{because(against[:1])}"


def _ruled_out(told: Told, verdict: Verdict) -> str:
    """`I wouldn't use an exact scan, because a full scan must fit a tenth of the target, and 18 s is above 250 ms`."""
    reason, numbers = split(verdict.because)
    other = instead(told.decision, told.decision.options[verdict.id])
    return f"I wouldn't {other}{because([reason])}{f', and {numbers}' if numbers else ''}"


def split(because: str) -> tuple[str, str]:
    """The reason without asides, and the numbers at its end that show it: `18.2 s is above 250 ms`."""
    told = because.split(" (", 1)[0] if because.count("(") == 1 else _INNER.sub("", because)
    found = _COMPARED.search(because[because.rfind("(") + 1 :] if because.endswith(")") else "")
    left, sign, right = (found[1].strip(), found[2], found[3].strip()) if found else ("", "", "")
    plain = left == right or (left.isdecimal() and right.isdecimal() and max(int(left), int(right)) <= COUNTED)
    return told.strip(), "" if plain else f"{left} is {_SIGNS[sign]} {right}"


def _points(verdict: Verdict) -> int:
    return sum(entry.total for entry in verdict.ledger)
