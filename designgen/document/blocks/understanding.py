"""What was asked and what was assumed."""

from dataclasses import dataclass
from itertools import islice

from designgen.catalog.model import Fact
from designgen.decisions.model import KnownFact
from designgen.design.asked import Question
from designgen.document.blocks.sizing import estimation
from designgen.document.draft import Draft
from designgen.document.flips import YEAR, flip_line
from designgen.document.wording import decision_name, names_in, stated

MOST_QUESTIONS, MOST_ASSUMED = 12, 8
MOST_OPEN = 8
BASES = {
    "given": "given in the spec",
    "task": "usual for this kind of problem",
    "derived": "follows from other answers",
    "constant": "planning value",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A fact with the question that it answers.

    `flips` counts the choices here that another plausible answer would change, `weight` the decisions that can read it;
    `question` is what was found of an assumed fact.
    """

    fact: Fact
    known: KnownFact
    flips: int
    weight: int
    question: Question | None = None

    @property
    def rank(self) -> tuple[float, ...]:
        """Smaller comes first."""
        return -(self.question.weight if self.question else self.flips), -self.flips, -self.weight

    @property
    def because(self) -> str:
        """What another answer would change."""
        return self.question.because if self.question else ""

    @property
    def assumed(self) -> bool:
        return self.known.origin == "assumed"

    @property
    def shown(self) -> str:
        return stated(self.fact, self.known.value, self.known.shown)

    @property
    def basis(self) -> str:
        return BASES[self.known.basis]


@dataclass(frozen=True, slots=True)
class Open:
    """An assumption, and the decisions that another answer would change."""

    asked: Asked
    answers: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]  # (other answer, ((decision id, new choice), …))

    @property
    def changed(self) -> int:
        return len({decision for _, changes in self.answers for decision, _ in changes})


def statement(draft: Draft) -> dict[str, object]:
    """What the spec says of itself, and its task in words."""
    spec = draft.design.spec
    task = draft.design.knowledge.tasks.get(spec.task)
    return {"title": spec.title, "summary": spec.summary, "owners": spec.owners, "task": task.name if task else ""}


def asked(draft: Draft, name: str) -> Asked:
    known, decisions = draft.design.facts[name], draft.design.decisions
    weight = sum(decisions[one].status == "chosen" for one in known.influences if one in decisions)
    question = draft.open_questions.get(name)
    flips = draft.likely_flips[name]
    changed = len(question.choices) if question else flips if known.origin == "given" else 0
    return Asked(draft.design.knowledge.facts[name], known, changed, weight, question)


def ranked(draft: Draft) -> list[Asked]:
    """Every question that matters here, the one whose answer could change most first."""
    seen = read_here(draft)
    every = [asked(draft, name) for name in _known(draft)]
    return sorted((one for one in every if one.question or one.flips or one.known.name in seen), key=lambda one: one.rank)


def questions(draft: Draft) -> dict[str, list[Asked]]:
    """The questions worth asking first, and the rest that touches this design."""
    every = ranked(draft)
    first = ask_first(every)
    return {"first": first, "rest": [one for one in every if one not in first]} if every else {}


def ask_first(every: list[Asked], most: int = MOST_QUESTIONS, assumed: int = MOST_ASSUMED) -> list[Asked]:
    """The assumptions that change most, then what the spec gives, then whatever else there is."""
    open_ones = list(islice((one for one in every if one.assumed and one.question), assumed))
    given = [one for one in every if not one.assumed and one.flips]
    rest = [one for one in every if one not in open_ones and one not in given]
    return [*open_ones, *given, *rest][:most]


def read_here(draft: Draft) -> set[str]:
    """The facts on which something of this design rests: a flip, a condition of a chosen line, a printed number."""
    names = {flip.fact for one in draft.decided() for flip in one.rationale.flips}
    for one in draft.decided():
        for option in one.options if one.rationale.pick == "all" else ():
            names |= {name for rule in option.rules for name in names_in(rule.condition)}
    names |= {name for number in estimation(draft) for name in names_in(number.formula)} | set(draft.reading.spoken)
    for quantity in reversed(list(draft.design.knowledge.quantities.values())):  # defined before it is read
        if quantity.id in names:
            names |= {name for case in quantity.formula for text in case for name in names_in(text)}
    return names


def facts(draft: Draft) -> list[Asked]:
    """What the spec gives, in the order of the knowledge."""
    return [one for one in (asked(draft, name) for name in _known(draft)) if not one.assumed]


def assumptions(draft: Draft) -> list[Asked]:
    """What was assumed and matters here, weightiest first."""
    return [one for one in ranked(draft) if one.assumed]


def open_questions(draft: Draft) -> list[Open]:
    """The assumptions under which a decision is known to flip, those that flip most first."""
    answers = _answers(draft)
    found = [Open(one, _by_answer(answers[one.known.name])) for one in assumptions(draft) if one.known.name in answers]
    found.sort(key=lambda one: -one.changed)
    return found[:MOST_OPEN]


def influenced(draft: Draft, known: KnownFact, most: int = 4) -> tuple[list[tuple[str, str]], int]:
    """The weightiest decisions that read a fact, as (id, name), and how many more there are."""
    decisions = draft.design.decisions
    present = [one for one in known.influences if one in decisions and decisions[one].status == "chosen"]
    present.sort(key=lambda one: (-draft.weights[one], one))
    return [(one, decision_name(one, draft.design)) for one in present[:most]], max(0, len(present) - most)


def _answers(draft: Draft) -> dict[str, list[tuple[str, str, str]]]:
    """By fact, the likely flips as (other answer, decision, new choice); the weightiest decision first."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for name in sorted(draft.design.decisions, key=lambda one: (-draft.weights[one], one)):
        for flip in draft.design.decisions[name].flips:
            line = flip_line([flip], draft.design)
            if line.likely:
                found.setdefault(flip.fact, []).append((line.at, name, line.to))
    return found


def _by_answer(flips: list[tuple[str, str, str]]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The answers with what each changes; the answer that changes most first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for at, decision, to in flips:
        found.setdefault(at, []).append((decision, to))
    return tuple((at, tuple(changes)) for at, changes in sorted(found.items(), key=lambda pair: -len(pair[1])))


def _known(draft: Draft) -> list[str]:
    known = draft.design.knowledge.facts
    return [name for name in draft.design.facts if name in known and not name.startswith("priorities.") and name != YEAR]
