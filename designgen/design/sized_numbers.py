"""Every figure of a component, of the path and of the bill, as a number."""

from designgen.design.figures import Figures, Why
from designgen.design.model import Design, Number
from designgen.design.part_numbers import at_work, own, part_numbers
from designgen.sizing.latency import Stage

TAILS = ("fenton_1960", "judgement")
MONTH = 730 * 3600.0
MEANS: Why = ("the mean of the lognormal that has a stage's p50 and p99", TAILS)
TAIL: Why = ("the root of the summed squares of p99 − mean", TAILS)
WHOLE: Why = ("up to 8 % above a simulation of independent stages, never below", TAILS)
CROSS: Why = ("one lognormal with the same mean and variance; 1 to 9 % low, so it is not the bound", TAILS)
MEDIANS: Why = ("not a percentile of the whole", ("arithmetic",))
EVERY: Why = ("every stage slow at once: an upper bound", ("arithmetic",))


def sized_numbers(design: Design) -> dict[str, Number]:
    """By name; each after those that its formula reads."""
    made = Figures(design)
    for part in design.parts.values():
        at_work(made, part)
    _work(made)
    for part in design.parts.values():
        part_numbers(made, part)
    _path(made)
    _bill(made)
    return made.found


def _work(made: Figures) -> None:
    """What the path takes without waiting, of which each stage gets its share of the waiting."""
    if latency := made.design.latency:
        every = ([own(made.design.parts[id], "p99") for id in stage.components] for stage in latency.stages)
        names = (f"max({', '.join(arms)})" if len(arms) > 1 else arms[0] for arms in every)
        made.add("path.own_p99", "Sum of the p99s without waiting", (latency.own_p99, "second"), " + ".join(names))


def _path(made: Figures) -> None:
    """The sums and the modelled p99 of the serving path."""
    latency = made.design.latency
    if latency is None:
        return
    p50s, p99s = ([_arms(stage.components, key) for stage in latency.stages] for key in ("p50", "p99"))
    both, second = f"{', '.join(p50s)}; {', '.join(p99s)}", "second"
    means = sum(Stage(stage.p50, stage.p99).mean for stage in latency.stages)
    made.add("path.sum_p50", "Sum of the p50s", (latency.sum_p50, second), " + ".join(p50s), MEDIANS)
    made.add("path.sum_p99", "Sum of the p99s", (latency.sum_p99, second), " + ".join(p99s), EVERY)
    made.add("path.means", "Sum of the stages' means", (means, second), f"lognormal_means({both})", MEANS)
    made.add("path.tail", "Tail of the path", (latency.p99 - means, second), f"root_of_squared_tails({both})", TAIL)
    made.add("path.p99", "Modelled p99 of the path", (latency.p99, second), "path.means + path.tail", WHOLE)
    made.add("path.check", "Cross-check of the p99", (latency.check, second), f"fenton_wilkinson({both})", CROSS)


def _arms(components: tuple[str, ...], key: str) -> str:
    names = ", ".join(f"{id}.{key}" for id in components)
    return f"slowest({names})" if len(components) > 1 else names


def _bill(made: Figures) -> None:
    """The sum of what has a price."""
    priced = [part for part in made.design.parts.values() if part.usd]
    if not priced:
        return
    total, low, high = (sum(getattr(part, key) or 0.0 for part in priced) for key in ("usd", "usd_low", "usd_high"))
    made.add("cost.month", "Cost a month", (total, "usd"), " + ".join(f"{part.id}.usd" for part in priced))
    made.ranged("cost.month", low, high)
    requests = float(made.design.values.get("scale.requests") or 0.0) * MONTH
    if requests > 0:
        formula = "cost.month / (scale.requests * 730 h) * 1M"
        made.add("cost.per_million", "Cost of a million requests", (total / requests * 1e6, "usd"), formula)
        made.ranged("cost.per_million", low / requests * 1e6, high / requests * 1e6)
