"""Checks over the finished design: those of the knowledge base, the serving path, and dead ends."""

from collections.abc import Iterator, Mapping
from typing import Any

from designgen.catalog import Knowledge
from designgen.catalog.model import Check
from designgen.decisions import Rationale, Words
from designgen.decisions.words import own_names
from designgen.design.model import Finding, Latency
from designgen.rules import apply
from designgen.units import humane

HEADROOM = 0.7
"""Share of the target that the modelled p99 may use; the rest covers what independence ignores (deploys, noisy hosts)."""


def findings_of(
    knowledge: Knowledge, values: Mapping[str, Any], words: Words, choices: Mapping[str, Rationale], latency: Latency | None
) -> tuple[Finding, ...]:
    """Every check with its outcome, dead ends first."""
    dead = (_dead_end(knowledge, item) for item in choices.values() if item.status == "empty")
    path = [_path(latency)] if latency else []
    return (*dead, *path, *(_made(check, values, words) for check in knowledge.checks.values()))


def _dead_end(knowledge: Knowledge, rationale: Rationale) -> Finding:
    name = knowledge.decisions[rationale.id].name
    near = rationale.flips[0] if rationale.flips else None
    mend = f"{knowledge.facts[near.fact].name}: {near.shown} would allow {near.to_name}" if near else "relax one of these"
    return Finding(rationale.id, f"{name} has an answer", "error", "broken", "", "", rationale.note, mend)


def _path(latency: Latency) -> Finding:
    shown, limit = humane(latency.p99, "second"), humane(latency.target, "second")
    slowest = max(latency.stages, key=lambda stage: stage.p99)
    broken = latency.p99 > latency.target * HEADROOM
    severity = "error" if latency.p99 > latency.target else "warning" if broken else "info"
    longest = f"{slowest.name} with {humane(slowest.p99, 'second')}"
    says = f"The modelled p99 of the path is {shown} of {limit}; the slowest stage is {longest}."
    mend = f"Make {slowest.name} faster, ask it for less, or move it off the path." if broken else ""
    status = "broken" if broken else "ok"
    return Finding("latency_path", "The serving path fits its latency target", severity, status, shown, limit, says, mend)


def _made(check: Check, values: Mapping[str, Any], words: Words) -> Finding:
    texts = words.knowledge.program.texts
    held = "ok" if apply(texts[check.holds], values) else "broken"
    status = held if apply(texts[check.when], values) else "not_needed"
    unit = next((words.unit(name) for text in (check.value, check.limit) if text for name in _names(text, words)), "count")
    value, limit = (_shown(text, unit, values, words) for text in (check.value, check.limit))
    says, mend = words.fill(check.says), words.fill(check.mend)
    return Finding(check.id, check.name, check.severity, status, value, limit, says, mend)


def _names(text: str, words: Words) -> list[str]:
    """The names whose unit a value or limit has; a bare number has the unit of what it is compared with."""
    return [text] if text in words.knowledge.program.types else own_names(words.knowledge.program.texts[text])


def _shown(text: str, unit: str, values: Mapping[str, Any], words: Words) -> str:
    if not text:
        return ""
    if text in words.knowledge.program.types:
        return words.shown(text)
    own = _names(text, words)
    return humane(float(apply(words.knowledge.program.texts[text], values)), words.unit(own[0]) if own else unit)


def broken(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """Only what is broken."""
    return (finding for finding in findings if finding.status == "broken")
