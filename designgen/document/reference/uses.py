"""Who reads what: the names of facts and quantities in the conditions and formulas of the knowledge."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from designgen.catalog.architecture import Component
from designgen.catalog.cases import Cases
from designgen.catalog.model import Decision, Knowledge
from designgen.document.wording import names_in

Readers = dict[str, list[str]]
"""Name -> the ids of those that read it, each once, in file order."""


@dataclass(frozen=True)
class Uses:
    """Direct readers by name; and by source and component what cites and brings it."""

    decisions: Readers = field(default_factory=dict)
    quantities: Readers = field(default_factory=dict)
    facts: Readers = field(default_factory=dict)  # whose default reads the name
    components: Readers = field(default_factory=dict)
    checks: Readers = field(default_factory=dict)
    cited: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # source -> (kind, id); an option is `decision option`
    brought: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # component -> (decision, option)


def uses(knowledge: Knowledge) -> Uses:
    """Read off once for all pages."""
    found = Uses()
    for id, decision in knowledge.decisions.items():
        _put(found.decisions, id, _conditions(decision), knowledge)
        for option in decision.options.values():
            for name in option.components:
                found.brought.setdefault(name, []).append((id, option.id))
            _cite(found, option.sources, "option", f"{id} {option.id}")
    for id, quantity in knowledge.quantities.items():
        _put(found.quantities, id, _texts(quantity.formula, quantity.low, quantity.high), knowledge)
        _cite(found, quantity.sources, "quantity", id)
    for id, fact in knowledge.facts.items():
        _put(found.facts, id, _texts(fact.default), knowledge)
    for id, component in knowledge.components.items():
        _put(found.components, id, _sizes(component), knowledge)
        _cite(found, component.sources, "component", id)
    for check in knowledge.checks.values():
        _put(found.checks, check.name, (check.when, check.holds, check.value, check.limit), knowledge)
    return found


def _put(readers: Readers, reader: str, texts: Iterable[str], knowledge: Knowledge) -> None:
    names = {name.removesuffix(".first") for text in texts for name in names_in(text)}
    for name in names & (knowledge.facts.keys() | knowledge.quantities.keys() | knowledge.decisions.keys()):
        if name != reader:
            readers.setdefault(name, []).append(reader)


def _cite(found: Uses, sources: Iterable[str], kind: str, id: str) -> None:
    for source in sources:
        found.cited.setdefault(source, []).append((kind, id))


def _texts(*every: Cases) -> Iterator[str]:
    return (text for cases in every for pair in cases for text in pair)


def _conditions(decision: Decision) -> Iterator[str]:
    yield decision.when
    for option in decision.options.values():
        yield from (rule.condition for rule in option.rules)
        yield from (points.condition for points in option.points)
        yield from _texts(*option.gives.values())


def _sizes(one: Component) -> Iterator[str]:
    yield one.when
    yield from _texts(one.replicas, one.memory, one.usd, *one.time.values(), *one.pool.values())
