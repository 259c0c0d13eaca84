"""A component fails: what shows it, what answers instead, what users see."""

from collections.abc import Iterator

from designgen.document.blocks.sizing import Box, failures
from designgen.document.draft import Draft
from designgen.document.templates import sentence_end
from designgen.study.cards.making import answer, card, component_page, same_everywhere, section_of
from designgen.study.cards.model import Card

MOST = 8


def failure_cards(draft: Draft) -> Iterator[Card]:
    """Of the boxes that an answer passes, then of those behind them; the heaviest decisions' boxes first."""
    groups = failures(draft)
    boxes = [*sorted(groups.get("passed", []), key=lambda box: _rank(draft, box)),
             *sorted(groups.get("behind", []), key=lambda box: _rank(draft, box))]  # fmt: skip
    made = [found for box in boxes if (found := _card(draft, box))]
    yield from made[:MOST]


def _rank(draft: Draft, box: Box) -> tuple[int, str]:
    return -max((draft.weights.get(one, 0) for one in box.brought), default=0), box.part.id


def _card(draft: Draft, box: Box) -> Card | None:
    fails = box.component.fails
    if fails is None:
        return None
    front = f"{box.part.name}: {sentence_end(fails.how)} What shows it, and what answers instead?"
    back = answer(
        f"These signals show it: {fails.detect}",
        f"In its place, best first: {'; '.join(fails.ladder)}",
        "" if any(one in fails.off for one in fails.ladder) else f"When all of that fails: {fails.off}",
    )
    shared = box.part.name == box.component.name and same_everywhere(fails.how, fails.detect, fails.off, *fails.ladder)
    place = component_page(box.component) if shared else section_of(draft, box.part.section)
    return card(draft, "failure", box.part.id, (front, back, ""), place, shared)
