"""A design as `design.json`: stable keys, base units, the same bytes for the same input."""

import json
from typing import Any

from designgen.decisions import Rationale, Value
from designgen.design.model import Design

SCHEMA_VERSION = 1


def to_json(design: Design) -> str:
    """The design as indented JSON with a final newline."""
    return json.dumps(as_dict(design), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_dict(design: Design) -> dict[str, Any]:
    """The design as plain values. Times in seconds, sizes in bytes, money in usd, rates per second."""
    risks = design.decisions.get("risks")
    return {
        "schema_version": SCHEMA_VERSION,
        "spec": _spec(design),
        "facts": {name: {"value": _plain(fact.value), "unit": design.knowledge.facts[name].unit, "origin": fact.origin, "basis": fact.basis, "shown": fact.shown} for name, fact in design.facts.items()},
        "quantities": {name: _number(design, name) for name in design.numbers},
        "decisions": [_decision(design, rationale) for rationale in design.decisions.values()],
        "components": [_part(design, id) for id in design.parts],
        "flows": [{"source": link.source, "target": link.target, "kind": link.kind, "label": link.label} for link in design.links],
        "checks": [{key: getattr(item, key) for key in ("id", "name", "severity", "status", "value", "limit", "says", "mend")} for item in design.findings if item.status != "not_needed"],
        "risks": _risks(design, risks) if risks else [],
    }  # fmt: skip


def _spec(design: Design) -> dict[str, Any]:
    spec = design.spec
    return {
        "id": spec.id, "title": spec.title, "task": spec.task, "framework": design.framework, "summary": spec.summary,
        "choose": dict(spec.choose), "avoid": {name: list(ids) for name, ids in spec.avoid.items()},
        "alternatives": list(spec.alternatives),
    }  # fmt: skip


def _number(design: Design, name: str) -> dict[str, Any]:
    number = design.numbers[name]
    return {
        "value": _finite(number.value), "unit": number.unit, "formula": number.formula, "arithmetic": number.arithmetic,
        "low": _finite(number.low), "high": _finite(number.high), "source": list(number.sources), "shown": number.shown,
    }  # fmt: skip


def _decision(design: Design, item: Rationale) -> dict[str, Any]:
    decision = design.knowledge.decisions[item.id]
    chosen: Any = list(item.chosen) if item.pick == "all" else (item.chosen[0] if item.chosen else None)
    return {
        "id": item.id, "step": decision.step, "section": decision.section, "question": decision.question, "status": item.status,
        "chosen": chosen, "because": item.because or dict(item.reasons), "note": item.note,
        "ledger": [{"criterion": e.criterion, "points": e.points, "priority": e.priority, "reason": e.reason} for e in item.ledger],
        "rivals": [{"id": v.id, "verdict": v.verdict, "behind_by": v.behind_by, "because": v.because} for v in item.verdicts if v.verdict != "chosen"] if item.pick == "one" else [],
        "flips": [{"fact": flip.fact, "value": _plain(flip.value), "shown": flip.shown, "to": flip.to} for flip in item.flips],
        "assumptions": list(item.assumptions), "pinned": item.pinned, "free_choice": item.free_choice, "pin_cost": item.pin_cost,
    }  # fmt: skip


def _part(design: Design, id: str) -> dict[str, Any]:
    part = design.parts[id]
    return {
        "id": part.id, "name": part.name, "role": part.role, "plane": part.plane, "technology": part.technology, "shows": part.shows,
        "brought_by": [{"decision": decision, "option": option} for decision, option in part.brought_by],
        "p50": part.p50, "p99": part.p99, "replicas": part.replicas, "memory": part.memory, "usd_per_month": part.usd,
    }  # fmt: skip


def _risks(design: Design, item: Rationale) -> list[dict[str, Any]]:
    options = design.knowledge.decisions[item.id].options
    return [{"id": id, "name": options[id].name, **design.row(item.id, id), "because": item.reasons[id]} for id in item.chosen]


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _finite(value: Any) -> Any:
    """JSON has no infinity: an unbounded number is null."""
    return None if isinstance(value, float) and value in (float("inf"), float("-inf")) else value
