"""Servers behind a queue: how many the peak needs, for the waiting that the latency target leaves room for."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from designgen.catalog.architecture import Component
from designgen.design.evaluate import evaluated
from designgen.design.model import Pool
from designgen.sizing.queueing import MOST_LOAD, servers_at, servers_for, wait_quantile

LADDER = ((1, 0.3), (2, 0.4), (4, 0.6), (16, 0.7), (64, 0.8))
"""(servers, utilisation): from so many servers on, a pool whose answers somebody awaits may be so busy at the peak.

Waiting falls with the size of a pool: at 0.8 the p99 wait is 22 service times with one server, 5 with four, 0.1 with 64.
"""
FEWEST = 2
MANY = 16
ECONOMICAL, CONSERVATIVE = "economical", "conservative"


@dataclass(frozen=True, slots=True)
class Planning:
    """How pools are planned in one design: facts, and the clock of the path."""

    utilisation: float | None  # what the spec gives; None leaves it to the size of the pool
    offline: float  # utilisation where nobody waits
    zones: int
    rule: str  # economical | conservative
    degraded: float  # utilisation allowed while a zone is lost
    wait_share: float  # of the latency target, for all waiting together
    target: float | None  # seconds; None where nobody waits
    path: float  # seconds: sum of the stages' own p99s


def planning_of(values: Mapping[str, Any], facts: Mapping[str, Any], given: frozenset[str], path: float) -> Planning:
    """The planning facts of a case; knowledge without them gets the defaults of ours."""
    return Planning(
        utilisation=float(values["sizing.utilisation"]) if "sizing.utilisation" in given else None,
        offline=float(values.get("sizing.batch_utilisation", 0.9)),
        zones=int(values.get("sizing.zones", 3)),
        rule=str(facts.get("sizing.zone_rule", ECONOMICAL)),
        degraded=float(values.get("sizing.degraded_utilisation", 0.8)),
        wait_share=float(values.get("sizing.wait_share", 0.1)),
        target=float(values["latency.p99"]) if values.get("waits") and path > 0 else None,
        path=path,
    )


def pool_of(
    component: Component, values: Mapping[str, Any], texts: Mapping[str, Any], p99: float | None, planning: Planning
) -> Pool | None:
    """The pool of a component in this design; None where it is no queue, or its load is beyond any pool."""
    found = {key: evaluated(cases, values, texts) for key, cases in component.pool.items()}
    rate, takes = found.get("rate"), found.get("takes")
    if rate is None or takes is None:
        return None
    slots, groups = (max(1.0, found.get(key) or 1.0) for key in ("slots", "groups"))
    if not 0 <= rate * takes <= MOST_LOAD or not math.isfinite(takes) or not groups <= MOST_LOAD:
        return None
    limit = _wait_limit(p99, planning)
    servers, cap = _servers(rate * takes, takes, limit, planning)
    return _pool((rate, takes, slots, groups), (servers, cap, limit), planning, found.get("usd"))


def _wait_limit(p99: float | None, planning: Planning) -> float | None:
    """A stage's share of the waiting that the target allows; None where nobody waits for it."""
    if planning.target is None or not p99:
        return None
    return planning.wait_share * planning.target * p99 / planning.path


def _servers(busy: float, takes: float, limit: float | None, planning: Planning) -> tuple[int, float]:
    """Servers without a spare zone, and the utilisation that was allowed."""
    if planning.utilisation is not None:
        return servers_at(busy, planning.utilisation), planning.utilisation
    if limit is None:
        return servers_at(busy, planning.offline), planning.offline
    fewest, cap = min((max(servers_at(busy, cap), least), cap) for least, cap in LADDER)
    if _hardly_waits(fewest, busy) or wait_quantile(fewest, busy, takes) <= limit:
        return fewest, cap
    return servers_for(busy, takes, limit, cap), cap


def _hardly_waits(servers: float, busy: float) -> bool:
    """Fewer than one arrival in a hundred waits at all: known without counting where five root(busy) servers are idle."""
    return busy >= MANY and servers - busy >= 5 * math.sqrt(busy)


def wait_of(pool: Pool) -> float | None:
    """Seconds that one arrival in a hundred waits for a server, with every replica up; None where nobody waits."""
    if pool.wait_limit is None:
        return None
    servers = int(pool.replicas / pool.groups * pool.slots)
    return 0.0 if _hardly_waits(servers, pool.busy) else wait_quantile(servers, pool.busy, pool.takes)


def _pool(
    shape: tuple[float, float, float, float], sized: tuple[int, float, float | None], planning: Planning, usd: float | None
) -> Pool:
    rate, takes, slots, groups = shape
    servers, cap, limit = sized
    needed = max(FEWEST, math.ceil(servers / slots))
    busy = rate * takes / slots
    zones = planning.zones if limit is not None else 1
    conservative = with_spare(needed, zones)
    economical = max(needed, with_spare(math.ceil(busy / max(planning.degraded, cap) - 1e-9), zones))
    each = conservative if planning.rule == CONSERVATIVE else economical
    return Pool(
        rate, takes, slots, groups, busy * slots, cap, limit, servers, needed * groups, conservative * groups,
        economical * groups, each * groups, busy / each, None, usd,
    )  # fmt: skip


def with_spare(needed: int, zones: int) -> int:
    """The fewest replicas, spread over zones, of which `needed` are left when the fullest zone is lost."""
    if zones < FEWEST:
        return needed
    least = math.ceil(needed * zones / (zones - 1) - 1e-9)
    return next(count for count in range(least, least + zones + 1) if count - math.ceil(count / zones) >= needed)
