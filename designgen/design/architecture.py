"""Boxes and arrows: the components that the chosen options bring, and the flows between them."""

from collections.abc import Mapping
from typing import Any

from designgen.catalog import Knowledge
from designgen.catalog.architecture import Component
from designgen.decisions import Words
from designgen.design.evaluate import evaluated, holding
from designgen.design.model import Link, Part
from designgen.rules import apply


def parts_of(
    knowledge: Knowledge, values: Mapping[str, Any], words: Words, chosen: Mapping[str, tuple[str, ...]], told: bool = True
) -> dict[str, Part]:
    """The components of this design, in the order of the knowledge files, not yet sized.

    `chosen`: option ids by decision. `told`: with what the boxes show.
    """
    brought: dict[str, list[tuple[str, str]]] = {}
    for id, options in chosen.items():
        for option in options:
            for component in knowledge.decisions[id].options[option].components:
                brought.setdefault(component, []).append((id, option))
    texts = knowledge.program.texts
    known = (item for id, item in knowledge.components.items() if id in brought and apply(texts[item.when], values))
    return {component.id: _part(component, tuple(brought[component.id]), values, words, told) for component in known}


def _part(
    component: Component, brought_by: tuple[tuple[str, str], ...], values: Mapping[str, Any], words: Words, told: bool
) -> Part:
    texts = words.knowledge.program.texts
    name, technology = _called(component, values, words)
    p50, p99 = (evaluated(component.time.get(key, ()), values, texts) for key in ("p50", "p99"))
    return Part(
        id=component.id,
        name=name,
        role=component.role,
        plane=component.plane,
        icon=component.icon,
        section=component.section,
        technology=technology,
        shows=words.fill(holding(component.shows, values, texts)) if told else "",
        brought_by=brought_by,
        p50=p50,
        p99=p99,
        replicas=evaluated(component.replicas, values, texts),
        memory=evaluated(component.memory, values, texts),
        usd=evaluated(component.usd, values, texts),
        own_p50=p50,
        own_p99=p99,
    )


def _called(component: Component, values: Mapping[str, Any], words: Words) -> tuple[str, str]:
    """Name and technology under the circumstances of this design."""
    texts, stack = words.knowledge.program.texts, str(words.facts["team.stack"])
    usual = component.stack.get(stack, "")
    variant = next((one for one in component.instead if apply(texts[one.when], values)), None)
    return (variant.name, variant.stack.get(stack, usual)) if variant else (component.name, usual)


def links_of(knowledge: Knowledge, values: Mapping[str, Any], words: Words, parts: Mapping[str, Part]) -> tuple[Link, ...]:
    """The flows whose two ends are there and whose condition holds."""
    texts = knowledge.program.texts
    return tuple(
        Link(flow.source, flow.target, flow.kind, words.fill(flow.label))
        for flow in knowledge.flows
        if flow.source in parts and flow.target in parts and apply(texts[flow.when], values)
    )
