"""A measurement beside its limit, and how time is taken."""

import resource
import statistics
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One measurement beside its limit: a most, or a least."""

    what: str
    value: float
    unit: str
    limit: float
    least: bool = False

    @property
    def fails(self) -> bool:
        return self.value < self.limit if self.least else self.value > self.limit

    def __str__(self) -> str:
        limit = f"{'at least' if self.least else 'of'} {self.limit:g} {self.unit}" if self.limit < float("inf") else ""
        mark = "" if not self.fails else "UNDER" if self.least else "OVER"
        return f"{self.what:<66} {self.value:>8.2f} {self.unit:<3} {limit:<14} {mark}".rstrip()


def seconds(work: Callable[[], object]) -> float:
    """Processor time, our own and that of the processes we started: other programs on the machine do not count."""
    start = _spent()
    work()
    return _spent() - start


def _spent() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def median(work: Callable[[], object], times: int) -> float:
    return statistics.median(seconds(work) for _ in range(times))


def best(work: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The quicker of two runs."""
    found = []
    for _ in range(2):
        before()
        found.append(seconds(work))
    return min(found)


def quickest(work: Callable[[], object], times: int = 4) -> float:
    """The quickest of some runs; the first one warms up."""
    return min(seconds(work) for _ in range(times))
