"""What may be asked first: questions on which the design turns, what the spec tells, and questions that change nothing here."""

from designgen.catalog.model import Fact
from designgen.document.blocks.understanding import asked, ranked
from designgen.document.draft import Draft
from designgen.document.flips import NEVER, YEAR, flip_line
from designgen.document.wording import NOT_STATED, stated
from designgen.study.exam import Clarifying
from designgen.study.exam_answers import PLANNING

MOST_OPEN, MOST_GIVEN, MOST_IDLE = 10, 14, 6


def questions(draft: Draft) -> tuple[Clarifying, ...]:
    """In the order of the knowledge, so that the order tells nothing."""
    every = ranked(draft)
    chosen = [one.fact.id for one in every if one.assumed and one.question][:MOST_OPEN]
    given = [name for name in draft.design.facts if draft.design.facts[name].origin == "given" and _may_ask(draft, name)]
    turning = sorted(given, key=lambda name: -matters(draft, name))[:MOST_GIVEN]
    kept = {*chosen, *turning, *idle(draft, {one.fact.id for one in every} | set(given))}
    return tuple(_clarifying(draft, fact) for fact in draft.design.knowledge.facts.values() if fact.id in kept)


def idle(draft: Draft, read: set[str]) -> list[str]:
    """Facts that nothing of this design rests on, those first that another problem turns on most."""
    names = [name for name in draft.design.facts if name not in read and _may_ask(draft, name) and not matters(draft, name)]
    reach = {name: len(draft.design.facts[name].influences) for name in names}
    return sorted(names, key=lambda name: -reach[name])[:MOST_IDLE]


def matters(draft: Draft, name: str) -> int:
    """How many choices another answer would change."""
    question = draft.open_questions.get(name)
    flipped = {
        one.id
        for one in draft.decided()
        for flip in one.rationale.flips
        if flip.fact == name and flip_line([flip], draft.design).rank < NEVER
    }
    return max(len(flipped), len(question.choices) if question else 0)


def _may_ask(draft: Draft, name: str) -> bool:
    fact = draft.design.knowledge.facts.get(name)
    return bool(fact and fact.ask) and not name.startswith(("priorities.", *PLANNING)) and name != YEAR


def _clarifying(draft: Draft, fact: Fact) -> Clarifying:
    known = draft.design.facts[fact.id]
    shown = stated(fact, known.value, known.shown)
    given = known.origin == "given"
    if given:
        answer = shown
    elif shown == NOT_STATED:
        answer = "Nobody has said. Go on without it."
    else:
        why = f" ({asked(draft, fact.id).basis})" if known.basis in ("task", "derived") else ""
        answer = f"Nobody has said. Assume: {shown}{why}."
    return Clarifying(fact.id, fact.ask, fact.why, answer, given, matters(draft, fact.id))
