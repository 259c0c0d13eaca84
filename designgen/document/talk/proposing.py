"""What I would build, why, and why not its closest rival."""

import re
from collections.abc import Iterator

from designgen.decisions.model import Verdict
from designgen.design.model import Design, Number
from designgen.design.telling import beyond_a_limit
from designgen.document.blocks.talk import CLOSE, drawbacks, gain
from designgen.document.blocks.talk import chosen as winner
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.talk.clause import chosen, choosing, choosing_because, lowered, quoted, reasons, switch, the
from designgen.document.talk.clauses import CLAUSE, because, kind
from designgen.document.talk.model import DEFEND, PROPOSE, Line, line
from designgen.document.templates import counted, sentence, sentence_start

NARROW = 2  # points; nearly level
MOST_STATES = 3
MOST_ARITHMETIC = 40  # characters that can still be followed by ear
_INNER = re.compile(r" ?\([^()]*\)")
_COMPARED = re.compile(r"([^;()]+) ([<>≤≥]) ([^;()]+)")
_SIGNS = {"<": "below", ">": "above", "≤": "not above", "≥": "not below"}
_FUNCTION = re.compile(r"[a-z]\(")


def propose(draft: Draft, told: Told, number: Number | None = None) -> Line:
    """The choice with its reasons, and the number on which it turns."""
    texts = list(_pinned(told)) if told.rationale.pinned else list(_chosen(told))
    texts += [reckoned(number)] if number else []
    names = (told.id, *told.rationale.chosen, *reasons(told), *([number.name, number.shown] if number else []))
    return line(PROPOSE, " ".join(map(sentence, texts)), *names, *(["pinned"] if told.rationale.pinned else []))


def _chosen(told: Told) -> Iterator[str]:
    yield choosing_because(told)
    if told.decision.states:
        for option in told.options[1:MOST_STATES]:
            why = told.rationale.reasons[option.id].split("; ")[:1]
            yield f"{sentence_start(why[0])}, so {option.name}" if kind(why[0]) == CLAUSE else f"And {option.name}{because(why)}"
    elif told.beside:
        yield f"After that I'd add {', then '.join(told.beside[:2])}"


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
    texts = list(_against(draft.design, told))
    text = " ".join(sentence(one) for one in texts if one)
    rival = told.runner_up.id if told.runner_up else ""
    return line(DEFEND, text, told.id, *told.rationale.chosen, rival, *texts) if text else None


def _against(design: Design, told: Told) -> Iterator[str]:
    rival, change = told.runner_up, told.unless
    limits = [one for one in told.rationale.verdicts if beyond_a_limit(design, told.id, one)]
    out = max(limits, key=_points, default=None)
    if rival and rival.behind_by <= CLOSE:
        yield from _near(told, rival)
    elif out:
        yield _ruled_out(told, out)
        if change and change.to == out.name:
            return
    yield switch(told, design)


def _near(told: Told, rival: Verdict) -> Iterator[str]:
    """How close it came, what it would have bought, and what speaks against it."""
    won, name = winner(told), quoted(told.decision.options[rival.id])
    buys = [entry.reason for entry in gain(rival, won)]
    against = [entry.reason for entry in drawbacks(rival, won)]
    if not buys and not against:
        return
    if not rival.behind_by:
        yield f"By my count {name} would do just as well{because(buys)}"
    elif rival.behind_by <= NARROW:
        yield f"{sentence_start(name)} nearly won{because(buys)}"
    else:
        yield f"The runner-up is {name}{because(buys)}"
    if against:
        yield f"I pass on it{because(against[:1])}"


def _ruled_out(told: Told, verdict: Verdict) -> str:
    """`I rule out an exact scan, because a full scan must fit a tenth of the target, and 18 s is above 250 ms`."""
    reason, numbers = split(verdict.because)
    return f"I rule out {quoted(told.decision.options[verdict.id])}{because([reason])}{f', and {numbers}' if numbers else ''}"


def split(because: str) -> tuple[str, str]:
    """The reason without asides, and the numbers at its end that show it: `18.2 s is above 250 ms`."""
    told = because.split(" (", 1)[0] if because.count("(") == 1 else _INNER.sub("", because)
    found = _COMPARED.search(because[because.rfind("(") + 1 :] if because.endswith(")") else "")
    return told.strip(), f"{found[1].strip()} is {_SIGNS[found[2]]} {found[3].strip()}" if found else ""


def _points(verdict: Verdict) -> int:
    return sum(entry.total for entry in verdict.ledger)
