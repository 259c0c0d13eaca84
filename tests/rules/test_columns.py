"""The program over columns answers, row by row, what the program on one spec answers."""

import random
from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest

from designgen.catalog import Knowledge, load_knowledge
from designgen.catalog.sweep import Cases
from designgen.decisions import Case, allowed_of, given_of
from designgen.rules import Given
from designgen.rules.columns import ROWS, Column

SIZE = 2000


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def rows_of(size: int, seed: int = 3) -> list[Given]:
    cases = Cases(knowledge(), random.Random(seed))
    return [cases.draw((0.1, 0.3, 0.7)[number % 3]) for number in range(size)]


def columns_of(rows: Sequence[Given]) -> list[Column]:
    """Each fact as an array, with a mask of the rows in which it is given."""
    columns: list[Column] = []
    for values in zip(*rows, strict=True):
        given = np.array([value is not None for value in values])
        columns.append((np.array([0 if value is None else value for value in values], float), given))
    return columns


@pytest.mark.slow
def test_every_row_is_decided_as_alone() -> None:
    program, rows = knowledge().program, rows_of(SIZE)
    allowed = allowed_of(knowledge(), Case({}, {}, {}))
    found = program.columns(columns_of(rows), allowed, SIZE)
    for number, row in enumerate(rows):
        picked = program.picks(row, allowed)
        assert {node.name: int(found[node.name][number]) for node in program.decisions} == {
            node.name: code for node, code in zip(program.decisions, picked, strict=True)
        }


def test_numbers_are_the_same_to_the_last_bit() -> None:
    program, rows = knowledge().program, rows_of(100, 5)
    allowed = allowed_of(knowledge(), Case({}, {}, {}))
    found = program.columns(columns_of(rows), allowed, len(rows), program.names)
    for number, row in enumerate(rows):
        values, _ = program.trace(row, allowed)
        assert {name: value for name, value in values.items() if found[name][number] != value} == {}


@pytest.mark.slow
def test_fixed_facts_fold_and_change_nothing() -> None:
    program, rows = knowledge().program, rows_of(40, 7)
    allowed = allowed_of(knowledge(), Case({}, {}, {}))
    for row in rows:
        given: list[Column] = list(row)
        slot = program.inputs.index("scale.daily_users")
        given[slot] = np.array([1e3, 1e6, 1e9])
        found = program.columns(given, allowed, 3)
        for number, users in enumerate((1e3, 1e6, 1e9)):
            alone = list(row)
            alone[slot] = users
            picked = program.picks(alone, allowed)
            assert tuple(int(found[node.name][number]) for node in program.decisions) == picked


@pytest.mark.slow
def test_bans_and_pins_hold_in_every_row() -> None:
    program, rows = knowledge().program, rows_of(300, 11)
    allowed = allowed_of(knowledge(), Case({}, {"ann_index": "hnsw"}, {"main_model": ("gbdt",)}))
    found = program.columns(columns_of(rows), allowed, len(rows))
    picked = [program.picks(row, allowed) for row in rows]
    for place, node in enumerate(program.decisions):
        assert found[node.name].tolist() == [row[place] for row in picked]


def test_chunks_join() -> None:
    size = ROWS + 7
    given: list[Column] = [None] * len(knowledge().program.inputs)
    given[knowledge().program.inputs.index("scale.items")] = np.geomspace(10, 1e10, size)
    allowed = allowed_of(knowledge(), Case({}, {}, {}))
    whole = knowledge().program.columns(given, allowed, size)
    given[knowledge().program.inputs.index("scale.items")] = np.geomspace(10, 1e10, size)[-9:]
    end = knowledge().program.columns(given, allowed, 9)
    assert all((whole[name][-9:] == end[name]).all() for name in end)


def test_large_priorities_are_weighed_and_broken_ones_refused() -> None:
    program = knowledge().program
    allowed = allowed_of(knowledge(), Case({}, {}, {}))
    given: list[Column] = list(given_of(knowledge(), Case({}, {}, {})))
    slot = program.inputs.index("priorities.cost")
    given[slot] = np.array([0.0, 7.0, 100.0, 99999.0])
    found = program.columns(given, allowed, 4)
    for number, cost in enumerate((0.0, 7.0, 100.0, 99999.0)):
        alone = [*given[:slot], cost, *given[slot + 1 :]]
        assert tuple(int(found[node.name][number]) for node in program.decisions) == program.picks(alone, allowed)  # type: ignore[arg-type]
    for wrong in (0.5, -1.0, 1e9, float("nan")):
        with pytest.raises(ValueError, match=r"priorities\.cost"):
            program.columns([*given[:slot], np.array([wrong]), *given[slot + 1 :]], allowed, 1)
    with pytest.raises(ValueError, match="shape"):
        program.columns(given, allowed, 5)
