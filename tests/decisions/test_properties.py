"""What no choice may hang on: a losing option, the scale of the priorities, the names of the knowledge files."""

import random
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from designgen.catalog import Knowledge, load_knowledge
from designgen.catalog.load import knowledge_of, read_folder
from designgen.catalog.sweep import Cases
from designgen.decisions import Case, allowed_of
from designgen.resources import resource
from designgen.rules import DecisionNode, Node, Program
from designgen.rules.columns import Array, Column
from designgen.rules.expr import FALSE
from designgen.rules.lookahead import look_ahead

SIZE, REMOVED, SCALES = 2000, 8, (2.0, 3.0, 7.0)
SCALE = "priorities."


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def specs() -> tuple[Column, ...]:
    """Random specs as columns; every priority is given."""
    cases = Cases(knowledge(), random.Random(17))
    inputs = knowledge().program.inputs
    rows = [cases.draw((0.1, 0.3, 0.7)[number % 3]) for number in range(SIZE)]
    rows = [
        [3.0 if value is None and name.startswith(SCALE) else value for name, value in zip(inputs, row, strict=True)]
        for row in rows
    ]
    columns: list[Column] = []
    for values in zip(*rows, strict=True):
        given = np.array([value is not None for value in values])
        columns.append((np.array([0 if value is None else value for value in values], float), given))
    return tuple(columns)


def picked(of: Knowledge, program: Program | None = None, columns: Mapping[str, Column] | None = None) -> dict[str, Array]:
    known = dict(zip(knowledge().program.inputs, specs(), strict=True)) | dict(columns or {})
    program = program or of.program
    return program.columns([known[name] for name in program.inputs], allowed_of(of, Case({}, {}, {})), SIZE)


@cache
def before() -> dict[str, Array]:
    return picked(knowledge())


@pytest.mark.slow
@pytest.mark.parametrize("scale", SCALES)
def test_scaling_all_priorities_changes_nothing(scale: float) -> None:
    scaled = {
        name: (column[0] * scale, column[1])
        for name, column in zip(knowledge().program.inputs, specs(), strict=True)
        if name.startswith(SCALE) and isinstance(column, tuple)
    }
    assert scaled
    after = picked(knowledge(), columns=scaled)
    assert {name for name in after if (after[name] != before()[name]).any()} == set()


@pytest.mark.slow
def test_renaming_knowledge_files_changes_nothing() -> None:
    """All but components, which a file's name puts into its plane, and frameworks, which are called as their files."""
    files = read_folder(resource("knowledge"))
    names = sorted(files)
    rng = random.Random(3)
    renamed = {}
    for name in names:
        folder, _, _ = name.rpartition("/")
        deep = folder.count("/") > 0 and not folder.endswith(("/components", "/frameworks"))
        renamed[f"{folder}/{rng.getrandbits(64):x}.yaml" if deep else name] = files[name]
    assert set(renamed) != set(names)
    after = picked(knowledge_of([dict(sorted(renamed.items()))], "renamed"))
    assert {name for name in after if (after[name] != before()[name]).any()} == set()


@pytest.mark.slow
@pytest.mark.parametrize("number", range(REMOVED))
def test_removing_a_losing_option_never_changes_a_winner(number: int) -> None:
    """The option is removed from the knowledge, not banned: the look-ahead is worked out without it, too."""
    rng = random.Random(number)
    node = rng.choice([node for node in knowledge().program.decisions if node.pick == "one" and len(node.options) > 2])
    place = rng.randrange(len(node.options))
    without = replace(node.options[place], rules=(FALSE,))
    removed = replace(node, options=(*node.options[:place], without, *node.options[place + 1 :]))
    nodes = [removed if one is node else one for one in knowledge().program.nodes]
    after = picked(knowledge(), Program(look_ahead([bare(one) for one in nodes]), knowledge().program.types, {}, b"", b""))
    lost = before()[node.name] != place + 1
    assert lost.any()
    assert {name for name in after if (after[name] != before()[name])[lost].any()} == set()


def bare(node: Node) -> Node:
    """Without what the look-ahead put in."""
    if not isinstance(node, DecisionNode):
        return node
    return replace(node, options=tuple(replace(option, ahead=()) for option in node.options))


def test_banning_a_losing_option_never_changes_a_winner() -> None:
    program = knowledge().program
    rng, cases = random.Random(23), Cases(knowledge(), random.Random(29))
    free = allowed_of(knowledge(), Case({}, {}, {}))
    for _ in range(200):
        given = cases.draw(0.3)
        now = program.picks(given, free)
        place = rng.choice([place for place, node in enumerate(program.decisions) if node.pick == "one" and now[place]])
        options = program.decisions[place].options
        banned = rng.choice([code for code in range(len(options)) if code + 1 != now[place]] or [None])
        if banned is not None:
            rest = tuple(code != banned for code in range(len(options)))
            assert program.picks(given, (*free[:place], rest, *free[place + 1 :])) == now
