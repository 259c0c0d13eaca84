"""Every option of a decision as an answer, graded, with what one would have to say for it or what refutes it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from designgen.catalog.model import Option
from designgen.decisions import Decided, Requirement, Words, allowed_of, chosen_of, decide, given_of, missing
from designgen.decisions.model import Entry, Verdict
from designgen.document.blocks.talk import CLOSE, chosen, drawbacks, gain
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.flips import ANOTHER, FlipLine
from designgen.document.talk.clauses import stated
from designgen.document.templates import sentence
from designgen.document.wording import decision_name, in_sentence
from designgen.rules import Compare, Expr, Ref
from designgen.study.exam import AGREED, DEFENSIBLE, REFUTED, WEAK, Answer

MOST_REASONS, MOST_CHANGES = 2, 2
NOT_NEEDED = "not needed"
PLANNING = ("sizing.", "llm.", "media.")
"""Facts for which we plan a value, which nobody is asked for in an interview."""


@dataclass(frozen=True)
class Grader:
    """Grades the options of one design."""

    draft: Draft

    @cached_property
    def decided(self) -> Decided:
        return decide(self.draft.design.knowledge, self.draft.design.case)

    @cached_property
    def words(self) -> Words:
        words = self.draft.design.words
        return NamingWords(words.knowledge, words.values, words.facts)

    def answers(self, told: Told) -> tuple[Answer, ...]:
        """All options, in the order of the knowledge."""
        told_of = self._list if told.rationale.pick == "all" else self._one
        return tuple(told_of(told, verdict) for verdict in told.rationale.verdicts)

    def _one(self, told: Told, verdict: Verdict) -> Answer:
        right_if = "".join(line.says for line in ways(told, verdict.name)[:1])
        if verdict.verdict == "chosen":
            return self._answer(told, verdict, AGREED, agreed(told))
        if verdict.verdict == "banned":
            return self._answer(told, verdict, REFUTED, sentence(verdict.because))
        if verdict.verdict == "infeasible":
            return self._answer(told, verdict, REFUTED, self.refuted(told, verdict), right_if)
        if verdict.behind_by > CLOSE:
            return self._answer(told, verdict, WEAK, weak(told, verdict), right_if)
        says = f"{defensible(told, verdict)}{self.consequences(told, verdict)}"
        return self._answer(told, verdict, DEFENSIBLE, says, right_if)

    def _list(self, told: Told, verdict: Verdict) -> Answer:
        if verdict.verdict == "chosen":
            return self._answer(told, verdict, AGREED, sentence(told.rationale.reasons[verdict.id]))
        if verdict.verdict == "banned":
            return self._answer(told, verdict, REFUTED, sentence(verdict.because))
        return self._answer(told, verdict, REFUTED, self.not_called_for(told, verdict))

    def _answer(self, told: Told, verdict: Verdict, grade: str, says: str, right_if: str = "") -> Answer:
        brief = _brief(told.decision.options[verdict.id])
        return Answer(verdict.id, verdict.name, grade, verdict.behind_by, says, right_if, brief)

    def failed(self, told: Told, verdict: Verdict) -> tuple[Requirement, ...]:
        return missing(self.draft.design.knowledge, self.decided, self.words, told.id, verdict.id)

    def refuted(self, told: Told, verdict: Verdict) -> str:
        """The requirement that binds, and what of this spec breaks it."""
        first, *more = self.failed(told, verdict)
        if first.later:
            name = decision_name(first.later, self.draft.design)
            return f"Ruled out: it would leave no way to settle the {in_sentence(name)}."
        others = {0: "", 1: " One more requirement fails."}.get(len(more), f" {len(more)} more requirements fail.")
        return f"Ruled out. What decides it: {first.reason.rstrip('.')}.{_here(first)}{others}"

    def not_called_for(self, told: Told, verdict: Verdict) -> str:
        """Of a list: what of this spec leaves an entry out, and what it would be there for."""
        first = self.failed(told, verdict)[0]
        return f"Not called for.{_here(first)} Where it is called for: {first.reason.rstrip('.')}."

    def consequences(self, told: Told, verdict: Verdict) -> str:
        """What else comes out otherwise with this option."""
        changed = list(self._changed(told, verdict))
        shown = "; ".join(f"{name} becomes {to}" for name, to in changed[:MOST_CHANGES])
        more = len(changed) - MOST_CHANGES
        return f" With it, {shown}{_and_more(more)}." if changed else ""

    def _changed(self, told: Told, verdict: Verdict) -> Iterator[tuple[str, str]]:
        design = self.draft.design
        case = replace(design.case, choose={**design.case.choose, told.id: verdict.id})
        picks = design.knowledge.program.picks(given_of(design.knowledge, case), allowed_of(design.knowledge, case))
        for node, code in zip(design.knowledge.program.decisions, picks, strict=True):
            known, now = design.knowledge.decisions[node.name], design.decisions[node.name]
            if node.pick == "one" and node.name != told.id and (new := chosen_of(known, code)) != now.chosen:
                yield in_sentence(known.name), known.options[new[0]].name if new else NOT_NEEDED


class NamingWords(Words):
    """Says what the numbers of a comparison are, and puts what is not so in quotation marks."""

    def why(self, expr: Expr, wanted: bool) -> list[str]:
        match expr:
            case Compare(_, left, right):
                before = f"{in_sentence(self.called(left.name))} " if isinstance(left, Ref) else ""
                after = f" ({in_sentence(self.called(right.name))})" if isinstance(right, Ref) else ""
                return [f"{before}{super().why(expr, wanted)[0]}{after}"]
            case Ref(name) if not wanted:
                return [f"not “{in_sentence(self.called(name))}”"]
        return super().why(expr, wanted)


def _here(requirement: Requirement) -> str:
    return f" Here, {'; '.join(requirement.numbers)}." if requirement.numbers else ""


def agreed(told: Told) -> str:
    """Why it is the choice."""
    return sentence("the spec asks for it") if told.rationale.pinned else sentence("; ".join(map(stated, told.strongest)))


def _and_more(count: int) -> str:
    return f", and {count} more choice{'s change' if count > 1 else ' changes'}" if count > 0 else ""


def defensible(told: Told, rival: Verdict) -> str:
    """How far behind, what one would have to say for it, and what against it one must have an answer to."""
    won = chosen(told)
    start = f"Feasible, and {points(rival.behind_by)} behind {told.choice}." if rival.behind_by else (
        f"Feasible, and level with {told.choice}."
    )  # fmt: skip
    gains, spares = _reasons(gain(rival, won)), _reasons(drawbacks(won, rival))
    losses, missed = _reasons(drawbacks(rival, won)), _reasons(gain(won, rival))
    in_favour = f"Say what it gains: {gains}." if gains else f"Say what speaks against {told.choice}: {spares}." if spares else ""
    against = f"Have an answer to: {losses}." if losses else f"What speaks for {told.choice}: {missed}." if missed else ""
    return " ".join(filter(None, [start, in_favour, against]))


def weak(told: Told, rival: Verdict) -> str:
    """How far behind, and why."""
    won = chosen(told)
    losses = _reasons((*drawbacks(rival, won), *gain(won, rival)))
    gains = _reasons(gain(rival, won))
    parts = [f"Feasible, but {points(rival.behind_by)} behind {told.choice}{f': {losses}' if losses else ''}.",
             f"In its favour: {gains}." if gains else ""]  # fmt: skip
    return " ".join(filter(None, parts))


def ways(told: Told, name: str) -> list[FlipLine]:
    """The changes of the spec that make an option the choice, likeliest first; planning values of ours come last."""
    found = [line for line in told.flips if line.to == name and line.rank <= ANOTHER]
    return sorted(found, key=lambda line: line.fact.startswith(PLANNING))


def points(number: int) -> str:
    return f"{number} point{'' if number == 1 else 's'}"


def _reasons(entries: Sequence[Entry]) -> str:
    return "; ".join(list(dict.fromkeys(stated(entry.reason.rstrip(".")) for entry in entries))[:MOST_REASONS])


def _brief(option: Option) -> str:
    return "" if "{" in option.summary else option.summary
