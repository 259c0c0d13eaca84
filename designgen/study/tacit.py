"""Answers that need another choice than the design has, where the exam does not ask for that choice.

Who answers so has tacitly taken the other choice as well. The answer is worth what both are worth together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from designgen.decisions import decide
from designgen.decisions.model import Verdict
from designgen.document.blocks.talk import CLOSE
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.wording import decision_name, in_sentence, names_in
from designgen.study.exam import DEFENSIBLE, REFUTED, WEAK, Answer
from designgen.study.exam_answers import Grader, NamingWords, points
from designgen.study.own_world import told_of


@dataclass(frozen=True, slots=True)
class Way:
    """A choice that makes an answer possible: how many points both are behind, and what to say."""

    behind: int
    says: str


@dataclass(frozen=True)
class Tacit:
    """Judges again what was refuted. `asked` are the decisions of the exam."""

    grader: Grader
    asked: frozenset[str]

    @property
    def draft(self) -> Draft:
        return self.grader.draft

    def judged(self, told: Told, answer: Answer) -> Answer:
        """The answer, better where its only obstacle is a choice that nobody is asked for and that has a near rival."""
        if answer.grade != REFUTED or told.rationale.pick != "one":
            return answer
        found = min(self.ways(told, answer.option), key=lambda one: one.behind, default=None)
        if found is None:
            return answer
        return replace(answer, grade=DEFENSIBLE if found.behind <= CLOSE else WEAK, behind=found.behind, says=found.says)

    def ways(self, told: Told, option: str) -> Iterator[Way]:
        for other, rival in self.rivals(told, option):
            behind = self.behind(told, option, other.id, rival.id)
            if behind is not None:
                name = in_sentence(decision_name(other.id, self.draft.design))
                price = f"{points(rival.behind_by)} behind {other.first}" if rival.behind_by else f"level with {other.first}"
                yield Way(rival.behind_by + behind, f"Possible with another choice for the {name}: {rival.name}, {price}.")

    def rivals(self, told: Told, option: str) -> Iterator[tuple[Told, Verdict]]:
        """The near rivals of the choices which the one failing requirement reads."""
        failed = self.grader.failed(told, next(one for one in told.rationale.verdicts if one.id == option))
        if len(failed) != 1 or failed[0].later:
            return
        for name in sorted(names_in(failed[0].condition)):
            if name in self.draft.design.decisions and name not in self.asked and self.draft.is_chosen(name):
                other = self.draft.told(name)
                near = [one for one in other.rationale.verdicts if one.verdict == "behind" and one.behind_by <= CLOSE]
                yield from ((other, one) for one in near if other.rationale.pick == "one")

    def behind(self, told: Told, option: str, other: str, rival: str) -> int | None:
        """How far behind the option is once the rival is chosen; None where it stays impossible."""
        design = self.draft.design
        decided = decide(design.knowledge, replace(design.case, choose={**design.case.choose, other: rival}))
        words = NamingWords(design.knowledge, decided.values, design.words.facts)
        there = told_of(design, decided, words, told.id)
        verdict = next((one for one in there.rationale.verdicts if one.id == option), None) if there else None
        return verdict.behind_by if verdict and verdict.verdict in ("chosen", "behind") else None
