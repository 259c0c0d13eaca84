"""The serving path of a design as pools of servers, and what may go wrong with it: what `designgen simulate` runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from designgen.catalog import Knowledge
from designgen.design.evaluate import evaluated
from designgen.design.model import Design, Part
from designgen.design.sized import SERVING_VIEW
from designgen.sizing.served import Path, Pool

PEAK = "qps.peak"


def path_of(design: Design) -> Path | None:
    """The path at its peak; None when nobody waits for an answer, or nobody asks.

    Times are those of the stages without waiting. All replicas of a component stand behind one queue (of each shard).
    """
    rate = float(design.values.get(PEAK, 0.0))
    if design.latency is None or not rate > 0:
        return None
    stages = ((design.parts[id] for id in stage.components or (stage.component,)) for stage in design.latency.stages)
    return Path(tuple(tuple(_pool(part, rate) for part in arms) for arms in stages), rate, design.latency.target)


def _pool(part: Part, rate: float) -> Pool:
    times = part.id, part.own_p50 or 0.0, part.own_p99 or 0.0
    if part.pool is None:
        return Pool(*times)
    servers = round((part.replicas or 0) / part.pool.groups * part.pool.slots)
    return Pool(*times, servers=servers, busy=part.pool.rate * part.pool.takes / rate, shards=int(part.pool.groups))


@dataclass(frozen=True, slots=True)
class Loss:
    """The path without one replica of a component (of each shard, if it has shards)."""

    part: Part
    left: int  # replicas
    path: Path


def losses(design: Design, path: Path) -> Iterator[Loss]:
    """Each component of the path in turn."""
    for pool in (pool for step in path.steps for pool in step):
        part = design.parts[pool.name]
        if part.pool is not None:
            yield Loss(part, int((part.replicas or 0) - part.pool.groups), path.without(pool.name, round(part.pool.slots)))


@dataclass(frozen=True, slots=True)
class Cold:
    """The path while its caches are empty, and what that asks of the components beside it."""

    facts: tuple[str, ...]  # that are now 0; none when this design is the same without its caches
    path: Path
    strained: Mapping[str, float]  # component off the path -> how many times its replicas it would need


def cold(design: Design, path: Path) -> Cold:
    """Every fact that the view of the path calls `cold` at 0, decisions and replicas as they are."""
    view = design.knowledge.views[SERVING_VIEW]
    facts = tuple(name for name in view.cold if design.values[name])
    values = _Empty(design.knowledge, design.values, facts)
    parts = {id: _meanwhile(part, design.knowledge, values) for id, part in design.parts.items()}
    steps = tuple(tuple(_pool(parts[pool.name], path.rate) for pool in step) for step in path.steps)
    known = {pool.name for step in steps for pool in step}
    factors = {id: (parts[id].replicas or 0) / part.replicas for id, part in design.parts.items() if part.replicas}
    strained = {id: factor for id, factor in factors.items() if id not in known and factor > 1}
    changed = strained or steps != path.steps
    return Cold(facts if changed else (), replace(path, steps=steps), strained)


def _meanwhile(part: Part, knowledge: Knowledge, values: Mapping[str, Any]) -> Part:
    """The part with the times and load of other values. A pool keeps its replicas; where there is none, they are computed."""
    component, texts = knowledge.components[part.id], knowledge.program.texts
    p50, p99 = (evaluated(component.time.get(key, ()), values, texts) for key in ("p50", "p99"))
    rate, takes = (evaluated(component.pool.get(key, ()), values, texts) or 0.0 for key in ("rate", "takes"))
    pool = replace(part.pool, rate=rate, takes=takes) if part.pool else None
    replicas = part.replicas if pool else evaluated(component.replicas, values, texts)
    return replace(part, own_p50=p50, own_p99=p99, pool=pool, replicas=replicas)


class _Empty(Mapping[str, Any]):
    """The values of a case with some facts at 0, and every quantity that follows from them."""

    def __init__(self, knowledge: Knowledge, values: Mapping[str, Any], facts: tuple[str, ...]) -> None:
        self.knowledge, self.usual = knowledge, values
        self.known: dict[str, Any] = dict.fromkeys(facts, 0.0)

    def __getitem__(self, name: str) -> Any:
        if name not in self.known:
            quantity = self.knowledge.quantities.get(name)
            found = evaluated(quantity.formula, self, self.knowledge.program.texts) if quantity else None
            self.known[name] = self.usual[name] if found is None else found
        return self.known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.usual)

    def __len__(self) -> int:
        return len(self.usual)
