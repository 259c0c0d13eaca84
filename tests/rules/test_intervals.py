"""Intervals enclose: whatever point of a box is taken, the program's values lie in what was worked out for the box."""

import math
import random
from typing import Any

import numpy as np
import pytest

from designgen.catalog import Fact, Knowledge
from designgen.catalog.sweep import Cases
from designgen.rules import Given
from designgen.rules.intervals import Box, Enclosure
from tests.shipped import knowledge
from tests.small import knowledge as small

BOXES, POINTS = 250, 4
Ends = tuple[Any, Any]


def random_ends(rng: random.Random, fact: Fact, code: Any) -> Ends:
    """A box around a coded value."""
    size = len(fact.values)
    if fact.kind == "number":
        low = fact.low if fact.low > 0 else min(1e-3, fact.high / 2)
        other = low * (fact.high / low) ** rng.random() if rng.random() < 0.7 else code * rng.choice((0.5, 1, 1.01, 3))
        other = min(max(float(round(other)) if fact.integer else other, fact.low), fact.high)
        return min(code, other), max(code, other)
    if fact.kind == "bool":
        return rng.choice(((True, True), (code, not code)))
    if fact.kind == "enum":
        return (1 << code | rng.getrandbits(size) << 1,) * 2
    return int(code) & rng.getrandbits(size), int(code) | rng.getrandbits(size)


def random_point(rng: random.Random, fact: Fact, ends: Ends) -> Any:
    first, second = ends
    if fact.kind == "number":
        value = rng.choice((first, second, first + (second - first) * rng.random(), math.sqrt(first * second)))
        return min(max(float(round(value)) if fact.integer else value, first), second)
    if fact.kind == "bool":
        return rng.choice([truth for truth, may in ((True, first), (False, second)) if may])
    if fact.kind == "enum":
        return rng.choice([code for code in range(1, 60) if first >> code & 1])
    return first | (second & rng.getrandbits(60)) or second


def boxes_of(known: Knowledge, rows: list[dict[str, Ends]]) -> dict[str, Box]:
    boxes = {}
    for name in known.program.inputs:
        there = [(row, ends[name]) for row, ends in enumerate(rows) if name in ends]
        if there:
            kind = {"number": float, "bool": bool}.get(known.program.types[name].kind, np.int64)
            first, second = (np.array([ends[side] for _, ends in there], dtype=kind) for side in (0, 1))
            boxes[name] = Box(np.array([row for row, _ in there]), first, second)
    return boxes


def drawn(rng: random.Random, known: Knowledge, base: Given, free: int) -> dict[str, Ends]:
    """Everything that the case gives, as points, but for some facts that are free within boxes."""
    ends: dict[str, Ends] = {}
    chosen = rng.sample(list(known.facts), free)
    for name, code in zip(known.program.inputs, base, strict=True):
        fact = known.facts[name.removesuffix(".first")]
        if fact.id in chosen and fact.id == name and code is not None:
            ends[name] = random_ends(rng, fact, code)
        elif code is not None:
            kind = known.program.types[name].kind
            ends[name] = (code, not code) if kind == "bool" else (1 << int(code),) * 2 if kind == "enum" else (code, code)
    return ends


def point_of(rng: random.Random, known: Knowledge, ends: dict[str, Ends]) -> Given:
    given: Given = []
    for name in known.program.inputs:
        if name not in ends:
            given.append(None)
        elif name.endswith(".first"):
            given.append(int(ends[name][0]).bit_length() - 1)
        else:
            given.append(random_point(rng, known.facts[name], ends[name]))
    return given


def inside(kind: str, value: Any, first: Any, second: Any) -> bool:
    if kind == "number":
        return bool(first <= value <= second) or first == -np.inf
    if kind == "bool":
        return bool(first if value else second)
    if kind == "enum":
        return bool(int(second) >> int(value) & 1)
    return not int(first) & ~int(value) and not int(value) & ~int(second)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_every_value_at_a_point_of_a_box_lies_in_the_interval_of_the_box(seed: int) -> None:
    known, rng = knowledge(), random.Random(seed)
    program, cases = known.program, Cases(known, random.Random(seed))
    allowed = tuple(tuple(True for _ in node.options) for node in program.decisions)
    rows = [drawn(rng, known, cases.draw(0.7), rng.choice((0, 1, 2, 3, 12))) for _ in range(BOXES)]
    run = Enclosure(program).run([None] * len(program.inputs), allowed, boxes_of(known, rows), BOXES)
    ends = {name: [np.broadcast_to(side, (BOXES,)) for side in run.names[name]] for name in run.names}
    for row, box in enumerate(rows):
        for _ in range(POINTS):
            values, _ = program.trace(point_of(rng, known, box), allowed)
            outside = [
                (name, values[name], first[row], second[row])
                for name, (first, second) in ends.items()
                if not inside(program.types[name].kind, values[name], first[row], second[row])
            ]
            assert outside == []


def test_a_point_is_exact() -> None:
    known = knowledge()
    cases = Cases(known, random.Random(5))
    given = [cases.draw(0.6) for _ in range(100)]
    rows = [drawn(random.Random(1), known, one, 0) for one in given]
    allowed = tuple(tuple(True for _ in node.options) for node in known.program.decisions)
    run = Enclosure(known.program).run([None] * len(known.program.inputs), allowed, boxes_of(known, rows), 100)
    for row, one in enumerate(given):
        for node, code in zip(known.program.decisions, known.program.picks(one, allowed), strict=True):
            must, may = (int(np.broadcast_to(side, (100,))[row]) for side in run.picked[node.name])
            assert (must, may) == ((1 << code,) * 2 if node.pick == "one" else (code, code)), node.name


def test_an_option_that_is_behind_everywhere_in_a_box_cannot_win_there() -> None:
    known = small("""
    store:
      HEAD
      options:
        disk: {name: Disk, scores: {quality: +2 large}, sources: [judgement]}
        memory:
          name: Memory
          scores: {quality: +1 fast}
          adjust: {corpus.items < 1k: {quality: +2 it all fits}}
          sources: [judgement]
    """)
    low, high = np.array([1e4, 10.0, 10.0]), np.array([1e12, 100.0, 1e12])
    boxes = {"corpus.items": Box(np.arange(3), low, high)}
    run = Enclosure(known.program).run([None] * len(known.program.inputs), ((True, True),), boxes, 3)
    assert run.picked["store"][1].tolist() == [0b010, 0b100, 0b110]
