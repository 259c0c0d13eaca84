"""What an interviewer asks next about a choice, and the mistake that is made there."""

from collections.abc import Iterator
from itertools import islice

from designgen.catalog.model import Option
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.wording import in_sentence
from designgen.study.cards.making import MEASURED, answer, by_weight, card, place_of
from designgen.study.cards.model import Card

MOST_ASKED, MOST_TRAPS = 10, 4


def follow_up_cards(draft: Draft) -> Iterator[Card]:
    """The written follow-ups of the weightiest choices, then the mistakes."""
    chosen = [(one, option) for one in by_weight(draft) for option in one.options]
    asked = filter(None, (_asked(draft, one, option) for one, option in chosen if option.ask))
    traps = filter(None, (_trap(draft, one, option) for one, option in chosen if option.trap))
    yield from (*islice(asked, MOST_ASKED), *islice(traps, MOST_TRAPS))


def _asked(draft: Draft, told: Told, option: Option) -> Card | None:
    given = f"{told.decision.name}: {option.name}"
    back = answer(draft.design.say(option.answer))
    kind = "metric" if told.decision.section in MEASURED else "follow-up"
    return card(draft, kind, f"{told.id}.{option.id}.asked", (option.ask, back, given), place_of(draft, told))


def _trap(draft: Draft, told: Told, option: Option) -> Card | None:
    front = f"{told.decision.name}: {option.name}. Which mistake do candidates make here?"
    trap = draft.design.say(option.trap)
    gerund = trap.partition(" ")[0].endswith("ing")
    back = answer(f"The mistake is {in_sentence(trap)}" if gerund else trap) if trap else ""
    return card(draft, "follow-up", f"{told.id}.{option.id}.trap", (front, back, ""), place_of(draft, told))
