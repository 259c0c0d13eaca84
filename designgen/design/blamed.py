"""Which components a broken check is about: what a diagram marks."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from designgen.catalog import Cases
from designgen.catalog.architecture import Component
from designgen.design.flags import BILL, LATENCY_FLAGS, POOL_FLAGS, TOO_FULL
from designgen.design.model import Finding, Part, Pool
from designgen.rules import reads

if TYPE_CHECKING:
    from designgen.design.model import Design

LARGE = 0.2
"""Share of a time or of a bill from which a part answers for it; the largest part does always."""
GRAVE = ("error", "warning")
_PLACEHOLDER = re.compile(r"{([a-z_.0-9]+)}")


def blamed_of(design: "Design") -> dict[str, tuple[Finding, ...]]:
    """By component the broken checks, errors and warnings, that it is behind."""
    found: dict[str, list[Finding]] = {}
    for finding in design.findings:
        if finding.status == "broken" and finding.severity in GRAVE:
            for part in dict.fromkeys(_behind(design, finding)):
                found.setdefault(part, []).append(finding)
    return {part: tuple(findings) for part, findings in found.items()}


def _behind(design: "Design", finding: Finding) -> Iterator[str]:
    if finding.id in LATENCY_FLAGS and design.latency:
        yield from _large({part: stage.p99 for stage in design.latency.stages for part in stage.components or (stage.component,)})
    elif finding.id == BILL:
        yield from _large({part.id: part.usd or 0.0 for part in design.parts.values()})
    elif finding.id in POOL_FLAGS:
        yield from (part.id for part in design.parts.values() if part.pool and _breaks(part.pool, finding.id))
    elif finding.id in design.knowledge.checks:
        yield from _readers(design, finding.id)


def _large(amounts: Mapping[str, float]) -> Iterator[str]:
    """The largest, and all beside it that make a good part of the whole."""
    total, most = sum(amounts.values()), max(amounts.values(), default=0.0)
    yield from (part for part, amount in amounts.items() if amount > 0 and amount >= min(most, LARGE * total))


def _breaks(pool: Pool, flag: str) -> bool:
    """A pool that somebody waits for; reserves count as stacked only where they are."""
    full, waiting, _ = POOL_FLAGS
    if pool.wait_limit is None:
        return False
    if flag == full:
        return pool.utilisation > TOO_FULL
    return flag == waiting and pool.wait is not None and pool.wait > pool.wait_limit


def _readers(design: "Design", check: str) -> Iterator[str]:
    """The components whose own numbers rest on what the check tests; else those that the decision in it brought."""
    known = design.knowledge.checks[check]
    names = [*_names(design, known.value), *_names(design, known.limit)]
    parts = [part for part in design.parts.values() if _own_names(design, part) & set(names)]
    decided = {name.partition(".")[0] for name in names} & design.knowledge.decisions.keys()
    brought = [part for part in design.parts.values() if any(decision in decided for decision, _ in part.brought_by)]
    yield from (part.id for part in parts or brought)


def _names(design: "Design", text: str) -> list[str]:
    """Quantities and numbers of decisions in a formula; a fact of the spec is nobody's fault."""
    expr = design.knowledge.program.texts.get(text)
    found = [text] if text in design.knowledge.program.types else list(reads(expr)) if expr is not None else []
    return [name for name in found if name not in design.knowledge.facts]


def _own_names(design: "Design", part: Part) -> set[str]:
    """What the formulas of a component and the number that it shows read, directly."""
    component: Component = design.knowledge.components[part.id]
    formulas = (*component.time.values(), *component.pool.values(), component.replicas, component.memory, component.usd)
    found = {name for cases in formulas for name in _read(design, cases)}
    return found | {name for _, text in component.shows for name in _PLACEHOLDER.findall(text)}


def _read(design: "Design", cases: Cases) -> Iterator[str]:
    for _, text in cases:
        yield from _names(design, text)
