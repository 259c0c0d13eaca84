"""Boxes and arrows: the components that the chosen options bring, the flows between them, the serving path."""

from collections.abc import Iterable, Mapping
from typing import Any

from designgen.catalog import Knowledge
from designgen.catalog.model import Component
from designgen.decisions import Rationale, Words
from designgen.design.model import Latency, Link, Part, Stage
from designgen.design.numbers import evaluated, holding
from designgen.rules import apply
from designgen.sizing import modelled_p99

SERVING_VIEW = "serving_path"
PARALLEL = "|"


def parts_of(knowledge: Knowledge, values: Mapping[str, Any], words: Words, choices: Mapping[str, Rationale]) -> dict[str, Part]:
    """The components of this design, in the order of the knowledge files."""
    brought: dict[str, list[tuple[str, str]]] = {}
    for id, rationale in choices.items():
        for option in rationale.chosen:
            for component in knowledge.decisions[id].options[option].components:
                brought.setdefault(component, []).append((id, option))
    known = (component for id, component in knowledge.components.items() if id in brought)
    return {component.id: _part(component, tuple(brought[component.id]), values, words) for component in known}


def _part(component: Component, brought_by: tuple[tuple[str, str], ...], values: Mapping[str, Any], words: Words) -> Part:
    texts = words.knowledge.program.texts
    stack = words.facts["team.stack"]
    return Part(
        id=component.id,
        name=component.name,
        role=component.role,
        plane=component.plane,
        icon=component.icon,
        section=component.section,
        technology=component.stack.get(str(stack), ""),
        shows=words.fill(holding(component.shows, values, texts)),
        brought_by=brought_by,
        p50=evaluated(component.time.get("p50", ()), values, texts),
        p99=evaluated(component.time.get("p99", ()), values, texts),
        replicas=evaluated(component.replicas, values, texts),
        memory=evaluated(component.memory, values, texts),
        usd=evaluated(component.usd, values, texts),
    )


def links_of(knowledge: Knowledge, values: Mapping[str, Any], words: Words, parts: Mapping[str, Part]) -> tuple[Link, ...]:
    """The flows whose two ends are there and whose condition holds."""
    texts = knowledge.program.texts
    return tuple(
        Link(flow.source, flow.target, flow.kind, words.fill(flow.label))
        for flow in knowledge.flows
        if flow.source in parts and flow.target in parts and apply(texts[flow.when], values)
    )


def latency_of(knowledge: Knowledge, values: Mapping[str, Any], parts: Mapping[str, Part]) -> Latency | None:
    """The serving path with its modelled p99; None when nobody waits or no stage has a time.

    An entry of the path such as `ann_search | keyword_search` runs in parallel: the slowest arm counts. A component
    of 0 s is off the path in this design.
    """
    view = knowledge.views.get(SERVING_VIEW)
    if view is None or not values["waits"]:
        return None
    stages = [stage for entry in view.path if (stage := _slowest(entry.split(PARALLEL), parts))]
    if not stages:
        return None
    pairs = [(stage.p50, stage.p99) for stage in stages]
    totals = sum(p50 for p50, _ in pairs), sum(p99 for _, p99 in pairs)
    return Latency(tuple(stages), *totals, modelled_p99(pairs), float(values["latency.p99"]))


def _slowest(ids: Iterable[str], parts: Mapping[str, Part]) -> Stage | None:
    arms = [parts[id.strip()] for id in ids if id.strip() in parts]
    timed = [(part.p99, part.p50, part) for part in arms if part.p99 and part.p50]
    if not timed:
        return None
    p99, p50, slowest = max(timed, key=lambda arm: arm[0])
    return Stage(slowest.id, " ∥ ".join(part.name for _, _, part in timed), p50, p99)
