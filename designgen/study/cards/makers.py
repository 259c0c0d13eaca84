"""All makers of cards, one a kind."""

from designgen.design.model import Design
from designgen.document.draft import draft
from designgen.document.links import Links
from designgen.study.cards.decisions import decision_cards
from designgen.study.cards.failures import failure_cards
from designgen.study.cards.flips import flip_cards
from designgen.study.cards.follow_ups import follow_up_cards
from designgen.study.cards.metrics import metric_cards
from designgen.study.cards.model import Card
from designgen.study.cards.numbers import number_cards
from designgen.study.cards.pictures import picture_cards
from designgen.study.cards.trade_offs import trade_off_cards

MAKERS = (
    decision_cards, flip_cards, number_cards, trade_off_cards, failure_cards, metric_cards, follow_up_cards, picture_cards,
)  # fmt: skip


def cards_of(design: Design) -> tuple[Card, ...]:
    """The cards of a design in the order of its framework, by kind within a step."""
    made = draft(design, Links(design, above=f"{design.spec.id}/"))
    steps = [step.id for step in made.framework.steps]
    found = [card for maker in MAKERS for card in maker(made)]
    return tuple(sorted(found, key=lambda card: steps.index(card.step)))
