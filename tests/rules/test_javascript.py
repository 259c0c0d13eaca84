"""The program printed as JavaScript says what the one printed as Python says, to the last bit."""

import gzip
import hashlib
import math
import random
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designgen.catalog import load_knowledge
from designgen.decisions import Case, allowed_of, given_of
from designgen.rules import (
    TRUE,
    Const,
    DecisionNode,
    FactNode,
    Node,
    OptionNode,
    Overlap,
    Program,
    QuantityNode,
    Ref,
    Type,
    WhatIf,
    apply,
    compiled,
)
from designgen.rules.expr import All, Arith, Call, Choose, Compare, Expr, Member, Not, children
from designgen.rules.expr import Any as Any_
from designgen.rules.javascript_printer import MACHINE
from designgen.rules.parse import formula
from tests.rules.javascript import JavaScript
from tests.rules.test_oracle import random_facts

NUMBERS = st.one_of(st.just(0.0), st.just(math.inf), st.floats(-1e18, 1e18), st.integers(-5, 5).map(float))
FORMULAS = (
    "a + b", "a - b", "a * b", "a / b", "min(a, b, 3)", "max(a, b, 3)", "ceil(a)", "floor(a)", "sqrt(a)", "ln(a)", "-a", "a * 1T",
)  # fmt: skip
WORDS = tuple(f"word{place}" for place in range(48))


def made(nodes: tuple[Node, ...], types: Mapping[str, Type]) -> tuple[Program, JavaScript]:
    program = compiled(nodes, types, {})
    return program, JavaScript(program)


def calculator() -> tuple[Program, JavaScript]:
    types = {"a": Type("number"), "b": Type("number")}
    formulas = (QuantityNode(f"q{place}", formula(text, types, (0, 0, 0))) for place, text in enumerate(FORMULAS))
    return made((FactNode("a", Const(0.5)), FactNode("b", Const(0.0)), *formulas), types)


def wide() -> tuple[Program, JavaScript]:
    """A set of 48 words, and a decision that takes the option of the same place for each."""
    options = tuple(
        OptionNode(word, (Overlap(Ref("words"), 1 << bit),), (), {"usd": Const(0.5)}) for bit, word in enumerate(WORDS)
    )
    ends = QuantityNode("ends", Overlap(Ref("all"), 1 << 47 | 1))
    types = {"words": Type("set", symbols=WORDS), "all": Type("set", symbols=WORDS)}
    return made((FactNode("words", Const(5)), DecisionNode("all", "all", TRUE, options, ("usd",)), ends), types)


def long() -> Program:
    """More names than two letters can tell, and words beyond the bits of a mask. Not compiled for Python, which takes long."""
    words = tuple(f"word{place}" for place in range(120))
    sums = (QuantityNode(f"q{place}", Arith("+", Ref(f"q{place - 1}" if place else "a"), Ref("a"))) for place in range(7000))
    far = (QuantityNode(f"far{place}", Arith("-", Ref(f"q{place * 85}"), Const(place))) for place in range(80))
    rare = QuantityNode("rare", Member(Ref("word"), (3, 70, 118)))
    options = tuple(OptionNode(word, (Not(Member(Ref("word"), (code,))),), (), {}) for code, word in enumerate(words[:50], 1))
    types = {"a": Type("number"), "word": Type("enum", symbols=words), "d": Type("enum", symbols=words[:50])}
    facts = FactNode("a", Const(0.5)), FactNode("word", Const(2))
    return Program((*facts, *sums, *far, rare, DecisionNode("d", "one", TRUE, options, ())), types, {}, b"")


CALCULATOR, WIDE = calculator(), wide()


@given(NUMBERS, NUMBERS)
def test_every_function_is_the_same_function(a: float, b: float) -> None:
    program, javascript = CALCULATOR
    values, _ = program.trace([a, b], ())
    assert javascript.values([a, b], ())[0] == pytest.approx(list(values.values()), rel=0, abs=0, nan_ok=True)


@given(st.integers(0, 2**48 - 1))
def test_masks_beyond_32_bits_are_exact(mask: int) -> None:
    program, javascript = WIDE
    open_ = ((True,) * 48,)
    assert javascript.picks([[mask]], open_) == [program.picks([mask], open_)] == [(mask,)]
    values, tracks = program.trace([mask], open_)
    assert javascript.values([mask], open_) == (list(values.values()), tracks)
    assert values["ends"] is bool(mask & 1 or mask >> 47)


def test_a_program_can_be_long() -> None:
    program = long()
    javascript = JavaScript(program)
    for a, word in ((0.5, 2), (3.0, 1), (0.25, 70), (1.0, 71), (1.0, 118)):
        expected: dict[str, Any] = {"a": a, "word": word}
        for node in program.nodes:
            if isinstance(node, QuantityNode):
                expected[node.name] = apply(node.formula, expected)
        picked = 2 if word == 1 else 1
        found, [tracks] = javascript.values([a, word], ((True,) * 50,))
        assert found == [*expected.values(), picked]
        assert [failed for failed, _, _ in tracks] == [int(code == word) for code in range(1, 51)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_values_and_tracks_are_the_same_with_options_banned(seed: int) -> None:
    rng, knowledge = random.Random(seed), load_knowledge()
    program, javascript = knowledge.program, JavaScript(knowledge.program)
    for _ in range(4):
        given_ = given_of(knowledge, Case(random_facts(rng), {}, {}))
        open_ = tuple(tuple(rng.random() < 0.8 for _ in node.options) for node in program.decisions)
        values, tracks = program.trace(given_, open_)
        found = javascript.values(given_, open_)
        assert found == (list(values.values()), tracks)
        assert [type(value) is bool for value in found[0]] == [type(value) is bool for value in values.values()]
        assert javascript.picks([given_], open_) == [program.picks(given_, open_)]


def test_the_file_says_what_its_places_mean() -> None:
    program = load_knowledge().program
    legend = JavaScript(program).legend()
    assert [name for name, *_ in legend["inputs"]] == list(program.inputs)
    assert [(kind, tuple(words)) for _, kind, *words in legend["inputs"]] == [
        (program.types[name].kind, program.types[name].symbols) for name in program.inputs
    ]
    assert [(name, pick) for name, pick, *_ in legend["decisions"]] == [(node.name, node.pick) for node in program.decisions]
    assert [words for _, _, *words in legend["decisions"]] == [
        [option.id for option in node.options] for node in program.decisions
    ]
    assert legend["names"] == list(program.names)


def test_the_file_is_small_and_holds_no_text_but_ids() -> None:
    source = load_knowledge().program.source("javascript")
    assert len(gzip.compress(source.encode(), 9)) < 36_000
    assert "<" not in source.split("\n)(\n")[1]
    assert "eval(" not in source
    assert "Function" not in source


def test_the_machine_is_made_of_its_source() -> None:
    digest = hashlib.sha256(MACHINE.with_name("machine.js").read_bytes()).hexdigest()[:16]
    assert MACHINE.read_text("utf-8").startswith(f"/* made by make script from machine.js, {digest} */")


def test_further_texts_have_a_function_each() -> None:
    knowledge, rng = load_knowledge(), random.Random(3)
    program = knowledge.program
    asked = [*program.texts, next(iter(program.texts))]
    javascript = JavaScript(program, asked)
    open_ = allowed_of(knowledge, Case({}, {}, {}))
    for _ in range(3):
        given_ = given_of(knowledge, Case(random_facts(rng), {}, {}))
        values, _ = program.trace(given_, open_)
        expected = [apply(program.texts[text], values) for text in asked]
        found = javascript.texts(given_, open_)
        assert found == expected
        assert [type(value) is bool for value in found] == [type(value) is bool for value in expected]


def tree(expr: Expr, place: Mapping[str, int]) -> Any:
    """As the file tells it: [value], a place, or [operation, *operands]."""
    match expr:
        case Ref(name):
            return place[name]
        case Const(value):
            return [value]
        case Overlap(item, mask):
            return ["has", tree(item, place), mask]
        case Member(item, codes):
            return ["in", tree(item, place), *sorted(codes)]
        case Compare(op, _, _) | Arith(op, _, _) | Call(op, _):
            sign = op
        case _:
            sign = {Not: "!", All: "&", Any_: "|", Choose: "?"}[type(expr)]
    return [sign, *(tree(part, place) for part in children(expr))]


def test_the_file_tells_its_rules_as_trees() -> None:
    program = load_knowledge().program
    texts, decisions = JavaScript(program, list(program.texts)).trees()
    place = {name: number for number, name in enumerate(program.names)}
    assert texts == [tree(expr, place) for expr in program.texts.values()]
    for node, found in zip(program.decisions, decisions, strict=True):
        assert found["when"] == tree(node.when, place)
        assert found["options"] == [
            [
                [tree(rule, place) for rule in option.knock_outs()],
                [[place[name], points, tree(when, place)] for name, points, when in option.points],
            ]
            for option in node.options
        ]


def test_what_changes_with_a_fact_is_what_a_run_with_it_picks() -> None:
    knowledge, rng = load_knowledge(), random.Random(4)
    program, javascript = knowledge.program, JavaScript(knowledge.program)
    given_, open_ = given_of(knowledge, Case(random_facts(rng), {}, {})), allowed_of(knowledge, Case({}, {}, {}))
    what_if = WhatIf(program, given_, open_)
    others = [given_of(knowledge, Case(random_facts(rng), {}, {})) for _ in range(3)]
    news = [(slot, other[slot]) for other in others for slot in range(len(given_))]
    expected = [what_if.changed({slot: value}) for slot, value in news]
    assert javascript.changed(given_, open_, news) == expected
    assert any(expected)
