"""Who makes the chunks: this process, a pool of processes, or a Dask cluster. Each is an executor that can be opened anew."""

import contextlib
import logging
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from designgen.problem import Place, Problem, ProblemsFound

T = TypeVar("T")
PATIENCE = 10
"""Seconds to wait for a scheduler, and for its first worker."""
Lost = tuple[type[BaseException], ...]


@dataclass(frozen=True)
class Workers:
    """`open` gives an executor; `lost` are the errors that say that a worker died, not that the work is wrong.

    `breaks`: an executor that lost one worker is of no more use. `alive`: is there any point in trying again?
    """

    open: Callable[[], Executor]
    lost: Lost
    count: int
    breaks: bool = True
    alive: Callable[[], bool] = lambda: True


class Here(Executor):
    """Makes a chunk in this process, at once."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> "Future[T]":
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def local(count: int) -> Iterator[Workers]:
    """Processes of this machine, started anew rather than forked: threads of libraries do not survive a fork."""
    if count == 1:
        yield Workers(Here, (), 1)
        return
    context = multiprocessing.get_context("spawn")

    def opened() -> Executor:
        return ProcessPoolExecutor(count, mp_context=context, initializer=_ignore_interrupts)

    yield Workers(opened, (BrokenExecutor, CancelledError), count)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of a terminal; the first one decides what to do about it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def cluster(address: str) -> Iterator[Workers]:
    """The workers of a Dask scheduler. Raises ProblemsFound when it does not answer in time or has none."""
    from distributed.scheduler import KilledWorker

    _quiet()
    client = _client(address)
    try:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError):
            raise _unreachable(f"the scheduler at {address} has no workers") from None
        threads = sum(client.nthreads().values())
        lost: Lost = (CancelledError, KilledWorker, OSError)
        yield Workers(lambda: client.get_executor(pure=False), lost, max(1, threads), False, lambda: client.status == "running")
    finally:
        with contextlib.suppress(TimeoutError):
            client.close(timeout=2 if client.status == "running" else 0.1)


def _quiet() -> None:
    """Dask tells of each lost connection; what matters of it we say ourselves."""
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _client(address: str) -> Any:
    import distributed

    open_client: Any = distributed.Client
    try:
        return open_client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError, ImportError) as error:
        raise _unreachable(f"no Dask scheduler answers at {address}: {_first_line(error)}") from None


def _unreachable(text: str) -> ProblemsFound:
    hint = "start one with `dask scheduler` and `dask worker`, or leave --scheduler out"
    return ProblemsFound([Problem(Place("--scheduler"), "E006", text, hint)])


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0] or type(error).__name__
