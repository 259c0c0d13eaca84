"""The framework itself: its steps, their minutes and goals. The same for all designs, so it is a deck of its own."""

from collections.abc import Iterator

from designgen.catalog import Knowledge
from designgen.catalog.model import Framework, Step
from designgen.document.templates import sentence
from designgen.document.wording import in_sentence
from designgen.study.cards.making import answer
from designgen.study.cards.model import Card, guid_of


def framework_cards(knowledge: Knowledge, framework: str) -> tuple[Card, ...]:
    """The cards of a framework. Raises KeyError for an unknown one."""
    known = knowledge.frameworks[framework]
    made = [*_whole(known), *(one for place, step in enumerate(known.steps) for one in _step(knowledge, known, place, step))]
    return tuple(_card(framework, one) for one in made if one[-1])


Made = tuple[str, str, str, str]  # about, step, front, back


def _card(framework: str, made: Made) -> Card:
    about, step, front, back = made
    link, guid = f"reference/frameworks.html#framework-{framework}", guid_of(framework, "framework", about)
    return Card(guid, "framework", step, about, front, back, link, shared=True)


def _whole(known: Framework) -> Iterator[Made]:
    first, total = known.steps[0].id, sum(step.minutes for step in known.steps)
    order = "; ".join(step.title for step in known.steps)
    yield "order", first, "In which order do you walk through a design interview?", answer(order)
    longest = max(known.steps, key=lambda step: step.minutes)
    back = answer(f"“{longest.title}”, with {longest.minutes} of {total} minutes", longest.goal)
    yield "longest", longest.id, "Which step of the interview gets most time, and what for?", back


def _step(knowledge: Knowledge, known: Framework, place: int, step: Step) -> Iterator[Made]:
    title = f"“{step.title}”"
    yield f"{step.id}.goal", step.id, f"What is the step {title} for?", sentence(step.goal)
    start = sum(one.minutes for one in known.steps[:place])
    back = answer(f"{step.minutes} minutes, so it ends at minute {start + step.minutes}")
    yield f"{step.id}.minutes", step.id, f"How many minutes may the step {title} take, and at which minute must it be done?", back
    titles = [in_sentence(knowledge.sections[one].title) for one in step.sections if one in knowledge.sections]
    yield f"{step.id}.sections", step.id, f"What do you speak about in the step {title}?", answer("; ".join(titles))
