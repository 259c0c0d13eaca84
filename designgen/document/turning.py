"""On which numbers the choices of this design turn: those whose other value would change a condition that counts."""

from collections.abc import Iterator

from designgen.catalog.model import Option
from designgen.decisions.model import Rationale, Verdict
from designgen.design.evaluate import holding
from designgen.design.model import Design
from designgen.document.wording import names_in

NOTHING, EVERYTHING = 0.0, 1e30


def turns_on(design: Design, decision: str) -> frozenset[str]:
    """The names of the numbers on which a decision of this design turns; none where it is not needed."""
    rationale = design.decisions[decision]
    if rationale.status != "chosen":
        return frozenset()
    conditions = dict.fromkeys(_conditions(design, rationale))
    return frozenset(name for one in conditions for name in _numbers(design, one) if _matters(design, one, name)) | frozenset(
        name for text in _given(design, rationale) for name in _numbers(design, text)
    )


def _conditions(design: Design, rationale: Rationale) -> Iterator[str]:
    """Those that settle something: why it is asked, what knocks an option out, what else is asked of one that stays."""
    known = design.knowledge.decisions[rationale.id]
    yield known.when
    for verdict in rationale.verdicts:
        option = known.options[verdict.id]
        yield from _binding(design, option, verdict)
        if verdict.verdict != "infeasible":
            yield from (points.condition for points in option.points)


def _binding(design: Design, option: Option, verdict: Verdict) -> Iterator[str]:
    rules = [rule.condition for rule in option.rules]
    yield from [rule for rule in rules if not design.holds(rule)][:1] if verdict.verdict == "infeasible" else rules


def _given(design: Design, rationale: Rationale) -> Iterator[str]:
    """The formulas of the numbers that the choice brings."""
    for option in (design.knowledge.decisions[rationale.id].options[one] for one in rationale.chosen):
        yield from (holding(cases, design.values, design.knowledge.program.texts) for cases in option.gives.values())


def _numbers(design: Design, text: str) -> list[str]:
    return [name for name in names_in(text) if name in design.numbers]


def _matters(design: Design, condition: str, name: str) -> bool:
    """Would the condition come out otherwise if the number were nothing, or beyond all bounds?"""
    holds = design.holds(condition)
    return any(design.holds(condition, **{name: value}) != holds for value in (NOTHING, EVERYTHING))
