"""What no single file can tell: unknown references, dead options, decisions that come up empty, unread facts."""

from collections.abc import Iterator, Set

from designgen.catalog.architecture import Component
from designgen.catalog.explained import (
    every_component_explains_itself,
    every_option_explains_itself,
    every_spoken_clause_can_be_said,
)
from designgen.catalog.model import Decision, Fact, Knowledge, Option
from designgen.catalog.sweep import Sweep, sweep
from designgen.catalog.types import PLACEHOLDER
from designgen.problem import Place, Problem, did_you_mean
from designgen.rules import reads, reads_of
from designgen.units import dimension_of, parse

READ_BY_CODE = {
    "team.stack", "latency.hard_deadline",
    "sizing.batch_utilisation", "sizing.degraded_utilisation", "sizing.utilisation", "sizing.wait_share",
    "sizing.zones", "sizing.zone_rule",
}  # fmt: skip
"""Facts that name the technology of every component, and those by which pools are planned."""
Chosen = Set[tuple[str, str]]


def lint(knowledge: Knowledge, chosen: Chosen = frozenset(), below: Knowledge | None = None) -> Iterator[Problem]:
    """Every finding. `chosen` are (decision, option) pairs that published designs choose, so some spec chooses them.

    `below` is the knowledge that packs lie on: whether its own options can win is not asked again.
    """
    yield from every_reference_is_known(knowledge)
    yield from every_placeholder_is_known(knowledge)
    yield from every_option_has_a_source(knowledge)
    yield from every_figure_has_a_source(knowledge)
    yield from every_source_is_cited_for_something(knowledge)
    yield from every_section_has_one_place(knowledge)
    yield from no_section_counts_twice(knowledge)
    yield from every_draw_is_possible(knowledge)
    yield from every_fact_is_read(knowledge)
    yield from every_component_is_brought(knowledge)
    yield from every_time_is_possible(knowledge)
    yield from every_option_explains_itself(knowledge)
    yield from every_component_explains_itself(knowledge)
    yield from every_spoken_clause_can_be_said(knowledge)
    yield from every_option_can_win(knowledge, chosen | (_shared(knowledge, below) if below else frozenset()))


def _shared(knowledge: Knowledge, below: Knowledge) -> Chosen:
    """The options that are the same in both."""
    same = {(decision.id, option.id): option for decision, option in _options(below)}
    return {(decision.id, option.id) for decision, option in _options(knowledge) if same.get((decision.id, option.id)) == option}


def every_option_has_a_source(knowledge: Knowledge) -> Iterator[Problem]:
    """A claim without a source is an opinion; `judgement` marks one."""
    for _, option in _options(knowledge):
        if not option.sources:
            yield Problem(
                option.place, "K008", f"{option.id} names no source", "sources: [judgement] marks engineering judgement"
            )


def every_figure_has_a_source(knowledge: Knowledge) -> Iterator[Problem]:
    """So has a component that brings numbers of its own."""
    for component in knowledge.components.values():
        numbers = (component.time, component.pool, component.replicas, component.memory, component.usd)
        if any(numbers) and not component.sources:
            yield Problem(component.place, "K008", f"{component.id} has numbers and names no source", "sources: [judgement]")


def every_source_is_cited_for_something(knowledge: Knowledge) -> Iterator[Problem]:
    """A source that nothing cites proves nothing; one that does not say what it supports cannot be checked."""
    cited = {source for _, option in _options(knowledge) for source in option.sources}
    cited |= {source for quantity in knowledge.quantities.values() for source in quantity.sources}
    cited |= {source for component in knowledge.components.values() for source in component.sources}
    cited |= {source for price in knowledge.prices.values() for source in price.sources}
    cited |= {source for comparison in knowledge.accuracy.values() for source in comparison.sources}
    for source in knowledge.sources.values():
        place = Place("knowledge/sources")
        if source.id not in cited:
            yield Problem(place, "K016", f"nothing cites {source.id}", "remove it, or name it where it is used")
        if not source.supports:
            yield Problem(
                place, "K017", f"{source.id} does not say what it supports", "supports: one line, the claim it is cited for"
            )


def every_reference_is_known(knowledge: Knowledge) -> Iterator[Problem]:
    """Sources, components, sections, and the decisions that a framework speaks of, must exist."""
    for decision, option in _options(knowledge):
        yield from _known(option.place, option.sources, knowledge.sources, f"{decision.id}.{option.id}: unknown source")
        yield from _known(option.place, option.components, knowledge.components, f"{decision.id}.{option.id}: unknown component")
    for decision in knowledge.decisions.values():
        yield from _known(decision.place, (decision.section,), knowledge.sections, f"{decision.id}: unknown section")
    for quantity in knowledge.quantities.values():
        yield from _known(quantity.place, quantity.sources, knowledge.sources, f"{quantity.id}: unknown source")
    for component in knowledge.components.values():
        yield from _known(component.place, (component.section,), knowledge.sections, f"{component.id}: unknown section")
        yield from _known(component.place, component.sources, knowledge.sources, f"{component.id}: unknown source")
    for comparison in knowledge.accuracy.values():
        yield from _known(comparison.place, comparison.sources, knowledge.sources, f"{comparison.id}: unknown source")
        for row in comparison.rows:
            yield from _known(row.place, tuple(row.given), knowledge.facts, f"{comparison.id}: unknown fact")
    for flow in knowledge.flows:
        yield from _known(flow.place, (flow.source, flow.target), knowledge.components, "unknown component")
    for view in knowledge.views.values():
        boxes = tuple(id for row in view.rows for box in row.boxes for id in box.merges)
        yield from _known(view.place, boxes, knowledge.components, f"{view.id}: unknown component")
        sections = tuple(box.section for row in view.rows for box in row.boxes if box.section)
        yield from _known(view.place, sections, knowledge.sections, f"{view.id}: unknown section")
        yield from _known(view.place, view.cold, knowledge.facts, f"{view.id}: cold names an unknown fact")
    for framework in knowledge.frameworks.values():
        for step in framework.steps:
            yield from _known(
                step.place, step.say, knowledge.decisions, f"{framework.id}.{step.id}: say names an unknown decision"
            )
    yield from _references_of_lists(knowledge)


def _references_of_lists(knowledge: Knowledge) -> Iterator[Problem]:
    """Those of tasks, profiles and signals."""
    for task in knowledge.tasks.values():
        yield from _known(task.place, tuple(task.facts), knowledge.facts, f"{task.id}: unknown fact")
    for profile in knowledge.profiles.values():
        yield from _known(profile.place, tuple(profile.priorities), knowledge.criteria, f"{profile.id}: unknown criterion")
    for signal in knowledge.signals.values():
        yield from _known(signal.place, signal.sections, knowledge.sections, f"{signal.id}: unknown section")
        yield from _known(signal.place, signal.decisions, knowledge.decisions, f"{signal.id}: unknown decision")
    for drill in knowledge.drills.values():
        yield from _known(drill.place, (drill.task,), knowledge.tasks, f"{drill.id}: unknown task")
        for name, draw in drill.draws():
            yield from _known(draw.place, (name,), knowledge.facts, f"{drill.id}: unknown fact")
        for level in drill.levels.values():
            yield from _known(drill.place, level.without, knowledge.facts, f"{drill.id}: without names an unknown fact")


def _known(place: Place, ids: tuple[str, ...], known: object, text: str) -> Iterator[Problem]:
    assert isinstance(known, dict)
    for id in ids:
        if id not in known:
            yield Problem(place, "K006", f"{text} {id}", did_you_mean(id, known))


def every_placeholder_is_known(knowledge: Knowledge) -> Iterator[Problem]:
    """A text may name facts, quantities and decisions only. Those of views are read with the files."""
    for place, text in _texts(knowledge):
        for name in PLACEHOLDER.findall(text):
            if name not in knowledge.program.types:
                yield Problem(place, "K006", f"{{{name}}} is unknown", did_you_mean(name, knowledge.program.types))


def _texts(knowledge: Knowledge) -> Iterator[tuple[Place, str]]:
    for _, option in _options(knowledge):
        for text in (
            *option.works,
            *option.row.values(),
            option.ask,
            option.answer,
            option.trap,
            option.summary,
            option.avoid_when,
        ):
            yield option.place, text
        yield from ((rule.place, rule.reason) for rule in option.rules)
        yield from ((points.place, points.reason) for points in option.points)
    for component in knowledge.components.values():
        yield from ((component.place, text) for text in _component_texts(component))
    yield from ((flow.place, flow.label) for flow in knowledge.flows)
    for check in knowledge.checks.values():
        yield from ((check.place, text) for text in (check.says, check.mend))


def _component_texts(component: Component) -> tuple[str, ...]:
    fails = (component.fails.how, component.fails.detect, *component.fails.ladder, component.fails.off) if component.fails else ()
    shown = (text for _, text in component.shows)
    return (component.says, component.works, component.avoid_when, *fails, *shown)


def every_section_has_one_place(knowledge: Knowledge) -> Iterator[Problem]:
    """Each framework holds each section exactly once."""
    for framework in knowledge.frameworks.values():
        held = [section for step in framework.steps for section in step.sections]
        for section in dict.fromkeys((*knowledge.sections, *held)):
            if held.count(section) != 1 or section not in knowledge.sections:
                place = Place(f"knowledge/frameworks/{framework.id}.yaml")
                yield Problem(place, "K013", f"{framework.id} holds the section {section} {held.count(section)} times")


def no_section_counts_twice(knowledge: Knowledge) -> Iterator[Problem]:
    """A decision counts for one signal, or two marks would be given for the same."""
    first: dict[str, str] = {}
    for signal in knowledge.signals.values():
        for section in signal.sections:
            if first.setdefault(section, signal.id) != signal.id:
                text = f"{signal.id}: the section {section} counts for {first[section]} already"
                yield Problem(signal.place, "K022", text, "name it once")


def every_draw_is_possible(knowledge: Knowledge) -> Iterator[Problem]:
    """What is drawn for a fact is a value of it, and a range runs upwards."""
    for drill in knowledge.drills.values():
        for name, draw in drill.draws():
            fact = knowledge.facts.get(name)
            for text in draw.texts if fact else ():
                if fact and not can_be(fact, text):
                    yield Problem(draw.place, "K024", f"{drill.id}: {name} cannot be {text}")
            ends = [parse(text) for text in (draw.low, draw.high)] if not draw.choices else []
            if len(ends) == 2 and ends[0] and ends[1] and ends[0].value >= ends[1].value:
                yield Problem(draw.place, "K024", f"{drill.id}: {name} runs from {draw.low} down to {draw.high}")


def can_be(fact: Fact, text: str) -> bool:
    """Is a text, as written in a spec, a value of a fact?"""
    if fact.kind == "number":
        amount = parse(text)
        whole = amount is not None and (not fact.integer or amount.value.denominator == 1)
        return (
            amount is not None and whole and amount.dimension == dimension_of(fact.unit) and fact.low <= amount.value <= fact.high
        )
    if fact.kind == "set":
        words = [word.strip() for word in text.removeprefix("[").removesuffix("]").split(",")]
        return len(set(words)) == len(words) and all(word in fact.values for word in words)
    return text in ("true", "false") if fact.kind == "bool" else text in fact.values


def every_fact_is_read(knowledge: Knowledge) -> Iterator[Problem]:
    """A question whose answer changes nothing should not be asked."""
    read = {name.removesuffix(".first") for node in knowledge.program.nodes for name in reads_of(node)}
    read |= {name.removesuffix(".first") for expr in knowledge.program.texts.values() for name in reads(expr)}
    read |= READ_BY_CODE
    for fact in knowledge.facts.values():
        if fact.id not in read:
            yield Problem(fact.place, "K011", f"nothing reads {fact.id}")


def every_component_is_brought(knowledge: Knowledge) -> Iterator[Problem]:
    """A box that no option brings is never drawn."""
    brought = {component for _, option in _options(knowledge) for component in option.components}
    for component in knowledge.components.values():
        if component.id not in brought:
            yield Problem(component.place, "K015", f"no option brings {component.id}")


def every_time_is_possible(knowledge: Knowledge) -> Iterator[Problem]:
    """A time that is written as a plain number is not negative, and its 99th percentile not below its median."""
    for component in knowledge.components.values():
        plain = {key: [_seconds(text) for _, text in cases] for key, cases in component.time.items()}
        if any(value < 0 for values in plain.values() for value in values if value is not None):
            yield Problem(component.place, "K003", f"{component.id}: a time is negative")
        p50, p99 = (values[0] if len(values) == 1 else None for values in (plain.get("p50", []), plain.get("p99", [])))
        if p50 is not None and p99 is not None and p50 > p99:
            yield Problem(component.place, "K003", f"{component.id}: p50 is above p99")


def _seconds(text: str) -> float | None:
    """A literal such as `0.3 ms`; None for a formula."""
    amount = parse(text)
    return float(amount.value) if amount else None


def every_option_can_win(knowledge: Knowledge, chosen: Chosen = frozenset()) -> Iterator[Problem]:
    """An option that no spec can choose is dead text, `chosen` ones are not; a decision that can come up empty is a hole."""
    left = {(decision.id, option.id) for decision, option in _options(knowledge)} - chosen
    found = sweep(knowledge, chosen) if left else Sweep()
    for decision, option in _options(knowledge):
        if (decision.id, option.id) not in found.wins and (decision.id, option.id) not in chosen:
            yield Problem(option.place, "K009", f"no spec chooses {decision.id}.{option.id}")
    for id, given in found.empty.items():
        facts = (f"{name}={value}" for name, value in zip(knowledge.program.inputs, given, strict=True) if value is not None)
        yield Problem(
            knowledge.decisions[id].place, "K010", f"{id} can come up empty", f"for example with {', '.join(list(facts)[:60])}"
        )


def _options(knowledge: Knowledge) -> Iterator[tuple[Decision, Option]]:
    for decision in knowledge.decisions.values():
        yield from ((decision, option) for option in decision.options.values())
