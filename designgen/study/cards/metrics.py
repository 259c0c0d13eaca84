"""Which metrics, why these, and when they mislead."""

from collections.abc import Iterator, Sequence

from designgen.catalog.model import Option
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.templates import sentence_end, sentence_start
from designgen.document.wording import in_sentence
from designgen.study.cards.making import MEASURED, answer, card, option_page, place_of, same_everywhere
from designgen.study.cards.model import Card

MOST_EACH, MOST = 2, 9


def metric_cards(draft: Draft) -> Iterator[Card]:
    """Of each list of metrics which leads and why, and what the others are for."""
    lists = [one for one in draft.decided() if one.decision.section in MEASURED and one.rationale.pick == "all"
             and any(option.works for option in one.options)]  # fmt: skip
    first = [found for one in lists if (found := _leads(draft, one))]
    more = [found for one in lists for option in one.options[:MOST_EACH] if (found := _misleads(draft, one, option))]
    yield from [*first, *more][:MOST]


def _leads(draft: Draft, told: Told) -> Card | None:
    option, asked = told.options[0], told.decision.question.partition("?")[0]
    why = told.rationale.reasons.get(option.id, "")
    others = f"Beside it: {_apart(told.beside)}" if told.beside else ""
    back = answer(f"{sentence_start(option.name)}: {in_sentence(option.summary)}", f"The reason: {why}" if why else "", others)
    front = f"{asked}? Name them, and say why the first is there."
    return card(draft, "metric", told.id, (front, back, ""), place_of(draft, told))


def _apart(names: Sequence[str]) -> str:
    """Names in a row, by semicolons where one has a comma of its own."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def _misleads(draft: Draft, told: Told, option: Option) -> Card | None:
    if not option.avoid_when or not option.works:
        return None
    front = f"{sentence_start(option.name)}: how is this measured, and when would you rather not use it?"
    avoid = f"Avoid it when {option.avoid_when}"
    back = answer(draft.design.say(option.works[0]), avoid)
    if not back.endswith(sentence_end(avoid)):
        back = answer(f"It measures this: {option.summary}", avoid)
    shared = same_everywhere(option.works[0], option.avoid_when, option.summary)
    place = option_page(told.decision, option) if shared else place_of(draft, told)
    return card(draft, "metric", f"{told.id}.{option.id}", (front, back, ""), place, shared)
