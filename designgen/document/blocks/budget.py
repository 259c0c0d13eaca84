"""Budgets: time, checks and money."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from designgen.design.model import Design, Finding, Latency, Number, Part, Stage
from designgen.document.charted import bill_of, drawn, path_of
from designgen.document.charted.budgets import priced
from designgen.document.draft import Draft

STATUSES = {"ok": "holds", "broken": "broken"}


@dataclass(frozen=True, slots=True)
class Budget:
    """The latency of the serving path with its picture."""

    latency: Latency
    picture: Markup
    design: Design

    def arms(self, stage: Stage) -> list[Part]:
        """The components side by side in a stage."""
        return [self.design.parts[id] for id in stage.components]

    def sources(self, part: Part) -> tuple[str, ...]:
        return self.design.knowledge.components[part.id].sources

    @property
    def hard(self) -> bool:
        """Is a late answer worth nothing, so that all p99s at once must fit?"""
        return self.design.deadline_is_hard

    @property
    def holds(self) -> bool:
        return (self.latency.sum_p99 if self.hard else self.latency.p99) <= self.latency.target

    @property
    def share(self) -> int:
        """The modelled p99 in per cent of the target."""
        return round(100 * self.latency.p99 / self.latency.target)


@dataclass(frozen=True, slots=True)
class Cost:
    """Dollars a month by component, dearest first, with the servers that they pay for."""

    parts: Sequence[Part]
    unpriced: Sequence[Part]
    carried: Sequence[Part]  # paid for by another component
    pools: Sequence[Part]
    total: Number
    per_million: Number | None
    picture: Markup | None

    @property
    def waited(self) -> bool:
        """Does somebody wait for any of the pools?"""
        return any(part.pool and part.pool.wait is not None for part in self.pools)


def latency_budget(draft: Draft) -> Budget | None:
    """The stages against the target, when somebody waits."""
    latency, path = draft.design.latency, path_of(draft.design)
    return Budget(latency, drawn(draft.links, path), draft.design) if latency and path else None


def checks(draft: Draft) -> list[Finding]:
    """The checks that were made, broken ones first."""
    made = [finding for finding in draft.design.findings if finding.status in STATUSES]
    severities = ("error", "warning", "info")
    return sorted(made, key=lambda one: (one.status != "broken", severities.index(one.severity)))


def cost(draft: Draft) -> Cost | None:
    """What the priced components cost; None when no price is known."""
    design = draft.design
    parts = list(design.parts.values())
    total, bill = design.sized.get("cost.month"), bill_of(design)
    if total is None:
        return None
    return Cost(
        parts=priced(design),
        unpriced=[part for part in parts if part.usd is None],
        carried=[part for part in parts if part.usd == 0],
        pools=[part for part in parts if part.pool],
        total=total,
        per_million=design.sized.get("cost.per_million"),
        picture=drawn(draft.links, bill) if bill else None,
    )
