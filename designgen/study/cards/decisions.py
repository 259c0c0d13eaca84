"""Questions of the design with its answers: what was chosen, and because of what."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.talk.clause import choosing_because
from designgen.document.templates import sentence_start
from designgen.study.cards.making import MEASURED, answer, by_weight, card, given, place_of, words
from designgen.study.cards.model import MOST_WORDS, Card

ALONE = "nothing else is feasible"
MOST, MOST_A_STEP, MOST_LISTED, SHORT = 18, 5, 4, 20


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
        whole = ", and " not in told.decision.question  # a list answers no second question
        return whole and 1 < len(told.options) <= MOST_LISTED and all(option.works for option in told.options)
    return told.contested and bool(_reasons(told))


def _card(draft: Draft, told: Told) -> Card | None:
    texts = (told.decision.question, _answer(draft, told), given(draft, told, [told.choice]))
    return card(draft, "decision", told.id, texts, place_of(draft, told))


def _answer(draft: Draft, told: Told) -> str:
    """The choice with its weightiest reasons, and how it works where that is little; a list with the reason for its first."""
    if told.rationale.pick == "all":
        why = told.strongest[0]
        return answer(sentence_start(told.choice), f"The first is there because {why}" if why else "")
    alone = ALONE if told.because.endswith(ALONE) else ""
    chosen = choosing_because(told)
    if words(chosen) > MOST_WORDS:
        chosen = choosing_because(told, 1)
    works = (draft.design.say(text) for text in told.options[0].works if words(chosen) < SHORT)
    how = (text for text in works if not any(reason.lower() in text.lower() for reason in told.strongest))
    return answer(chosen, alone, next((text for text in how if words(f"{chosen} {alone} {text}") <= MOST_WORDS), ""))


def _reasons(told: Told) -> tuple[str, ...]:
    return told.strongest if any(entry.total > 0 for entry in told.rationale.ledger) else ()
