"""What is simulated: a path of steps, each of pools of servers. Times are in seconds, rates per second."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import NormalDist

from designgen.sizing.latency import Stage

QUEUE = 10
"""Requests that may wait for each server; more are turned away at once, for nobody would wait for their answer."""
GONE = math.inf
"""The time at which a request that was turned away is answered."""


@dataclass(frozen=True, slots=True)
class Pool:
    """Equal servers behind one queue. `p50` and `p99` are times without waiting: lognormal, exponential where p50 is 0.

    `busy` is how long a request keeps a server, on average: more than its own time where work is left after the answer,
    less where the time includes a network; None is as long as the request takes. Without `servers` nobody waits. With
    `shards`, every request visits all of them, and servers, times and busy are those of one.
    """

    name: str
    p50: float
    p99: float
    servers: int | None = None
    busy: float | None = None
    shards: int = 1
    spared: float = 0.0  # share of requests that a cache answers before they come here
    queue: float = QUEUE  # places to wait, per server

    @property
    def mean(self) -> float:
        """Of the time without waiting."""
        return Stage(self.p50, max(self.p50, self.p99)).mean

    def load(self, rate: float) -> float:
        """The share of the time that a server is busy; above 1 the pool cannot keep up. 0 where nobody waits."""
        if self.servers is None:
            return 0.0
        held = self.mean if self.busy is None else self.busy
        return rate * (1 - self.spared) * held / self.servers if self.servers else GONE

    def quantiles(self) -> Callable[[float], float]:
        """Of the time without waiting: a share above 0 and below 1 of the requests -> the time that it keeps."""
        stage = Stage(self.p50, max(self.p50, self.p99))
        p50, sigma, mean, normal = self.p50, stage.sigma if self.p50 else 0.0, stage.mean, NormalDist().inv_cdf
        if not p50:
            return lambda share: -mean * math.log1p(-share)
        return lambda share: p50 * math.exp(sigma * normal(share))


@dataclass(frozen=True, slots=True)
class Path:
    """Steps in order, each of pools side by side; requests per second; seconds within which an answer counts."""

    steps: tuple[tuple[Pool, ...], ...]
    rate: float
    target: float

    def without(self, name: str, servers: int = 1) -> "Path":
        """The path after a pool has lost servers (that many of each shard)."""
        return replace(self, steps=tuple(tuple(_smaller(pool, name, servers) for pool in step) for step in self.steps))


def _smaller(pool: Pool, name: str, servers: int) -> Pool:
    return replace(pool, servers=max(0, pool.servers - servers)) if pool.name == name and pool.servers else pool
