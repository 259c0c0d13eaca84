"""Answers × exam × design -> marks: what each answer is worth, what was left out, and which answers contradict each other.

An answer counts by the best that can be said for it: as one of this design, or beside the other answers of the same person, so
that a first choice that could be defended does not make all that follows from it wrong.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from designgen.design.model import Design
from designgen.document.blocks.talk import CLOSE
from designgen.document.choices import Told
from designgen.document.wording import decision_name, in_sentence
from designgen.study.answers import Answers
from designgen.study.exam import AGREED, DEFENSIBLE, REFUTED, WEAK, Answer, Clarifying, Exam, Item
from designgen.study.exam_answers import agreed, defensible, weak
from designgen.study.own_world import OwnWorld

MISSING, NOT_NEEDED = "missing", "not needed"
WORTH = {AGREED: 1.0, DEFENSIBLE: 0.8, WEAK: 0.4, REFUTED: 0.0, MISSING: 0.0}
CLASHING = 0.5
"""What an answer keeps that others of the same person make impossible."""
FACTOR = 2.0
GOOD_LIST, POOR_LIST = 0.7, 0.25
"""Agreement with a list (harmonic mean of what is right of it and what it has of what is right)."""
TURNING = 8
"""Questions that count as those to ask first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One decision, marked. `picked` and `choice` are names; `score` is 0 to 1, None where it does not count."""

    decision: str
    name: str
    step: str
    signal: str
    grade: str
    picked: tuple[str, ...]
    choice: tuple[str, ...]
    says: tuple[str, ...]
    score: float | None


@dataclass(frozen=True, slots=True)
class NumberMark:
    """A number that was worked out, beside the design's. `ratio` is the larger over the smaller; 2 and less agrees."""

    name: str
    title: str
    given: str
    shown: str
    ratio: float

    @property
    def agreed(self) -> bool:
        return self.ratio <= FACTOR


@dataclass(frozen=True, slots=True)
class Asking:
    """The questions that were asked: those of the first few on which most hangs, the others that count, and the idle ones.

    `idle` change no choice. `missed` are of the first few.
    """

    hits: tuple[Clarifying, ...]
    missed: tuple[Clarifying, ...]
    others: tuple[Clarifying, ...]
    idle: tuple[Clarifying, ...]

    @property
    def score(self) -> float:
        """The choices that hang on what was asked, of those that hang on the first few."""
        first, asked = (sum(one.matters for one in found) for found in ((*self.hits, *self.missed), (*self.hits, *self.others)))
        return min(1.0, asked / max(1, first))


@dataclass(frozen=True, slots=True)
class Score:
    """The mean of `of` marks, 0 to 1; None where nothing counts."""

    id: str
    name: str
    value: float | None
    of: int


@dataclass(frozen=True, slots=True)
class Grading:
    """All of it. `answered` is the score of what was answered, `overall` that of all key decisions."""

    id: str
    title: str
    marks: tuple[Mark, ...]
    beyond: tuple[Mark, ...]  # answers beyond the key decisions, which do not count
    asking: Asking | None
    numbers: tuple[NumberMark, ...]
    steps: tuple[Score, ...]
    signals: tuple[Score, ...]
    answered: Score
    overall: Score


def graded(exam: Exam, design: Design, answers: Answers) -> Grading:
    """The marks for answers to an exam of this design."""
    return _Grader(exam, design, answers).grading()


class _Grader:
    def __init__(self, exam: Exam, design: Design, answers: Answers) -> None:
        self.exam, self.design, self.answers = exam, design, answers
        known = design.knowledge.decisions
        self.own = OwnWorld(
            design, {name: options[0] for name, options in answers.options.items() if options and known[name].pick == "one"}
        )

    def grading(self) -> Grading:
        marks = tuple(self.mark(stage.step, item) for stage in self.exam.stages for item in stage.items)
        asking, numbers = self.asking(), tuple(self.numbers())
        answered = [mark for mark in marks if mark.grade != MISSING]
        return Grading(
            id=self.exam.id,
            title=self.exam.title,
            marks=marks,
            beyond=tuple(self.unasked({mark.decision for mark in marks})),
            asking=asking,
            numbers=numbers,
            steps=tuple(_mean(s.step, s.title, [one.score for one in marks if one.step == s.step]) for s in self.exam.stages),
            signals=tuple(self.signals(marks, asking, numbers)),
            answered=_mean("answered", "what was answered", [one.score for one in answered]),
            overall=_mean("overall", "all key decisions", [one.score for one in marks]),
        )

    def mark(self, step: str, item: Item) -> Mark:
        options = self.answers.options.get(item.decision, ())
        right = tuple(answer.name for answer in item.answers if answer.grade == AGREED)
        picked = tuple(answer.name for answer in item.answers if answer.option in options)
        bare = Mark(item.decision, item.name, step, item.signal, MISSING, picked, right, (), 0.0)
        if self.falls_away(item.decision):
            return replace(bare, grade=NOT_NEEDED, says=("With your other answers this is not asked.",), score=None)
        if not options:
            return replace(bare, says=(item.because,))
        return self.of_list(bare, item, options) if item.pick == "all" else self.of_one(bare, item, options[0])

    def falls_away(self, decision: str) -> bool:
        """Is it no longer asked, with the other answers?"""
        return self.own.before.get(decision, self.own.after).tracks[decision] is None

    def of_one(self, bare: Mark, item: Item, option: str) -> Mark:
        answer = next(one for one in item.answers if one.option == option)
        if clash := self.own.clashes.get(item.decision):
            others = " and ".join(f"{in_sentence(self.name(one))} ({self.picked(one)})" for one in clash.others)
            told = f"It contradicts your {others}, because of the requirement “{clash.because.reason}”."
            score = WORTH[answer.grade] * CLASHING
            return replace(bare, grade=answer.grade, says=(*_said(answer), told), score=score)
        own = self.beside_own(item, option)
        best = own if own and WORTH[own.grade] > WORTH[answer.grade] else answer
        return replace(bare, grade=best.grade, says=_said(best), score=WORTH[best.grade])

    def beside_own(self, item: Item, option: str) -> Answer | None:
        """The answer as it stands beside the earlier ones of the same person; None where they leave it no better."""
        told = self.own.told(item.decision)
        verdict = next((one for one in told.rationale.verdicts if one.id == option), None) if told else None
        if told is None or verdict is None or verdict.verdict not in ("chosen", "behind"):
            return None
        grade = AGREED if verdict.verdict == "chosen" else DEFENSIBLE if verdict.behind_by <= CLOSE else WEAK
        why = agreed(told) if grade == AGREED else defensible(told, verdict) if grade == DEFENSIBLE else weak(told, verdict)
        here = next(one for one in item.answers if one.grade == AGREED).name
        right = f"Right beside your other answers, where this design has {here}. {why}"
        says = right if grade == AGREED else f"Beside your other answers: {why}"
        return Answer(option, verdict.name, grade, verdict.behind_by, says, "")

    def of_list(self, bare: Mark, item: Item, options: Sequence[str]) -> Mark:
        """How much of the list is right, with what does not belong there and what is left out."""
        by = {answer.option: answer for answer in item.answers}
        wanted = {option for option in by if by[option].grade == AGREED}
        right = wanted.intersection(options)
        score = 2 * len(right) / (len(wanted) + len(options))
        wrong = [f"{by[one].name}: {by[one].says}" for one in options if one not in wanted]
        left = [f"Left out – {by[one].name}: {by[one].says}" for one in by if one in wanted - right]
        grade = AGREED if score == 1 else DEFENSIBLE if score >= GOOD_LIST else WEAK if score >= POOR_LIST else REFUTED
        return replace(bare, grade=grade, says=(*wrong, *left) or (item.because,), score=score)

    def unasked(self, marked: set[str]) -> Iterator[Mark]:
        """Answers that the exam does not ask for."""
        for name, options in self.answers.options.items():
            if name not in marked:
                yield self.unasked_mark(name, options)

    def unasked_mark(self, name: str, options: Sequence[str]) -> Mark:
        known, rationale = self.design.knowledge.decisions[name], self.design.decisions[name]
        picked, right = (tuple(self.design.say(known.options[one].name) for one in ids) for ids in (options, rationale.chosen))
        bare = Mark(name, known.name, known.step, "", NOT_NEEDED, picked, right, (), None)
        told = self.own.told(name)
        if rationale.status != "chosen" and told is None:
            return replace(bare, says=(f"This design does not ask for it: {rationale.note}.",))
        if rationale.status != "chosen":
            says = "Only your other answers bring this question; the design as chosen does not ask it."
            return replace(bare, says=(says, *(f"There {_standing(told, one)}" for one in options)))
        agree = set(options) == set(rationale.chosen)
        verdicts = {one.id: one for one in rationale.verdicts}
        why = (rationale.because,) if agree else tuple(f"{verdicts[o].name}: {verdicts[o].because}" for o in options)
        feasible = all(verdicts[one].verdict in ("chosen", "behind") for one in options)
        return replace(bare, grade=AGREED if agree else DEFENSIBLE if feasible else REFUTED, says=tuple(filter(None, why)))

    def asking(self) -> Asking | None:
        if self.answers.asked is None:
            return None
        turning = [one for one in self.exam.questions if one.matters and not one.defines]
        first = sorted(turning, key=lambda one: -one.matters)[:TURNING]
        asked = set(self.answers.asked)
        rest = [one for one in self.exam.questions if one.fact in asked and one not in first]
        return Asking(
            hits=tuple(one for one in first if one.fact in asked),
            missed=tuple(one for one in first if one.fact not in asked),
            others=tuple(one for one in rest if one.matters),
            idle=tuple(one for one in rest if not one.matters),
        )

    def numbers(self) -> Iterator[NumberMark]:
        for name, (value, given) in self.answers.numbers.items():
            number = self.design.number(name)
            assert number is not None
            yield NumberMark(name, number.title, given, number.shown, _ratio(value, float(number.value)))  # type: ignore[arg-type]

    def signals(self, marks: Sequence[Mark], asking: Asking | None, numbers: Sequence[NumberMark]) -> Iterator[Score]:
        """Each from the decisions that count for it, and from the questions and numbers where it looks at them."""
        for signal in self.exam.signals:
            scores = [mark.score for mark in marks if mark.signal == signal.id]
            shows = self.design.knowledge.signals[signal.id].shows
            scores += [asking.score] if asking and "questions" in shows else []
            scores += [1.0 if one.agreed else 0.0 for one in numbers] if "numbers" in shows else []
            yield _mean(signal.id, signal.name, scores)

    def name(self, decision: str) -> str:
        return decision_name(decision, self.design)

    def picked(self, decision: str) -> str:
        return self.design.knowledge.decisions[decision].options[self.own.pins[decision]].name


def _standing(told: Told | None, option: str) -> str:
    """How an option stands beside the other answers of the same person, as the end of a sentence."""
    verdict = next((one for one in told.rationale.verdicts if one.id == option), None) if told else None
    if verdict is None or verdict.verdict == "banned":
        return "it is not open."
    if verdict.verdict == "infeasible":
        return f"it is ruled out: {verdict.because}."
    return "it is the choice." if verdict.verdict == "chosen" else f"it is {verdict.behind_by} behind: {verdict.because}."


def _said(answer: Answer) -> tuple[str, ...]:
    if answer.grade == AGREED or not answer.right_if:
        return (answer.says,)
    return answer.says, f"It would be the choice with {answer.right_if}."


def _mean(id: str, name: str, scores: Sequence[float | None]) -> Score:
    counted = [score for score in scores if score is not None]
    return Score(id, name, sum(counted) / len(counted) if counted else None, len(counted))


def _ratio(one: float, other: float) -> float:
    """The larger over the smaller; beyond all bounds where only one of them is nothing."""
    if one == other:
        return 1.0
    low, high = sorted((abs(one), abs(other)))
    return high / low if low > 0 and one * other > 0 else float("inf")
