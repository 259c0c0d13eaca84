"""Design -> exam."""

from collections.abc import Iterator

from designgen.design.model import Design
from designgen.document.blocks.talk import what_ifs
from designgen.document.draft import Draft, draft
from designgen.document.links import Links
from designgen.study.exam import Exam, Item, Probe, Stage
from designgen.study.exam_items import Items
from designgen.study.exam_questions import questions
from designgen.study.exam_signals import Signals, failure_probes

MOST_WHAT_IFS, MOST_FAILURES = 4, 4


def exam_of(design: Design) -> Exam:
    """The design as an exam. Its questions are worked out where the design does not remember them, which takes a second."""
    made = draft(design, Links(design))
    items = Items(made)
    stages = tuple(
        Stage(step.id, step.title, step.minutes, step.goal, items.of(step)) for step in made.framework.steps
    )  # fmt: skip
    asked = questions(made)
    every = [item for stage in stages for item in stage.items]
    return Exam(
        id=design.spec.id,
        title=design.spec.title,
        prompt=design.spec.summary or design.spec.title,
        questions=asked,
        stages=stages,
        probes=(*growth(made, every), *failure_probes(made, every, MOST_FAILURES)),
        signals=Signals(made, asked, stages).all(),
    )


def growth(made: Draft, items: list[Item]) -> Iterator[Probe]:
    """What changes when a fact does, where no item asks it already."""
    asked = {probe.ask for item in items for probe in item.probes}
    found = [Probe(one.ask, f"{one.answer}.") for one in what_ifs(made) if one.ask not in asked]
    yield from found[:MOST_WHAT_IFS]
