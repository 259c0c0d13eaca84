"""Budgets: time, checks and money."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from designgen.design.model import Finding, Latency, Part
from designgen.document.draft import Draft
from designgen.document.waterfall import waterfall

MONTH = 30.4167 * 86_400  # seconds: 730 hours
STATUSES = {"ok": "holds", "broken": "broken"}


@dataclass(frozen=True, slots=True)
class Budget:
    """The latency of the serving path with its picture."""

    latency: Latency
    picture: Markup

    @property
    def holds(self) -> bool:
        return self.latency.p99 <= self.latency.target

    @property
    def share(self) -> int:
        """The modelled p99 in per cent of the target."""
        return round(100 * self.latency.p99 / self.latency.target)


@dataclass(frozen=True, slots=True)
class Cost:
    """Dollars a month by component, dearest first."""

    parts: Sequence[Part]
    unpriced: Sequence[Part]
    total: float
    per_million: float | None


def latency_budget(draft: Draft) -> Budget | None:
    """The stages against the target, when somebody waits."""
    latency = draft.design.latency
    if latency is None or not latency.stages:
        return None
    return Budget(latency, waterfall(latency, f"{draft.design.spec.title}: time on the request path"))


def checks(draft: Draft) -> list[Finding]:
    """The checks that were made, broken ones first."""
    made = [finding for finding in draft.design.findings if finding.status in STATUSES]
    severities = ("error", "warning", "info")
    return sorted(made, key=lambda one: (one.status != "broken", severities.index(one.severity)))


def cost(draft: Draft) -> Cost | None:
    """What the priced components cost; None when no price is known."""
    parts = list(draft.design.parts.values())
    priced = sorted((part for part in parts if part.usd), key=lambda part: (-(part.usd or 0), part.id))
    if not priced:
        return None
    total = sum(part.usd or 0 for part in priced)
    load = draft.design.values.get("scale.requests")
    rate = float(load) if isinstance(load, int | float) else 0.0
    return Cost(priced, [part for part in parts if part.usd is None], total, total / (rate * MONTH) * 1e6 if rate else None)
