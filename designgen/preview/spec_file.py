"""A spec on disk as an editor needs it: read with its digest, replaced whole and only while it still has that digest."""

import hashlib
import os
import stat
import tempfile
from codecs import BOM_UTF8
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from designgen.preview.guard import is_inside

MOST_BYTES = 1_000_000
WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Content:
    """What a file says; nothing and no digest where there is no file."""

    text: str
    digest: str
    returns: bool = False
    """Its lines end with carriage return and newline; `text` has newlines alone."""
    marked: bool = False
    """It begins with the mark that some editors put before UTF-8; `text` does not."""


class Changed(Exception):
    """A file that is not what somebody saw, but this."""

    def __init__(self, now: Content) -> None:
        super().__init__()
        self.now = now


class NotOurs(Exception):
    """A file that a preview neither reads nor writes."""


def read(path: Path, roots: Sequence[Path]) -> Content:
    """The file, which must be a regular one inside the project, links followed. Raises NotOurs."""
    real = _real(path, roots)
    if not real.exists():
        return Content("", "")
    try:
        with real.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise NotOurs("it is larger than 1 MB")
        text = raw.decode("utf-8-sig")
        return Content(text.replace("\r\n", "\n"), digest_of(raw), "\r\n" in text, raw.startswith(BOM_UTF8))
    except OSError as error:
        raise NotOurs(error.strerror or "it cannot be read") from None
    except UnicodeDecodeError:
        raise NotOurs("it is not UTF-8 text") from None


def save(path: Path, roots: Sequence[Path], text: str, seen: str) -> str:
    """Replaces the file if it still has the digest `seen`; returns its new one. Raises Changed and NotOurs.

    Lines end as they did before, and the mark at the beginning stays.
    """
    with _ONE_AT_A_TIME:
        now = read(path, roots)
        if now.digest != seen:
            raise Changed(now)
        raw = BOM_UTF8 * now.marked + (text.replace("\n", "\r\n") if now.returns else text).encode()
        if len(raw) > MOST_BYTES:
            raise NotOurs("it would be larger than 1 MB")
        real = _real(path, roots)
        if real.exists() and not stat.S_IMODE(real.stat().st_mode) & WRITABLE:
            raise NotOurs("the file may only be read: allow writing, then save again")
        try:
            _replace(real, raw)
        except OSError as error:
            raise NotOurs(error.strerror or "it cannot be written") from None
    return digest_of(raw)


def digest_of(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _real(path: Path, roots: Sequence[Path]) -> Path:
    real = Path(os.path.realpath(path))
    if not is_inside(real, roots):
        raise NotOurs("it is a link that leads out of the project")
    if real.exists() and not real.is_file():
        raise NotOurs("it is no file")
    return real


def _replace(path: Path, raw: bytes) -> None:
    """With the rights that the file had."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode)
        os.replace(name, path)
    finally:
        with suppress(OSError):
            os.unlink(name)
