"""Decks as an Anki package, the same bytes for the same cards and dates.

Anki takes a note over from a package only if the note there is newer than its own, by a second at least. So every note has a
date: `newest`, or, where a deck is replaced, the date that its unchanged note has there, and for a changed one a later date.
"""

import sqlite3
import zipfile
from collections.abc import Sequence
from io import BytesIO

from designgen.problem import NOWHERE, Problem, ProblemsFound
from designgen.study.cards.before import Before, before_of
from designgen.study.cards.decks import Deck

FILED = (1980, 1, 1, 0, 0, 0)
VERSION = (3_040_000).to_bytes(4, "big")
"""The SQLite that is said to have written the file, whichever did."""


def as_apkg(decks: Sequence[Deck], newest: int, replaced: bytes = b"", site: str = "") -> bytes:
    """The package. `newest` is the date of its notes in seconds of the epoch, `replaced` the package that it will replace.

    Raises ProblemsFound (C001) without genanki.
    """
    try:
        from designgen.study.cards.notes import collection
    except ImportError:
        problem = Problem(NOWHERE, "C001", "an Anki deck needs genanki", "run pip install 'designgen[anki]'")
        raise ProblemsFound([problem]) from None
    known = before_of(replaced) if replaced else Before({}, {})
    connection = sqlite3.connect(":memory:")
    try:
        collection(connection, decks, newest, known, site)
        return _zipped({"collection.anki2": _levelled(connection.serialize()), "media": b"{}"})
    finally:
        connection.close()


def _levelled(database: bytes) -> bytes:
    """Without how often and by which version of SQLite the file was written."""
    counter = database[24:28]
    return database[:92] + counter + VERSION + database[100:]


def _zipped(files: dict[str, bytes]) -> bytes:
    """A zip with fixed dates. Nothing is compressed: that would depend on the library at hand."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as package:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, FILED)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            package.writestr(entry, content)
    return whole.getvalue()
