"""Why our answer is ours and, where the published one is another: where that stands, and which single fact would lead to it."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from designgen.agreement.cases import PublishedCase
from designgen.agreement.judge import Judge, Verdict, asked_of, same_as_published
from designgen.agreement.vocabulary import Question
from designgen.cache import cached
from designgen.catalog import Fact
from designgen.decisions import Case, Decided, Rationale, Words, decide, fact_value, rationales
from designgen.decisions.decide import code_of, given_of
from designgen.decisions.flips import other_words
from designgen.decisions.model import Value
from designgen.rules import Given, ancestors
from designgen.units import humane

DECADES, PER_DECADE = 4, 2
MOST_HINGES = 4
FORMAT = 2  # of what is kept


@dataclass(frozen=True)
class Standing:
    """How an option that says the published answer fared. `verdict`: infeasible | behind | not needed | not taken."""

    decision: str
    option: str
    verdict: str
    behind_by: int
    because: str


@dataclass(frozen=True)
class Hinge:
    """One fact with another value, all else equal, makes us give the published answer."""

    fact: str
    now: str
    value: str


@dataclass(frozen=True)
class Explained:
    """A verdict with the reason for our choice. `standing` and `hinges` are empty where it is the same answer."""

    verdict: Verdict
    reason: str
    standing: tuple[Standing, ...]
    hinges: tuple[Hinge, ...]


def disagreements(judge: Judge, case: PublishedCase, verdicts: Iterable[Verdict]) -> tuple[Explained, ...]:
    """What is not the same answer, explained."""
    return tuple(item for item in explained(judge, case, verdicts) if not item.verdict.agrees)


def explained(judge: Judge, case: PublishedCase, verdicts: Iterable[Verdict]) -> tuple[Explained, ...]:
    """Every verdict explained; kept between runs by knowledge and facts."""
    every = tuple(verdicts)
    asked = asked_of(case)
    key = f"{FORMAT}{judge.knowledge.digest}{judge.vocabulary.questions!r}{asked!r}{every!r}"
    return cached("agreement", key, lambda: tuple(_Explainer(judge, asked, every).all()))


class _Explainer:
    def __init__(self, judge: Judge, case: Case, verdicts: Sequence[Verdict]) -> None:
        self.judge, self.case, self.verdicts = judge, case, verdicts
        self.wanted = [verdict for verdict in verdicts if not verdict.agrees]
        self.knowledge = judge.knowledge
        self.decided: Decided = decide(self.knowledge, case)
        self.given = given_of(self.knowledge, case)
        self.slots: dict[str, list[tuple[int, bool]]] = {}
        for slot, name in enumerate(self.knowledge.program.inputs):
            self.slots.setdefault(name.removesuffix(".first"), []).append((slot, name.endswith(".first")))
        types = self.knowledge.program.types
        self.facts = {id: fact_value(fact, case, self.decided.values, types[id]) for id, fact in self.knowledge.facts.items()}
        self.words = Words(self.knowledge, self.decided.values, self.facts)
        found = rationales(self.knowledge, case, self.decided, self.words, {}, frozenset(case.facts))
        self.rationales: dict[str, Rationale] = {item.id: item for item in found}

    def all(self) -> Iterator[Explained]:
        hinges = self.hinges() if self.wanted else {}
        for verdict in self.verdicts:
            question = self.judge.vocabulary.questions.get(verdict.question)
            standing = tuple(self.standing(question, verdict)) if question and not verdict.agrees else ()
            yield Explained(verdict, self.reason(verdict), standing, tuple(hinges.get(verdict.question, ())[:MOST_HINGES]))

    def reason(self, verdict: Verdict) -> str:
        """Of a list the reasons of what is the same, if anything is."""
        shown = same_as_published(self.judge.vocabulary, verdict) or verdict.picked
        said = (self.rationales[name].because or self.rationales[name].reasons.get(option, "") for name, option in shown)
        return "; ".join(dict.fromkeys(filter(None, said)))

    def standing(self, question: Question, verdict: Verdict) -> Iterator[Standing]:
        for source in question.sources:
            rationale = self.rationales[source.decision]
            for option, answers in source.options.items():
                if not set(answers) & set(verdict.published):
                    continue
                if rationale.status == "not_needed":
                    yield Standing(source.decision, option, "not needed", 0, rationale.note)
                    continue
                item = next(item for item in rationale.verdicts if item.id == option)
                verdict_word = "not taken" if source.pick == "all" and item.verdict == "infeasible" else item.verdict
                yield Standing(source.decision, option, verdict_word, item.behind_by, item.because)

    def hinges(self) -> dict[str, list[Hinge]]:
        """Per question the nearest single changes that lead to the published answer."""
        questions = [(verdict, self.judge.vocabulary.questions[verdict.question]) for verdict in self.wanted
                     if verdict.question in self.judge.vocabulary.questions]  # fmt: skip
        above = ancestors(self.knowledge.program.nodes)
        reached = {name for _, question in questions for source in question.sources for name in above[source.decision]}
        found: dict[str, list[tuple[float, Hinge]]] = {}
        for fact in self.knowledge.facts.values():
            if not {fact.id, f"{fact.id}.first"} & reached:
                continue
            seen: set[str] = set()
            for far, value, shown in self.changes(fact):
                picks = self.judge.picks(self.given_with(fact, value))
                for verdict, question in questions:
                    fits = set(self.judge.answer(question, picks).words) & set(verdict.published)
                    if fits and question.id not in seen:
                        seen.add(question.id)
                        hinge = Hinge(fact.id, self.words.fact(fact.id, self.facts[fact.id]), shown)
                        found.setdefault(question.id, []).append((far, hinge))
        return {id: [hinge for _, hinge in sorted(items, key=lambda item: item[0])] for id, items in found.items()}

    def given_with(self, fact: Fact, value: Value) -> Given:
        given = list(self.given)
        for slot, first in self.slots[fact.id]:
            given[slot] = code_of(fact, value, first)
        return given

    def changes(self, fact: Fact) -> list[tuple[float, Value, str]]:
        """Other values with their distance, the nearest first: decades for numbers, a fixed one for words."""
        current = self.facts[fact.id]
        if fact.kind != "number":
            return [(1.0, value, shown) for value, shown in other_words(fact, current)]
        now = float(current)  # type: ignore[arg-type]
        values = [value for value in self.numbers(fact, now) if value != now]
        return sorted((_far(now, value), value, self.shown(fact, value)) for value in values)

    def numbers(self, fact: Fact, now: float) -> set[float]:
        """The thresholds of the rules, a step on either side of them, and a coarse grid about the present value."""
        edges = self.judge.thresholds.get(fact.id, ())
        start = now if now > 0 else max(fact.low, 1.0)
        grid = {start * 10 ** (step / PER_DECADE) for step in range(-DECADES * PER_DECADE, DECADES * PER_DECADE + 1)}
        values = grid | {edge * side for edge in edges for side in (0.99, 1.0, 1.01)} | {fact.low}
        if fact.integer:
            values = {float(round(value)) for value in values}
        return {value for value in values if fact.low <= value <= fact.high}

    def shown(self, fact: Fact, value: float) -> str:
        return str(int(value)) if fact.id == "year" else humane(value, fact.unit)


def _far(now: float, value: float) -> float:
    return abs(math.log10(value / now)) if now > 0 and value > 0 else float(DECADES)
