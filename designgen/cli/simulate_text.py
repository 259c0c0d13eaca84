"""What `designgen simulate` prints: a table, a chart of letters and what follows from them; or JSON; or SVG."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from designgen.cli.say import printable
from designgen.cli.simulate_runs import Rehearsal, Scene
from designgen.design import Design
from designgen.sizing.runs import Run
from designgen.sizing.simulation import MOST_IN_A_SPIKE, MOST_SERVERS
from designgen.units import digits, humane, magnitude

BAR = 40
BINS = 14
TURNED_AWAY = 0.001
"""A share of requests turned away that is no longer bad luck."""
NO_PATH = "Nobody waits for an answer in this design, so there is no serving path to simulate."
NOBODY = "Nobody asks at the peak of this design, so there is nothing to simulate."


def text(rehearsal: Rehearsal) -> str:
    """The reading form."""
    if not rehearsal.scenes:
        return (NO_PATH if rehearsal.design.latency is None else NOBODY) + "\n"
    blocks = (_head, _stages, _histogram, _losses, _spike, _cold, _notes)
    return "\n\n".join("\n".join(lines) for block in blocks if (lines := list(block(rehearsal)))) + "\n"


def _head(rehearsal: Rehearsal) -> Iterator[str]:
    design, run = rehearsal.design, rehearsal.scenes[0].run
    latency, path = design.latency, rehearsal.path
    assert latency and path
    yield (
        f"{printable(design.spec.title)}: {humane(path.rate, '1/second')} at the peak, "
        f"{run.requests:,} requests simulated (seed {rehearsal.ask.seed})"
    )
    yield ""
    near = f" ± {percent(run.p99_error / run.p99)}" if run.p99_error else ""
    used = run.p99 / path.target
    share = f" ({percent(used)} used)" if used <= 1 else f" ({digits(used)} times over)"
    yield from _table(
        [
            ("", "simulated", "modelled", "target"),
            ("p50", _time(run.p50, run), f"{humane(latency.sum_p50, 'second')}, the sum of medians", ""),
            ("p99", _time(run.p99, run) + near, humane(latency.p99, "second"), humane(path.target, "second") + share),
            ("p99.9", _time(run.p999, run), "", ""),
            ("too late", percent(run.late), "", ""),
            ("turned away", percent(run.dropped), "", ""),
        ]
    )
    yield ""
    yield _verdict(design, run, path.target)


def _time(value: float, run: Run) -> str:
    return humane(value, "second") if run.times else "nobody answered"


def percent(share: float) -> str:
    """A share; one that is not 0 is never shown as 0."""
    return "0 %" if share == 0 else "< 0.01 %" if share < 1e-4 else f"{digits(round(share * 100, 2))} %"


def _verdict(design: Design, run: Run, target: float) -> str:
    over = run.overloaded
    if over:
        return f"Overloaded: {names(design, over)} cannot keep up, and {percent(run.dropped)} of the requests are turned away."
    shown = f"{humane(run.p99, 'second')} of {humane(target, 'second')}"
    if run.p99 > target:
        return f"The target is missed: p99 is {shown}."
    stacked = design.latency.sum_p99 if design.latency and design.deadline_is_hard else 0.0
    if stacked > target:
        at_once = f"with every stage slow at once an answer takes {humane(stacked, 'second')}, and a late one is worth nothing"
        return f"The target holds at the peak: p99 is {shown}. The plan asks more and is broken: {at_once}."
    return f"The target holds: p99 is {shown}."


def names(design: Design, ids: Iterable[str]) -> str:
    """The components by name, with commas."""
    return ", ".join(design.parts[id].name for id in ids)


def _stages(rehearsal: Rehearsal) -> Iterator[str]:
    """Each component with its load and times; the bar is p50, then the way to p99, waiting included."""
    run = rehearsal.scenes[0].run
    longest = max((pool.p99 for pool in run.pools), default=0.0) or 1.0
    rows: list[tuple[str, ...]] = [("stage", "busy", "wait p99", "p50", "p99", f"to p50 {FULL}, to p99 {PALE}")]
    for pool in run.pools:
        full = round(pool.p50 / longest * BAR)
        pale = max(round(pool.p99 / longest * BAR) - full, 0)
        busy = percent(pool.load) if rehearsal.design.parts[pool.name].pool else "–"
        times = (humane(time, "second") for time in (pool.wait_p99, pool.p50, pool.p99))
        rows.append((rehearsal.design.parts[pool.name].name, busy, *times, FULL * full + PALE * pale))
    yield from _table(rows)


FULL, PALE = "█", "░"


def bins(times: Sequence[float], count: int) -> list[tuple[float, float, float]]:
    """(from, to, share of the requests) up to p99.9, by equal steps from the fastest; the rest is in the last."""
    if not times:
        return []
    low, high = times[0], times[min(len(times) - 1, int(len(times) * 0.999))]
    step = (high - low) / count or 1.0
    found = [0] * count
    for time in times:
        found[min(count - 1, int((time - low) / step))] += 1
    return [(low + place * step, low + (place + 1) * step, number / len(times)) for place, number in enumerate(found)]


def _histogram(rehearsal: Rehearsal) -> Iterator[str]:
    run = rehearsal.scenes[0].run
    found = bins(run.times, BINS)
    most = max((share for _, _, share in found), default=1.0)
    rows = [("time up to", "share", "")]
    marks = (("p50", run.p50), ("p99", run.p99))
    for place, (low, high, share) in enumerate(found):
        last = place == len(found) - 1
        here = [name for name, value in marks if low <= value < high or (last and value >= high)]
        within = "longer" if last else humane(high, "second")
        rows.append((within, percent(share), FULL * round(share / most * BAR) + ("  ← " + ", ".join(here) if here else "")))
    if found:
        yield from _table(rows)


def _losses(rehearsal: Rehearsal) -> Iterator[str]:
    lost = rehearsal.of("lost")
    if rehearsal.ask.lose_one and not lost:
        yield "No component of this path has replicas that could be lost."
    if lost:
        yield "One replica lost"
        yield from _table([("component", "replicas", *COLUMNS), *(_loss(rehearsal, scene) for scene in lost)])
        yield _survival(rehearsal, [scene.component for scene in lost if _broken(scene.run, _target(rehearsal))])


def _broken(run: Run, target: float) -> bool:
    return run.p99 > target or run.dropped > TURNED_AWAY


def _survival(rehearsal: Rehearsal, ids: Sequence[str]) -> str:
    if _broken(rehearsal.scenes[0].run, _target(rehearsal)):
        return "The target is missed without any loss."
    return f"The loss of one is too much: {names(rehearsal.design, ids)}." if ids else "The target survives each of these losses."


COLUMNS = ("busy", "p50", "p99", "p99.9", "too late", "turned away")


def _target(rehearsal: Rehearsal) -> float:
    return rehearsal.path.target if rehearsal.path else 0.0


def _loss(rehearsal: Rehearsal, scene: Scene) -> tuple[str, ...]:
    part = rehearsal.design.parts[scene.component]
    groups = f", one in each of {part.pool.groups:,.0f} shards" if part.pool and part.pool.groups > 1 else ""
    busy = next(pool.load for pool in scene.run.pools if pool.name == scene.component)
    return part.name + groups, f"{part.replicas or 0:,.0f} → {scene.left:,}", percent(busy), *_times(scene.run)


def _times(run: Run) -> tuple[str, ...]:
    return (*(_time(value, run) for value in (run.p50, run.p99, run.p999)), percent(run.late), percent(run.dropped))


def _spike(rehearsal: Rehearsal) -> Iterator[str]:
    factor = rehearsal.ask.spike
    if factor is None:
        return
    scenes = [scene for kind in ("before_spike", "spike", "after_spike") for scene in rehearsal.of(kind)]
    during = scenes[1].run
    yield f"{digits(factor)} times the load"
    rows = ((label, percent(_busiest(scene.run)), *_times(scene.run)) for label, scene in zip(WHEN, scenes, strict=True))
    yield from _table([("", f"busiest {COLUMNS[0]}", *COLUMNS[1:]), *rows])
    if during.overloaded:
        yield f"The spike is more than these can do: {names(rehearsal.design, during.overloaded)}."
    elif during.p99 > _target(rehearsal):
        yield "Every pool keeps up, but the target is missed while the spike lasts."
    else:
        yield "The target holds through the spike."


WHEN = ("before", "during", "right after")


def _busiest(run: Run) -> float:
    return max((pool.load for pool in run.pools), default=0.0)


def _cold(rehearsal: Rehearsal) -> Iterator[str]:
    empty = rehearsal.cold
    if empty is None:
        return
    yield "Every cache empty"
    if not empty.facts:
        yield "Nothing changes: no time or load of this path counts on a cache."
        return
    (scene,) = rehearsal.of("cold_cache")
    rows = (
        (label, percent(_busiest(run)), *_times(run)) for label, run in (("warm", rehearsal.scenes[0].run), ("cold", scene.run))
    )
    yield from _table([("", f"busiest {COLUMNS[0]}", *COLUMNS[1:]), *rows])
    facts = rehearsal.design.knowledge.facts
    yield (
        "Without what a cache answers otherwise: "
        + ", ".join(f"{facts[name].name.lower()} ({rehearsal.design.facts[name].shown})" for name in empty.facts)
        + "."
    )
    for id, factor in empty.strained.items():
        yield f"{rehearsal.design.parts[id].name} would need {digits(round(factor, 1))} times its replicas."


def _notes(rehearsal: Rehearsal) -> Iterator[str]:
    run = rehearsal.scenes[0].run
    parts = (rehearsal.design.parts[pool.name] for pool in run.pools)
    if sized := [part.name for part in parts if part.replicas and not part.pool]:
        yield f"Not a queue, but as quick as planned whatever the load, since many requests share a server: {', '.join(sized)}."
    if run.scaled:
        yield (
            f"Simulated as {MOST_SERVERS} servers, as busy as the real ones and with slightly more waiting: "
            f"{names(rehearsal.design, run.scaled)}."
        )
    if rehearsal.ask.spike is not None and any(scene.run.scaled for scene in rehearsal.of("spike")):
        yield f"In the spike no pool has more than {MOST_IN_A_SPIKE} servers, so that its queue fills as in a spike that lasts."


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Columns side by side; the first and the last to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        first, *middle, last = (
            cell.ljust(width) if place in (0, len(row) - 1) else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join((first, *middle, last)).rstrip()


def as_json_text(rehearsal: Rehearsal) -> str:
    """Seconds, shares and requests per second."""
    design, latency, path = rehearsal.design, rehearsal.design.latency, rehearsal.path
    found: dict[str, Any] = {
        "schema_version": 1,
        "spec": design.spec.id,
        "rate": path.rate if path else None,
        "target": path.target if path else None,
        "modelled": {"p99": latency.p99, "sum_p50": latency.sum_p50, "sum_p99": latency.sum_p99} if latency else None,
        "seed": rehearsal.ask.seed,
        "runs": [_scene(scene) for scene in rehearsal.scenes],
        "cold_cache": _empty(rehearsal),
    }
    return json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _empty(rehearsal: Rehearsal) -> dict[str, Any] | None:
    empty = rehearsal.cold
    return {"facts": list(empty.facts), "strained": dict(empty.strained)} if empty else None


def _scene(scene: Scene) -> dict[str, Any]:
    run = scene.run
    answered = bool(run.times)
    return {
        "kind": scene.kind,
        **({"component": scene.component, "replicas": scene.left} if scene.component else {}),
        "requests": run.requests,
        **{name: getattr(run, name) if answered else None for name in ("p50", "p99", "p999")},
        "p99_error": run.p99_error,
        "late": run.late,
        "dropped": run.dropped,
        "overloaded": list(run.overloaded),
        "scaled": list(run.scaled),
        "stages": [
            {"component": pool.name, "utilisation": pool.load if pool.load < float("inf") else None,
             **{name: getattr(pool, name) for name in ("p50", "p99", "wait_p99", "waited", "dropped")}}
            for pool in run.pools
        ],
    }  # fmt: skip


def chart(rehearsal: Rehearsal) -> str:
    """The distribution of the peak as SVG."""
    from designgen.charts import chart as drawn
    from designgen.charts import standalone
    from designgen.charts.house import Says
    from designgen.charts.spread import spread

    run, path = rehearsal.scenes[0].run, rehearsal.path
    target = path.target if path else 0.0
    marks = {"p50": run.p50, "p99": run.p99, "p99.9": run.p999, "target": target}
    title = f"{rehearsal.design.spec.title}: answers at {magnitude(path.rate if path else 0)} requests/s"
    told = "; ".join(f"{name} {humane(mark, 'second')}" for name, mark in marks.items())
    pools = [(rehearsal.design.parts[pool.name].name, pool.p50, pool.p99, pool.wait_p99) for pool in run.pools]
    return standalone(drawn(spread(bins(run.times, 48), marks, pools, Says(title, told))))
