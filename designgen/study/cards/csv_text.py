"""Decks as CSV (RFC 4180), with the header lines by which Anki knows the columns. Fields are HTML."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from designgen.study.cards.decks import Deck
from designgen.study.cards.html import link, shown
from designgen.study.cards.model import Card

COLUMNS = ("GUID", "Deck", "Tags", "Front", "Back")
HEADER = (
    "#separator:Comma", "#html:true", f"#columns:{','.join(COLUMNS)}", "#guid column:1", "#deck column:2", "#tags column:3",
)  # fmt: skip
FORMULA = tuple("=+-@")
"""With one of these a cell begins that a spreadsheet would calculate."""


def as_csv(decks: Sequence[Deck], site: str = "") -> str:
    """All cards that need no picture."""
    text = StringIO()
    text.writelines(f"{line}\r\n" for line in HEADER)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([cell(one) for one in row] for deck in decks for row in _rows(deck, site))
    return text.getvalue()


def _rows(deck: Deck, site: str) -> Iterator[tuple[str, ...]]:
    for card in deck.cards:
        if not card.picture:
            yield card.guid, deck.name, " ".join(deck.tags(card)), _front(card), _back(card, site)


def _front(card: Card) -> str:
    return f"{shown(card.front)}<br><small>{shown(card.given)}</small>" if card.given else str(shown(card.front))


def _back(card: Card, site: str) -> str:
    return f"{shown(card.back)}<br><small>{link(card.link, site)}</small>"


def cell(text: str) -> str:
    """A cell that no spreadsheet calculates: a sign of a formula at its start becomes a reference, which is read as the sign."""
    return f"&#{ord(text[0])};{text[1:]}" if text.startswith(FORMULA) else text
