"""The shipped specs and their designs, made once a test process."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from designgen.cache import cached
from designgen.catalog import Knowledge, load_knowledge
from designgen.cli.options import remembering
from designgen.decisions import Case, Decided, Flip, flips
from designgen.design import Design, design_for
from designgen.resources import resource
from designgen.spec import load_spec

SPECS = sorted(path for path in resource("specs").glob("*.yaml"))
IDS = [path.stem for path in SPECS]
QUICK = ("ad-click-prediction",)
"""The quick check looks at this one, on which most of its tests rest anyway; the whole suite looks at all of them."""


def each_spec(name: str = "path", specs: Sequence[Path] = SPECS) -> pytest.MarkDecorator:
    """A test of every shipped spec, as its argument `name`."""
    marks = {path.stem: () if path.stem in QUICK else pytest.mark.slow for path in specs}
    return pytest.mark.parametrize(name, [pytest.param(path, id=path.stem, marks=marks[path.stem]) for path in specs])


def slow(*values: object) -> ParameterSet:
    """Values of a test that the quick check leaves out, since it has others of their kind."""
    return pytest.param(*values, marks=pytest.mark.slow)


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


@cache
def design(path: Path) -> Design:
    """The design of a shipped spec; its flips and what is worked out on demand are remembered between test processes."""
    known = knowledge()
    spec = load_spec(path, known)
    return design_for(spec, known, flips_of=_remembered, remember=remembering(spec, known))


def _remembered(known: Knowledge, case: Case, decided: Decided) -> dict[str, tuple[Flip, ...]]:
    return cached("test-flips", f"{known.digest}{case!r}", lambda: flips(known, case, decided))
