"""Who reads what, and so how much hangs on each decision and number."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from designgen.catalog.model import Cases, Component, Decision, Knowledge
from designgen.design.model import Design
from designgen.document.wording import names_in

MOST_READERS, MOST_BOXES, MOST_FLIPS, MOST_SAID = 6, 5, 4, 6
_HOLE = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")
SAID = 150  # letters


@dataclass(frozen=True)
class Reading:
    """The names of the rule language in use: `by` decision; `boxed` on boxes and in checks; `spoken` in printed sentences."""

    by: dict[str, frozenset[str]]
    boxed: frozenset[str]
    spoken: Counter[str]  # name -> how many chosen options print it
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
    weights = {one: _weight(design, one, readers[one]) for one in design.decisions}
    return Reading(by, _boxed(design), _spoken(design), weights)


def _weight(design: Design, decision: str, readers: int) -> int:
    """What hangs on a choice: readers, boxes, facts that would change it, and how much there is to say about it.

    Each is capped, so that no one of them settles the order alone.
    """
    rationale = design.decisions[decision]
    chosen = [design.knowledge.decisions[decision].options[one] for one in rationale.chosen]
    boxes = len({name for option in chosen for name in option.components})
    flips = len({flip.fact for flip in rationale.flips})
    said = sum(len(text) for option in chosen for text in option.works) // SAID
    return 2 * min(MOST_READERS, readers) + 2 * min(MOST_BOXES, boxes) + min(MOST_FLIPS, flips) + min(MOST_SAID, said)


def _boxed(design: Design) -> frozenset[str]:
    texts = [text for part in design.parts for text in _texts(design.knowledge.components[part])]
    for finding in design.findings:
        if finding.status != "not_needed" and finding.id in design.knowledge.checks:
            check = design.knowledge.checks[finding.id]
            texts += [check.holds, check.value, check.limit, check.says]
    return frozenset().union(*map(names_in, texts))


def _spoken(design: Design) -> Counter[str]:
    found: Counter[str] = Counter()
    for one, rationale in design.decisions.items():
        for option in (design.knowledge.decisions[one].options[id] for id in rationale.chosen):
            reasons = [rule.reason for rule in option.rules] + [points.reason for points in option.points]
            texts = [option.summary, option.answer, option.trap, *option.works, *option.row.values(), *reasons]
            found.update({name for text in texts for name in _HOLE.findall(text)})
    return found


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
