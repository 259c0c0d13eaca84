"""Programs and oracle agree on small random knowledge, where options often leave a later decision without any."""

import random
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from designgen.catalog import Knowledge, knowledge_of
from designgen.decisions import Case, allowed_of, given_of
from tests.oracle import Oracle
from tests.rules.javascript import JavaScript
from tests.rules.test_columns import columns_of

FACTS, DECISIONS, OPTIONS = (
    ("fact.one", "fact.two", "fact.three"),
    ("alpha", "beta", "gamma", "delta", "epsilon"),
    ("a", "b", "c"),
)
PRIORITIES = "quality: {name: Quality, says: how good, default: 3}\ncost: {name: Cost, says: how dear, default: 2}\n"
HEAD = "step: serving, section: indexes, name: A choice, question: Which, matters: it matters"


def condition(rng: random.Random, before: list[str], depth: int = 2) -> str:
    if depth and rng.random() < 0.4:
        parts = [condition(rng, before, depth - 1) for _ in range(2)]
        return f"({parts[0]} {rng.choice(['and', 'or'])} {parts[1]})" if rng.random() < 0.8 else f"not {parts[0]}"
    if not before or rng.random() < 0.3:
        return rng.choice((*FACTS, "both", f"{rng.choice(FACTS)} is false"))
    name = rng.choice(before)
    return rng.choice(
        (
            f"{name} is {rng.choice(OPTIONS)}",
            f"{name} is not {rng.choice(OPTIONS)}",
            f"{name} in [{', '.join(rng.sample(OPTIONS, 2))}]",
            f"{name}.time > {rng.randint(0, 3)} ms",
            "late" if "alpha" in before else "both",
        )
    )


def decision(rng: random.Random, name: str, before: list[str]) -> Iterator[str]:
    yield f"{name}: {{{HEAD}, when: '{condition(rng, before) if rng.random() < 0.5 else 'always'}', options: {{"
    for option in OPTIONS:
        rules = [condition(rng, before) for _ in range(rng.randint(0, 2))]
        requires = ", ".join(f"'{rule}': it needs it" for rule in dict.fromkeys(rules))
        scores = f"quality: {rng.randint(-3, 3):+d} so, cost: {rng.randint(-3, 3):+d} so"
        adjust = f"'{condition(rng, before)}': {{cost: {rng.randint(-3, 3):+d} so}}"
        gives = f"time: {{'{condition(rng, before)}': {rng.randint(0, 4)} ms, always: 1 ms}}"
        points = f"scores: {{{scores}}}, adjust: {{{adjust}}}, gives: {{{gives}}}"
        yield f"  {option}: {{name: An option, requires: {{{requires}}}, {points}, sources: [j]}},"
    yield "}}"


def files(rng: random.Random) -> dict[str, str]:
    facts = (f"{name}: {{name: F, type: bool, default: false, ask: Is it so, why: it is}}" for name in FACTS)
    truths = "both: {name: Both, unit: bool, formula: fact.one and fact.two, sources: [j]}\n"
    late = (
        f"late: {{name: Late, unit: bool, formula: '{condition(rng, ['alpha'], 1).replace('late', 'fact.one')}', sources: [j]}}\n"
    )
    decisions = (line for place, name in enumerate(DECISIONS) for line in decision(rng, name, list(DECISIONS[:place])))
    texts = {"facts": "\n".join(facts), "quantities": truths + late, "priorities": PRIORITIES, "decisions": "\n".join(decisions)}
    return {f"knowledge/{kind}/all.yaml": text for kind, text in texts.items()}


def written(texts: dict[str, str], folder: Path) -> tuple[Knowledge, Oracle]:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return knowledge_of([{name: text.encode() for name, text in texts.items()}]), Oracle(folder / "knowledge")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_programs_and_oracle_agree_on_small_knowledge(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    known, oracle = written(files(rng), tmp_path)
    specs = [dict(zip(FACTS, truths, strict=True)) for truths in product((False, True), repeat=len(FACTS))]
    rows, allowed = [given_of(known, Case(facts, {}, {})) for facts in specs], allowed_of(known, Case({}, {}, {}))
    found = known.program.columns(columns_of(rows), allowed, len(rows))
    expected = oracle.picks(specs)
    for place, node in enumerate(known.program.decisions):
        alone = np.array([known.program.picks(row, allowed)[place] for row in rows])
        scripted = np.array([row[place] for row in JavaScript(known.program).picks(rows, allowed)])
        answer = sum(expected[node.name][option.id] * code for code, option in enumerate(node.options, 1))
        assert [*answer] == [*alone] == [*scripted] == [*found[node.name]], node.name


@pytest.mark.slow
def test_in_small_knowledge_the_look_ahead_decides() -> None:
    """Otherwise the test above would say nothing about it."""
    every = [knowledge_of([{name: text.encode() for name, text in files(random.Random(seed)).items()}]) for seed in range(20)]
    assert sum(bool(option.ahead) for one in every for node in one.program.decisions for option in node.options) > 40
