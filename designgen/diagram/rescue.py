"""When the best drawing cannot be had: a simpler one that says so, or an error that names the picture and keeps its DOT text."""

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from designgen.diagram.compose import composed
from designgen.diagram.craft import collisions
from designgen.diagram.dot import Setting, dot_source
from designgen.diagram.geometry import Layout
from designgen.diagram.plan import Plan

NO_ORDER = "Graphviz gave no order, so the rows stand as they are written."
_LOST = "D018"
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
    """The layout with what is not as it should be, by the same rules as every drawing is judged."""
    drawn = composed(first.given, layout)
    lost, meet = len(drawn.unplaced), sum(fault.code != _LOST for fault in collisions(drawn))
    less = f"{_counted(lost, 'label')} found no room and {'are' if lost > 1 else 'is'} left out." if lost else ""
    close = f"Lines or texts meet at {_counted(meet, 'place')}, so crowded is it." if meet else ""
    return replace(layout, simpler=" ".join(part for part in (less, close) if part))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' if number > 1 else ''}"
