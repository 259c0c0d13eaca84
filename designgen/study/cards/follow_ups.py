"""What an interviewer asks next about a choice, and the mistake that is made there."""

from collections.abc import Iterator
from itertools import islice

from designgen.catalog.model import Option
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.wording import in_sentence
from designgen.study.cards.making import MEASURED, answer, by_weight, card, option_page, place_of, same_everywhere
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
    kind = "metric" if told.decision.section in MEASURED else "follow-up"
    texts = (option.ask, answer(draft.design.say(option.answer)), given)
    return _card(draft, (told, option), kind, "asked", texts)


def _trap(draft: Draft, told: Told, option: Option) -> Card | None:
    trap = draft.design.say(option.trap)
    gerund = trap.partition(" ")[0].endswith("ing")
    front = f"{told.decision.name}: {option.name}. Which mistake do candidates make here?"
    texts = (front, answer(f"The mistake is {in_sentence(trap)}" if gerund else trap), "")
    return _card(draft, (told, option), "follow-up", "trap", texts)


def _card(draft: Draft, about: tuple[Told, Option], kind: str, which: str, texts: tuple[str, str, str]) -> Card | None:
    told, option = about
    shared = same_everywhere(*((option.ask, option.answer) if which == "asked" else (option.trap,)))
    place = option_page(told.decision, option) if shared else place_of(draft, told)
    return card(draft, kind, f"{told.id}.{option.id}.{which}", texts, place, shared)
