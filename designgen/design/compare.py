"""Designs side by side: which facts differ, which decisions differ because of them, and what that costs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from designgen.design.model import Design


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact that not all designs share; one printed value a design."""

    name: str
    title: str
    shown: tuple[str, ...]
    assumed: tuple[bool, ...]
    changes: tuple[str, ...]  # ids of differing decisions that can read it


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision that came out differently; one choice and one reason a design, empty where not needed."""

    id: str
    title: str
    step: str
    chosen: tuple[str, ...]
    because: tuple[str, ...]
    only: tuple[tuple[str, ...], ...]  # pick all: the names that this design has and not all others
    caused_by: tuple[str, ...]  # differing facts that it can read: those that flip it alone, then those with fewest readers


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number that differs. `ratios` compare with the first design; None where that says nothing."""

    name: str
    title: str
    shown: tuple[str, ...]
    ratios: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class PartRow:
    """A component that not all designs have."""

    id: str
    title: str
    present: tuple[bool, ...]


@dataclass(frozen=True)
class Comparison:
    """What differs between designs of the same knowledge; the first is the base."""

    designs: tuple[Design, ...]
    facts: tuple[FactRow, ...]
    decisions: tuple[DecisionRow, ...]
    numbers: tuple[NumberRow, ...]
    parts: tuple[PartRow, ...]
    same_decisions: int  # how many came out alike (and are needed somewhere)


def compare(designs: Sequence[Design]) -> Comparison:
    """What differs, with its cause. Raises ValueError for fewer than two designs."""
    if len(designs) < 2:
        raise ValueError("a comparison needs two designs")
    every = tuple(designs)
    differing = [id for id in every[0].decisions if _differ(every, lambda design, id=id: _outcome(design, id))]  # type: ignore[misc]
    facts = _fact_rows(every, differing)
    needed = [id for id in every[0].decisions if any(design.decisions[id].status != "not_needed" for design in every)]
    return Comparison(
        every,
        facts,
        tuple(_decision_row(every, id, facts) for id in differing),
        tuple(_number_rows(every)),
        tuple(_part_rows(every)),
        len(needed) - len(differing),
    )


def _outcome(design: Design, decision: str) -> tuple[str, frozenset[str]]:
    rationale = design.decisions[decision]
    return rationale.status, frozenset(rationale.chosen)


def _differ(designs: tuple[Design, ...], of: Callable[[Design], object]) -> bool:
    return len({of(design) for design in designs}) > 1


def _fact_rows(designs: tuple[Design, ...], differing: Iterable[str]) -> tuple[FactRow, ...]:
    changed, rows = set(differing), []
    for name in designs[0].facts:
        known = [design.facts[name] for design in designs]
        if len({fact.value for fact in known}) > 1:
            changes = dict.fromkeys(id for fact in known for id in fact.influences if id in changed)
            title = designs[0].knowledge.facts[name].name
            shown, assumed = tuple(fact.shown for fact in known), tuple(fact.origin == "assumed" for fact in known)
            rows.append(FactRow(name, title, shown, assumed, tuple(changes)))
    return tuple(sorted(rows, key=lambda row: -len(row.changes)))


def _decision_row(designs: tuple[Design, ...], id: str, facts: tuple[FactRow, ...]) -> DecisionRow:
    known = designs[0].knowledge.decisions[id]
    chosen = [set(design.decisions[id].chosen) for design in designs]
    shared = set.intersection(*chosen)
    names = [[option.name for option in known.options.values() if option.id in picked] for picked in chosen]
    only = [tuple(option.name for option in known.options.values() if option.id in picked - shared) for picked in chosen]
    alone = {flip.fact for design in designs for flip in design.decisions[id].flips}
    causes = sorted((row for row in facts if id in row.changes), key=lambda row: (row.name not in alone, len(row.changes)))
    return DecisionRow(
        id,
        known.name,
        known.step,
        tuple(", ".join(these) for these in names),
        tuple(design.decisions[id].because or design.decisions[id].note for design in designs),
        tuple(only) if known.pick == "all" else (),
        tuple(row.name for row in causes),
    )


def _number_rows(designs: tuple[Design, ...]) -> Iterable[NumberRow]:
    for name, first in designs[0].numbers.items():
        known = [design.numbers[name] for design in designs if name in design.numbers]
        if len(known) == len(designs) and len({number.shown for number in known}) > 1:
            ratios = tuple(_ratio(number.value, first.value) for number in known)
            yield NumberRow(name, first.title, tuple(number.shown for number in known), ratios)


def _ratio(value: object, base: object) -> float | None:
    if isinstance(value, int | float) and isinstance(base, int | float) and base > 0 and value > 0:
        ratio = float(value) / float(base)
        return ratio if ratio < float("inf") else None
    return None


def _part_rows(designs: tuple[Design, ...]) -> Iterable[PartRow]:
    for id, component in designs[0].knowledge.components.items():
        present = tuple(id in design.parts for design in designs)
        if any(present) and not all(present):
            yield PartRow(id, component.name, present)
