"""Why not: what another option would have bought, and why it lost."""

import re
from collections.abc import Iterator
from itertools import islice

from designgen.decisions.model import Verdict
from designgen.document.blocks.talk import chosen, drawbacks, gain
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.flips import YEAR
from designgen.document.talk.clause import called
from designgen.document.talk.clauses import stated
from designgen.document.wording import names_in
from designgen.study.cards.making import answer, by_weight, card, given, place_of, words
from designgen.study.cards.model import Card

MOST, CLOSE, LEAST_SAID = 10, 8, 5
_SHOWN = re.compile(r"\d[\d.,]*(?: ?[A-Za-zµ%$/]+)?")
_AMOUNT = re.compile(r"\(.*\d[\d.,]*( ?[A-Za-zµ%$/]|\d).*[<>≤≥].*\)$")
"""A requirement that failed on an amount, not on the kind of problem."""


def trade_off_cards(draft: Draft) -> Iterator[Card]:
    """The rivals of the weightiest decisions that were close, or that a number kept out."""
    made = (_card(draft, one, rival) for one in by_weight(draft) if _contested(one) for rival in _rivals(draft, one))
    return islice(filter(None, made), MOST)


def _contested(told: Told) -> bool:
    return told.contested and not told.decision.states and not told.rationale.pinned


def _rivals(draft: Draft, told: Told) -> list[Verdict]:
    """One that was close, and the one kept out by a number that had earned most."""
    verdicts = told.rationale.verdicts
    near = [one for one in verdicts if one.verdict == "behind" and 0 < one.behind_by <= CLOSE and gain(one, chosen(told))]
    out = [one for one in verdicts if one.verdict == "infeasible" and _by_an_amount(draft, told, one)]
    near.sort(key=lambda one: one.behind_by)
    out.sort(key=lambda one: -sum(entry.total for entry in one.ledger))
    return [*near[:1], *out[:1]]


def _by_an_amount(draft: Draft, told: Told, rival: Verdict) -> bool:
    """Was it ruled out by an amount of this problem, not by the year, and not because it answers another question?"""
    failing = next(
        (rule.condition for rule in told.decision.options[rival.id].rules if not draft.design.holds(rule.condition)), ""
    )
    return bool(_AMOUNT.search(rival.because)) and "not: " not in rival.because and YEAR not in names_in(failing)


def _card(draft: Draft, told: Told, rival: Verdict) -> Card | None:
    back = _close(told, rival) if rival.verdict == "behind" else _out(rival)
    other = called(told.decision.options[rival.id])
    front = f"{told.decision.name}: {told.choice}. Why not {'have ' if other.startswith('no ') else ''}{other}?"
    return card(draft, "trade-off", f"{told.id}.{rival.id}", (front, back, given(draft, told)), place_of(draft, told))


def _close(told: Told, rival: Verdict) -> str:
    buys, against = gain(rival, chosen(told)), drawbacks(rival, chosen(told))
    if words(" ".join(entry.reason for entry in (*buys[:1], *against[:1]))) < LEAST_SAID:
        return ""
    points = f"{rival.behind_by} {'point' if rival.behind_by == 1 else 'points'}"
    return answer(
        f"In its favour: {stated(buys[0].reason)}",
        f"Against it: {stated(against[0].reason)}" if against else "",
        f"It ends {points} behind: {rival.because}",
    )


def _out(rival: Verdict) -> str:
    best = max((entry for entry in rival.ledger if entry.total > 0), key=lambda entry: entry.total, default=None)
    return answer(f"A requirement rules it out: {_once(rival.because)}", f"In its favour: {stated(best.reason)}" if best else "")


def _once(because: str) -> str:
    """A requirement without the amounts at its end that its own words give already."""
    text, _, amounts = because.rpartition(" (")
    return text if text and all(amount in text for amount in _SHOWN.findall(amounts)) else because
