"""What the playground knows of the knowledge from the start, as one JavaScript file: the global `designgenModel`.

Facts with their words and ranges, tasks, names of decisions. All else comes later, see `texts`: what a design is drawn and
sized from (`outline_of`) and what it says.
"""

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from designgen.catalog import Knowledge
from designgen.catalog.architecture import Component
from designgen.catalog.model import Check, Fact
from designgen.decisions.words import GIVEN_UNITS
from designgen.design.headlines import TITLES
from designgen.design.headlines import UNITS as HEADLINE_UNITS
from designgen.design.sized import PARALLEL, SERVING_VIEW
from designgen.play.asked import Asked
from designgen.play.files import said, script
from designgen.play.packed import packed_model
from designgen.play.view import view_of
from designgen.spec import presets_of

LOG_FROM = 100.0
"""A range whose ends are so far apart is walked in steps of a factor."""
Plain = dict[str, Any]


def model_file(knowledge: Knowledge, framework: str) -> tuple[str, tuple[str, ...]]:
    """The text of `assets/play/model.js`, and the texts that the program is to be printed with."""
    asked = Asked(knowledge)
    outline_of(knowledge, asked)
    return script("var designgenModel = @;", packed_model(knowledge, model_of(knowledge, framework))), asked.texts


def model_of(knowledge: Knowledge, framework: str) -> Plain:
    """The same as plain data."""
    return {
        "version": knowledge.digest[:8],
        "facts": {fact.id: _fact(fact) for fact in knowledge.facts.values()},
        "tasks": {id: {"name": task.name, "facts": presets_of(knowledge, id)} for id, task in knowledge.tasks.items()},
        "criteria": {one.id: {"name": one.name, "says": one.says} for one in knowledge.criteria.values()},
        "steps": [{"id": step.id, "title": step.title} for step in knowledge.frameworks[framework].steps],
        "decisions": dict(_decisions(knowledge, framework)),
        "headlines": {name: {"name": title, "unit": HEADLINE_UNITS.get(name, "count")} for name, title in TITLES.items()},
        "units": _units(knowledge),
    }


def outline_of(knowledge: Knowledge, asked: Asked) -> Plain:
    """What parts, the path, the bill and the checks are made of. The same numbers each time, for a new `asked`."""
    places = {id: place for place, id in enumerate(knowledge.components)}
    brings = {
        decision.id: [[places[one] for one in option.components] for option in decision.options.values()]
        for decision in (knowledge.decisions[node.name] for node in knowledge.program.decisions)
        if any(option.components for option in decision.options.values())
    }
    view = knowledge.views.get(SERVING_VIEW)
    return {
        "components": {id: _component(one, knowledge, asked) for id, one in knowledge.components.items()},
        "brings": brings,
        "flows": [
            _short([places[one.source], places[one.target], one.kind, one.label, asked.when(one.when)]) for one in knowledge.flows
        ],
        "checks": {check.id: _check(check, knowledge, asked) for check in knowledge.checks.values()},
        "path": [[id.strip() for id in entry.split(PARALLEL)] for entry in view.path] if view else [],
        "view": view_of(knowledge, asked),
        "ends": dict(_ends(knowledge, asked)),
        "prices": {id: [price.name, price.date] for id, price in knowledge.prices.items()},
    }


def _fact(fact: Fact) -> Plain:
    """Only what is not usual: a number has a unit and a range, words have their names."""
    found: Plain = {"name": fact.name, "kind": fact.kind, "group": PurePath(fact.place.path).stem}
    if fact.kind == "number":
        far = fact.high >= LOG_FROM * max(fact.low, 1.0 if fact.integer else 0.0)
        found |= {"unit": fact.unit, "low": fact.low, "high": fact.high}
        found |= {"log": True} if far and not fact.id.startswith("priorities.") else {}
        found |= {"integer": True} if fact.integer else {}
    if fact.values:
        found["values"] = fact.values
    if fact.ordered:
        found["ordered"] = True
    if len(fact.default) != 1 or any(mark in fact.default[0][1] for mark in ("*", " / ", ".")):
        found["derived"] = True
    return found


def _decisions(knowledge: Knowledge, framework: str) -> Iterator[tuple[str, Plain]]:
    """Every decision, in the order of the framework; those whose section it leaves out come last, with its last step."""
    steps = knowledge.frameworks[framework].steps
    place = {section: (number, step.id) for number, (step, section) in enumerate(
        (step, section) for step in steps for section in step.sections)}  # fmt: skip
    last = len(place), steps[-1].id
    known = sorted(knowledge.decisions.values(), key=lambda one: place.get(one.section, last)[0])
    for one in known:
        states = {"states": True} if one.states else {}
        yield one.id, {"name": one.name, "step": place.get(one.section, last)[1], **states}


def step_of(knowledge: Knowledge, framework: str) -> Mapping[str, str]:
    """The step of this framework that speaks of each decision."""
    return {id: known["step"] for id, known in _decisions(knowledge, framework)}


def _units(knowledge: Knowledge) -> dict[str, list[int]]:
    """Unit -> places of the names that have it; facts say theirs themselves, and what is missing is a plain number."""
    units = {one.id: one.unit for one in knowledge.quantities.values()}
    units |= {f"price.{one.id}": one.unit for one in knowledge.prices.values()}
    found: dict[str, list[int]] = {}
    for place, name in enumerate(knowledge.program.names):
        unit = units.get(name) or GIVEN_UNITS.get(name.rsplit(".", 1)[-1], "count")
        if unit != "count" and name not in knowledge.facts:
            found.setdefault(unit, []).append(place)
    return found


def _component(one: Component, knowledge: Knowledge, asked: Asked) -> Plain:
    stacks = list(knowledge.facts["team.stack"].values)
    pool = {key: asked.cases(cases) for key, cases in one.pool.items()}
    time = {key: asked.cases(cases) for key, cases in one.time.items()}
    numbers = {"replicas": asked.cases(one.replicas), "memory": asked.cases(one.memory), "usd": asked.cases(one.usd)}
    instead = [
        [asked.when(variant.when), variant.name, [variant.stack.get(stack, 0) for stack in stacks]] for variant in one.instead
    ]
    own = {
        "name": one.name, "plane": one.plane, "icon": one.icon, "stack": [one.stack.get(stack, "") for stack in stacks],
        "when": asked.when(one.when), "shows": asked.told(one.shows), "instead": instead, "pool": pool, **time, **numbers,
        "prices": _prices_of(one, knowledge),
    }  # fmt: skip
    return said(own)


def _prices_of(one: Component, knowledge: Knowledge) -> list[str]:
    """Prices that its bill is made of."""
    texts = " ".join(text for cases in (one.usd, one.pool.get("usd", ())) for _, text in cases)
    return [id for id in knowledge.prices if f"price.{id}" in texts]


def _check(check: Check, knowledge: Knowledge, asked: Asked) -> Plain:
    """`value` and `limit` are numbers of formulas, or names."""
    named = {"name": check.name, "severity": check.severity, "holds": asked.of(check.holds)}
    shown = {
        key: text if text in knowledge.program.types else asked.of(text)
        for key, text in (("value", check.value), ("limit", check.limit))
        if text
    }
    when = asked.when(check.when)
    return named | ({} if when is None else {"when": when}) | shown


def _ends(knowledge: Knowledge, asked: Asked) -> Iterator[tuple[int, list[Any]]]:
    """Place -> low and high end of a price, or cases of a quantity at its low and at its high end, and, of one in usd without
    such cases, its formula, which is worked out with all else at that end (see `design.ranges`). In order of dependency."""
    for place, name in enumerate(knowledge.program.names):
        price, quantity = knowledge.prices.get(name.removeprefix("price.")), knowledge.quantities.get(name)
        if price and name.startswith("price."):
            yield place, [price.low, price.high]
        elif quantity and (quantity.low or quantity.high or quantity.unit.startswith("usd")):
            formula = asked.cases(quantity.formula) if quantity.unit.startswith("usd") else []
            yield place, _short([asked.cases(quantity.low), asked.cases(quantity.high), formula])


def _short(row: list[Any]) -> list[Any]:
    """Without empty values at its end."""
    while row and row[-1] in (None, "", []):
        row.pop()
    return row
