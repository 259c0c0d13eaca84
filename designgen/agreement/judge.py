"""Our choices for the facts of a published system, held against what its team chose."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from designgen.agreement.cases import Published, PublishedCase
from designgen.agreement.vocabulary import Question, Source, Vocabulary
from designgen.catalog import Knowledge, thresholds
from designgen.decisions import Case, decide
from designgen.decisions.decide import allowed_of, given_of
from designgen.rules import Allowed, Given

Picked = tuple[str, str]
"""A decision of ours and an option that it takes."""


@dataclass(frozen=True)
class Verdict:
    """One published decision, judged. `ours` are our answers, `picked` the options behind them.

    `score` is 1 for the same answer, ½ for one of the same group. `covered`: our design answers the question at all.
    `feasible`: the published answer is ours, or that of an open option of a pick-one decision that is merely behind.
    """

    case: str
    question: str
    published: tuple[str, ...]
    ours: tuple[str, ...]
    picked: tuple[Picked, ...]
    score: float
    covered: bool
    feasible: bool
    headline: bool
    strict_set: bool
    flags: tuple[str, ...]
    evidence: str

    @property
    def agrees(self) -> bool:
        return self.score == 1


@dataclass(frozen=True)
class Answer:
    """What a design says to a question."""

    needed: bool
    picked: tuple[Picked, ...]
    words: tuple[str, ...]


class Judge:
    """Decides cases and reads the answers off; shared by everything that asks what would be chosen."""

    def __init__(self, knowledge: Knowledge, vocabulary: Vocabulary) -> None:
        self.knowledge, self.vocabulary = knowledge, vocabulary
        self.program = knowledge.program
        self.slots = {node.name: place for place, node in enumerate(self.program.decisions)}
        self.options = {node.name: tuple(option.id for option in node.options) for node in self.program.decisions}

    @cached_property
    def open(self) -> Allowed:
        """Every option is open: a case pins and bans nothing."""
        return allowed_of(self.knowledge, Case({}, {}, {}))

    @cached_property
    def thresholds(self) -> Mapping[str, Sequence[float]]:
        return thresholds(self.knowledge)

    def picks(self, given: Given) -> tuple[int, ...]:
        return self.program.picks(given, self.open)

    def answer(self, question: Question, picks: Sequence[int]) -> Answer:
        """The first needed pick-one decision speaks, and every pick-all decision."""
        picked: list[Picked] = []
        needed = spoken = False
        for source in question.sources:
            code = picks[self.slots[source.decision]]
            if source.pick == "one":
                if code and not spoken:
                    picked.append((source.decision, self.options[source.decision][code - 1]))
                    needed = spoken = True
            elif code:
                options = enumerate(self.options[source.decision])
                picked += [(source.decision, option) for bit, option in options if code >> bit & 1]
        said = {source.decision: source for source in question.sources}
        words = tuple(dict.fromkeys(word for name, option in picked for word in said[name].options[option]))
        if not picked and question.absent:
            return Answer(True, (), question.absent)
        return Answer(needed or bool(words), tuple(picked), words)

    def verdicts(self, case: PublishedCase) -> Iterator[Verdict]:
        facing = Facing(self, case)
        for published in case.published:
            yield self.verdict(case, facing, published)

    def verdict(self, case: PublishedCase, facing: "Facing", published: Published) -> Verdict:
        question = self.vocabulary.questions.get(published.question)
        answer = self.answer(question, facing.picks) if question else Answer(False, (), ())
        headline = question is not None and question.core and not published.flags & self.vocabulary.headline_without
        score = self.score(answer.words, published.answers)
        possible = question is not None and any(facing.possible(source, published.answers) for source in question.sources)
        return Verdict(
            case=case.id,
            question=published.question,
            published=published.answers,
            ours=answer.words,
            picked=answer.picked,
            score=score,
            covered=answer.needed,
            feasible=score == 1 or possible,
            headline=headline,
            strict_set=headline and not published.flags & self.vocabulary.strict_without,
            flags=tuple(sorted(published.flags)),
            evidence=published.evidence,
        )

    def score(self, ours: Iterable[str], published: tuple[str, ...]) -> float:
        pairs = [(one, other) for one in ours for other in published]
        if any(one == other for one, other in pairs):
            return 1
        return 0.5 if any(self.vocabulary.near(one, other) for one, other in pairs) else 0


class Facing:
    """One case before the program: its inputs, what is picked, and what stays open."""

    def __init__(self, judge: Judge, case: PublishedCase) -> None:
        self.judge = judge
        self.case = asked_of(case)
        self.given = given_of(judge.knowledge, self.case)
        self.picks = judge.picks(self.given)

    @cached_property
    def tracks(self) -> Mapping[str, list[tuple[int, int, int]] | None]:
        return decide(self.judge.knowledge, self.case).tracks

    def possible(self, source: Source, answers: tuple[str, ...]) -> bool:
        """Whether an open option of a pick-one decision, or a chosen one of a pick-all decision, says one of the answers."""
        track = self.tracks[source.decision]
        if track is None or source.pick == "all":
            return False
        ids = self.judge.options[source.decision]
        return any(not row[0] and set(source.options[id]) & set(answers) for id, row in zip(ids, track, strict=True))


def asked_of(case: PublishedCase) -> Case:
    """The facts alone: a pin or a ban in a case would be an answer."""
    return Case({**case.spec.presets, **case.spec.facts}, {}, {})


def same_as_published(vocabulary: Vocabulary, verdict: Verdict) -> list[Picked]:
    """Those of our picks that say a published answer."""
    question = vocabulary.questions.get(verdict.question)
    said = {source.decision: source.options for source in question.sources} if question else {}
    return [(name, option) for name, option in verdict.picked if set(said[name][option]) & set(verdict.published)]
