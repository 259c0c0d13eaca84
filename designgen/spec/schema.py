"""The JSON Schema of specs, so that an editor completes and explains while one types."""

from collections.abc import Iterable, Mapping
from typing import Any

from designgen.catalog import Decision, Fact, Knowledge
from designgen.spec.names import ID, LONGEST, MOST_ALTERNATIVES, MOST_OWNERS
from designgen.spec.values import example, shown
from designgen.units import PLAIN, UNITS, dimension_of

Schema = dict[str, Any]
_DIGITS = r"[+-]?\d[\d_,]*(\.\d+)?([eE][+-]?\d{1,2})?"
_SUFFIX = r"\s*[kMBT]?"


def spec_schema(knowledge: Knowledge) -> Schema:
    """JSON Schema (2020-12) of a spec file for this knowledge."""
    partial = {**_texts(knowledge), **_facts(knowledge), **_pins(knowledge.decisions.values()), "notes": _notes(knowledge)}
    again = {key: {"$ref": f"#/properties/{key}"} for key in partial}
    inner = {"type": "object", "additionalProperties": False, "properties": again}
    whole = {**partial, **_whole_only()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "designgen spec",
        "description": "A machine-learning problem in a few lines; everything left out becomes a listed assumption.",
        "type": "object",
        "additionalProperties": False,
        "properties": whole,
        "$defs": {"alternative": inner, **{one.id: _words(one) for one in knowledge.decisions.values()}},
    }


def _texts(knowledge: Knowledge) -> Schema:
    tasks = [{"const": task.id, "title": task.name} for task in knowledge.tasks.values()]
    owner = _text("owners", "A name.")
    several = {"type": "array", "maxItems": MOST_OWNERS, "items": owner}
    return {
        "title": _text("title", "A short name for the problem."),
        "task": {"oneOf": tasks, "description": "What kind of problem it is; it brings default facts, and no rule reads it."},
        "summary": _text("summary", "One sentence, printed as it is."),
        "owners": {"description": "Who answers for the design.", "anyOf": [owner, several]},
    }


def _text(key: str, says: str) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": LONGEST[key], "description": says}


def _whole_only() -> Schema:
    return {
        "id": {**_text("id", "Names the folder of pages; default: the file name."), "pattern": f"^{ID.pattern}$"},
        "extends": _text("extends", "Another spec beside this one, from which everything not said here is taken."),
        "alternatives": {
            "type": "object",
            "maxProperties": MOST_ALTERNATIVES,
            "propertyNames": {"pattern": f"^{ID.pattern}$"},
            "additionalProperties": {"$ref": "#/$defs/alternative"},
            "description": "Named variations, each with what differs.",
        },
    }


def _facts(knowledge: Knowledge) -> Schema:
    """Groups of facts as objects, and every fact under its dotted or bare name."""
    found: Schema = {}
    for fact in knowledge.facts.values():
        group, dot, name = fact.id.partition(".")
        if dot:
            table = found.setdefault(group, {"type": "object", "additionalProperties": False, "properties": {}})
            table["properties"][name] = fact_schema(fact)
        found[fact.id] = {"$ref": f"#/properties/{group}/properties/{name}"} if dot else fact_schema(fact)
    return found


def fact_schema(fact: Fact) -> Schema:
    """What a value of this fact may look like. Ranges of quantities with a unit are checked by `designgen check`."""
    described = {"title": fact.name, "description": f"{fact.ask} Why: {fact.why}.{_range(fact)}"}
    if fact.kind == "bool":
        return {**described, "type": "boolean"}
    if fact.kind == "number":
        return {**described, **_number(fact)}
    words = [{"const": word, "title": says} for word, says in fact.values.items()]
    if fact.kind == "enum":
        return {**described, "oneOf": words}
    several = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"oneOf": words}}
    return {**described, "anyOf": [{"oneOf": words}, several]}


def _number(fact: Fact) -> Schema:
    """A text with a unit of the right dimension; plain numbers may also be numbers."""
    dimension = dimension_of(fact.unit)
    if dimension != PLAIN:
        return {"anyOf": [{"type": "string", "pattern": _pattern(fact)}, {"const": 0}], "examples": [example(fact, dimension)]}
    bare: Schema = {"type": "integer" if fact.integer else "number"}
    bare |= {name: limit for name, limit in (("minimum", fact.low), ("maximum", fact.high)) if abs(limit) != float("inf")}
    text = {"type": "string", "pattern": rf"^{_DIGITS}\s*([kMBT]|%)?$"}
    return {"anyOf": [bare, text], "examples": [example(fact, dimension)]}


def _pattern(fact: Fact) -> str:
    """Digits, perhaps a suffix, and one of the units of the dimension."""
    time, size, money = dimension_of(fact.unit)
    words = {(1, 0): _names((1, 0, 0)), (0, 1): _names((0, 1, 0)), (0, 0): ""}
    above = "usd" if money else words.get((max(time, 0), size), "")
    unit = rf"\s*({above})" if above else ""
    per = rf"\s*/\s*({_names((1, 0, 0))})" if time < 0 else ""
    return rf"^{_DIGITS}{_SUFFIX}{unit}{per}$"


def _names(dimension: tuple[int, int, int]) -> str:
    return "|".join(name for name, (_, known) in UNITS.items() if known == dimension)


def _range(fact: Fact) -> str:
    if fact.kind != "number" or float("inf") in (-fact.low, fact.high):
        return ""
    return f" From {shown(fact, fact.low)} to {shown(fact, fact.high)}."


def _pins(decisions: Iterable[Decision]) -> Schema:
    every = list(decisions)
    pins = {one.id: _option(one) for one in every if one.pick == "one"}
    return {
        "choose": _table(pins, "Pins: decision: option. Obeyed, and the document says what they cost."),
        "avoid": _table({one.id: _options(one) for one in every}, "Bans: decision: option or list of options."),
    }


def _table(properties: Mapping[str, Schema], says: str) -> Schema:
    return {"type": "object", "additionalProperties": False, "properties": dict(properties), "description": says}


def _words(decision: Decision) -> Schema:
    return {"oneOf": [{"const": option.id, "title": option.name} for option in decision.options.values()]}


def _option(decision: Decision) -> Schema:
    return {"description": decision.question, "$ref": f"#/$defs/{decision.id}"}


def _options(decision: Decision) -> Schema:
    word = {"$ref": f"#/$defs/{decision.id}"}
    several = {"type": "array", "minItems": 1, "uniqueItems": True, "items": word}
    return {"description": decision.question, "anyOf": [word, several]}


def _notes(knowledge: Knowledge) -> Schema:
    steps = {step.id: step.title for framework in knowledge.frameworks.values() for step in framework.steps}
    text = {"type": "string", "minLength": 1, "maxLength": LONGEST["notes"]}
    return _table({id: {**text, "title": title} for id, title in steps.items()}, "Free text per step, printed as it is.")
