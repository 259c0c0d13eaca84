"""What was computed once, kept on disk by the hash of what it was computed from.

Entries are pickles in the user's own cache folder. An entry that is damaged, or that another user could have
written, counts as missing; a folder that cannot be written means no cache, never an error.
"""

import gc
import hashlib
import os
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Thing = TypeVar("Thing")
_UNREADABLE = (
    OSError,
    EOFError,
    ValueError,
    pickle.UnpicklingError,
    AttributeError,
    ImportError,
    IndexError,
    KeyError,
    TypeError,
)
MAX_ENTRIES = 400


def cached(kind: str, key: str, compute: Callable[[], Thing]) -> Thing:
    """The thing kept under this kind and key, computed and kept when it is not there."""
    path = cache_folder() / f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:32]}"
    found: Thing | None = _recall(path)
    if found is None:
        found = compute()
        _remember(path, found)
    return found


def cache_folder() -> Path:
    """Where entries live: `$DESIGNGEN_CACHE`, else the user's cache folder."""
    named = os.environ.get("DESIGNGEN_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(named) if named else Path(base) / "designgen"


def _recall(path: Path):  # type: ignore[no-untyped-def]
    try:
        status = path.stat()
        if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
            return None
        raw = path.read_bytes()
        collecting = gc.isenabled()
        gc.disable()  # many small objects and no garbage: twice as fast
        try:
            return pickle.loads(raw)  # noqa: S301 - owned by this user and writable by nobody else
        finally:
            if collecting:
                gc.enable()
    except _UNREADABLE:
        return None


def _remember(path: Path, thing: object) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            file.write(pickle.dumps(thing, protocol=5))
        os.replace(file.name, path)
        _forget_oldest(path.parent, path.name.split("-")[0])
    except OSError:
        return


def _forget_oldest(folder: Path, kind: str) -> None:
    entries = sorted(folder.glob(f"{kind}-*"), key=lambda entry: entry.stat().st_mtime)
    for entry in entries[:-MAX_ENTRIES]:
        entry.unlink(missing_ok=True)
