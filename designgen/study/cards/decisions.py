"""Questions of the design with its answers: what was chosen, and because of what."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.templates import sentence_start
from designgen.study.cards.making import MEASURED, answer, by_weight, card, given, place_of, speaks_for
from designgen.study.cards.model import Card

ALONE = "nothing else is feasible"
MOST, MOST_A_STEP, MOST_LISTED = 18, 5, 4


def decision_cards(draft: Draft) -> Iterator[Card]:
    """The weightiest choices, not too many of them of one step."""
    return islice(_spread(draft), MOST)


def _spread(draft: Draft) -> Iterator[Card]:
    count: Counter[str] = Counter()
    for one in by_weight(draft):
        found = _card(draft, one) if worth_asking(one) and count[one.decision.step] < MOST_A_STEP else None
        if found:
            count[one.decision.step] += 1
            yield found


def worth_asking(told: Told) -> bool:
    """Is it a choice made here and for reasons, or a short list of what is done?"""
    if told.decision.states or told.rationale.pinned or told.decision.section in MEASURED:
        return False
    if told.rationale.pick == "all":
        return 1 < len(told.options) <= MOST_LISTED and all(option.works for option in told.options)
    return told.contested and bool(_reasons(told))


def _card(draft: Draft, told: Told) -> Card | None:
    alone = ALONE if told.because.endswith(ALONE) else ""
    back = answer(sentence_start(told.choice), _why(told), alone)
    front = told.decision.question
    return card(draft, "decision", told.id, (front, back, given(draft, told, [told.choice])), place_of(draft, told))


def _why(told: Told) -> str:
    """The weightiest reasons; of a list, why its first is there."""
    if told.rationale.pick == "all":
        return f"The first is there because {told.strongest[0]}" if told.strongest[0] else ""
    return speaks_for(_reasons(told))


def _reasons(told: Told) -> tuple[str, ...]:
    return told.strongest if any(entry.total > 0 for entry in told.rationale.ledger) else ()
