"""Whatever a legal spec says, every number of its design is finite and not negative."""

import json
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designgen.decisions import Value
from designgen.design import Design, design_for, to_json
from designgen.spec.model import Spec
from tests.rules.test_oracle import random_facts
from tests.shipped import knowledge

FIELDS = ("p50", "p99", "replicas", "memory", "usd", "usd_low", "usd_high", "own_p50", "own_p99")


def at_the_ends(rng: random.Random) -> dict[str, Value]:
    """Random facts, of which many numbers stand at the lowest or highest value they may have."""
    facts = random_facts(rng)
    for fact in knowledge().facts.values():
        if fact.kind == "number" and math.isfinite(fact.high) and rng.random() < 0.4:
            facts[fact.id] = rng.choice((fact.low, fact.high))
    return facts


def design_of(facts: dict[str, Value]) -> Design:
    spec = Spec("odd", "Odd", "odd.yaml", "", facts, {}, {}, {}, {}, "", (), {}, {}, "")
    return design_for(spec, knowledge(), flips_of=lambda *_: {})


def wrong(design: Design) -> list[str]:
    """Every number that is not finite or is negative."""
    found = {
        f"{name} {end}": value
        for name, number in {**design.numbers, **design.sized}.items()
        for end, value in (("", number.value), ("low", number.low), ("high", number.high))
        if value is not None
    }
    found |= {f"{id} {field}": getattr(part, field) for id, part in design.parts.items() for field in FIELDS}
    if design.latency:
        found |= {f"path {field}": getattr(design.latency, field) for field in ("sum_p50", "sum_p99", "p99", "check")}
    return [
        f"{name} = {value}"
        for name, value in found.items()
        if isinstance(value, int | float) and not (math.isfinite(value) and value >= 0)
    ]


@pytest.mark.slow
@settings(max_examples=16, deadline=None)
@given(st.integers(0, 2**32))
def test_no_number_is_infinite_negative_or_missing(seed: int) -> None:
    design = design_of(at_the_ends(random.Random(seed)))
    assert not wrong(design)
    numbers = json.loads(to_json(design))
    for kind in ("quantities", "sized"):
        assert not [name for name, number in numbers[kind].items() if number["value"] is None]


@pytest.mark.slow
def test_the_largest_and_the_smallest_of_everything() -> None:
    for end in ("low", "high"):
        numbers = {fact.id: float(getattr(fact, end)) for fact in knowledge().facts.values() if fact.kind == "number"}
        for output in knowledge().facts["problem.output"].values:
            assert not wrong(design_of({**numbers, "problem.output": output})), (end, output)
