"""Random inputs by the block."""

import numpy as np
import pytest

from designgen.catalog import thresholds
from designgen.explore.draws import BLOCK, Draws
from designgen.rules.columns import Column
from tests.shipped import knowledge


@pytest.fixture(scope="module")
def draws() -> Draws:
    return Draws(knowledge(), [None] * len(knowledge().program.inputs), list(knowledge().facts))


@pytest.fixture(scope="module")
def block(draws: Draws) -> dict[str, Column]:
    return dict(zip(knowledge().program.inputs, draws.block(3, 7, tasks=True), strict=True))


def test_numbers_stay_in_their_range_and_whole(block: dict[str, Column]) -> None:
    for fact in knowledge().facts.values():
        values, there = block[fact.id]  # type: ignore[misc]
        if fact.kind == "number":
            assert values[there].min() >= fact.low, fact.id
            assert values[there].max() <= fact.high, fact.id
            assert not fact.integer or (values[there] % 1 == 0).all(), fact.id


def test_every_word_is_drawn_and_the_leading_word_is_in_its_set(block: dict[str, Column]) -> None:
    for fact in knowledge().facts.values():
        values, there = block[fact.id]  # type: ignore[misc]
        if fact.kind == "enum":
            assert {*values[there]} == {*range(1, len(fact.values) + 1)}, fact.id
        if fact.ordered:
            first, led = block[f"{fact.id}.first"]  # type: ignore[misc]
            drawn = there & (first > 0)
            assert (values[drawn] >> (first[drawn] - 1).astype(np.int64) & 1).all()
            assert (led == there).all()


def test_thresholds_are_met_from_both_sides(block: dict[str, Column]) -> None:
    for name, edges in thresholds(knowledge()).items():
        fact = knowledge().facts.get(name)
        if fact is None or fact.kind != "number" or name not in block:
            continue
        values, there = block[name]  # type: ignore[misc]
        for edge in edges:
            if fact.low < edge < fact.high:
                assert (values[there] < edge).any(), (name, edge)
                assert (values[there] >= edge).any(), (name, edge)


def test_a_block_depends_on_its_seed_and_number_alone(draws: Draws) -> None:
    def bytes_of(seed: int, number: int) -> bytes:
        return b"".join(part.tobytes() for column in draws.block(seed, number) for part in column)  # type: ignore[union-attr]

    first = bytes_of(1, 0)
    assert bytes_of(1, 1) != first != bytes_of(2, 0)
    assert bytes_of(1, 0) == first


def test_tasks_bring_their_defaults(draws: Draws, block: dict[str, Column]) -> None:
    alone = dict(zip(knowledge().program.inputs, draws.block(3, 7), strict=True))
    _, with_tasks = block["problem.output"]  # type: ignore[misc]
    _, without = alone["problem.output"]  # type: ignore[misc]
    assert with_tasks.mean() > 0.9 > without.mean()
    assert len(with_tasks) == BLOCK
