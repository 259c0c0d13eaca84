"""PNG and PDF: our SVG set by Typst in the fonts that ship, never in those of the machine."""

import re
from typing import Literal

from designgen.diagram.exports.tree import Source
from designgen.problem import NOWHERE, Problem, ProblemsFound
from designgen.resources import resource

_PER_PX = 2.0  # pixels of a PNG a px of the drawing
_PAGE = """\
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set document(title: sys.inputs.title, date: none)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt, alt: sys.inputs.says)
"""


def to_pdf(source: Source) -> bytes:
    """One page as large as the drawing; its text can be selected. Without a date, so equal drawings have equal bytes."""
    return _set(source, "pdf")


def to_png(source: Source) -> bytes:
    """Twice as many pixels each way as the drawing has px."""
    return _set(source, "png")


def _set(source: Source, format: Literal["pdf", "png"]) -> bytes:
    """Raises ProblemsFound without Typst."""
    try:
        import typst
    except ImportError:
        problem = Problem(NOWHERE, "D090", "PNG and PDF need Typst", "run pip install 'designgen[pdf]'")
        raise ProblemsFound([problem]) from None
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[resource("fonts")])
    return typst.compile(_PAGE.encode(), format=format, sys_inputs=_inputs(source), font_paths=fonts, ppi=72 * _PER_PX)


def _inputs(source: Source) -> dict[str, str]:
    picture = source.picture
    svg = re.sub('font-family="[^"]*"', lambda named: named[0].replace("sans-serif", "Inter"), source.svg(), count=1)
    wide = re.search(r'<svg[^>]* width="([0-9.]+)"', svg)
    return {"svg": svg, "title": picture.title, "says": picture.description or picture.title, "width": wide[1] if wide else "900"}
