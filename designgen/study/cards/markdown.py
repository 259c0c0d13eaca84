"""Decks as Markdown: the questions by step, each over its folded answer."""

from collections.abc import Iterator, Sequence

from designgen.document.escape import inline, ours, url
from designgen.study.cards.decks import Deck
from designgen.study.cards.html import at
from designgen.study.cards.model import Card


def as_markdown(decks: Sequence[Deck], site: str = "") -> str:
    """All cards that need no picture."""
    return "\n".join(line for deck in decks for line in _deck(deck, site)) + "\n"


def _deck(deck: Deck, site: str) -> Iterator[str]:
    yield from (f"# {inline(deck.title)}", "")
    for title, cards in deck.by_step():
        yield from (f"## {inline(title)}", "")
        for card in cards:
            if not card.picture:
                yield from _card(card, site)


def _card(card: Card, site: str) -> Iterator[str]:
    given = f" <small>({inline(card.given)})</small>" if card.given else ""
    where = f"[{inline(card.link)}]({url(at(card.link, site))})" if site else f"{inline(card.link)}"
    yield f"<details><summary>{inline(card.front)}{given}</summary>"
    yield from ("", f"{inline(card.back)}", "", f"<small>{ours(card.kind)} · {where}</small>", "", "</details>", "")
