"""`designgen explain SPEC number:NAME`: a number as a tree down to facts, prices and sources, as text or JSON."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

import click

from designgen.catalog.model import Source
from designgen.design import Design, Step, derivation, every_name
from designgen.problem import did_you_mean

UNREAD = "†"
NOTE = f"{UNREAD} cited from memory: nobody has read this source for us"


def number_text(design: Design, name: str, as_json: bool) -> str:
    """The derivation of a number, or, without a name, the list of them. Raises BadParameter for an unknown one."""
    if not name:
        return _json(_listed(design)) if as_json else _list(design)
    if name not in every_name(design):
        hint = did_you_mean(name, every_name(design))
        told = hint or "number: alone lists them all"
        raise click.BadParameter(f"unknown number {name}; {told}", param_hint="number:NAME")
    steps = derivation(design, name)
    return _json(_derived(design, name, steps)) if as_json else _tree(design, name, steps)


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _listed(design: Design) -> dict[str, str]:
    return {name: number.shown for name in every_name(design) if (number := design.number(name))}


def _list(design: Design) -> str:
    known = [(name, number) for name in every_name(design) if (number := design.number(name))]
    wide = max((len(name) for name, _ in known), default=0)
    return "".join(f"{name:<{wide}}  {number.shown:>10}  {number.title}\n" for name, number in known)


def _derived(design: Design, name: str, steps: Mapping[str, Step]) -> dict[str, Any]:
    """The number, then every step below it by its name, then what the sources are."""
    number = design.number(name)
    cited = dict.fromkeys(source for step in steps.values() for source in step.sources)
    return {
        "number": name,
        "value": number.value if number else None,
        "unit": number.unit if number else "",
        "steps": {one: {key: value for key, value in asdict(step).items() if value} for one, step in steps.items()},
        "sources": {source: _source(design.knowledge.sources[source]) for source in cited},
    }


def _source(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in ("title", "authors", "year", "url", "checked")}


def _tree(design: Design, name: str, steps: Mapping[str, Step]) -> str:
    lines = [*_branch(name, steps, 0, set())]
    cited = dict.fromkeys(source for step in steps.values() for source in step.sources)
    lines += ["", "Sources", *(f"   {source}: {_cited(design.knowledge.sources[source])}" for source in cited)] if cited else []
    unread = any(design.knowledge.sources[source].unread for source in cited)
    return "\n".join([*lines, *([f"   {NOTE}"] if unread else []), ""])


def _branch(name: str, steps: Mapping[str, Step], depth: int, told: set[str]) -> Iterator[str]:
    """A step and, the first time it is met, what it rests on."""
    step, margin = steps[name], "   " * depth
    yield f"{margin}{name} = {step.shown}  {_about(step)}"
    if name in told:
        return
    told.add(name)
    yield from (f"{margin}   {line}" for line in _details(step))
    for below in step.reads:
        yield from _branch(below, steps, depth + 1, told)


def _about(step: Step) -> str:
    if step.kind == "fact":
        return f"({step.origin}: {step.ask})" if step.origin == "assumed" else f"({step.origin})"
    if step.kind == "price":
        cited = f" [{', '.join(step.sources)}]" if step.sources else ""
        return f"({', '.join(filter(None, (step.title, step.range_shown, step.date)))}){cited}"
    return f"({step.title}{', ' + step.range_shown if step.range_shown else ''})"


def _details(step: Step) -> Iterator[str]:
    """Formula, the same with the values put in, and the remark; a constant has no more to say."""
    if step.formula and step.reads:
        yield f"= {step.formula}"
    if step.arithmetic not in (step.shown, "") and step.arithmetic != step.formula:
        yield f"= {step.arithmetic}"
    cited = f"[{', '.join(step.sources)}]" if step.sources and step.kind == "number" else ""
    if told := " ".join(filter(None, (step.says, cited))):
        yield told


def _cited(source: Source) -> str:
    mark = f" {UNREAD}" if source.unread else ""
    return ", ".join(filter(None, (source.authors, source.title, source.year, source.url))) + mark
