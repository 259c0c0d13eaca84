"""A small knowledge base for reading specs, and shortcuts to read them."""

from functools import cache
from pathlib import Path

import pytest

from designgen.catalog import Knowledge, knowledge_of, read_folder
from designgen.problem import ProblemsFound
from designgen.spec import Spec, load_spec, parse_spec


@cache
def knowledge() -> Knowledge:
    """Facts of every kind, two tasks, a pick-one and a pick-all decision."""
    return knowledge_of([read_folder(Path(__file__).parent / "knowledge")])


def spec(text: str) -> Spec:
    """The spec that this text says, under a title."""
    return parse_spec(f"title: T\n{text}", "x.yaml", knowledge())


def problems(text: str) -> list[str]:
    """Every problem as `line:column code text`."""
    with pytest.raises(ProblemsFound) as found:
        spec(text)
    return [f"{one.place.line}:{one.place.column} {one.code} {one.text}" for one in found.value.problems]


def codes_of(path: Path, *sets: str) -> list[str]:
    """The codes of every problem in a file."""
    with pytest.raises(ProblemsFound) as found:
        load_spec(path, knowledge(), sets)
    return [one.code for one in found.value.problems]
