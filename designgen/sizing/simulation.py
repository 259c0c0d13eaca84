"""A serving path, request by request: pools of servers with one queue each, simulated with simpy.

Requests arrive at random (Poisson). A pool hands each to a free server, first come first served; one that finds all busy
waits, and one that finds the queue full is turned away. Pools side by side are left when the slowest has answered.

How a million requests per second fit into seconds: pools are run one after the other, upstream first, each on a clock of
its own. A pool of more than `MOST_SERVERS` servers is run as that many, its clock slowed by the same factor, so that it
is exactly as busy as the real one. The smaller pool waits longer, so waits are overstated, never understated: the p99
wait of 256 servers that are 80 % busy is 0, at 95 % a quarter of a service time. `Run.scaled` names such pools. A path
so busy that a tenth of the run is inside at once would not settle; there, what leaves a pool reaches the next in its new
order, but as randomly as it came through the door (Burke's theorem: exact for exponential service, and so many requests
are well mixed). Beyond `MOST_SHARDS` shards the queues of some stand for those of the others; service times are
drawn for all.

The same path, seed and number of requests give the same numbers. Times are in seconds, rates per second.
"""

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from statistics import NormalDist, stdev
from typing import Any

from designgen.sizing.latency import Stage

MOST_SERVERS = 256
MOST_IN_A_SPIKE = 64
"""Fewer than usual, for a queue that overflows must fill within the spike; overload does not depend on the number."""
MOST_SHARDS = 8
QUEUE = 10
"""Requests that may wait for each server; more are turned away at once, for nobody would wait for their answer."""
WARM_UP = 0.1
BATCHES, T_95 = 10, 2.262
"""How many batches tell the error of a quantile, and the two-sided 95 % point of Student's t for them."""
GONE = math.inf
_EDGE = 1e-15


def _inside(share: float) -> float:
    """A quantile needs a share that is neither 0 nor 1."""
    return min(max(share, _EDGE), 1 - _EDGE)


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


def simulate(path: Path, requests: int = 20_000, seed: int = 1) -> Run:
    """The path at its rate. The first tenth of the requests fills the queues and is not counted. Raises ValueError."""
    arrivals = [time / path.rate for time in _arrivals(path, requests, seed)]
    return _Walk(path, arrivals, seed, MOST_SERVERS).run(range(int(requests * WARM_UP), requests), 1.0)


def spike(path: Path, factor: float = 3.0, requests: int = 20_000, seed: int = 1) -> tuple[Run, Run, Run]:
    """Before, during and after a time of `factor` times the rate, each a third of the run. Raises ValueError.

    Each pool meets the spike on a clock of its own, long enough to fill its queue: these are the numbers of a spike
    that lasts.
    """
    if not 1 <= factor < GONE:
        raise ValueError(f"a spike of {factor} times the load")
    third = requests / (2 + factor)
    times = [_warped(time, third, factor) for time in _arrivals(path, requests, seed)]
    walk = _Walk(path, [time / path.rate for time in times], seed, MOST_IN_A_SPIKE)
    parts = [[k for k, time in enumerate(times) if min(2, int(time / third)) == part] for part in range(3)]
    parts[0] = parts[0][int(len(parts[0]) * WARM_UP) :]
    before, during, after = (walk.run(part, factor if number == 1 else 1.0) for number, part in enumerate(parts))
    return before, during, after


def _arrivals(path: Path, requests: int, seed: int) -> Iterator[float]:
    """A Poisson process of rate 1."""
    if not 0 < path.rate < GONE or requests < 1:
        raise ValueError(f"{requests} requests at {path.rate} per second")
    random, now = Random(f"{seed} arrivals"), 0.0  # noqa: S311
    for _ in range(requests):
        now += random.expovariate(1.0)
        yield now


def _warped(time: float, third: float, factor: float) -> float:
    """Time of the process of rate 1 -> the same event when the rate is `factor` between one and two thirds."""
    during = (time - third) / factor
    if time <= third:
        return time
    return third + during if during <= third else 2 * third + time - third * (1 + factor)


def _longest(pool: Pool) -> float:
    return pool.p99 + QUEUE * (pool.mean if pool.busy is None else pool.busy)


class _Walk:
    """All requests through all steps. What a pool did stays in `visits`: request -> (wait, time), a lost one waits forever."""

    def __init__(self, path: Path, arrivals: Sequence[float], seed: int, most: int) -> None:
        self.path, self.arrivals, self.most = path, arrivals, most
        self.at = list(arrivals)
        self.settles = arrivals[-1] - arrivals[0] > sum(max(map(_longest, step)) for step in path.steps) / WARM_UP
        self.visits: dict[str, dict[int, tuple[float, float]]] = {}
        for step in path.steps:
            came = sorted((k for k, at in enumerate(self.at) if at < GONE), key=self.at.__getitem__)
            arms = [self._through(pool, came, f"{seed} {pool.name}") for pool in step]
            self.visits |= {pool.name: arm for pool, arm in zip(step, arms, strict=True)}
            for k in came:
                self.at[k] += max(sum(arm[k]) if k in arm else 0.0 for arm in arms)

    def _through(self, pool: Pool, came: Sequence[int], seed: str) -> dict[int, tuple[float, float]]:
        """Times are drawn for every request, also for one that does not come, so that scenarios differ by what differs."""
        random, asks, time = Random(seed), Random(seed + " asks"), pool.quantiles()  # noqa: S311
        asked = [asks.random() >= pool.spared for _ in self.at] if pool.spared else []
        came = [k for k in came if asked[k]] if asked else came
        slowest: dict[int, tuple[float, float]] = {}
        groups = min(pool.shards, MOST_SHARDS)
        for group in range(groups):
            shares = [_inside(random.random()) for _ in self.at]
            own = {k: time(shares[k]) for k in came}
            waits = self._waits(pool, came, own)
            others = pool.shards // groups + (group < pool.shards % groups) - 1
            if others:
                own = {k: max(own[k], time(_inside(random.random() ** (1 / others)))) for k in came}
            found = {k: (waits[k], own[k]) for k in came} if waits else {k: (0.0, own[k]) for k in came}
            slowest = {k: max(slowest[k], found[k], key=sum) for k in came} if slowest else found
        return slowest

    def _waits(self, pool: Pool, came: Sequence[int], own: dict[int, float]) -> dict[int, float]:
        """Nothing where nobody can wait."""
        if pool.servers is None:
            return {}
        servers = min(pool.servers, self.most)
        slowed = pool.servers / servers if servers else 1.0
        held = pool.busy / pool.mean if pool.busy is not None and pool.mean else 1.0
        holds = {k: held * time for k, time in own.items()}
        doors = [self.at[k] for k in came] if self.settles else sorted(self.arrivals[k] for k in came)
        return _Queue(servers, pool.queue, holds).run((k, at * slowed) for k, at in zip(came, doors, strict=True))

    def run(self, places: Sequence[int], factor: float) -> Run:
        """What happened to the requests at these places, while the rate was `factor` times the path's."""
        answered = [self.at[k] - self.arrivals[k] for k in places if self.at[k] < GONE]
        times = sorted(answered)
        every = [pool for step in self.path.steps for pool in step]
        count = len(places) or 1
        return Run(
            requests=len(places),
            p50=quantile(times, 0.5),
            p99=quantile(times, 0.99),
            p999=quantile(times, 0.999),
            p99_error=_error(answered),
            late=sum(time > self.path.target for time in times) / count,
            dropped=(len(places) - len(times)) / count,
            pools=tuple(_pool_run(pool, self.visits[pool.name], places, self.path.rate * factor) for pool in every),
            times=tuple(times),
            scaled=tuple(pool.name for pool in every if (pool.servers or 0) > self.most),
        )


class _Queue:
    """One pool: `servers`, and room for `places` waiting requests a server; `holds` is how long each request is served."""

    def __init__(self, servers: int, places: float, holds: dict[int, float]) -> None:
        import simpy

        self.clock: Any = simpy.Environment()
        self.free, self.room, self.holds = servers, servers * places, holds
        self.line: deque[tuple[int, float]] = deque()
        self.waits: dict[int, float] = {}

    def run(self, came: Iterable[tuple[int, float]]) -> dict[int, float]:
        """Request -> seconds that it waited; infinite if it was turned away. `came` in the order of time."""
        self.clock.process(self._doors(came))
        self.clock.run()
        return self.waits

    def _doors(self, came: Iterable[tuple[int, float]]) -> Iterator[Any]:
        for request, at in came:
            yield self.clock.timeout(max(0.0, at - self.clock.now))
            if self.free:
                self.free -= 1
                self._start(request, 0.0)
            elif len(self.line) < self.room:
                self.line.append((request, self.clock.now))
            else:
                self.waits[request] = GONE

    def _start(self, request: int, waited: float) -> None:
        self.waits[request] = waited
        self.clock.timeout(self.holds[request]).callbacks.append(self._finish)

    def _finish(self, _event: object) -> None:
        if self.line:
            request, since = self.line.popleft()
            self._start(request, self.clock.now - since)
        else:
            self.free += 1


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value that a share of the sorted values does not exceed; 0 of none."""
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def _error(times: Sequence[float]) -> float:
    """From the p99s of consecutive batches, which are nearly independent."""
    size = len(times) // BATCHES
    if size < 100:
        return 0.0
    found = [quantile(sorted(times[start : start + size]), 0.99) for start in range(0, size * BATCHES, size)]
    return T_95 * stdev(found) / math.sqrt(BATCHES)


def _pool_run(pool: Pool, visits: dict[int, tuple[float, float]], places: Iterable[int], rate: float) -> PoolRun:
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
