"""Who reads what, and so how much hangs on each decision and number."""

from collections.abc import Iterator
from dataclasses import dataclass

from designgen.catalog.model import Cases, Component, Decision, Knowledge
from designgen.design.model import Design
from designgen.document.wording import names_in

MOST_FLIPS = 4  # facts beyond these add nothing to the weight of a decision


@dataclass(frozen=True)
class Reading:
    """The names of the rule language in use: `by` decision; `boxed` on boxes and in checks; `weights` of decisions."""

    by: dict[str, frozenset[str]]
    boxed: frozenset[str]
    weights: dict[str, int]


def reading(design: Design) -> Reading:
    """What this design's decisions, boxes and checks read."""
    knowledge = design.knowledge
    by = {one: _read_by(known) for one, known in knowledge.decisions.items()}
    readers: dict[str, int] = dict.fromkeys(design.decisions, 0)
    for owner, names in [*by.items(), *(("", names) for names in _flow_reads(knowledge))]:
        for decision in {name.split(".")[0] for name in names}:
            if decision in readers and decision != owner:
                readers[decision] += 1
    return Reading(by, _boxed(design), {one: 2 * readers[one] + _own_weight(design, one) for one in design.decisions})


def _own_weight(design: Design, decision: str) -> int:
    """The boxes that a choice brings, and the facts that would change it."""
    rationale = design.decisions[decision]
    options = design.knowledge.decisions[decision].options
    return sum(len(options[one].components) for one in rationale.chosen) + min(
        MOST_FLIPS, len({flip.fact for flip in rationale.flips})
    )


def _boxed(design: Design) -> frozenset[str]:
    texts = [text for part in design.parts for text in _texts(design.knowledge.components[part])]
    for finding in design.findings:
        if finding.status != "not_needed" and finding.id in design.knowledge.checks:
            check = design.knowledge.checks[finding.id]
            texts += [check.holds, check.value, check.limit, check.says]
    return frozenset().union(*map(names_in, texts))


def _read_by(known: Decision) -> frozenset[str]:
    conditions = [known.when]
    for option in known.options.values():
        conditions += [rule.condition for rule in option.rules]
        conditions += [points.condition for points in option.points]
        conditions += [text for cases in option.gives.values() for text in _flat(cases)]
    return frozenset().union(*map(names_in, conditions))


def _flow_reads(knowledge: Knowledge) -> Iterator[frozenset[str]]:
    yield from (names_in(flow.when) for flow in knowledge.flows)


def _texts(component: Component) -> Iterator[str]:
    for cases in (component.shows, component.replicas, component.memory, component.usd, *component.time.values()):
        yield from _flat(cases)


def _flat(cases: Cases) -> Iterator[str]:
    return (text for pair in cases for text in pair)
