"""The compiled program, however it is printed, agrees with the naive interpreter on every decision of 100,000 random specs.

As JavaScript it is asked for that many in a browser (test_chromium.py), and here for what is shipped.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pytest

from designgen.catalog import Knowledge, load_knowledge, thresholds
from designgen.decisions import Case, allowed_of, given_of
from designgen.decisions.model import Value
from designgen.resources import resource
from designgen.rules import Allowed, Given
from designgen.spec import Spec, load_specs
from tests.oracle import Oracle
from tests.rules.javascript import JavaScript
from tests.rules.test_columns import columns_of

SPECS, BATCHES = 100_000, 20
Answers = np.ndarray[Any, np.dtype[Any]]
Ways = Callable[[Sequence[Given], Allowed], dict[str, Answers]]


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def oracle() -> Oracle:
    return Oracle(resource("knowledge"))


@cache
def javascript() -> JavaScript:
    return JavaScript(knowledge().program)


@cache
def edges() -> Mapping[str, Sequence[float]]:
    return thresholds(knowledge())


def random_facts(rng: random.Random) -> dict[str, Value]:
    """Some facts given at random: thresholds of the rules are hit exactly now and then."""
    share = rng.choice((0.1, 0.4, 0.8))
    facts: dict[str, Value] = {}
    for fact in knowledge().facts.values():
        if rng.random() > share:
            continue
        if fact.kind == "number":
            near = [edge for edge in edges().get(fact.id, ()) if fact.low <= edge <= fact.high]
            low = fact.low if fact.low > 0 else min(1e-3, fact.high / 2)
            value = rng.choice(near) if near and rng.random() < 0.5 else low * (fact.high / low) ** rng.random()
            facts[fact.id] = float(round(value)) if fact.integer else value
        elif fact.kind == "set":
            facts[fact.id] = tuple(rng.sample(list(fact.values), rng.randint(1, min(4, len(fact.values)))))
        else:
            facts[fact.id] = rng.random() < 0.5 if fact.kind == "bool" else rng.choice(list(fact.values))
    return facts


def rows_of(every: Sequence[Mapping[str, Value]]) -> list[Given]:
    return [given_of(knowledge(), Case(facts, {}, {})) for facts in every]


def compiled(rows: Sequence[Given], allowed: Allowed) -> dict[str, Answers]:
    """What each print of the program picks: per way, a row per decision and a column per spec."""
    program, size = knowledge().program, len(rows)
    found = program.columns(columns_of(rows), allowed, size)
    return {
        "on one spec": np.array([program.picks(row, allowed) for row in rows]).T,
        "over columns": np.array([found[node.name] for node in program.decisions]),
    }


def everywhere(rows: Sequence[Given], allowed: Allowed) -> dict[str, Answers]:
    """And in JavaScript, which takes longer here."""
    return {**compiled(rows, allowed), "in JavaScript": np.array(javascript().picks(rows, allowed)).T}


def differences(expected: Mapping[str, Mapping[str, Answers]], found: Answers) -> Iterator[tuple[str, int]]:
    """The options that the oracle and the program do not take in the same specs, with the first such spec."""
    for node, codes in zip(knowledge().program.decisions, found, strict=True):
        for place, option in enumerate(node.options):
            taken = codes == place + 1 if node.pick == "one" else codes >> place & 1 == 1
            if len(wrong := np.flatnonzero(taken != expected[node.name][option.id])):
                yield f"{node.name}.{option.id}", int(wrong[0])


def agree(every: Sequence[Mapping[str, Value]], ways: Ways = compiled) -> None:
    expected = oracle().picks(every)
    for way, found in ways(rows_of(every), allowed_of(knowledge(), Case({}, {}, {}))).items():
        for option, spec in differences(expected, found):
            pytest.fail(f"{way}: {option}, asked with {every[spec]}")


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_programs_and_oracle_agree(batch: int) -> None:
    rng = random.Random(batch)
    agree([random_facts(rng) for _ in range(SPECS // BATCHES)])


def shipped() -> Iterator[Spec]:
    for spec in load_specs([resource("specs"), resource("specs", "published")], knowledge()):
        yield from (spec, *spec.alternatives.values())


@pytest.mark.slow
def test_programs_and_oracle_agree_on_what_is_shipped() -> None:
    agree([{**spec.presets, **spec.facts} for spec in shipped()], everywhere)


@pytest.mark.slow
def test_programs_agree_where_options_are_pinned_or_banned() -> None:
    for spec in shipped():
        case = Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid)
        alone, *others = everywhere([given_of(knowledge(), case)], allowed_of(knowledge(), case)).values()
        assert all(np.array_equal(alone, other) for other in others), spec.id
