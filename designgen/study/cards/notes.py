"""Cards as notes of Anki. GUIDs, decks and the note type have ids of their own for good, so that Anki knows them again."""

import hashlib
import itertools
import sqlite3
from collections.abc import Iterator, Sequence

import genanki

from designgen.diagram import stylesheet
from designgen.resources import resource
from designgen.study.cards.before import Before, content_of, type_content
from designgen.study.cards.decks import Deck
from designgen.study.cards.html import link, shown
from designgen.study.cards.model import Card

NOTE_TYPE, NAME = 1_732_600_111_000, "designgen"
"""Other fields need another id: Anki keeps note types of different fields apart."""
FIELDS = ("Key", "Problem", "Step", "Kind", "Given", "Front", "Back", "Picture", "Shown", "Link")
NIGHT = ":is(.nightMode, .night_mode)"
"""The two names of a dark page in Anki and its relatives."""
BORN, SPAN = 1_500_000_000_000, 50_000_000_000
"""Ids of notes and decks are milliseconds of the epoch to Anki, and even here."""


def collection(connection: sqlite3.Connection, decks: Sequence[Deck], newest: int, known: Before, site: str) -> None:
    """Writes a collection of these decks into an empty database."""
    look = _note_type()
    look_date = known.type_date(NOTE_TYPE, type_content(look.to_json(0, None)), newest)
    made = [_deck(deck, look, newest, known, site) for deck in decks]
    genanki.Package(made).write_to_db(connection.cursor(), look_date, itertools.count(1))
    connection.commit()
    connection.execute("VACUUM")


def _note_type() -> genanki.Model:
    front, back, css = ((resource("templates", "cards", name)).read_text(encoding="utf-8")
                        for name in ("front.html", "back.html", "style.css"))  # fmt: skip
    face = {"name": "Card", "qfmt": front, "afmt": back}
    fields = [{"name": name} for name in FIELDS]
    return genanki.Model(NOTE_TYPE, NAME, fields, [face], css=css + stylesheet(NIGHT), sort_field_index=FIELDS.index("Front"))


def _deck(deck: Deck, look: genanki.Model, newest: int, known: Before, site: str) -> genanki.Deck:
    made = genanki.Deck(_id(f"deck {deck.id}"), deck.name)
    for place, card in enumerate(deck.cards):
        fields = list(_fields(deck, card, site))
        note = Dated(look, fields, guid=card.guid, tags=deck.tags(card), due=place + 1)
        note.date = known.date(card.guid, content_of(" ".join(note.tags), "\x1f".join(fields)), newest)
        made.add_note(note)
    return made


def _fields(deck: Deck, card: Card, site: str) -> Iterator[str]:
    yield from (
        str(shown(text)) for text in (f"{deck.id} {card.kind} {card.about}", deck.title, deck.steps[card.step], card.kind)
    )
    yield from (str(shown(text)) for text in (card.given, card.front, card.back))
    yield from (card.picture.replace("\n", " "), card.shown.replace("\n", " "), str(link(card.link, site)))


class Dated(genanki.Note):  # type: ignore[misc]
    """A note with a date and ids of its own."""

    date = 0

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:  # noqa: ARG002
        super().write_to_db(cursor, self.date, deck_id, itertools.count(_id(f"note {self.guid}")))


def _id(name: str) -> int:
    """An id from a name, the same for good."""
    return BORN + 2 * (int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % SPAN)
