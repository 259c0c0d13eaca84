"""What may be asked first: questions on which the design turns, what the spec tells, and questions that change nothing here."""

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from designgen.catalog.model import Fact
from designgen.document.blocks.understanding import asked, ranked
from designgen.document.draft import Draft
from designgen.document.flips import ANOTHER, YEAR
from designgen.document.talk.clause import asked as said_of
from designgen.document.templates import sentence_start
from designgen.document.wording import NOT_STATED, stated
from designgen.study.exam import Clarifying
from designgen.study.exam_answers import PLANNING

MOST_OPEN, MOST_GIVEN, MOST_DECIDING, MOST_IDLE = 10, 14, 12, 6


def questions(draft: Draft, decisions: Sequence[str]) -> tuple[Clarifying, ...]:
    """By group, in the order of the knowledge, so that the order tells nothing. `decisions` are those that will be asked for."""
    every = ranked(draft)
    chosen = [one.fact.id for one in every if one.assumed and one.question and _may_ask(draft, one.fact.id)][:MOST_OPEN]
    given = [name for name in draft.design.facts if draft.design.facts[name].origin == "given" and _may_ask(draft, name)]
    turning = sorted(given, key=lambda name: (defines(draft, name), -matters(draft, name)))[:MOST_GIVEN]
    kept = {*chosen, *turning, *deciding(draft, decisions)}
    kept |= set(idle(draft, {one.fact.id for one in every} | set(given) | kept))
    found = [_clarifying(draft, fact) for fact in draft.design.knowledge.facts.values() if fact.id in kept]
    groups = list(dict.fromkeys(one.group for one in found))
    return tuple(sorted(found, key=lambda one: groups.index(one.group)))


def deciding(draft: Draft, decisions: Sequence[str]) -> list[str]:
    """The facts that settle what will be asked: who asked for them need not guess. Those of most decisions first."""
    found: Counter[str] = Counter()
    worth = {one.fact for one in draft.design.questions}
    follows = {name for name, known in draft.design.facts.items() if known.basis == "derived" and name not in worth}
    for decision in decisions:
        lines = (line for line in draft.told(decision).flips if line.rank <= ANOTHER)
        found.update(dict.fromkeys((line.fact for line in lines if line.fact not in follows and _may_ask(draft, line.fact)), 1))
    return [fact for fact, _ in found.most_common(MOST_DECIDING)]


def idle(draft: Draft, read: set[str]) -> list[str]:
    """Facts that nothing of this design rests on, those first that another problem turns on most."""
    names = [name for name in draft.design.facts if name not in read and _may_ask(draft, name) and not matters(draft, name)]
    reach = {name: len(draft.design.facts[name].influences) for name in names}
    return sorted(names, key=lambda name: -reach[name])[:MOST_IDLE]


def matters(draft: Draft, name: str) -> int:
    """How many choices another answer would change."""
    question = draft.open_questions.get(name)
    changed = {one.id for one in draft.decided() if any(line.fact == name for line in one.flips)}
    return max(len(changed), len(question.choices) if question else 0)


def defines(draft: Draft, name: str) -> bool:
    """Does it change choices only by making it another problem?"""
    ranks = [line.rank for one in draft.decided() for line in one.flips if line.fact == name]
    return bool(ranks) and min(ranks) >= ANOTHER


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
    return Clarifying(
        fact.id, said_of(fact), fact.why, answer, given, matters(draft, fact.id), defines(draft, fact.id), group_of(fact)
    )


def group_of(fact: Fact) -> str:
    """What a fact is about: the word before its dot; without one, the name of its file."""
    group, dot, _ = fact.id.partition(".")
    return sentence_start(group if dot else PurePath(fact.place.path).stem)
