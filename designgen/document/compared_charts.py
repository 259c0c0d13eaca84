"""Designs side by side as bars on one scale: where the time of a request goes, and where the money goes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from designgen import units
from designgen.charts.house import NARROW, WIDE, Says
from designgen.charts.stacks import MOST, Key, Stack, stacks
from designgen.design.model import Design
from designgen.design.shares import stage_shares
from designgen.document.charted import inline

_LEAST = 0.015  # of the largest total: a smaller piece goes with the rest
_TIME = "Each stage counts with its mean and its part of the common tail, so that the pieces add up to the modelled p99"
_MONEY = "Components that have a price, at its typical value"
Amounts = Mapping[str, float]
Rows = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and what it shows in words: for each row its name and one text a design. The last row is the total."""

    svg: Markup
    title: str
    says: str  # a caption
    names: tuple[str, ...]  # of the designs
    rows: Rows
    narrow: Markup  # the same drawing for a telephone


def compared_charts(designs: Sequence[Design], names: Sequence[str] = ()) -> list[Chart]:
    """The charts in which something differs. `names` call the designs; by default the titles of their specs do."""
    charts = (latency_chart(designs, names), cost_chart(designs, names))
    return [chart for chart in charts if chart and any(len(set(texts)) > 1 for _, texts in chart.rows)]


def latency_chart(designs: Sequence[Design], names: Sequence[str] = ()) -> Chart | None:
    """The modelled p99 of each path by stage, with its target; None when nobody waits in any of them.

    A stage's piece is its mean and its part of the common tail, so that the pieces add up to the p99.
    """
    if not any(design.latency for design in designs):
        return None
    each = [_stages(design) for design in designs]
    totals = [_time(design) for design in designs]
    key = _key(each, list(dict.fromkeys(name for stages in each for name in stages)), "target")
    called = names or [design.spec.title for design in designs]
    bars = [_bar(called[n], key, each[n], totals[n], "second") for n in range(len(designs))]
    bars = [_aimed(bar, design) for bar, design in zip(bars, designs, strict=True)]
    rows = (*_rows(key, each, "second"), ("p99 of the path, and target", tuple(totals)))
    return _chart(key, bars, "p99 of a request by stage", _TIME, rows)


def cost_chart(designs: Sequence[Design], names: Sequence[str] = ()) -> Chart | None:
    """What a month of each design costs by component; None when nothing is priced in any of them."""
    each = [{part.name: part.usd for part in design.parts.values() if part.usd} for design in designs]
    if not any(each):
        return None
    totals = [units.humane(sum(amounts.values()), "usd") if amounts else "nothing priced" for amounts in each]
    most = {name: max(amounts.get(name, 0.0) for amounts in each) for amounts in each for name in amounts}
    key = _key(each, sorted(most, key=lambda name: (-most[name], name)))
    called = names or [design.spec.title for design in designs]
    bars = [_bar(called[n], key, each[n], totals[n], "usd") for n in range(len(designs))]
    rows = (*_rows(key, each, "usd"), ("Priced components a month", tuple(totals)))
    return _chart(key, bars, "Cost a month by component", _MONEY, rows)


def _chart(key: Key, bars: Sequence[Stack], title: str, says: str, rows: Rows) -> Chart:
    spoken = f"{title}: {'; '.join(f'{bar.name} {bar.total}' for bar in bars)}"
    wide, narrow = (stacks(key, bars, Says(title, spoken), size) for size in (WIDE, NARROW))
    return Chart(inline(wide), title, says, tuple(bar.name for bar in bars), rows, inline(narrow, narrow=True))


def _stages(design: Design) -> Amounts:
    latency = design.latency
    return {stage.name: share for stage, share in zip(latency.stages, stage_shares(latency), strict=True)} if latency else {}


def _aimed(bar: Stack, design: Design) -> Stack:
    """With the target of a design that has one."""
    latency = design.latency
    return replace(bar, goal=latency.target, missed=latency.p99 > latency.target) if latency else bar


def _time(design: Design) -> str:
    latency = design.latency
    return f"{units.humane(latency.p99, 'second')} of {units.humane(latency.target, 'second')}" if latency else "nobody waits"


def _key(each: Sequence[Amounts], order: Sequence[str], goal: str = "") -> Key:
    """The largest pieces, in the given order; the others are the rest, unless it is only one."""
    widest = max((sum(amounts.values()) for amounts in each), default=0.0)
    most = {name: max(amounts.get(name, 0.0) for amounts in each) for name in order}
    large = sorted((name for name in order if most[name] > _LEAST * widest), key=lambda name: -most[name])[:MOST]
    others = [name for name in order if name not in large]
    rest = others[0] if len(others) == 1 else f"{len(others)} others" if others else ""
    return Key(tuple(name for name in order if name in large), rest, goal)


def _split(key: Key, amounts: Amounts) -> tuple[float, ...]:
    """The amounts of one design by the names of the key."""
    found = [amounts.get(name, 0.0) for name in key.pieces]
    return (*found, max(sum(amounts.values()) - sum(found), 0.0)) if key.rest else tuple(found)


def _rows(key: Key, each: Sequence[Amounts], unit: str) -> Rows:
    """A row for each name of the key; a dash where a design has none of it."""
    columns = [_split(key, amounts) for amounts in each]
    said = [[units.humane(column[n], unit) if column[n] > 0 else "–" for column in columns] for n in range(len(key.names))]
    return tuple((name, tuple(said[n])) for n, name in enumerate(key.names))


def _bar(name: str, key: Key, amounts: Amounts, total: str, unit: str) -> Stack:
    found = _split(key, amounts)
    return Stack(name, found, tuple(units.humane(amount, unit) for amount in found), total)
