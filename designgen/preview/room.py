"""The folder in which a preview works: it goes with it, and those of previews that were killed go with the next one."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

PREFIX, LOCK = "designgen-preview-", ".in-use"


@contextlib.contextmanager
def own_room() -> Iterator[Path]:
    """A temporary folder that nobody else uses."""
    _tidy()
    folder = tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True)
    with folder as name, (Path(name) / LOCK).open("wb") as lock:
        _locked(lock)
        yield Path(name)


def _tidy() -> None:
    """Takes away the folders of this user whose process is gone, and with it the lock."""
    for room in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            ours = not room.is_symlink() and (not hasattr(os, "getuid") or room.stat().st_uid == os.getuid())
            if ours and _is_left(room / LOCK):
                shutil.rmtree(room, ignore_errors=True)


def _is_left(lock: Path) -> bool:
    """One without a lock is somebody's who has just begun."""
    with lock.open("rb+") as file:
        return _locked(file)


def _locked(file: IO[bytes]) -> bool:
    """Whether the lock could be had, which the end of a process gives back; never where a system has no such locks."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
