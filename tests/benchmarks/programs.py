"""The compiled program: over columns against one at a time and against C, against `zen-engine`, and as it grows."""

import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from designgen.catalog import Knowledge, load_knowledge
from designgen.decisions import Case, Decided, Flip, allowed_of, decide, flips, given_of
from designgen.resources import resource
from designgen.rules import Given
from designgen.rules.columns import Column
from designgen.spec import load_specs
from tests.benchmarks import c_printer, synthetic
from tests.benchmarks.lines import Line, quickest
from tests.rules.test_columns import columns_of
from tests.rules.test_oracle import random_facts

ROWS, DISTINCT = 131_072, 1024
GROWTH = (50, 100, 200, 500)


def program_lines() -> Iterator[Line]:
    knowledge = load_knowledge()
    yield from _columns(knowledge)
    yield from _zen(knowledge)
    yield _flips(knowledge)
    yield from _growth()


def _columns(knowledge: Knowledge) -> Iterator[Line]:
    """131,072 specs of random facts: with NumPy and in C over columns, some of them one at a time."""
    program, rng = knowledge.program, random.Random(1)
    rows = [given_of(knowledge, Case(random_facts(rng), {}, {})) for _ in range(DISTINCT)]
    few = [column for column in columns_of(rows) if isinstance(column, tuple)]
    allowed = allowed_of(knowledge, Case({}, {}, {}))
    many = [(np.tile(column[0], ROWS // DISTINCT), np.tile(column[1], ROWS // DISTINCT)) for column in few]
    alone = quickest(lambda: [program.picks(row, allowed) for row in rows]) / DISTINCT
    columns = quickest(lambda: program.columns(list(many), allowed, ROWS)) / ROWS
    yield Line("specs a second over columns ÷ one at a time, one core", alone / columns, "×", 40, least=True)
    yield Line("a spec over columns", columns * 1e6, "µs", float("inf"))
    with tempfile.TemporaryDirectory() as folder:
        try:
            in_c = c_printer.compiled(program, allowed, Path(folder))
        except FileNotFoundError:
            return
        expected = [program.picks(row, allowed) for row in rows]
        assert np.array_equal(np.array(in_c(few, DISTINCT)).T, expected)
        yield Line(
            "specs a second over columns ÷ in C (-O2, same lowering)",
            quickest(lambda: in_c(many, ROWS)) / ROWS / columns,
            "×",
            0.4,
            True,
        )


def _zen(knowledge: Knowledge) -> Iterator[Line]:
    """The shipped specs. Sums of zen are decimal, so a value rounded up can be one more: a spec in fifty may differ."""
    from tests.benchmarks.zen import Zen

    program, rows = knowledge.program, _shipped(knowledge)
    allowed = allowed_of(knowledge, Case({}, {}, {}))
    expected = [program.picks(row, allowed) for row in rows]
    ours = quickest(lambda: [program.picks(row, allowed) for row in rows])
    for tables, what in ((True, "as chained tables"), (False, "as one node of expressions")):
        zen = Zen(program, tables)
        asked = [zen.asked(row) for row in rows]
        same = sum(zen.picks(one) == picks for one, picks in zip(asked, expected, strict=True))
        assert same >= 0.98 * len(rows), f"{what}: the same choices for {same} of {len(rows)}"
        theirs = quickest(lambda: [zen.picks(one) for one in asked])  # noqa: B023 - runs at once
        yield Line(f"zen-engine, {what} ÷ one spec decided", theirs / ours, "×", 10, least=True)


def _shipped(knowledge: Knowledge) -> list[Given]:
    specs = load_specs([resource("specs"), resource("specs", "published")], knowledge)
    every = [one for spec in specs for one in (spec, *spec.alternatives.values())]
    return [given_of(knowledge, Case({**spec.presets, **spec.facts}, {}, {})) for spec in every]


def _flips(knowledge: Knowledge) -> Line:
    """Of the shipped design that takes longest."""
    return Line("all flips of all decisions of a design, the slowest shipped", max(_flip_times(knowledge)), "s", 0.3)


def _flip_times(knowledge: Knowledge) -> Iterator[float]:
    for spec in load_specs([resource("specs")], knowledge):
        case = Case({**spec.presets, **spec.facts}, spec.choose, spec.avoid)
        decided = decide(knowledge, case)

        def all_flips(case: Case = case, decided: Decided = decided) -> dict[str, tuple[Flip, ...]]:
            return flips(knowledge, case, decided)

        yield quickest(all_flips, 2)


def _growth() -> Iterator[Line]:
    """Time per decision of made-up knowledge, 500 decisions over 50."""
    found = [_times(count) for count in GROWTH]
    for place, what in enumerate(("compiling", "one spec", "over columns")):
        per = [times[place] / count for times, count in zip(found, GROWTH, strict=True)]
        sizes = ", ".join(f"{value / per[0]:.2f}" for value in per)
        yield Line(f"{what}: time a decision, 500 ÷ 50 ({sizes})", per[-1] / per[0], "×", 1.3)


def _times(count: int) -> tuple[float, float, float]:
    """Seconds to compile, to decide one spec, and to decide a chunk of columns."""
    program = synthetic.program_of(count)
    given: Given = [None] * len(program.inputs)
    allowed = tuple((True,) * len(node.options) for node in program.decisions)
    numbers = np.random.default_rng(1).uniform(0, 30, 16384)
    varied: list[Column] = [numbers if name.startswith("number") else None for name in program.inputs]
    return (
        quickest(lambda: synthetic.program_of(count), 2),
        quickest(lambda: [program.picks(given, allowed) for _ in range(20_000 // count)], 8) / (20_000 // count),
        quickest(lambda: program.columns(varied, allowed, 16384), 8),
    )
