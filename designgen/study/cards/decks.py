"""Cards in decks: one a design, one of what holds for any design with the same part, and one of the framework."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from designgen.catalog import Knowledge
from designgen.design.model import Design
from designgen.document.escape import one_line
from designgen.study.cards.framework import framework_cards
from designgen.study.cards.makers import cards_of
from designgen.study.cards.model import KINDS, Card

ROOT, GENERAL, FRAMEWORK = "designgen", "General", "Framework"
NAMELESS = "Untitled"


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards of one design, or of all. `steps` are the titles of steps by id; `name` is raw text."""

    id: str
    title: str
    steps: Mapping[str, str]
    cards: tuple[Card, ...]

    @property
    def name(self) -> str:
        """With its place below the root; a title cannot open a deck of its own inside."""
        title = one_line(self.title).replace("::", ":").replace("\x1f", " ").strip(" :")
        return f"{ROOT}::{title or NAMELESS}"

    def tags(self, card: Card) -> tuple[str, ...]:
        """Of step, problem and kind."""
        about = [("step", card.step), ("problem", self.id), ("kind", card.kind)]
        return tuple(f"{ROOT}::{name}::{value}" for name, value in about if not card.shared or name != "problem")

    def by_step(self) -> Iterator[tuple[str, list[Card]]]:
        """The title of each step with its cards, in order."""
        for step, title in self.steps.items():
            if mine := [card for card in self.cards if card.step == step]:
                yield title, mine


def decks_of(designs: Sequence[Design], knowledge: Knowledge, framework: str) -> tuple[Deck, ...]:
    """A deck a design, then those that they share, each card once. Raises KeyError for an unknown framework."""
    steps = {step.id: step.title for step in knowledge.frameworks[framework].steps}
    made = [(design.spec, cards_of(design)) for design in designs]
    titles = Counter([GENERAL, FRAMEWORK, *(spec.title for spec, _ in made)])
    own = (Deck(spec.id, spec.title if titles[spec.title] == 1 else f"{spec.title} ({spec.id})", steps,
                tuple(card for card in cards if not card.shared)) for spec, cards in made)  # fmt: skip
    general = {card.guid: card for _, cards in made for card in cards if card.shared}
    order = list(steps)
    ordered = tuple(sorted(general.values(), key=lambda card: (order.index(card.step), KINDS.index(card.kind), card.about)))
    shared = (Deck(GENERAL.lower(), GENERAL, steps, ordered),
              Deck(framework, FRAMEWORK, steps, framework_cards(knowledge, framework)))  # fmt: skip
    return (*own, *(deck for deck in shared if deck.cards))
