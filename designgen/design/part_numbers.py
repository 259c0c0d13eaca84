"""The figures of one component: load, servers, replicas, waiting, time, memory and money."""

from designgen.catalog.architecture import Component
from designgen.design.figures import Figures, Why
from designgen.design.model import Part, Pool
from designgen.design.pools import CONSERVATIVE
from designgen.units import humane

ERLANG, TAILS, JUDGED = ("erlang_c",), ("fenton_1960", "judgement"), ("judgement",)
SHAPE = (
    ("rate", "units of work at the peak", "1/second"),
    ("takes", "time of one server for a unit", "second"),
    ("slots", "servers in a replica", "count"),
    ("groups", "shards, each with a pool of its own", "count"),
)
BUSY: Why = ("arrivals times service time, in erlangs: the servers that work at once, on average", ERLANG)
WAIT: Why = ("Erlang C, with every replica up", ERLANG)
LIMIT: Why = ("all waiting together may take this share of the target; a stage gets of it what it takes of the path", JUDGED)
GIVEN: Why = ("the spec sets the utilisation, so the size of the pool does not", JUDGED)
QUEUED: Why = ("nobody waits, so the queue evens out the load", JUDGED)
GROWN: Why = ("the slowest of the shards, then the wait for a server; both p99s at once, which is on the safe side", TAILS)


def at_work(made: Figures, part: Part) -> None:
    """The quantiles of a stage, or of one shard of it, without waiting."""
    component = made.design.knowledge.components[part.id]
    why = "" if part.pool else component.says, component.sources
    for key in ("p50", "p99"):
        title, amount = f"{part.name}: {key}{' at work' if _grown(part) else ''}", getattr(part, f"own_{key}") or None
        made.add(own(part, key), title, (amount, "second"), made.text(component.time.get(key, ())), why)


def part_numbers(made: Figures, part: Part) -> None:
    """What depends on the whole path as well."""
    component = made.design.knowledge.components[part.id]
    if part.pool:
        _pool(made, part, part.pool, component)
    elif part.replicas is not None:
        amount = part.replicas, "count"
        made.add(f"{part.id}.replicas", f"{part.name}: replicas", amount, made.text(component.replicas), _why(component))
    _in_all(made, part)
    made.add(f"{part.id}.memory", f"{part.name}: memory", (part.memory, "byte"), made.text(component.memory), _why(component))
    _usd(made, part, component)


def own(part: Part, key: str) -> str:
    """The name of a stage's p50 or p99 without waiting."""
    return f"{part.id}.own_{key}" if _grown(part) else f"{part.id}.{key}"


def _grown(part: Part) -> bool:
    """Does it take longer than its own work, by waiting or for the slowest shard?"""
    return part.pool is not None and part.p99 != part.own_p99


def _why(component: Component) -> Why:
    return component.says, component.sources


def _pool(made: Figures, part: Part, pool: Pool, component: Component) -> None:
    """Load, service time, servers, replicas, utilisation and waiting."""
    id = part.id
    for key, title, unit in SHAPE:
        value = getattr(pool, key)
        if key in component.pool and (key in ("rate", "takes") or value > 1):
            why = _why(component) if key == "takes" else ("", component.sources)
            made.add(f"{id}.{key}", f"{part.name}: {title}", (value, unit), made.text(component.pool[key]), why)
    made.add(f"{id}.busy", f"{part.name}: servers busy at the peak", (pool.busy, "count"), f"{id}.rate * {id}.takes", BUSY)
    _servers(made, part, pool)
    _replicas(made, part, pool)
    over = f"{id}.replicas{_with(made, id, ' * ', 'slots')}{_with(made, id, ' / ', 'groups')}"
    made.add(f"{id}.utilisation", f"{part.name}: utilisation", (pool.utilisation, "share"), f"{id}.busy / ({over})")
    waits = f"erlang_wait({over}, {id}.busy, {id}.takes)"
    made.add(f"{id}.wait", f"{part.name}: p99 wait for a server", (pool.wait, "second"), waits, WAIT)


def _with(made: Figures, id: str, sign: str, key: str) -> str:
    """A factor of a formula, or nothing where it is 1."""
    return f"{sign}{id}.{key}" if f"{id}.{key}" in made.found else ""


def _servers(made: Figures, part: Part, pool: Pool) -> None:
    id, title, amount = part.id, f"{part.name}: servers before any spare", (pool.servers, "count")
    if pool.wait_limit is not None:
        formula = f"sizing.wait_share * latency.p99 * {own(part, 'p99')} / path.own_p99"
        made.add(
            f"{id}.wait_limit", f"{part.name}: wait that the target leaves room for", (pool.wait_limit, "second"), formula, LIMIT
        )
    if "sizing.utilisation" in made.design.spec.facts:
        made.add(f"{id}.servers", title, amount, f"max(2, ceil({id}.busy / sizing.utilisation))", GIVEN)
    elif pool.wait_limit is None:
        made.add(f"{id}.servers", title, amount, f"max(2, ceil({id}.busy / sizing.batch_utilisation))", QUEUED)
    else:
        cap = humane(pool.cap, "share")
        says = f"the smallest pool that is at most {cap} busy and whose p99 wait, by Erlang C, is within the limit"
        made.add(f"{id}.servers", title, amount, f"erlang_servers({id}.busy, {id}.takes, {id}.wait_limit)", (says, ERLANG))


def _replicas(made: Figures, part: Part, pool: Pool) -> None:
    """With both rules for the loss of a zone: the one that holds in the formula, the other in words."""
    id, amount = part.id, (pool.replicas, "count")
    slots, groups = _with(made, id, " / ", "slots"), _with(made, id, " * ", "groups")
    formula = needed = f"max(2, ceil({id}.servers{slots}))"
    says = f"{humane(pool.needed, 'count')} without a spare zone; "
    if pool.wait_limit is None:
        says = "no spare zone, since nobody waits"
    elif made.design.words.facts.get("sizing.zone_rule") == CONSERVATIVE:
        formula = f"zone_spare({needed}, sizing.zones)"
        says += f"economical, busier while a zone is out: {humane(pool.economical, 'count')}"
    else:
        formula = f"max({needed}, zone_spare(ceil({id}.busy / sizing.degraded_utilisation{slots}), sizing.zones))"
        says += f"conservative, as busy as before while a zone is out: {humane(pool.conservative, 'count')}"
    made.add(f"{id}.replicas", f"{part.name}: replicas", amount, formula + groups, (says, JUDGED))


def _in_all(made: Figures, part: Part) -> None:
    """The quantiles after the slowest shard and the wait."""
    for key in ("p50", "p99") if _grown(part) else ():
        groups = f"{part.id}.groups"
        fan = f"slowest_of({groups}, {own(part, key)})" if groups in made.found else own(part, key)
        wait = f" + {part.id}.wait" if key == "p99" and part.pool and part.pool.wait else ""
        made.add(f"{part.id}.{key}", f"{part.name}: {key}", (getattr(part, key), "second"), fan + wait, GROWN)


def _usd(made: Figures, part: Part, component: Component) -> None:
    id, formula = part.id, made.text(component.usd)
    if part.pool and part.pool.usd is not None:
        server = part.pool.usd, "usd/hour"
        made.add(f"{id}.server", f"{part.name}: one replica", server, made.text(component.pool["usd"]), ("", component.sources))
        formula = f"{id}.replicas * {id}.server * 730 h" + (f" + {formula}" if formula else "")
    made.add(f"{id}.usd", f"{part.name}: a month", (part.usd, "usd"), formula, ("", component.sources))
    made.ranged(f"{id}.usd", part.usd_low, part.usd_high)
