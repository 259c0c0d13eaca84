"""Checks of what is computed: the path against its target, pools against their load, prices against their age."""

from collections.abc import Iterator, Mapping
from typing import Any

from designgen.catalog import Knowledge
from designgen.decisions import Words
from designgen.design.evaluate import holding
from designgen.design.model import Finding, Latency, Part
from designgen.design.pools import CONSERVATIVE
from designgen.units import humane

HEADROOM = 0.7
"""Share of the target that the modelled p99 may use; the rest covers what independence ignores (deploys, noisy hosts)."""
TOO_FULL = 0.8
STACKED = 3.0
"""Times the busy servers: what a utilisation of a half and a third zone come to."""
SMALL = 4
"""Replicas up to which a pool is as small as it can be, whatever the load."""
APART = 0.85
"""Of the modelled p99, what its cross-check reaches on a path without a tail that outgrows all others."""
LATENCY_FLAGS = ("latency_path", "latency_at_once", "latency_cross_check")
POOL_FLAGS = ("pools_not_too_full", "pools_wait", "reserves_not_stacked")
BILL = "bill_within_budget"
MONTHS = 3
"""Age in months, about 90 days, from which a price is old."""


def flags_of(
    knowledge: Knowledge, values: Mapping[str, Any], words: Words, parts: Mapping[str, Part], latency: Latency | None
) -> list[Finding]:
    """Those that apply to this design, in order of the path, the pools and the bill."""
    found: list[Finding] = []
    if latency:
        hard = bool(values.get("latency.hard_deadline"))
        found += [_path(latency, hard), *([] if hard else [_at_once(latency)]), _cross_check(latency)]
    waited = [part for part in parts.values() if part.pool and part.pool.wait_limit is not None]
    if waited:
        found += [_full(waited), _waiting(waited), _zone(words), _stacked(waited, words)]
    return [*found, *_bill(values, parts), *_unsized(knowledge, values, parts), *_old_prices(knowledge, parts, values)]


def _bill(values: Mapping[str, Any], parts: Mapping[str, Part]) -> Iterator[Finding]:
    """The typical bill against the budget, once somebody has named one."""
    budget, priced = float(values.get("team.budget") or 0.0), [part for part in parts.values() if part.usd]
    if budget <= 0 or not priced:
        return
    total = sum(part.usd or 0.0 for part in priced)
    dearest = max(priced, key=lambda part: part.usd or 0.0)
    shown, limit = humane(total, "usd"), humane(budget, "usd")
    most = humane(dearest.usd or 0.0, "usd")
    says = f"A month costs {shown} and the budget is {limit}; {dearest.name} is the dearest part with {most}."
    mend = f"Make {dearest.name} cheaper or smaller, serve fewer requests, or ask for a budget of {shown}."
    yield _finding(BILL, "The bill fits the budget", "error", total > budget, (shown, limit, says, mend))


def _unsized(knowledge: Knowledge, values: Mapping[str, Any], parts: Mapping[str, Part]) -> Iterator[Finding]:
    """Pools whose load is stated and comes to nothing that servers could carry: they would be missing from the bill."""
    texts = knowledge.program.texts

    def stated(part: Part) -> bool:
        pool = knowledge.components[part.id].pool
        return all(holding(pool.get(key, ()), values, texts) for key in ("rate", "takes"))

    lost = ", ".join(part.name for part in parts.values() if part.pool is None and stated(part))
    if lost:
        says = f"No number of servers follows from the rate and the time stated for {lost}, so the bill leaves it out."
        mend = "Mend `rate` and `takes` of its pool: both must come to positive, finite numbers."
        yield _finding("pools_are_sized", "Every pool has a size", "error", True, (lost, "", says, mend))


def _path(latency: Latency, hard: bool) -> Finding:
    """The budget rule: with a hard deadline all p99s at once must fit, else the modelled p99 with some headroom."""
    used, allowed = (latency.sum_p99, latency.target) if hard else (latency.p99, latency.target * HEADROOM)
    shown, limit = humane(used, "second"), humane(latency.target, "second")
    slowest = max(latency.stages, key=lambda stage: stage.p99)
    broken = used > allowed
    severity = "error" if used > latency.target else "warning" if broken else "info"
    longest = f"{slowest.name} with {humane(slowest.p99, 'second')}"
    what = "The p99s of all stages together are" if hard else "The modelled p99 of the path is"
    room = "a late answer is worth nothing, so all of them must fit" if hard else "70 % of it may be used"
    says = f"{what} {shown} of {limit} ({room}); the slowest stage is {longest}."
    fitting = humane(used if hard else used / HEADROOM, "second")
    mend = f"Make {slowest.name} faster, ask it for less, or move it off the path; these stages fit a target of {fitting}."
    name = "The serving path fits its latency target"
    tested = limit if hard else f"{humane(allowed, 'second')} (70 % of {limit})"
    return Finding("latency_path", name, severity, "broken" if broken else "ok", shown, tested, says, mend if broken else "")


def _at_once(latency: Latency) -> Finding:
    shown, limit = humane(latency.sum_p99, "second"), humane(latency.target, "second")
    says = f"If every stage is slow at once, as in a bad deploy or when the network fails, an answer takes {shown} of {limit}."
    mend = f"Give each call its own deadline and a fallback; a target of {shown} covers even that."
    return _finding("latency_at_once", "The target holds with every stage slow at once", "info", latency.sum_p99 > latency.target,
                    (shown, limit, says, mend))  # fmt: skip


def _cross_check(latency: Latency) -> Finding:
    shown, limit = humane(latency.check, "second"), humane(latency.p99, "second")
    says = (
        f"One lognormal of the same mean and variance has a p99 of {shown}, the modelled one is {limit}: one stage's tail rules."
    )
    mend = "Plan with the larger of the two, and cut the longest tail by a deadline or a hedged second request."
    return _finding("latency_cross_check", "Two models of the p99 agree", "info", latency.check < latency.p99 * APART,
                    (shown, limit, says, mend))  # fmt: skip


def _full(waited: list[Part]) -> Finding:
    fullest = max(waited, key=lambda part: part.pool.utilisation if part.pool else 0.0)
    share = fullest.pool.utilisation if fullest.pool else 0.0
    shown, limit = humane(share, "share"), humane(TOO_FULL, "share")
    says = f"{fullest.name} is {shown} busy at the peak; queues grow without end as that nears 100 %."
    mend = f"Target utilisation: {limit} or less would do; unset, each pool gets its own."
    return _finding("pools_not_too_full", "No pool that somebody waits for is too full", "warning", share > TOO_FULL + 1e-9,
                    (shown, limit, says, mend))  # fmt: skip


def _waiting(waited: list[Part]) -> Finding:
    """Broken only by a utilisation of the user's own."""
    over = [
        (part.pool.wait / part.pool.wait_limit, part) for part in waited if part.pool and part.pool.wait and part.pool.wait_limit
    ]
    ratio, worst = max(over, key=lambda pair: pair[0], default=(0.0, waited[0]))
    wait, limit = (worst.pool.wait, worst.pool.wait_limit) if worst.pool else (0.0, 0.0)
    shown = humane(wait or 0.0, "second"), humane(limit or 0.0, "second")
    says = f"One request in a hundred waits {shown[0]} for {worst.name}; its share of the target allows {shown[1]}."
    return _finding("pools_wait", "Waiting for a server stays within its share", "warning", ratio > 1 + 1e-9,
                    (*shown, says, "Leave the target utilisation unset, and the pool is sized by its wait."))  # fmt: skip


def _zone(words: Words) -> Finding:
    found = words.facts.get("sizing.zones", 3)
    zones = found if isinstance(found, int | float) else 3
    says = "Everything stands in one zone; when that is lost, nothing answers."
    told = humane(zones, "count"), "2", says, "Zones: 2 would do."
    return _finding("zone_can_be_lost", "A zone can be lost", "warning", zones < 2, told)


def _stacked(waited: list[Part], words: Words) -> Finding:
    """A low utilisation and a zone to spare are two reserves for the same bad day."""
    large = [part for part in waited if part.pool and part.pool.busy > 0 and part.pool.replicas > SMALL * part.pool.groups]
    found = [(1 / part.pool.utilisation, part) for part in large if part.pool]
    ratio, worst = max(found, key=lambda pair: pair[0], default=(0.0, waited[0]))
    broken = ratio >= STACKED and words.facts.get("sizing.zone_rule") == CONSERVATIVE
    shown, limit = f"{ratio:.2g} times the busy servers", f"{STACKED:.2g} times"
    says = f"{worst.name} has {shown}: a low utilisation and a spare zone are kept at once."
    fewer = humane(worst.pool.economical, "count") if worst.pool else ""
    mend = f"Capacity when a zone is lost: economical would do with {fewer} replicas; so would a higher target utilisation."
    return _finding("reserves_not_stacked", "Reserves are not stacked", "warning", broken, (shown, limit, says, mend))


def _old_prices(knowledge: Knowledge, parts: Mapping[str, Part], values: Mapping[str, Any]) -> Iterator[Finding]:
    """Against the newest price of the file, or the year of the spec; no clock, so the same design every day."""
    priced = [knowledge.components[part.id] for part in parts.values() if part.usd]
    texts = " ".join(text for one in priced for cases in (one.usd, one.pool.get("usd", ())) for _, text in cases)
    used = [price for price in knowledge.prices.values() if f"price.{price.id}" in texts]
    if not used:
        return
    newest = max(_month(price.date) for price in knowledge.prices.values())
    today = max(newest, int(values.get("year", 0)) * 12) if "year" in values else newest
    old = [price for price in used if today - _month(price.date) > MONTHS]
    named = ", ".join(f"{price.name} ({price.date})" for price in old)
    oldest = min((price.date for price in used), default="")
    year, month = divmod(today - MONTHS, 12)
    says = f"Older than 90 days against the newest price: {named}. List prices have moved tenfold within a year."
    mend = "Look these up again, and lay a prices.yaml of your own over ours."
    yield _finding("prices_are_fresh", "Prices are fresh", "info", bool(old),
                   (oldest, f"{year}-{month + 1:02}", says, mend))


def _month(date: str) -> int:
    year, _, month = date.partition("-")
    return int(year or 0) * 12 + int(month[:2] or 1) - 1


def _finding(id: str, name: str, severity: str, broken: bool, told: tuple[str, str, str, str]) -> Finding:
    value, limit, says, mend = told
    return Finding(id, name, severity, "broken" if broken else "ok", value, limit, says, mend if broken else "")
