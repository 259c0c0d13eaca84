"""Who reads what, and so how much hangs on each decision and number."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from designgen.catalog.architecture import Component
from designgen.catalog.model import Decision, Knowledge, Option
from designgen.decisions.model import Rationale
from designgen.design.evaluate import holding
from designgen.design.model import Design
from designgen.document.turning import turns_on
from designgen.document.wording import names_in

MOST_READERS, MOST_BOXES, MOST_FLIPS, MOST_SAID = 6, 5, 4, 6
_HOLE = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")
SAID = 150  # letters
WATCHING = "monitoring"  # the plane


@dataclass(frozen=True)
class Reading:
    """The names of the rule language in use.

    `by` decision, the numbers on which it turns; `boxed` on boxes and in checks; `drawn` on the boxes besides
    monitoring; `spoken` in printed sentences.
    """

    by: dict[str, frozenset[str]]
    boxed: frozenset[str]
    drawn: frozenset[str]
    spoken: Counter[str]  # name -> how many chosen options print it
    weights: dict[str, int]


def reading(design: Design) -> Reading:
    """What this design's decisions, boxes and checks read."""
    turning = {one: turns_on(design, one) for one in design.decisions}
    return Reading(turning, _boxed(design), _drawn(design), _spoken(design), weights_of(design))


def weights_of(design: Design) -> dict[str, int]:
    """By decision how much hangs on it."""
    knowledge = design.knowledge
    by = {one: _read_by(known) for one, known in knowledge.decisions.items()}
    readers: dict[str, int] = dict.fromkeys(design.decisions, 0)
    for owner, names in [*by.items(), *(("", names) for names in _flow_reads(knowledge))]:
        for decision in {name.split(".")[0] for name in names}:
            if decision in readers and decision != owner:
                readers[decision] += 1
    return {one: _weight(design, one, readers[one]) for one in design.decisions}


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


def _drawn(design: Design) -> frozenset[str]:
    """What is printed on the boxes that do not merely watch."""
    kept = (design.knowledge.components[part.id] for part in design.parts.values() if part.plane != WATCHING)
    return frozenset().union(*(names_in(holding(one.shows, design.values, design.knowledge.program.texts)) for one in kept))


def _boxed(design: Design) -> frozenset[str]:
    """What stands on any box or in a check that was made."""
    texts = [text for part in design.parts for text in _texts(design, design.knowledge.components[part])]
    for finding in design.findings:
        if finding.status != "not_needed" and finding.id in design.knowledge.checks:
            check = design.knowledge.checks[finding.id]
            texts += [check.holds, check.value, check.limit, check.says]
    return frozenset().union(*map(names_in, texts))


def _spoken(design: Design) -> Counter[str]:
    found: Counter[str] = Counter()
    for one, rationale in design.decisions.items():
        for option in (design.knowledge.decisions[one].options[id] for id in rationale.chosen):
            texts = [option.summary, option.answer, option.trap, *option.works, *option.row.values()]
            texts += _reasons(rationale, option)
            found.update({name for text in texts for name in _HOLE.findall(text)})
    works = (design.knowledge.components[part].works for part in design.parts)
    found.update({name for text in works for name in _HOLE.findall(text)})
    return found


def _reasons(rationale: Rationale, option: Option) -> Iterator[str]:
    """Why an option is there, before its placeholders are filled: the points earned, or the conditions of a list."""
    if rationale.pick == "all":
        yield from (rule.reason for rule in option.rules)
    earned = {entry.condition for entry in rationale.ledger}
    yield from (points.reason for points in option.points if points.condition in earned)


def _read_by(known: Decision) -> frozenset[str]:
    conditions = [known.when]
    for option in known.options.values():
        conditions += [rule.condition for rule in option.rules]
        conditions += [points.condition for points in option.points]
        conditions += [text for cases in option.gives.values() for pair in cases for text in pair]
    return frozenset().union(*map(names_in, conditions))


def _flow_reads(knowledge: Knowledge) -> Iterator[frozenset[str]]:
    yield from (names_in(flow.when) for flow in knowledge.flows)


def _texts(design: Design, component: Component) -> Iterator[str]:
    """What a box prints and is computed from in this design."""
    for cases in (component.shows, component.replicas, component.memory, component.usd, *component.time.values()):
        yield holding(cases, design.values, design.knowledge.program.texts)
