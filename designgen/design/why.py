"""Why an option of a design is not chosen, what stands in its way, and the smallest change with which it would be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from designgen.decisions import Case, Rationale, Requirement, TradeOff, Verdict, Words, between, decide, missing, rationales
from designgen.decisions.whynot import WhyNot, why_nots
from designgen.design.model import Design

Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Answer:
    """One option. `status`: chosen | infeasible | behind | not_needed | not_taken (of a decision that takes all that apply).

    `restricted` tells that the spec pins another option or bans this one; the rest then holds without that.
    `search` is None for an option that is chosen.
    """

    decision: str
    option: str
    status: str
    chosen: tuple[str, ...]
    because: str
    requirements: tuple[Requirement, ...]
    behind_by: int
    trade_off: TradeOff | None
    restricted: str
    search: WhyNot | None


def why_not(design: Design, decision: str, options: Sequence[str]) -> tuple[Answer, ...]:
    """The answers for some options of one decision, which exist."""
    knowledge, case = design.knowledge, case_of(design)
    free = Case(case.facts, _without(case.choose, decision), _without(case.avoid, decision))
    decided = decide(knowledge, free)
    words = Words(knowledge, decided.values, design.words.facts)
    given = frozenset(design.spec.facts)
    rationale = next(item for item in rationales(knowledge, free, decided, words, {}, given) if item.id == decision)
    found = why_nots(knowledge, case, [(decision, option) for option in options])
    return tuple(
        _answer(design, rationale, option, missing(knowledge, decided, words, decision, option), found.get((decision, option)))
        for option in options
    )


def case_of(design: Design) -> Case:
    """What was asked of the program."""
    spec = design.spec
    return Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid)


def _without(table: Mapping[str, Thing], name: str) -> dict[str, Thing]:
    return {key: value for key, value in table.items() if key != name}


def _answer(
    design: Design, rationale: Rationale, option: str, requirements: tuple[Requirement, ...], search: WhyNot | None
) -> Answer:
    mine = next((item for item in rationale.verdicts if item.id == option), None)
    winner = next((item for item in rationale.verdicts if item.verdict == "chosen"), None)
    return Answer(
        decision=rationale.id,
        option=option,
        status=_status(rationale, mine),
        chosen=rationale.chosen,
        because=rationale.reasons.get(option, "") or (mine.because if mine else rationale.note),
        requirements=requirements,
        behind_by=mine.behind_by if mine else 0,
        trade_off=between(winner, mine) if winner and mine and mine.verdict == "behind" and rationale.pick == "one" else None,
        restricted=_restricted(design, rationale.id, option),
        search=search,
    )


def _status(rationale: Rationale, mine: Verdict | None) -> str:
    if mine is None:
        return "not_needed"
    if rationale.pick == "all" and mine.verdict != "chosen":
        return "not_taken"
    return mine.verdict


def _restricted(design: Design, decision: str, option: str) -> str:
    spec, options = design.spec, design.knowledge.decisions[decision].options
    pin = spec.choose.get(decision)
    if pin is not None:
        return f"the spec pins {options[pin].name}" if pin != option else "the spec pins it"
    return "the spec bans it" if option in spec.avoid.get(decision, ()) else ""
