"""Cheat sheets: one in a process that made another before, and the booklet of all shipped specs."""

from collections.abc import Iterator
from functools import partial

from designgen.paper import booklet, sheet_pdf
from tests.benchmarks.lines import Line, seconds
from tests.shipped import SPECS, design


def sheet_lines() -> Iterator[Line]:
    """Each design is set for the first time on its paper; of single sheets the one that takes longest.

    What would be worth asking of a design is worked out before, as it is for every page about it.
    """
    designs = [design(spec) for spec in SPECS]
    asked = seconds(lambda: [one.questions for one in designs])
    yield Line(f"questions of {len(designs)} designs, unless they are remembered", asked, "s", float("inf"))
    yield Line(f"booklet of {len(designs)} cheat sheets, these known", seconds(partial(booklet, designs)), "s", 10)
    for pages, paper in ((1, "letter"), (2, "a4")):
        slowest = max(seconds(partial(sheet_pdf, one, pages, paper)) for one in designs)
        yield Line(f"a cheat sheet of {pages} {'page' if pages == 1 else 'pages'}, the slowest of all designs", slowest, "s", 0.5)
