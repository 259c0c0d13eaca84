"""Our picture against the same one by the `diagrams` package, and the comparison with every tool that runs here."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from designgen.diagram import export
from designgen.diagram.assemble import assembled, wire
from designgen.diagram.compose import composed
from designgen.diagram.labels import with_labels
from designgen.diagram.painter import paint
from designgen.diagram.picture import normal
from designgen.diagram.plan import plan
from designgen.diagram.search import as_written
from tests.benchmarks.lines import Line, quickest
from tests.gallery.__main__ import compared
from tests.gallery.page import totals
from tests.gallery.reference import names, reference
from tests.gallery.tools import OURS, runnable

_WORKER = Path(__file__).parents[1] / "gallery" / "graphviz_worker.py"
_GRAPH = "ad-auction"


def picture_lines() -> Iterator[Line]:
    faster = _by_diagrams() / quickest(_without_search)
    yield Line("`diagrams` writing PNG ÷ ours writing SVG, without search", faster, "×", 10, True)
    graphs = [compared(name, runnable()) for name in names()]
    scores = {tool: sums.score for tool, sums in totals(graphs).items()}
    best = min(score for tool, score in scores.items() if tool != OURS)
    yield Line("score of twelve graphs, ours ÷ the best of the others", scores[OURS] / best, "×", 1.0)
    yield Line("graphs of twelve on which ours is best", sum(graph.best == OURS for graph in graphs), "", 12, True)


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
