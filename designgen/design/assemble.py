"""Spec × knowledge -> design: facts put in, decisions taken, numbers worked out, boxes and arrows collected."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from designgen.catalog import Fact, Knowledge
from designgen.decisions import Case, Flip, KnownFact, Rationale, Value, Words, decide, fact_value, flips, rationales
from designgen.design.architecture import links_of, parts_of
from designgen.design.findings import findings_of
from designgen.design.flags import flags_of
from designgen.design.model import Design, Remember, at_once
from designgen.design.nearest import NearestChange
from designgen.design.numbers import numbers_of
from designgen.design.sized import sized
from designgen.problem import Place, Problem, ProblemsFound, did_you_mean
from designgen.spec.model import Spec

Flips = Mapping[str, tuple[Flip, ...]]
MOST_RULED_OUT = 3
"""Options told of a decision that is left without one."""


def design_for(
    spec: Spec, knowledge: Knowledge, framework: str = "seven_steps", flips_of: Any = flips, remember: Remember = at_once
) -> Design:
    """The design that this knowledge leads to. Raises ProblemsFound for a pin that cannot be obeyed.

    `flips_of(knowledge, case, decided)` finds the flips; a caller may pass one that remembers. `remember` is for what is
    worked out only when it is asked of the design.
    """
    if framework not in knowledge.frameworks:
        hint = did_you_mean(framework, knowledge.frameworks)
        raise ProblemsFound([Problem(Place("--framework"), "S010", f"unknown framework {framework}", hint)])
    case = Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid)
    decided = decide(knowledge, case)
    facts = {
        name: fact_value(fact, case, decided.values, knowledge.program.types[name]) for name, fact in knowledge.facts.items()
    }
    words = Words(knowledge, decided.values, facts)
    given = frozenset(spec.facts)
    found = flips_of(knowledge, case, decided)
    choices = {item.id: item for item in rationales(knowledge, case, decided, words, found, given)}
    _refuse_impossible_pins(spec, choices)
    return replace(_assembled(spec, framework, case, words, choices), remember=remember)


def _assembled(spec: Spec, framework: str, case: Case, words: Words, choices: Mapping[str, Rationale]) -> Design:
    knowledge, values = words.knowledge, words.values
    bare = parts_of(knowledge, values, words, {id: item.chosen for id, item in choices.items()})
    parts, latency = sized(knowledge, values, words, bare, frozenset(spec.facts))
    flags = flags_of(knowledge, values, words, parts, latency)
    return Design(
        spec=spec,
        framework=framework,
        knowledge=knowledge,
        facts=_facts(spec, knowledge, words),
        numbers=numbers_of(knowledge, values, words, choices),
        decisions={id: choices[id] for id in in_framework_order(knowledge, framework)},
        parts=parts,
        links=links_of(knowledge, values, words, parts),
        findings=findings_of(words, choices, flags, NearestChange(knowledge, case, words)),
        latency=latency,
        values=values,
        words=words,
    )


def in_framework_order(knowledge: Knowledge, framework: str) -> list[str]:
    """Decision ids in the order of the framework's steps and sections."""
    sections = [section for step in knowledge.frameworks[framework].steps for section in step.sections]
    place = {section: number for number, section in enumerate(sections)}
    return sorted(knowledge.decisions, key=lambda id: place.get(knowledge.decisions[id].section, len(place)))


def _facts(spec: Spec, knowledge: Knowledge, words: Words) -> dict[str, KnownFact]:
    above = knowledge.program.above
    return {name: _fact(spec, fact, words, above, knowledge) for name, fact in knowledge.facts.items()}


def _fact(spec: Spec, fact: Fact, words: Words, above: Mapping[str, frozenset[str]], knowledge: Knowledge) -> KnownFact:
    value: Value = words.facts[fact.id]
    basis = "given" if fact.id in spec.facts else "task" if fact.id in spec.presets else _basis(fact)
    names = {fact.id, f"{fact.id}.first"}
    return KnownFact(
        name=fact.id,
        value=value,
        shown=words.fact(fact.id, value),
        origin="given" if basis == "given" else "assumed",
        basis=basis,
        influences=tuple(id for id in knowledge.decisions if names & above[id]),
    )


def _basis(fact: Fact) -> str:
    plain = len(fact.default) == 1 and not any(mark in fact.default[0][1] for mark in ("*", " / ", "."))
    return "constant" if plain else "derived"


def _refuse_impossible_pins(spec: Spec, choices: Mapping[str, Rationale]) -> None:
    """A pin that its own requirements forbid, or bans that leave nothing."""
    problems = []
    for id in dict.fromkeys((*spec.choose, *spec.avoid)):
        if choices[id].status == "empty":
            key = f"choose.{id}" if id in spec.choose else f"avoid.{id}"
            problems.append(Problem(spec.places.get(key, Place(spec.path)), "S011", *_impossible(spec, key, choices[id])))
    if problems:
        raise ProblemsFound(problems)


def _impossible(spec: Spec, key: str, rationale: Rationale) -> tuple[str, str]:
    """What leaves nothing to choose, and what to take back: a ban that alone keeps an option out, else the pin."""
    pinned = spec.choose.get(rationale.id)
    named = next((item for item in rationale.verdicts if item.id == pinned), None)
    if named:
        return f"{key}: {named.name} cannot be chosen: {named.because}", ""
    banned = [item for item in rationale.verdicts if item.verdict == "banned"]
    ruled_out = [item for item in rationale.verdicts if item.verdict == "infeasible"]
    told = [f"{item.name} ({item.because})" for item in ruled_out[:MOST_RULED_OUT]]
    more = len(ruled_out) - len(told)
    why = "; ".join([*told, *([f"and {more} more"] if more else [])])
    hint = f"lift the ban on {' or '.join(item.id for item in banned)}" if banned else ""
    return f"{key}: nothing is left to choose{f'; ruled out are {why}' if why else ''}", hint
