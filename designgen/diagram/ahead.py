"""Layouts of many pictures ahead of their drawing, in several processes. What these fail to do is done in ours.

Each layout depends on its picture alone, so neither the number of processes nor their order changes any.
"""

import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from itertools import islice
from multiprocessing import current_process, get_context
from pathlib import Path

from designgen.cache import cache_folder
from designgen.diagram.cache import fill, path_of
from designgen.diagram.picture import Picture

_AT_ONCE = 6  # pictures in one task: enough to share a start of Graphviz
_AHEAD = 2  # tasks waiting for each process
_IMPOSSIBLE = (OSError, ImportError, NotImplementedError, BrokenExecutor)
Chunk = tuple[Picture, ...]


def prepare(pictures: Iterable[Picture], folder: Path | None = None, workers: int | None = None) -> None:
    """Fills the folder in which `draw` looks for layouts with those of all these pictures.

    The pictures may be made while earlier ones are laid out; every one of them is asked for. By default there are as many
    workers as processors. A script that calls this needs `if __name__ == "__main__":`, as workers import it again.
    """
    folder = folder or cache_folder() / "layouts"
    chunks = _chunks(_missing(pictures, folder))
    count = workers or os.cpu_count() or 1
    pool = _pool(count) if count > 1 else None
    if pool is None:
        for chunk in chunks:
            fill(chunk, folder)
        return
    try:
        _share(chunks, folder, pool, count)
    finally:
        pool.shutdown(cancel_futures=True)


def _missing(pictures: Iterable[Picture], folder: Path) -> Iterator[Picture]:
    """Those without a layout that need one, each once; none when no layout could be kept."""
    useful, seen = _writable(folder), set()
    for picture in pictures:
        path = path_of(picture, folder) if useful and picture.boxes and picture.chart is None else None
        if path and path not in seen and not path.exists():
            seen.add(path)
            yield picture


def _writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _chunks(pictures: Iterator[Picture]) -> Iterator[Chunk]:
    while chunk := tuple(islice(pictures, _AT_ONCE)):
        yield chunk


def _pool(count: int) -> ProcessPoolExecutor | None:
    """Processes start with the first task. They leave an interrupt to us. A daemon, as in a pool of others, may start none."""
    if current_process().daemon:
        return None
    try:
        return ProcessPoolExecutor(count, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN))
    except _IMPOSSIBLE:
        return None


def _share(chunks: Iterable[Chunk], folder: Path, pool: ProcessPoolExecutor, count: int) -> None:
    tasks: dict[Future[None], Chunk] = {}
    for chunk in chunks:
        try:
            tasks[pool.submit(fill, chunk, folder)] = chunk
        except _IMPOSSIBLE:
            fill(chunk, folder)
        while len(tasks) > count * _AHEAD:
            _collect(tasks, folder)
    while tasks:
        _collect(tasks, folder)


def _collect(tasks: dict[Future[None], Chunk], folder: Path) -> None:
    """Waits for a task; what its process could not do, since it died, is done here."""
    for done in wait(tasks, return_when=FIRST_COMPLETED).done:
        chunk = tasks.pop(done)
        try:
            done.result()
        except _IMPOSSIBLE:
            fill(chunk, folder)
