"""The same spec at several sizes: what enters, what leaves, which decision turns, and at which size.

One fact climbs, the one that the knowledge gives `rungs` and that moves the load of this spec; what the spec says otherwise
stays, what it leaves out follows by default.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from designgen.catalog import Fact
from designgen.decisions import Case, Decided, Flip, decide
from designgen.design import Design, Part, design_for
from designgen.explore.steps import Steps
from designgen.explore.turns import Turn, turn_of
from designgen.problem import ProblemsFound
from designgen.spec import Spec

LOAD = "qps.peak"
"""The number that a climbing fact must move."""
TENFOLD = 10.0


@dataclass(frozen=True, slots=True)
class Moved:
    """A component that enters or leaves between two rungs, and the turns that bring or drop it, a cause before what it causes."""

    part: Part
    by: tuple[str, ...]  # ids of decisions; empty where a condition of the component itself turns


@dataclass(frozen=True)
class Rung:
    """One size, held against the rung below it; the first is held against nothing."""

    value: float
    shown: str
    own: bool  # is it the size that the spec has?
    design: Design
    turns: tuple[Turn, ...]
    entered: tuple[Moved, ...]
    left: tuple[Moved, ...]
    followed: tuple[str, ...]  # other facts that moved since the rung below


@dataclass(frozen=True)
class Ladder:
    """`barred` are rungs that a pin of the spec makes impossible: the size and why."""

    fact: Fact
    rungs: tuple[Rung, ...]
    barred: tuple[tuple[str, str], ...]


def climbed(design: Design) -> Fact | None:
    """The fact to climb: the first with rungs that moves the load, one that the spec gives before one that is assumed."""
    facts = [fact for fact in design.knowledge.facts.values() if fact.rungs and LOAD in design.values]
    given = [fact for fact in facts if fact.id in design.spec.facts]
    assumed = [fact for fact in facts if fact not in given and _size(design, fact) > fact.low]
    return next((fact for fact in (*given, *assumed) if _moves(design, fact)), None)


def ladder(design: Design) -> Ladder | None:
    """The rungs of a design, its own among them; None where no fact moves its load."""
    fact = climbed(design)
    if fact is None:
        return None
    own = _size(design, fact)
    made: list[Design] = []
    barred = []
    for value in sorted({*fact.rungs, own}):
        try:
            made.append(design if value == own else _at(design, fact, value))
        except ProblemsFound as found:
            barred.append((design.words.fact(fact.id, value), "; ".join(one.text for one in found.problems)))
    return Ladder(fact, tuple(_rungs(fact, made, own)), tuple(barred))


def _rungs(fact: Fact, designs: Sequence[Design], own: float) -> list[Rung]:
    return [_rung(fact, below, design, own) for below, design in zip([None, *designs], designs, strict=False)]


def _rung(fact: Fact, below: Design | None, design: Design, own: float) -> Rung:
    value = _size(design, fact)
    shown = design.words.fact(fact.id, value)
    if below is None:
        return Rung(value, shown, value == own, design, (), (), (), ())
    steps = Steps(design, fact, _size(below, fact), value)
    turns = tuple(turn for id in design.decisions if (turn := turn_of(below, design, id, steps)))
    followed = tuple(
        name
        for name, known in design.facts.items()
        if name != fact.id and known.origin == "assumed" and known.value != below.facts[name].value
    )
    entered, left = _moved(below, design, turns), _moved(design, below, turns)
    return Rung(value, shown, value == own, design, turns, entered, left, followed)


def _moved(without: Design, having: Design, turns: Sequence[Turn]) -> tuple[Moved, ...]:
    """The components that only one of two designs has."""
    turned = {turn.decision for turn in turns}
    place = {node.name: place for place, node in enumerate(having.knowledge.program.decisions)}

    def causes(part: Part) -> tuple[str, ...]:
        return tuple(sorted({decision for decision, _ in part.brought_by if decision in turned}, key=place.__getitem__))

    return tuple(Moved(part, causes(part)) for id, part in having.parts.items() if id not in without.parts)


def _at(design: Design, fact: Fact, value: float) -> Design:
    """The design of the same spec at another size, without flips. Raises ProblemsFound where a pin cannot be obeyed there."""
    return design_for(sized_as(design.spec, fact, value), design.knowledge, design.framework, _no_flips)


def sized_as(spec: Spec, fact: Fact, value: float) -> Spec:
    """The spec with another size."""
    return replace(spec, facts={**spec.facts, fact.id: value})


def _no_flips(*_: object) -> Mapping[str, tuple[Flip, ...]]:
    return {}


def _size(design: Design, fact: Fact) -> float:
    return float(design.values[fact.id])


def _moves(design: Design, fact: Fact) -> bool:
    """Does ten times the size, or a tenth of it, mean another load?"""
    own = _size(design, fact)
    others = [value for value in (own * TENFOLD, own / TENFOLD) if fact.low <= value <= fact.high]
    return any(_decided(design, fact, value).values[LOAD] != design.values[LOAD] for value in others)


def _decided(design: Design, fact: Fact, value: float) -> Decided:
    spec = sized_as(design.spec, fact, value)
    return decide(design.knowledge, Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid))
