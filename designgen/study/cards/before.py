"""What a package that will be replaced holds: the date of each note and note type, and what it says."""

import json
import sqlite3
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

MOST = 256 * 2**20  # bytes of a collection that is looked at
_DAMAGED = (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, RuntimeError, NotImplementedError, EOFError,
            AttributeError, OverflowError, sqlite3.Error)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Before:
    """By GUID date and content of the notes, by id those of the note types."""

    notes: Mapping[str, tuple[int, str]]
    types: Mapping[int, tuple[int, str]]

    def date(self, guid: str, content: str, newest: int) -> int:
        """The date of a note: as before where it says the same, else later than before."""
        return _date(self.notes.get(guid), content, newest)

    def type_date(self, id: int, content: str, newest: int) -> int:
        return _date(self.types.get(id), content, newest)


def _date(before: tuple[int, str] | None, content: str, newest: int) -> int:
    if before is None:
        return newest
    date, said = before
    return date if said == content else max(newest, date + 1)


def before_of(package: bytes) -> Before:
    """What stands in a package; nothing where it is none, or is damaged."""
    try:
        return _read(_collection(package))
    except _DAMAGED:
        return Before({}, {})


def _collection(package: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(package)) as found:
        entry = found.getinfo("collection.anki2")
        if entry.file_size > MOST:
            raise ValueError("too large")
        return found.read(entry)


def _read(database: bytes) -> Before:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(database)
        notes = {str(guid): (int(date), content_of(str(tags), str(fields)))
                 for guid, date, tags, fields in connection.execute("SELECT guid, mod, tags, flds FROM notes")}  # fmt: skip
        (models,) = connection.execute("SELECT models FROM col").fetchone()
        types = {int(id): (int(one["mod"]), type_content(one)) for id, one in json.loads(models).items()}
        return Before(notes, types)
    finally:
        connection.close()


def content_of(tags: str, fields: str) -> str:
    """All that a note says."""
    return f"{tags.strip()}\0{fields}"


def type_content(model: Mapping[str, object]) -> str:
    """How a note type looks."""
    return json.dumps([model["name"], model["css"], model["tmpls"], model["flds"]], sort_keys=True)
