"""Our picture against the same one by the `diagrams` package, and the comparison with every tool that runs here."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from designgen.diagram import draw, export, picture_of, prepare
from designgen.diagram.assemble import assembled, wire
from designgen.diagram.compose import composed
from designgen.diagram.labels import with_labels
from designgen.diagram.layout import lay_out
from designgen.diagram.painter import paint
from designgen.diagram.picture import normal
from designgen.diagram.plan import plan
from designgen.diagram.search import as_written
from tests.benchmarks.lines import Line, median, quickest, seconds
from tests.diagram.target import target
from tests.gallery.__main__ import compared
from tests.gallery.page import totals
from tests.gallery.reference import names, reference
from tests.gallery.tools import OURS, runnable
from tests.shipped import SPECS, design, knowledge

_WORKER = Path(__file__).parents[1] / "gallery" / "graphviz_worker.py"
_GRAPH = "ad-auction"


def picture_lines() -> Iterator[Line]:
    yield from _layout_lines()
    yield from _shipped_lines()
    faster = _by_diagrams() / quickest(_without_search)
    yield Line("`diagrams` writing PNG ÷ ours writing SVG, without search", faster, "×", 10, True)
    graphs = [compared(name, runnable()) for name in names()]
    scores = {tool: sums.score for tool, sums in totals(graphs).items()}
    best = min(score for tool, score in scores.items() if tool != OURS)
    yield Line("score of twelve graphs, ours ÷ the best of the others", scores[OURS] / best, "×", 1.0)
    yield Line("graphs of twelve on which ours is best", sum(graph.best == OURS for graph in graphs), "", 12, True)


def _layout_lines() -> Iterator[Line]:
    """Eighteen boxes laid out with search, Graphviz and its start included; then drawn from a known layout."""
    yield Line("picture of 18 boxes, cold, with search", median(lambda: lay_out(target()), 5), "s", 0.4)
    with tempfile.TemporaryDirectory() as folder:
        draw(target(), folder=Path(folder))
        drawn = median(lambda: [draw(target(), folder=Path(folder)) for _ in range(20)], 5) / 20
    yield Line("the same with a known layout", drawn * 1000, "ms", 5.0)


def _shipped_lines() -> Iterator[Line]:
    """Every picture of every shipped design: half the processor time that laying them out takes all processes, which is what
    it takes two cores; then drawing them once more."""
    pictures = [picture for spec in SPECS for view in knowledge().views if (picture := picture_of(design(spec), view))]
    with tempfile.TemporaryDirectory() as folder:
        cold = seconds(lambda: prepare(pictures, Path(folder), 2)) / 2
        yield Line(f"{len(pictures)} pictures of the shipped designs, cold, on two cores", cold, "s", 60)
        known = seconds(lambda: [draw(picture, folder=Path(folder)) for picture in pictures])
    yield Line("the same with known layouts", known, "s", 1.0)


def _without_search() -> str:
    """Rows as they are written, one wiring, and labels; nothing from a cache but the widths of texts."""
    picture = normal(reference(_GRAPH))
    layout, _ = with_labels(picture, assembled(wire(as_written(plan(picture))), {}))
    return paint(composed(picture, layout))


def _by_diagrams() -> float:
    """Processor seconds from the script to the PNG. Neither Python nor `diagrams` has to start, and Graphviz is called as a
    library, so its own process is saved as well."""
    command = [sys.executable, "-P", str(_WORKER), "time"]
    done = subprocess.run(command, input=export(reference(_GRAPH), "python"), capture_output=True, text=True, check=True)
    return float(done.stdout)
