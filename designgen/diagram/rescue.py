"""When the best drawing cannot be had: a simpler one that says so, or an error that names the picture and keeps its DOT text."""

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from designgen.diagram.dot import Setting, dot_source
from designgen.diagram.geometry import Layout
from designgen.diagram.plan import Plan
from designgen.diagram.score import Measures, measure

NO_ORDER = "Graphviz gave no order, so the rows stand as they are written."
BROKEN = (ArithmeticError, LookupError, ValueError, TypeError, RecursionError, MemoryError)


def rescued(first: Plan, best: Callable[[], Layout], plain: Callable[[], Layout]) -> Layout:
    """The best layout; where that breaks the plain one, which says so; where that breaks as well, ValueError."""
    try:
        return stated(first, best())
    except BROKEN:
        try:
            return replace(stated(first, plain()), simpler=NO_ORDER)
        except BROKEN as problem:
            raise ValueError(f"picture {first.picture.id} could not be laid out ({problem or type(problem).__name__}); "
                             f"its graph is kept in {kept(first)}") from problem  # fmt: skip


def kept(first: Plan) -> Path:
    """The file with the DOT text of a picture, for whoever looks into what went wrong."""
    text = dot_source(first, Setting())
    path = Path(tempfile.gettempdir()) / f"designgen-{hashlib.sha256(text.encode()).hexdigest()[:12]}.dot"
    path.write_text(text, encoding="utf-8")
    return path


def stated(first: Plan, layout: Layout) -> Layout:
    """The layout with what is not as it should be."""
    return replace(layout, simpler=_crowded(measure(first.picture, layout)))


def _crowded(found: Measures) -> str:
    less = f"{found.missing_labels} labels found no room and are left out." if found.missing_labels else ""
    meet = found.shared + found.covered + found.struck + found.heads_hit + found.title_hits
    close = f"Lines or labels meet at {meet} places, so crowded is it." if meet else ""
    return " ".join(part for part in (less, close) if part)
