"""Checks over the finished design: dead ends, what is computed, and those of the knowledge base."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from designgen.catalog import Knowledge
from designgen.catalog.model import Check
from designgen.decisions import Rationale, Words
from designgen.decisions.words import own_names
from designgen.design.model import Finding
from designgen.rules import apply
from designgen.units import humane

Nearest = Callable[[Check], str]


def findings_of(
    words: Words, choices: Mapping[str, Rationale], figures: Sequence[Finding], nearest: Nearest
) -> tuple[Finding, ...]:
    """Every check with its outcome: dead ends first, then `figures`, the checks of what is computed, then those of the knowledge.

    `nearest(check)` says which change of a fact would make a broken check hold, or "".
    """
    knowledge, values = words.knowledge, words.values
    dead = (_dead_end(knowledge, item) for item in choices.values() if item.status == "empty")
    made = (_made(check, values, words, nearest) for check in knowledge.checks.values())
    return (*dead, *figures, *made)


def _dead_end(knowledge: Knowledge, rationale: Rationale) -> Finding:
    name = knowledge.decisions[rationale.id].name
    near = rationale.flips[0] if rationale.flips else None
    mend = f"{knowledge.facts[near.fact].name}: {near.shown} would allow {near.to_name}" if near else "relax one of these"
    return Finding(rationale.id, f"{name} has an answer", "error", "broken", "", "", rationale.note, mend)


def _made(check: Check, values: Mapping[str, Any], words: Words, nearest: Nearest) -> Finding:
    texts = words.knowledge.program.texts
    held = "ok" if apply(texts[check.holds], values) else "broken"
    status = held if apply(texts[check.when], values) else "not_needed"
    unit = next((words.unit(name) for text in (check.value, check.limit) if text for name in _names(text, words)), "count")
    value, limit = (_shown(text, unit, values, words) for text in (check.value, check.limit))
    says, mend = words.fill(check.says), words.fill(check.mend)
    if status == "broken":
        mend = " ".join(filter(None, (mend, nearest(check))))
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
