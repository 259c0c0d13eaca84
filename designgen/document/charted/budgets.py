"""The time and the money of a design as charts."""

from designgen.charts.costs import LEAST, Cost, costs
from designgen.charts.house import Says
from designgen.charts.waterfall import Leg, Path, waterfall
from designgen.design.model import Design, Part, Stage
from designgen.document.charted.drawing import Make
from designgen.units import humane


def path_of(design: Design) -> Make | None:
    """The stages of the serving path against the target, when somebody waits."""
    latency = design.latency
    if latency is None or not latency.stages:
        return None
    legs = [Leg(stage.name, stage.p50, stage.p99, _wait(design, stage)) for stage in latency.stages]
    path = Path(legs, latency.p99, latency.sum_p99, latency.target, design.deadline_is_hard)
    told = f"p99 {humane(latency.p99, 'second')} of {humane(latency.target, 'second')}; " + "; ".join(
        f"{leg.name}: {humane(leg.p50, 'second')}, p99 {humane(leg.p99, 'second')}" for leg in legs
    )
    says = Says(f"{design.spec.title}: time on the request path", told, "Time on the request path")
    return lambda wide: waterfall(path, says, wide)


def _wait(design: Design, stage: Stage) -> float:
    pool = design.parts[stage.component].pool
    return (pool.wait or 0.0) if pool else 0.0


def priced(design: Design) -> list[Part]:
    """The components with a price, dearest first."""
    return sorted((part for part in design.parts.values() if part.usd), key=lambda part: (-(part.usd or 0), part.id))


def bill_of(design: Design) -> Make | None:
    """A month of each component."""
    rows = [Cost(part.name, part.plane, part.usd or 0.0, part.usd_low or 0.0, part.usd_high or 0.0) for part in priced(design)]
    if len(rows) < LEAST:
        return None
    says = Says(
        f"{design.spec.title}: cost a month", "; ".join(f"{row.name}: {row.shown}" for row in rows), "A month of each component"
    )
    return lambda wide: costs(rows, says, wide)
