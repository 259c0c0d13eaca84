"""The compiled program agrees with the naive interpreter on every decision of random specs."""

import random
from collections.abc import Mapping, Sequence
from functools import cache

import pytest

from designgen.catalog import Knowledge, load_knowledge, thresholds
from designgen.decisions import Case, allowed_of, given_of
from designgen.decisions.decide import chosen_of
from designgen.decisions.model import Value
from designgen.resources import resource
from tests.oracle import Oracle

SPECS, BATCHES = 10_000, 20


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def oracle() -> Oracle:
    return Oracle(resource("knowledge"))


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


def compiled_picks(facts: dict[str, Value]) -> dict[str, set[str]]:
    case = Case(facts, {}, {})
    picked = knowledge().program.picks(given_of(knowledge(), case), allowed_of(knowledge(), case))
    nodes = knowledge().program.decisions
    return {node.name: set(chosen_of(knowledge().decisions[node.name], code)) for node, code in zip(nodes, picked, strict=True)}


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(BATCHES))
def test_program_and_oracle_agree(batch: int) -> None:
    rng = random.Random(batch)
    for _ in range(SPECS // BATCHES):
        facts = random_facts(rng)
        expected = {name: set(picked) for name, picked in oracle().picks(facts).items()}
        found = compiled_picks(facts)
        differing = {name: (found[name], expected[name]) for name in expected if found[name] != expected[name]}
        assert not differing, f"{facts}"
