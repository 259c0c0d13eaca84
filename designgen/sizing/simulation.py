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

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

from designgen.sizing.runs import Run, p99_error, pool_run, quantile
from designgen.sizing.served import GONE, QUEUE, Path, Pool

MOST_SERVERS = 256
MOST_IN_A_SPIKE = 64
"""Fewer than usual, for a queue that overflows must fill within the spike; overload does not depend on the number."""
MOST_SHARDS = 8
WARM_UP = 0.1
_EDGE = 1e-15


def _inside(share: float) -> float:
    """A quantile needs a share that is neither 0 nor 1."""
    return min(max(share, _EDGE), 1 - _EDGE)


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
            p99_error=p99_error(answered),
            late=sum(time > self.path.target for time in times) / count,
            dropped=(len(places) - len(times)) / count,
            pools=tuple(pool_run(pool, self.visits[pool.name], places, self.path.rate * factor) for pool in every),
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
