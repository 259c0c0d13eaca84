"""One run at a time in a folder. The lock ends with its process, however that ends, where the system has `flock`."""

import contextlib
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # there the file itself is the lock, and stays after a crash
    fcntl = None  # type: ignore[assignment]

LOCK = "lock"
TRIES = 20
"""The run before us may remove the folder between our making it and our locking it."""
UNLOCKABLE = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""What a file system says that knows no locks: then there is none."""


class Held(Exception):
    """Another run holds the lock."""


@contextmanager
def taken(folder: Path) -> Iterator[None]:
    """Makes the folder if need be and holds its lock. Raises Held at once, and OSError."""
    handle = _locked(folder)
    try:
        yield
    finally:
        os.close(handle)
        if fcntl is None:
            (folder / LOCK).unlink(missing_ok=True)


def _locked(folder: Path) -> int:
    path = folder / LOCK
    for _ in range(TRIES):
        folder.mkdir(exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            handle = _opened(path)
            if _is_still(handle, path):
                return handle
            os.close(handle)
    raise Held


def _opened(path: Path) -> int:
    if fcntl is None:
        try:
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o644)
        except FileExistsError:
            raise Held from None
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in UNLOCKABLE:
            return handle
        os.close(handle)
        if isinstance(error, BlockingIOError):
            raise Held from None
        raise
    return handle


def _is_still(handle: int, path: Path) -> bool:
    """Is the locked file the one of that name, not one that another run has removed since?"""
    return os.path.samestat(os.fstat(handle), path.stat())
