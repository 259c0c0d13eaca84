"""A design as `design.json`: stable keys, base units, the same bytes for the same input."""

import json
from dataclasses import asdict
from typing import Any

from designgen.decisions import Rationale, Value
from designgen.design.model import Design, Finding

SCHEMA_VERSION = 1


def to_json(design: Design) -> str:
    """The design as indented JSON with a final newline."""
    return json.dumps(as_dict(design), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def as_dict(design: Design) -> dict[str, Any]:
    """The design as plain values. Times in seconds, sizes in bytes, money in usd, rates per second."""
    risks = design.decisions.get("risks")
    made = [finding for finding in design.findings if finding.status != "not_needed"]
    return {
        "schema_version": SCHEMA_VERSION,
        "spec": _spec(design),
        "facts": {name: _fact(design, name) for name in design.facts},
        "quantities": {name: _number(design, name) for name in design.numbers},
        "sized": {name: _number(design, name) for name in design.sized},
        "decisions": [_decision(design, rationale) for rationale in design.decisions.values()],
        "components": [_part(design, id) for id in design.parts],
        "flows": [_fields(link, "source", "target", "kind", "label") for link in design.links],
        "checks": [check_dict(design, finding) for finding in made],
        "risks": _risks(design, risks) if risks else [],
    }


def check_dict(design: Design, finding: Finding) -> dict[str, Any]:
    """A check; of a broken one what uses its budget up, and the smallest set of pins that repairs it, if there is one."""
    told = _fields(finding, "id", "name", "severity", "status", "value", "limit", "says", "mend")
    mending = design.mendings.get(finding.id) if finding.status == "broken" else None
    if mending is None:
        return told
    repair, searched = mending.repair, asdict(mending.searched)
    pins = [{"decision": decision, "option": option} for decision, option in repair.pins] if repair else []
    uses = [_fields(use, "name", "shown", "share") | {"value": _finite(use.value)} for use in mending.uses]
    found = {"pins": pins, **_fields(repair, "cost_points", "applies", "warns")} if repair else None
    return told | {"uses": uses, "repair": found, "searched": searched}


def _fields(thing: object, *names: str) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}


def _fact(design: Design, name: str) -> dict[str, Any]:
    fact = design.facts[name]
    return {
        "value": _plain(fact.value),
        "unit": design.knowledge.facts[name].unit,
        **_fields(fact, "origin", "basis", "shown"),
    }


def _spec(design: Design) -> dict[str, Any]:
    spec = design.spec
    return {
        "id": spec.id, "title": spec.title, "task": spec.task, "framework": design.framework, "summary": spec.summary,
        "choose": dict(spec.choose), "avoid": {name: list(ids) for name, ids in spec.avoid.items()},
        "alternatives": list(spec.alternatives),
    }  # fmt: skip


def _number(design: Design, name: str) -> dict[str, Any]:
    number = design.numbers.get(name) or design.sized[name]
    return {
        "value": _finite(number.value), "unit": number.unit, "formula": number.formula, "arithmetic": number.arithmetic,
        "low": _finite(number.low), "high": _finite(number.high), "source": list(number.sources), "shown": number.shown,
    }  # fmt: skip


def _decision(design: Design, item: Rationale) -> dict[str, Any]:
    decision = design.knowledge.decisions[item.id]
    chosen: Any = list(item.chosen) if item.pick == "all" else (item.chosen[0] if item.chosen else None)
    rivals = [verdict for verdict in item.verdicts if verdict.verdict != "chosen" and item.pick == "one"]
    flips = [{"fact": flip.fact, "value": _plain(flip.value), "shown": flip.shown, "to": flip.to} for flip in item.flips]
    return {
        **_fields(decision, "id", "step", "section", "question"),
        "status": item.status,
        "chosen": chosen,
        "because": item.because or dict(item.reasons),
        "note": item.note,
        "ledger": [_fields(entry, "criterion", "points", "priority", "reason") for entry in item.ledger],
        "rivals": [_fields(verdict, "id", "verdict", "behind_by", "because") for verdict in rivals],
        "flips": flips,
        "assumptions": list(item.assumptions),
        **_fields(item, "pinned", "free_choice", "pin_cost"),
        "robust": asdict(design.robust[item.id]) if item.id in design.robust else None,
    }


def _part(design: Design, id: str) -> dict[str, Any]:
    part = design.parts[id]
    return {
        **_fields(part, "id", "name", "role", "plane", "technology", "shows"),
        "brought_by": [{"decision": decision, "option": option} for decision, option in part.brought_by],
        **_fields(part, "p50", "p99", "replicas", "memory"),
        "usd_per_month": part.usd,
        "usd_per_month_low": part.usd_low,
        "usd_per_month_high": part.usd_high,
        "pool": asdict(part.pool) if part.pool else None,
    }


def _risks(design: Design, item: Rationale) -> list[dict[str, Any]]:
    options = design.knowledge.decisions[item.id].options
    return [{"id": id, "name": options[id].name, **design.row(item.id, id), "because": item.reasons[id]} for id in item.chosen]


def _plain(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _finite(value: Any) -> Any:
    """JSON has no infinity: an unbounded number is null."""
    return None if isinstance(value, float) and value in (float("inf"), float("-inf")) else value
