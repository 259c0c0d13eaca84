"""What a design takes: servers, time on the path, and money."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from statistics import NormalDist
from typing import Any

from designgen.catalog import Knowledge
from designgen.catalog.architecture import Component
from designgen.decisions import Words
from designgen.design.evaluate import evaluated
from designgen.design.model import Latency, Part, Pool, Stage
from designgen.design.pools import planning_of, pool_of, wait_of
from designgen.design.ranges import HIGH, LOW, TYPICAL, Ends
from designgen.sizing.latency import Z99, fan_out_p99, fenton_wilkinson_p99, modelled_p99, slowest

SERVING_VIEW = "serving_path"
PARALLEL = "|"
MONTH = 730 * 3600.0
"""Seconds of a month in every cost: 730 hours."""
Sized = tuple[dict[str, Part], Latency | None]


def sized(
    knowledge: Knowledge,
    values: Mapping[str, Any],
    words: Words,
    parts: Mapping[str, Part],
    given: frozenset[str],
    of: Sequence[str] = (TYPICAL, LOW, HIGH),
) -> Sized:
    """The parts with their pools, times and cost, and the serving path. `given` names the facts that the spec states.

    `of` are the ends for which the bill is worked out; the typical one is always among them.
    """
    own = _own_p99(knowledge, values, parts)
    planning = planning_of(values, words.facts, given, own)
    ends = Ends(knowledge, values)
    texts = knowledge.program.texts
    done: dict[str, Part] = {}
    for id, part in parts.items():
        component = knowledge.components[id]
        if not component.pool and not component.usd:
            done[id] = part
            continue
        pools = {end: pool_of(component, ends.of(end), texts, part.own_p99, planning) for end in of}
        priced = {end: _usd(component, ends.of(end), texts, pools[end]) for end in pools}
        pool = pools[TYPICAL]
        done[id] = _with(part, replace(pool, wait=wait_of(pool)) if pool else None, priced)
    return done, latency_of(knowledge, values, done)


def _with(part: Part, pool: Pool | None, usd: Mapping[str, float | None]) -> Part:
    """The part with its replicas, its times with waiting and fan-out, and its bill."""
    typical = usd[TYPICAL]
    known = [amount for amount in usd.values() if amount is not None]
    p50, p99 = _times(part, pool)
    return replace(
        part,
        p50=p50,
        p99=p99,
        replicas=pool.replicas if pool else part.replicas,
        usd=typical,
        usd_low=min(known) if typical is not None else None,
        usd_high=max(known) if typical is not None else None,
        pool=pool,
    )


def _times(part: Part, pool: Pool | None) -> tuple[float | None, float | None]:
    """Of the slowest shard, and after waiting. Both p99s at once is an upper bound."""
    p50, p99 = part.own_p50, part.own_p99
    if pool is None or not p50 or not p99:
        return p50, p99
    if pool.groups > 1:
        p50, p99 = slowest_of(p50, p99, int(pool.groups))
    return p50, p99 + (pool.wait or 0.0)


def slowest_of(p50: float, p99: float, leaves: int) -> tuple[float, float]:
    """Median and p99 of the slowest of equal calls side by side."""
    spread = math.log(p99 / p50) / Z99 if p99 > p50 else 0.0
    half = -NormalDist().inv_cdf(-math.expm1(math.log(0.5) / leaves))  # the quantile 0.5^(1/leaves), its digits kept
    return p50 * math.exp(spread * half), fan_out_p99(p50, p99, leaves)


def _usd(component: Component, values: Mapping[str, Any], texts: Mapping[str, Any], pool: Pool | None) -> float | None:
    """A month of the pool, and of what is besides it; None where no price is known."""
    besides = evaluated(component.usd, values, texts)
    servers = pool.usd * MONTH * pool.replicas if pool and pool.usd is not None else None
    return besides if servers is None else servers + (besides or 0.0)


def _path(knowledge: Knowledge, values: Mapping[str, Any]) -> list[list[str]]:
    """The entries of the serving path, each with its parallel arms; nothing when nobody waits."""
    view = knowledge.views.get(SERVING_VIEW)
    if view is None or not values["waits"]:
        return []
    return [[id.strip() for id in entry.split(PARALLEL)] for entry in view.path]


def _own_p99(knowledge: Knowledge, values: Mapping[str, Any], parts: Mapping[str, Part]) -> float:
    """Seconds: the sum of the stages' own p99s, the slowest arm of each."""
    arms = ([parts[id].own_p99 or 0.0 for id in entry if id in parts] for entry in _path(knowledge, values))
    return sum(max(entry, default=0.0) for entry in arms)


def latency_of(knowledge: Knowledge, values: Mapping[str, Any], parts: Mapping[str, Part]) -> Latency | None:
    """The serving path with its modelled p99; None when nobody waits or no stage has a time.

    An entry of the path such as `ann_search | keyword_search` runs in parallel: the slowest arm counts. A component
    of 0 s is off the path in this design.
    """
    stages = [stage for entry in _path(knowledge, values) if (stage := _stage(entry, parts))]
    if not stages:
        return None
    pairs = [(stage.p50, stage.p99) for stage in stages]
    return Latency(
        stages=tuple(stages),
        sum_p50=sum(p50 for p50, _ in pairs),
        sum_p99=sum(p99 for _, p99 in pairs),
        p99=modelled_p99(pairs),
        target=float(values["latency.p99"]),
        check=fenton_wilkinson_p99(pairs),
        own_p99=_own_p99(knowledge, values, parts),
    )


def _stage(ids: Iterable[str], parts: Mapping[str, Part]) -> Stage | None:
    arms = [part for id in ids if (part := parts.get(id)) and part.p99 and part.p50]
    if not arms:
        return None
    together = slowest((arm.p50 or 0.0, arm.p99 or 0.0) for arm in arms)
    longest = max(arms, key=lambda arm: arm.p99 or 0.0)
    return Stage(longest.id, " ∥ ".join(arm.name for arm in arms), together.p50, together.p99, tuple(arm.id for arm in arms))
