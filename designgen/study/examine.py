"""Design -> exam."""

from collections.abc import Iterator
from itertools import islice

from designgen.design.model import Design
from designgen.document.draft import Draft, draft
from designgen.document.flips import PRIORITIES
from designgen.document.links import Links
from designgen.document.talk.clause import far
from designgen.document.templates import sentence_end, sentence_start
from designgen.study.exam import Exam, Item, Probe, Stage
from designgen.study.exam_answers import PLANNING
from designgen.study.exam_items import Items
from designgen.study.exam_questions import questions
from designgen.study.exam_signals import Signals, failure_probes

MOST_WHAT_IFS, MOST_FAILURES = 4, 4
LITTLE, MUCH = (0, 1), (4, 5)
"""Priorities that are worth a word."""


def exam_of(design: Design) -> Exam:
    """The design as an exam. Its questions are worked out where the design does not remember them, which takes a second."""
    return exam_in(draft(design, Links(design)))


def exam_in(made: Draft) -> Exam:
    """The same of a draft, for those who have one; its links must lead into a folder of pages."""
    design, items = made.design, Items(made)
    stages = tuple(
        Stage(step.id, step.title, step.minutes, step.goal, items.of(step)) for step in made.framework.steps
    )  # fmt: skip
    every = [item for stage in stages for item in stage.items]
    asked = questions(made, [item.decision for item in every])
    return Exam(
        id=design.spec.id,
        title=design.spec.title,
        prompt=prompt(design),
        questions=asked,
        stages=stages,
        probes=(*islice(growth(made, every), MOST_WHAT_IFS), *failure_probes(made, every, MOST_FAILURES)),
        signals=Signals(made, asked, stages).all(),
    )


def prompt(design: Design) -> str:
    """What one is told before asking: the problem, and what the spec wants to count unusually, for which no question asks."""
    told = [design.spec.summary or design.spec.title]
    for id, criterion in design.knowledge.criteria.items():
        known = design.facts[PRIORITIES + id]
        if known.basis == "given" and known.value in (*LITTLE, *MUCH):
            told.append(f"{sentence_start(criterion.name)} counts {'a lot' if known.value in MUCH else 'little'} here.")
    return " ".join([sentence_end(told[0]), *told[1:]]) if told[1:] else told[0]


def growth(made: Draft, items: list[Item]) -> Iterator[Probe]:
    """What changes when a number of the spec does, each once, where no item asks it already; the weightiest choices first."""
    asked = {probe.ask for item in items for probe in item.probes}
    seen: set[str] = set()
    for one in sorted(made.decided(), key=lambda told: -made.weights[told.id]):
        near = (line for line in one.flips if line.way and line.credible and not far(line))
        lines = (line for line in near if line.fact not in seen and line.asks not in asked)
        line = next((line for line in lines if not line.fact.startswith((PRIORITIES, *PLANNING))), None)
        if line:
            seen.add(line.fact)
            yield Probe(line.asks, f"{sentence_start(line.to)} instead of {one.choice}.")
