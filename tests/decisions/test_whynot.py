"""Why not: every change that is named makes the option win, and where none is said to exist, none is found."""

import hashlib
import random
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

import designgen.decisions
import designgen.rules
from designgen.cache import cached
from designgen.catalog import Fact, thresholds
from designgen.catalog.reader import Report
from designgen.decisions import Case, allowed_of, decide, given_of
from designgen.decisions.change import outlandish, size_of
from designgen.decisions.decide import code_of
from designgen.decisions.model import Value
from designgen.decisions.whynot import Way, WhyNot, why_nots
from designgen.problem import Place
from designgen.spec import load_spec
from designgen.spec.overrides import override_layer
from designgen.spec.values import Reading, settable
from designgen.yamlio import Text
from tests.shipped import IDS, SPECS, knowledge
from tests.small import knowledge as small

ATTACKS = 6000
KINDS = ("ad-click-prediction", "rag-assistant", "video-search")
"""Tables, text, and vectors of pictures: some 1,700 answers each, and many seconds to find them."""
APART = 3
"""Each decision is asked about in one of the three; with one here, in each of them."""
of_each_kind = pytest.mark.parametrize("path", [SPECS[IDS.index(id)] for id in KINDS], ids=KINDS)
Found = dict[tuple[str, str], WhyNot]


@cache
def case(path: Path) -> Case:
    spec = load_spec(path, knowledge())
    return Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid)


@cache
def answers(path: Path) -> Found:
    """Kept between test processes, as long as neither knowledge nor code changes."""
    code = b"".join(file.read_bytes() for room in (designgen.decisions, designgen.rules) for file in sorted(_files(room)))
    key = f"{knowledge().digest}{hashlib.sha256(code).hexdigest()}{case(path)!r}{APART}"
    return cached("test-whynot", key, lambda: why_nots(knowledge(), case(path), asked_about(path)))


def asked_about(path: Path) -> set[tuple[str, str]]:
    """The options that are asked about: all of a decision or none."""
    decisions = knowledge().program.decisions[KINDS.index(path.stem) % APART :: APART]
    return {(node.name, option.id) for node in decisions for option in node.options}


def _files(room: ModuleType) -> Iterator[Path]:
    yield from Path(str(room.__file__)).parent.glob("*.py")


def with_changes(path: Path, way: Way) -> Case:
    """The case as `--set` would make it of what is printed, read as the command line is."""
    facts = knowledge().facts
    sets = [f"{change.fact}={settable(facts[change.fact], change.value)}" for change in way.changes]
    report = Report()
    layer = override_layer(sets, knowledge(), Reading(report))
    assert report.problems == [], sets
    assert layer.facts == {change.fact: change.value for change in way.changes}, sets
    base = case(path)
    return Case({**base.facts, **layer.facts}, base.choose, base.avoid)


def chosen_of(path: Path, changed: Case) -> dict[str, set[str]]:
    known = knowledge()
    picked = known.program.picks(given_of(known, changed), allowed_of(known, changed))
    return {
        node.name: {node.options[code - 1].id} if node.pick == "one" and code
        else {option.id for bit, option in enumerate(node.options) if node.pick == "all" and code >> bit & 1}
        for node, code in zip(known.program.decisions, picked, strict=True)
    }  # fmt: skip


@pytest.mark.slow
@of_each_kind
def test_every_change_that_is_named_makes_the_option_win(path: Path) -> None:
    now = chosen_of(path, case(path))
    for (decision, option), found in answers(path).items():
        assert option not in now[decision]
        for way in found.ways:
            assert 1 <= len(way.changes) <= 2
            then = chosen_of(path, with_changes(path, way))
            assert option in then[decision], (decision, option, way)
            others = {name for name in then if then[name] != now[name]} - {decision}
            assert others == set(way.others), (decision, option, way)


@pytest.mark.slow
@of_each_kind
def test_every_option_that_is_not_chosen_has_an_answer_and_nearly_all_are_proven(path: Path) -> None:
    now, found = chosen_of(path, case(path)), answers(path)
    assert set(found) == {(decision, option) for decision, option in asked_about(path) if option not in now[decision]}
    assert sum(not one.proven for one in found.values()) <= 0.02 * len(found)


def random_value(rng: random.Random, fact: Fact, edges: Sequence[float]) -> Value:
    if fact.kind == "number":
        low = fact.low if fact.low > 0 else min(1e-3, fact.high / 2)
        near = [edge for edge in edges if fact.low <= edge <= fact.high]
        value = low * (fact.high / low) ** rng.random()
        if near and rng.random() < 0.4:
            value = rng.choice(near) * rng.choice((0.999, 1, 1.001))
        value = min(max(value, fact.low), fact.high)
        return float(round(value)) if fact.integer else value
    if fact.kind == "set":
        return tuple(rng.sample(list(fact.values), rng.randint(1, min(5, len(fact.values)))))
    return rng.random() < 0.5 if fact.kind == "bool" else rng.choice(list(fact.values))


def attacked(path: Path, rng: random.Random, most: int) -> dict[str, Any]:
    """What is picked after random changes of up to so many facts, over columns."""
    known, base = knowledge(), given_of(knowledge(), case(path))
    values = decide(known, case(path)).values
    edges, inputs = thresholds(known), known.program.inputs
    types = {"number": np.float64, "bool": bool, "enum": np.uint8, "set": np.int64}
    columns = [np.full(ATTACKS, values[name], dtype=types[known.program.types[name].kind]) for name in inputs]
    there = [np.full(ATTACKS, given is not None) for given in base]
    slots = {name: slot for slot, name in enumerate(inputs)}
    for row in range(ATTACKS):
        for fact in rng.sample(list(known.facts.values()), rng.randint(1, most)):
            value = random_value(rng, fact, edges.get(fact.id, ()))
            for name, first in ((fact.id, False), (f"{fact.id}.first", True)):
                if name in slots:
                    columns[slots[name]][row], there[slots[name]][row] = code_of(fact, value, first), True
    pairs = list(zip(columns, there, strict=True))
    return known.program.columns(pairs, allowed_of(known, case(path)), ATTACKS)


@pytest.mark.slow
@of_each_kind
def test_no_random_change_makes_an_option_win_that_is_said_to_be_out_of_reach(path: Path) -> None:
    rng = random.Random(IDS.index(path.stem))
    nodes = {node.name: node for node in knowledge().program.decisions}
    for most in (1, 2):
        picked = attacked(path, rng, most)
        for (decision, option), found in answers(path).items():
            if not found.proven or (found.ways and len(found.ways[0].changes) <= most):
                continue
            place = [one.id for one in nodes[decision].options].index(option)
            column = picked[decision].astype(np.int64)
            won = column == place + 1 if nodes[decision].pick == "one" else column >> place & 1 != 0
            assert not won.any(), (decision, option, most)


INDEX = """
ann_index:
  HEAD
  options:
    exact:
      name: Exact scan
      requires: {scan.time <= latency.p99 * 30%: a full scan must fit its share of the latency budget}
      scores: {quality: +3 recall is 100 %, cost: +3 nothing to build}
      sources: [judgement]
    hnsw:
      name: HNSW
      scores: {quality: +2 recall near exact, cost: -1 links in memory}
      sources: [judgement]
    pq:
      name: Product quantisation
      requires:
        corpus.items >= 1B: less needs no codes
        modality has image: text is short
        latency.p99 >= 1 s: codes are decoded
      scores: {cost: +3 a few bytes a vector}
      sources: [judgement]
    never:
      name: Never
      scores: {cost: -3 dear, quality: -1 bad}
      sources: [judgement]
"""


def small_answers(**facts: Value) -> dict[str, WhyNot]:
    asked = Case({name.replace("__", "."): value for name, value in facts.items()}, {}, {})
    return {option: found for (_, option), found in why_nots(small(INDEX), asked).items()}


def test_the_smallest_change_comes_first_and_is_rounded_to_where_it_holds() -> None:
    exact = small_answers(corpus__items=1e6)["exact"]
    assert [(change.fact, change.value) for way in exact.ways for change in way.changes] == [
        ("latency.p99", 3.34), ("corpus.items", 29_900.0),
    ]  # fmt: skip


def test_a_planning_value_counts_three_times_and_one_that_no_system_has_comes_last() -> None:
    facts = knowledge().facts
    dims, size, items = facts["sizing.embedding_dim"], facts["sizing.vector_bytes"], facts["scale.items"]
    assert size_of(dims, 256.0, 128.0) == pytest.approx(3 * size_of(items, 256e6, 128e6))
    assert size_of(dims, 256.0, 10.0) > size_of(items, 100e9, 1e3)
    assert [outlandish(dims, 256.0, value) for value in (256.0, 25.6, 25.0, 2560.0, 2600.0)] == [False, False, True, False, True]
    assert [outlandish(size, 4.0, value) for value in (1.0, 0.5, 0.45)] == [False, False, True]
    assert not outlandish(items, 100e9, 1.0)


def test_a_change_of_the_problem_is_told_and_not_a_part_of_a_byte() -> None:
    path = next(path for path in SPECS if path.stem == "visual-search")
    found = why_nots(knowledge(), case(path), {("ann_index", "ivf_flat")})["ann_index", "ivf_flat"]
    assert "scale.items" in {change.fact for change in found.ways[0].changes}
    assert not any(change.fact.startswith("sizing.") for way in found.ways for change in way.changes)


def test_two_facts_are_changed_where_one_does_not_suffice() -> None:
    found = small_answers(corpus__items=2e9, modality=("text",))["pq"]
    assert {change.fact for change in found.ways[0].changes} == {"modality", "latency.p99"}
    assert found.proven


def test_what_needs_three_changes_or_never_wins_is_proven_out_of_reach() -> None:
    found = small_answers(corpus__items=1e6)
    assert (found["pq"].ways, found["pq"].proven) == ((), True)
    assert (found["never"].ways, found["never"].proven) == ((), True)


def test_a_pin_does_not_stand_in_the_way_of_an_answer() -> None:
    known = small(INDEX)
    free = why_nots(known, Case({"corpus.items": 1e6}, {}, {}))
    pinned = why_nots(known, Case({"corpus.items": 1e6}, {"ann_index": "pq"}, {}))
    assert {name: one.ways for name, one in pinned.items()} == {name: one.ways for name, one in free.items()}


SETTINGS = (("latency.p99", 0.05), ("scale.items", 123_456_789.0), ("scale.requests", 1e6 / 86400), ("team.budget", 12_500.0))


@pytest.mark.parametrize(("name", "value"), SETTINGS)
def test_a_setting_reads_back_as_the_same_number(name: str, value: float) -> None:
    fact = knowledge().facts[name]
    assert Reading(Report(), bare_is_base=True).number(fact, Text(settable(fact, value), Place("--set")), Place("--set")) == value
