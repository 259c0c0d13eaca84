"""Why a question is worth asking, in one sentence: the choices that another answer changes, and the money that it moves."""

from collections import Counter
from collections.abc import Iterator, Sequence

from designgen.catalog import Fact
from designgen.decisions import Decided
from designgen.decisions.rationale import verdicts
from designgen.decisions.words import lower
from designgen.design.asked import Answer, Change, Span
from designgen.design.model import Design
from designgen.units import humane

MOST_TOLD, SMALL = 2, 1000
DEMANDS = {"must", "cannot", "needs", "need", "wants", "want"}
"""Words of a reason that says what is demanded; another one may describe the case that is not this one."""
MOVED, SLOWED = 1.05, 1.2
"""Ratios from which a bill, and a time, is told to move."""


def because(design: Design, fact: Fact, changes: Sequence[tuple[Change, Answer]], usd: Span, p99: Span | None) -> str:
    """What another answer does; without "because" and full stop, and "" if there is nothing to tell."""
    told = list(_told([one for one in changes if one[0].to]))
    rest = sum(1 for change, _ in changes if change.to) - len(told)
    clauses = [_clause(design, change, answer) for change, answer in told]
    places = list(dict.fromkeys(_where(design, fact, change) for change, _ in told))
    if len(places) == 1:
        clauses = [", and ".join(clauses)]
    said = [f"{where}, {clause}" for where, clause in zip(places, clauses, strict=True)]
    if rest and told:
        said.append(f"{rest} more {'choice changes' if rest == 1 else 'choices change'}")
    lists = sum(1 for change, _ in changes if not change.to)
    if lists and not told:
        said.append(f"{lists} {'list changes' if lists == 1 else 'lists change'}")
    return "; ".join([*said, *_numbers(usd, p99)])


def _told(choices: list[tuple[Change, Answer]]) -> list[tuple[Change, Answer]]:
    """A few changes at as few answers as may be: first where the present choice is ruled out, then the nearest."""
    common = Counter(change.shown for change, _ in choices)
    order = sorted(choices, key=lambda one: (not one[0].ruled_out, -common[one[0].shown] if isinstance(one[0].value, str) else 0))
    first = order[:1]
    beside = [one for one in order[1:] if one[0].shown == first[0][0].shown] or order[1:]
    return [*first, *beside][:MOST_TOLD]


def _clause(design: Design, change: Change, answer: Answer) -> str:
    decision = design.knowledge.decisions[change.decision]
    name, now = lower(decision.name), design.decisions[change.decision].chosen
    if change.to in ("not_needed", "empty"):
        return f"{name} is no longer needed" if change.to == "not_needed" else f"no option is left for {name}"
    if not now:
        arises = "arises" if design.decisions[change.decision].status == "not_needed" else "can be answered"
        return f"the question of {name} {arises} (answer: {change.to_name})"
    why = _ruled_out(design, change, answer) if change.ruled_out else ""
    return f"{name} becomes {change.to_name}{f' ({decision.options[now[0]].name} is ruled out: {why})' if why else ''}"


def _where(design: Design, fact: Fact, change: Change) -> str:
    if isinstance(change.value, bool):
        return f"if {change.shown}"
    if isinstance(change.value, int | float):
        if not design.facts[fact.id].value:
            return f"at {change.shown} already"
        return f"{'at' if fact.integer and change.value < SMALL else 'around'} {change.shown}"
    return f"with “{change.shown}”"


def _ruled_out(design: Design, change: Change, answer: Answer) -> str:
    """Why the present choice is not possible with the other answer; "" where the reason would mislead."""
    outline, now = answer.outline, design.decisions[change.decision].chosen[0]
    known = verdicts(design.knowledge, design.case, Decided(outline.values, outline.tracks), outline.words, change.decision)
    told = next((verdict.because for verdict in known if verdict.id == now), "")
    reason = told.rsplit(" (", 1)[0] if told.endswith(")") else told
    return reason if any(letter.isdigit() for letter in reason) or DEMANDS & set(reason.split()) else ""


def _numbers(usd: Span, p99: Span | None) -> Iterator[str]:
    if usd.ratio >= MOVED:
        most = f", most of the difference for {lower(usd.most)}" if usd.most else ""
        yield f"the bill of a month runs from {_ends(usd, 'usd')}{most}"
    if p99 and p99.ratio >= SLOWED:
        yield f"the p99 of the path runs from {_ends(p99, 'second')}"


def _ends(span: Span, unit: str) -> str:
    return f"{humane(span.low, unit)} ({span.low_at}) to {humane(span.high, unit)} ({span.high_at})"
