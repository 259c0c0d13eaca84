"""Files that change under somebody's hands: what an editor does while it saves is one change, told once it has settled."""

import hashlib
import os
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from designgen.problem import Place, Problem, ProblemsFound

SETTLED_S, LONGEST_S, BACK_S = 0.03, 0.3, 0.15
"""Quiet for so long means done; no wait is longer; and a file that is gone may come back within so long."""
POLL_S = 0.5
MOST_BYTES = 5_000_000

Changed = Callable[[frozenset[Path]], None]


class Watch:
    """Calls `changed` with the files whose content is another one, from a thread of its own.

    `folders`: to be watched with all below them. `wanted` says which files count. A change that leaves the bytes of a file as
    they were is none, whatever the editor did to it.
    """

    def __init__(self, folders: Iterable[Path], wanted: Callable[[Path], bool], changed: Changed) -> None:
        self.folders = _outermost(folders)
        self.wanted, self.changed = wanted, changed
        self.known = {path: _digest(path) for folder in self.folders for path in _files(folder) if wanted(path)}
        self.touched: set[Path] = set()
        self.bell = threading.Condition()
        self.ended = False
        self.observer: Any = None
        self.handler: Any = None
        self.homes: dict[Path, tuple[tuple[int, int] | None, Any]] = {}
        self.thread = threading.Thread(target=self._run, name="watch", daemon=True)

    def start(self) -> None:
        """Watches by the means of the system, or, where these are used up, by looking every half second."""
        from watchdog.observers import Observer
        from watchdog.observers.polling import PollingObserver

        try:
            self._observe(Observer())
        except OSError:
            self._observe(PollingObserver(timeout=POLL_S))
        self.thread.start()

    def _observe(self, observer: Any) -> None:
        from watchdog.events import FileSystemEventHandler

        handler = FileSystemEventHandler()
        handler.on_any_event = self._event  # type: ignore[method-assign]
        try:
            for folder in self.folders:
                self.homes[folder] = _identity(folder), observer.schedule(handler, str(folder), recursive=True)
            observer.start()
        except FileNotFoundError:
            gone = [folder for folder in self.folders if not folder.is_dir()]
            if not gone:
                raise
            raise ProblemsFound(Problem(Place(str(one)), "V002", "this folder is not there any more") for one in gone) from None
        self.observer, self.handler = observer, handler

    def _look_for_new_folders(self) -> None:
        """The system tells no more of a folder that was deleted and made anew, as another branch of Git does."""
        for folder, (known, old) in list(self.homes.items()):
            now = _identity(folder)
            listening = any(emitter.watch is old and emitter.is_alive() for emitter in self.observer.emitters)
            if now is None or (now == known and listening):
                self.homes[folder] = now, old
                continue
            with suppress(KeyError):
                self.observer.unschedule(old)
            with suppress(OSError):  # gone again: the next time
                self.homes[folder] = now, self.observer.schedule(self.handler, str(folder), recursive=True)
                self.touch([folder])

    def _event(self, event: Any) -> None:
        """Opening and reading is no change; that of a folder is told of its files as well."""
        if event.event_type in ("opened", "closed_no_write") or (event.is_directory and event.event_type == "modified"):
            return
        named = [os.fsdecode(name) for name in (event.src_path, getattr(event, "dest_path", "")) if name]
        self.touch(Path(name) for name in named)

    def touch(self, paths: Iterable[Path]) -> None:
        """Something happened to these files, or to what is below these folders."""
        with self.bell:
            self.touched |= set(paths)
            self.bell.notify_all()

    def _run(self) -> None:
        while not self.ended:
            with self.bell:
                self.bell.wait_for(lambda: self.touched or self.ended, POLL_S)
            self._look_for_new_folders()
            if not self.touched:
                continue
            self._settle()
            found = self._found()
            if any(not _is_there(path) for path in found):  # an editor may be about to put the new one there
                time.sleep(BACK_S)
                found |= self._found()
            found = frozenset(path for path in found if self._is_new(path))
            if found and not self.ended:
                self.changed(found)

    def _settle(self) -> None:
        end = time.monotonic() + LONGEST_S
        with self.bell:
            count = -1
            while count != len(self.touched) and time.monotonic() < end and not self.ended:
                count = len(self.touched)
                self.bell.wait(SETTLED_S)

    def _found(self) -> frozenset[Path]:
        with self.bell:
            touched, self.touched = self.touched, set()
        below = {path for folder in touched if os.path.isdir(folder) for path in _files(folder)}
        gone = {path for path in self.known for folder in touched if folder in path.parents and not os.path.exists(path)}
        return frozenset(path for path in touched | below | gone if self.wanted(path) and not os.path.isdir(path))

    def _is_new(self, path: Path) -> bool:
        digest = _digest(path)
        if self.known.get(path) == digest:
            return False
        if digest is None:
            del self.known[path]
        else:
            self.known[path] = digest
        return True

    def stop(self) -> None:
        """Ends the thread."""
        with self.bell:
            self.ended = True
            self.bell.notify_all()
        if self.observer:
            self.observer.stop()
            self.observer.join()
        if self.thread.is_alive() and self.thread is not threading.current_thread():
            self.thread.join()


def _digest(path: Path) -> str | None:
    """Of the content; None where there is no file."""
    try:
        if not os.path.isfile(path):
            return None
        with path.open("rb") as file:
            return hashlib.sha256(file.read(MOST_BYTES)).hexdigest()
    except OSError:
        return None


def _identity(folder: Path) -> tuple[int, int] | None:
    """What tells a folder from a later one of its name; None where there is none."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _is_there(path: Path) -> bool:
    """A file with something in it."""
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _files(folder: Path) -> list[Path]:
    return [Path(top, name) for top, _, names in os.walk(folder) for name in names]


def _outermost(folders: Iterable[Path]) -> list[Path]:
    """Absolute, without those inside another."""
    every = sorted({Path(os.path.realpath(folder)) for folder in folders})
    return [one for one in every if not any(other in one.parents for other in every)]
