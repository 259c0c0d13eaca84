"""A design: the answer for one spec, as one frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from designgen.catalog import Knowledge
from designgen.decisions import KnownFact, Rationale, Value, Words
from designgen.rules import apply
from designgen.spec.model import Spec


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity of this design. Values in base units; `arithmetic` is the formula with the values put in."""

    name: str
    title: str
    value: Value
    shown: str
    unit: str
    formula: str
    arithmetic: str
    low: float | None
    high: float | None
    range_shown: str  # "1.2 M/s to 1.5 M/s", or ""
    says: str
    sources: tuple[str, ...]
    used_by: tuple[str, ...]  # ids of decisions that read it


@dataclass(frozen=True, slots=True)
class Part:
    """A component of this design. Times in seconds, usd per month; None where nothing is known."""

    id: str
    name: str
    role: str
    plane: str
    icon: str
    section: str
    technology: str
    shows: str
    brought_by: tuple[tuple[str, str], ...]  # (decision id, option id)
    p50: float | None
    p99: float | None
    replicas: float | None
    memory: float | None
    usd: float | None


@dataclass(frozen=True, slots=True)
class Link:
    """A flow of this design, its label filled in."""

    source: str
    target: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A check that was made: status ok | broken | not_needed."""

    id: str
    name: str
    severity: str
    status: str
    value: str
    limit: str
    says: str
    mend: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the serving path, in order; seconds."""

    component: str
    name: str
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Latency:
    """The serving path. `p99` is modelled (sum of means + root of summed squared tails), not a sum of percentiles."""

    stages: tuple[Stage, ...]
    sum_p50: float
    sum_p99: float
    p99: float
    target: float


@dataclass(frozen=True)
class Design:
    """All of it for one spec."""

    spec: Spec
    framework: str
    knowledge: Knowledge = field(repr=False)
    facts: Mapping[str, KnownFact]
    numbers: Mapping[str, Number]
    decisions: Mapping[str, Rationale]  # in framework order
    parts: Mapping[str, Part]
    links: tuple[Link, ...]
    findings: tuple[Finding, ...]
    latency: Latency | None  # None when nobody waits
    values: Mapping[str, Any] = field(repr=False)  # every name of the rule language, coded
    words: Words = field(repr=False)

    def row(self, decision: str, option: str) -> dict[str, str]:
        """The table row of an option, with its placeholders filled for this design."""
        return {column: self.words.fill(text) for column, text in self.knowledge.decisions[decision].options[option].row.items()}

    def say(self, text: str) -> str:
        """A text of the knowledge base, with its placeholders filled for this design."""
        return self.words.fill(text)

    def holds(self, condition: str) -> bool:
        """Is a condition of the knowledge base (of a view, say) true for this design?"""
        return bool(apply(self.knowledge.program.texts[condition], self.values))
