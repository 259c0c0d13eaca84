"""Facts × program -> choices. Values cross here between words (spec) and codes (program)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from designgen.catalog import Decision, Fact, Knowledge
from designgen.decisions.model import Value
from designgen.rules import Allowed, DecisionNode, Given, Type

Track = list[tuple[int, int, int]] | None
"""Per option: mask of failed knock-outs, mask of points earned, total; None when not needed."""


@dataclass(frozen=True)
class Case:
    """What is asked of the program: facts (given and preset) by name, and the user's pins and bans."""

    facts: Mapping[str, Value]
    choose: Mapping[str, str]
    avoid: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Decided:
    """One run of the program: coded values by name, and a track per decision."""

    values: Mapping[str, Any]
    tracks: Mapping[str, Track]


def decide(knowledge: Knowledge, case: Case) -> Decided:
    """Every value and every decision for this case."""
    program = knowledge.program
    values, tracks = program.trace(given_of(knowledge, case), allowed_of(knowledge, case))
    return Decided(values, {node.name: track for node, track in zip(program.decisions, tracks, strict=True)})


def given_of(knowledge: Knowledge, case: Case) -> Given:
    """The program's inputs, coded; None where the case is silent."""
    given: Given = []
    for name in knowledge.program.inputs:
        base = name.removesuffix(".first")
        value = case.facts.get(base)
        coded = None if value is None else code_of(knowledge.facts[base], value, name.endswith(".first"))
        given.append(coded)
    return given


def code_of(fact: Fact, value: Value, first: bool = False) -> float | int | bool:
    """A fact's value as the program wants it: a number, a truth, a code or a mask."""
    if isinstance(value, tuple):
        codes = [list(fact.values).index(word) + 1 for word in value]
        return codes[0] if first else sum(1 << code - 1 for code in codes)
    if isinstance(value, str):
        return list(fact.values).index(value) + 1
    return value


def words_of(kind: Type, value: Any) -> Value:
    """A coded value back in words; sets in the order of their declaration."""
    if kind.kind == "enum":
        return kind.symbols[value - 1] if value else "not_needed"
    if kind.kind == "set":
        return tuple(word for bit, word in enumerate(kind.symbols) if int(value) >> bit & 1)
    return bool(value) if kind.kind == "bool" else value


def fact_value(fact: Fact, case: Case, values: Mapping[str, Any], kind: Type) -> Value:
    """The value a fact has in this case, sets in the order given (a default set leads with its first word)."""
    if fact.id in case.facts:
        return case.facts[fact.id]
    value = words_of(kind, values[fact.id])
    if fact.ordered and isinstance(value, tuple):
        first = list(fact.values)[values[f"{fact.id}.first"] - 1]
        return (first, *(word for word in value if word != first))
    return value


def allowed_of(knowledge: Knowledge, case: Case, free: bool = False) -> Allowed:
    """Which options are open: all, but for bans, and the pinned one alone where there is a pin."""
    return tuple(open_of(node, {} if free else case.choose, {} if free else case.avoid) for node in knowledge.program.decisions)


def open_of(node: DecisionNode, choose: Mapping[str, str], avoid: Mapping[str, tuple[str, ...]]) -> tuple[bool, ...]:
    banned = avoid.get(node.name, ())
    pin = choose.get(node.name)
    return tuple((pin is None or option.id == pin) and option.id not in banned for option in node.options)


def chosen_of(decision: Decision, value: Any) -> tuple[str, ...]:
    """The ids picked, in file order."""
    ids = tuple(decision.options)
    if decision.pick == "one":
        return (ids[value - 1],) if value else ()
    return tuple(id for bit, id in enumerate(ids) if value >> bit & 1)

