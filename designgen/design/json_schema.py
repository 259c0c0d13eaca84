"""The JSON Schema of `design.json`, read off the types that it is made of."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from designgen.decisions.model import Entry, Flip, KnownFact, Robustness, Verdict
from designgen.design.as_json import SCHEMA_VERSION
from designgen.design.model import Finding, Link, Number, Part, Pool
from designgen.design.repair import Repair, Searched
from designgen.design.uses import Use

Schema = dict[str, Any]
_PLAIN: Mapping[object, Schema] = {
    str: {"type": "string"}, bool: {"type": "boolean"}, int: {"type": "integer"}, float: {"type": "number"},
    NoneType: {"type": "null"}, Any: {},
}  # fmt: skip
_TEXT, _TEXTS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
_NUMBER = {"type": ["number", "null"], "description": "In base units; null where there is none, or no bound."}
_PIN = {"decision": _TEXT, "option": _TEXT}


def design_schema() -> Schema:
    """JSON Schema (2020-12) of `design.json`, of the version that its `schema_version` names."""
    parts = {
        "spec": _spec(),
        "facts": _by_name({**_of(KnownFact, "value", "origin", "basis", "shown"), "unit": _TEXT}),
        "quantities": _by_name(_number()),
        "sized": _by_name(_number()),
        "decisions": _list(_decision()),
        "components": _list(_component()),
        "flows": _list(_of(Link, "source", "target", "kind", "label")),
        "checks": _list(_check(), optional=("uses", "repair", "searched")),
        "risks": {"type": "array", "items": {**_texts(), "required": ["id", "name", "because"]}},
    }
    says = "Everything of one design. Times in seconds, sizes in bytes, money in usd, rates per second."
    whole = _object({"schema_version": {"const": SCHEMA_VERSION}, **parts})
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "designgen design", "description": says, **whole}


def _spec() -> Schema:
    texts = dict.fromkeys(("id", "title", "task", "framework", "summary"), _TEXT)
    avoid = {"type": "object", "additionalProperties": _TEXTS}
    return _object({**texts, "choose": _texts(), "avoid": avoid, "alternatives": _TEXTS})


def _texts() -> Schema:
    return {"type": "object", "additionalProperties": _TEXT}


def _number() -> Schema:
    told = _of(Number, "unit", "formula", "arithmetic", "shown")
    value = {"description": "In base units; null for one without bound."}
    return {**told, "value": value, "low": _NUMBER, "high": _NUMBER, "source": _TEXTS}


def _decision() -> Schema:
    chosen = {"description": "An option's id, null where there is none; of a list the ids.", "type": ["string", "null", "array"]}
    because = {"description": "A sentence; of a list one for each option.", "type": ["string", "object"]}
    return {
        **dict.fromkeys(("id", "step", "section", "question", "note", "free_choice"), _TEXT),
        "status": {"enum": ["chosen", "not_needed", "empty"]},
        "chosen": {**chosen, "items": _TEXT},
        "because": because,
        "ledger": _list(_of(Entry, "criterion", "points", "priority", "reason")),
        "rivals": _list(_of(Verdict, "id", "verdict", "behind_by", "because")),
        "flips": _list(_of(Flip, "fact", "value", "shown", "to")),
        "assumptions": _TEXTS,
        "pinned": {"type": "boolean"},
        "pin_cost": {"type": "integer"},
        "robust": {"anyOf": [_typed(Robustness), {"type": "null"}]},
    }


def _component() -> Schema:
    money = {f"usd_per_month{end}": _NUMBER for end in ("", "_low", "_high")}
    told = _of(Part, "id", "name", "role", "plane", "technology", "shows", "p50", "p99", "replicas", "memory")
    return {**told, "brought_by": _list(_PIN), **money, "pool": {"anyOf": [_typed(Pool), {"type": "null"}]}}


def _check() -> Schema:
    repair = _object({"pins": _list(_PIN), **_of(Repair, "cost_points", "applies", "warns")})
    return {
        **_of(Finding, "id", "name", "severity", "status", "value", "limit", "says", "mend"),
        "uses": _list({**_of(Use, "name", "shown", "share"), "value": _NUMBER}),
        "repair": {"anyOf": [repair, {"type": "null"}]},
        "searched": _typed(Searched),
    }


def _of(kind: type, *names: str) -> Schema:
    """Some fields of a class, by name."""
    hints = get_type_hints(kind)
    return {name: _typed(hints[name]) for name in names}


def _typed(kind: Any) -> Schema:
    """What JSON holds of a value of this type."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if is_dataclass(kind):
        return _object(_of(kind, *(field.name for field in fields(kind))))  # type: ignore[arg-type]
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [_typed(one) for one in inner]}
    if origin is tuple:
        items = {"items": _typed(inner[0])} if inner[-1] is Ellipsis else {"prefixItems": [_typed(one) for one in inner]}
        return {"type": "array", **items}
    return {"type": "object", "additionalProperties": _typed(inner[1])} if len(inner) == 2 else {"type": "array"}


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    required = [name for name in properties if name not in optional]
    return {"type": "object", "required": required, "additionalProperties": False, "properties": properties}


def _by_name(properties: Schema) -> Schema:
    return {"type": "object", "additionalProperties": _object(properties)}


def _list(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    return {"type": "array", "items": _object(properties, optional)}
