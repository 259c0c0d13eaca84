"""Cards in decks: one a design, and one for the framework that they share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from designgen.catalog import Knowledge
from designgen.design.model import Design
from designgen.document.escape import one_line
from designgen.study.cards.framework import framework_cards
from designgen.study.cards.makers import cards_of
from designgen.study.cards.model import Card

ROOT, SHARED = "designgen", "Framework"
NAMELESS = "Untitled"


@dataclass(frozen=True, slots=True)
class Deck:
    """Cards of one design, or of the framework. `steps` are the titles of steps by id; `name` is raw text."""

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
        return tuple(f"{ROOT}::{name}::{value}" for name, value in about if card.kind != "framework" or name != "problem")

    def by_step(self) -> Iterator[tuple[str, list[Card]]]:
        """The title of each step with its cards, in order."""
        for step, title in self.steps.items():
            if mine := [card for card in self.cards if card.step == step]:
                yield title, mine


def decks_of(designs: Sequence[Design], knowledge: Knowledge, framework: str) -> tuple[Deck, ...]:
    """A deck a design, then the shared one, once. Raises KeyError for an unknown framework."""
    steps = {step.id: step.title for step in knowledge.frameworks[framework].steps}
    own = [Deck(design.spec.id, design.spec.title, steps, cards_of(design)) for design in designs]
    return (*own, Deck(framework, SHARED, steps, framework_cards(knowledge, framework)))
