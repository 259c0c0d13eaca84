"""The whole document of a design as PDF."""

from typing import Any

from designgen.cache import no_collection
from designgen.design.model import Design
from designgen.diagram.text import clusters, width
from designgen.document import document, title_page
from designgen.paper.flow import Flow
from designgen.paper.sheet import PAPERS
from designgen.paper.spans import fitting
from designgen.paper.tree import Drawing, parsed
from designgen.paper.typesetter import template, typeset

SIZES = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
"""Width and height of the PAPERS, pt."""
MARGIN = 56.0
HEAD = 7.5
"""Size of type in the head of a page, pt."""
CAPTION = 60.0
"""What a figure that fills a page leaves for its caption, pt."""


def document_pdf(design: Design, paper: str = "a4") -> bytes:
    """The document with title page, contents, figures in the print theme and bookmarks; PAPERS are known.

    Raises ProblemsFound (T001 without Typst, T002 for characters that no font can show).
    """
    with no_collection():
        data, drawings = printed(design, paper)
    return typeset(template("document.typ"), data, {str(place): known.svg for place, known in enumerate(drawings)})


def printed(design: Design, paper: str) -> tuple[dict[str, Any], list[Drawing]]:
    """What the template gets, and the drawings."""
    wide, tall = (side - 2 * MARGIN for side in SIZES[paper])
    root, drawings = parsed(document(design, printed=True))
    page = {"paper": PAPERS[paper], "margin": MARGIN, "wide": wide, "tall": tall - CAPTION}
    title = title_page(design).title
    texts = {"title": title, "running": running(title, wide * 0.6), "first": _first(design)}
    return {**page, **texts, "blocks": Flow(root, drawings, wide).blocks()}, drawings


def running(title: str, wide: float) -> str:
    """The title for the head of a page, cut off where it is wider than this (pt)."""
    if width(title, HEAD) <= wide:
        return title
    kept = clusters(title)
    while width("".join(kept), HEAD) > wide:
        kept.pop()
    return f"{''.join(kept).rstrip()}…"


def _first(design: Design) -> dict[str, Any]:
    """The title page; words of any length may be broken."""
    page = title_page(design)
    pairs = {name: [[fitting(text) for text in pair] for pair in getattr(page, name)] for name in ("numbers", "facts")}
    lines = {name: [fitting(text) for text in getattr(page, name)] for name in ("summary", "owners")}
    return {"title": fitting(page.title), "framework": page.framework, "task": page.task, "more": page.more, **pairs, **lines}
