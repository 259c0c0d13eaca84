"""What a simulated run showed: of the whole path and of each pool, with the error of its p99."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import stdev

from designgen.sizing.served import GONE, Pool

BATCHES, T_95 = 10, 2.262
"""How many batches tell the error of a quantile, and the two-sided 95 % point of Student's t for them."""


@dataclass(frozen=True, slots=True)
class PoolRun:
    """What one pool did: quantiles of its time with waiting, and of the waiting alone (0 when nobody came)."""

    name: str
    load: float
    p50: float
    p99: float
    wait_p99: float
    waited: float  # share of those who came
    dropped: float  # share of those who came


@dataclass(frozen=True, slots=True)
class Run:
    """The requests of a run, or of a part of it. Quantiles are of those that were answered; 0 when none was."""

    requests: int
    p50: float
    p99: float
    p999: float
    p99_error: float  # half of the 95 % confidence interval; 0 when there are too few requests to tell
    late: float  # share of all requests, answered after the target
    dropped: float  # share of all requests
    pools: tuple[PoolRun, ...]
    times: tuple[float, ...] = field(repr=False)  # of the answered ones, sorted
    scaled: tuple[str, ...] = ()

    @property
    def overloaded(self) -> tuple[str, ...]:
        """The pools that get more than they can do."""
        return tuple(pool.name for pool in self.pools if pool.load >= 1)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value that a share of the sorted values does not exceed; 0 of none."""
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def p99_error(times: Sequence[float]) -> float:
    """Half of the 95 % confidence interval of a p99, from the p99s of consecutive batches, which are nearly independent."""
    size = len(times) // BATCHES
    if size < 100:
        return 0.0
    found = [quantile(sorted(times[start : start + size]), 0.99) for start in range(0, size * BATCHES, size)]
    return T_95 * stdev(found) / math.sqrt(BATCHES)


def pool_run(pool: Pool, visits: dict[int, tuple[float, float]], places: Iterable[int], rate: float) -> PoolRun:
    """What a pool did at these places of the run; `visits`: request -> (wait, time), `rate` is that of the whole path."""
    came = [visits[k] for k in places if k in visits]
    served = [visit for visit in came if visit[0] < GONE]
    times, waits = sorted(map(sum, served)), sorted(wait for wait, _ in served)
    count = len(came) or 1
    return PoolRun(
        name=pool.name,
        load=pool.load(rate),
        p50=quantile(times, 0.5),
        p99=quantile(times, 0.99),
        wait_p99=quantile(waits, 0.99),
        waited=sum(wait > 0 for wait in waits) / count,
        dropped=(len(came) - len(served)) / count,
    )
