"""Adding latencies: percentiles do not add, so the p99 of a path is modelled from p50 and p99 of its stages.

A stage is taken as lognormal, independent of the others; times may be in any one unit. What independence ignores
(deploys, noisy hosts) is left to the headroom under the target.
"""

import math
from collections.abc import Iterable
from statistics import NormalDist
from typing import NamedTuple

Z99 = 2.3263478740408408
"""The 99 % quantile of the standard normal distribution."""
WIDEST = 2 * Z99
"""Above this sigma (p99 about 50,000 times p50) the mean of a lognormal would exceed its p99; it is cut off here."""
_NORMAL = NormalDist()
_STEPS = 60


class Stage(NamedTuple):
    """The quantiles of one stage."""

    p50: float
    p99: float

    @property
    def sigma(self) -> float:
        """Spread of the logarithm; p50 must be positive."""
        return min(math.log(self.p99 / self.p50) / Z99, WIDEST)

    @property
    def mean(self) -> float:
        """e^(mu + sigma²/2). A stage that mostly takes no time (p50 = 0, such as a wait) is taken as exponential."""
        return self.p50 * math.exp(self.sigma**2 / 2) if self.p50 else self.p99 / math.log(100)

    @property
    def variance(self) -> float:
        """(e^(sigma²) - 1) of the squared mean, in the unit squared."""
        return (math.expm1(self.sigma**2) if self.p50 else 1.0) * self.mean**2


def modelled_p99(stages: Iterable[tuple[float, float]]) -> float:
    """The p99 of serial stages given as (p50, p99): sum of means + root of the summed squared tails ("RSS").

    The default, on the safe side: 0 to 8 % above a Monte Carlo of lognormal stages, never below it. Never above the
    sum of the p99s. Raises ValueError.
    """
    known = [_stage(*stage) for stage in stages]
    tails = ((stage.p99 - stage.mean) ** 2 for stage in known)
    return sum(stage.mean for stage in known) + math.sqrt(sum(tails))


def shares_of_p99(stages: Iterable[tuple[float, float]]) -> list[float]:
    """What each stage adds to `modelled_p99`, which they sum to: its mean, and of the common tail the part of its own square."""
    known = [_stage(*stage) for stage in stages]
    tails = [stage.p99 - stage.mean for stage in known]
    root = math.sqrt(sum(tail**2 for tail in tails)) or 1.0
    return [stage.mean + tail**2 / root for stage, tail in zip(known, tails, strict=True)]


def fenton_wilkinson_p99(stages: Iterable[tuple[float, float]]) -> float:
    """The p99 of the one lognormal that has the mean and variance of the sum: a cross-check.

    Low by 1 to 9 % against Monte Carlo, most where one heavy tail sits on long steady stages. Raises ValueError.
    """
    known = [_stage(*stage) for stage in stages]
    mean = sum(stage.mean for stage in known)
    if not (mean**2):
        return 0.0
    square = math.log1p(sum(stage.variance for stage in known) / mean**2)
    return math.exp(math.log(mean) - square / 2 + Z99 * math.sqrt(square))


def slowest(arms: Iterable[tuple[float, float]]) -> Stage:
    """The stage that parallel, independent arms make together: exact quantiles of their maximum.

    Two equal arms are slower than each: either may be the slow one. Raises ValueError.
    """
    known = [stage for stage in (_stage(*arm) for arm in arms) if stage.p99 or stage.p50]
    if len(known) < 2:
        return known[0] if known else Stage(0.0, 0.0)
    return Stage(_quantile_of_maximum(known, 0.5), _quantile_of_maximum(known, 0.99))


def fan_out_p99(p50: float, p99: float, leaves: int) -> float:
    """The p99 of waiting for all of `leaves` equal, independent calls: their quantile 0.99^(1/leaves). Raises ValueError."""
    leaf = _stage(p50, p99)
    if leaves < 1:
        raise ValueError(f"a fan-out to {leaves} leaves")
    if not leaf.p50:
        return leaf.mean * -math.log(_slow_share(leaves))
    return leaf.p50 * math.exp(leaf.sigma * -_NORMAL.inv_cdf(_slow_share(leaves)))


def leaf_quantile(leaves: int, q: float = 0.99) -> float:
    """The quantile that each of `leaves` calls must keep for a quantile `q` of them all."""
    return float(q ** (1 / leaves))


def any_slow(leaves: int, q: float = 0.99) -> float:
    """The probability that at least one of `leaves` calls is slower than its own quantile `q`."""
    return float(1 - q**leaves)


def _slow_share(leaves: int) -> float:
    """1 - 0.99^(1/leaves), without losing digits when it is tiny."""
    return -math.expm1(math.log(0.99) / leaves)


def _quantile_of_maximum(arms: list[Stage], q: float) -> float:
    """Where the product of the distributions reaches q, by bisection from the slowest arm's own p50 or p99 upwards."""
    low = max(arm.p99 if q == 0.99 else arm.p50 for arm in arms)
    high = max(low, *(_upper(arm, q, len(arms)) for arm in arms))
    for _ in range(_STEPS):
        middle = (low + high) / 2
        reached = math.prod(_share_within(arm, middle) for arm in arms) >= q
        low, high = (low, middle) if reached else (middle, high)
    return high


def _upper(arm: Stage, q: float, arms: int) -> float:
    """The arm's quantile q^(1/arms): with every arm within its own, the maximum is within the largest."""
    share = float(q ** (1 / arms))
    return arm.p50 * math.exp(arm.sigma * _NORMAL.inv_cdf(share)) if arm.p50 else -arm.mean * math.log(1 - share)


def _share_within(arm: Stage, time: float) -> float:
    if not arm.p50:
        return 1 - math.exp(-time / arm.mean) if arm.mean else 1.0
    if not arm.sigma:
        return 1.0 if time >= arm.p50 else 0.0
    return _NORMAL.cdf(math.log(time / arm.p50) / arm.sigma) if time > 0 else 0.0


def _stage(p50: float, p99: float) -> Stage:
    """A p99 below the p50 counts as equal to it."""
    for time in (p50, p99):
        if not 0 <= time < math.inf:
            raise ValueError(f"a stage of {time}")
    return Stage(p50, max(p50, p99))
