"""What was computed once, kept on disk by the hash of what it was computed from.

Entries are a digest and a pickle in the user's own cache folder. An entry that is damaged, or that another user
could have written, counts as missing; a folder that cannot be written means no cache, never an error.
"""

import contextlib
import gc
import hashlib
import os
import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

Thing = TypeVar("Thing")
_STALE = (AttributeError, ImportError, IndexError, KeyError, TypeError, ValueError, pickle.UnpicklingError)
"""What unpickling says of an entry that other code wrote."""
MAX_ENTRIES = 1200
NOW_AND_THEN = 50
"""To find the oldest entries takes as long as there are many: it is done after the first new one, and then after so many."""
_made: Counter[str] = Counter()
DIGEST = hashlib.sha256().digest_size


def cached(kind: str, key: str, compute: Callable[[], Thing]) -> Thing:
    """The thing kept under this kind and key, computed and kept when it is not there."""
    found: Thing | None = recall(kind, key)
    if found is None:
        found = compute()
        keep(kind, key, found)
        _made[kind] += 1
        if _made[kind] % NOW_AND_THEN == 1:
            forget_oldest(kind)
    return found


def recall(kind: str, key: str):  # type: ignore[no-untyped-def]
    """The thing kept under this kind and key; None when it is not there."""
    return _recall(_path(kind, key))


def keep(kind: str, key: str, thing: object) -> None:
    """Keeps a thing that is not None. Who keeps many calls `forget_oldest` once, after the last."""
    _remember(_path(kind, key), thing)


def is_kept(kind: str, key: str) -> bool:
    """Whether something is there under this kind and key; it may still turn out to be damaged."""
    return _path(kind, key).is_file()


def _path(kind: str, key: str) -> Path:
    return cache_folder() / f"{kind}-{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def cache_folder() -> Path:
    """Where entries live: `$DESIGNGEN_CACHE`, else the user's cache folder."""
    if named := os.environ.get("DESIGNGEN_CACHE"):
        return Path(named)
    home = Path(os.path.expanduser("~"))
    user = home if home.is_absolute() else Path(tempfile.gettempdir(), f"home-{getattr(os, 'getuid', int)()}")
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))  # a relative one is to be ignored, says the XDG specification
    return (base if base.is_absolute() else user / ".cache") / "designgen"


def _recall(path: Path):  # type: ignore[no-untyped-def]
    try:
        status = path.stat()
        if hasattr(os, "getuid") and (status.st_uid != os.getuid() or status.st_mode & 0o022):
            return None
        content = path.read_bytes()
    except OSError:
        return None
    digest, kept = content[:DIGEST], content[DIGEST:]
    if hashlib.sha256(kept).digest() != digest:
        return None
    with no_collection(), contextlib.suppress(*_STALE):
        return pickle.loads(kept)  # noqa: S301 - as written, owned by this user and writable by nobody else


@contextlib.contextmanager
def no_collection() -> Iterator[None]:
    """Many small objects and no garbage: twice as fast."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _remember(path: Path, thing: object) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = pickle.dumps(thing, protocol=5)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
            try:
                file.write(hashlib.sha256(kept).digest() + kept)
                file.close()
                os.replace(file.name, path)
            finally:
                Path(file.name).unlink(missing_ok=True)
    except OSError:
        return


def forget_oldest(kind: str, most: int = MAX_ENTRIES) -> None:
    """Leaves so many things of a kind."""
    with contextlib.suppress(OSError):
        entries = sorted(cache_folder().glob(f"{kind}-*"), key=lambda entry: entry.stat().st_mtime)
        for entry in entries[:-most]:
            entry.unlink(missing_ok=True)
