"""Diagrams on the page: the drawing, its caption, and the same in a table for searching and for screen readers."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from markupsafe import Markup

from designgen.document.downloads import downloads
from designgen.document.draft import Draft
from designgen.document.escape import ours
from designgen.document.shown import shown
from designgen.document.strokes import strokes

if TYPE_CHECKING:
    from designgen.diagram import Picture

_HREF = re.compile(r'(href=")#(?:section-)?([a-z_]+)(")')


def figure(draft: Draft, view: str) -> Markup:
    """The figure of a view, or nothing when the design has nothing to show there."""
    from designgen.diagram import draw

    picture = _picture(draft, view)
    if picture is None:
        return ours("")
    spoken, printed = strokes(picture), draft.links.printed
    drawn, known = _inline(draft, draw(picture, "print" if printed and not spoken else "")), draft.design.knowledge.views[view]
    told = {"shown": None if printed else shown(draft, picture), "strokes": spoken, "caption": ""}
    return draft.page("parts/figure.md", drawn=drawn, view=known, files=() if draft.links.single else downloads(view), **told)


def drawing(draft: Draft, view: str) -> Markup:
    """The drawing of a view and nothing else, or nothing when the design has nothing to show there."""
    from designgen.diagram import draw

    picture = _picture(draft, view)
    return ours("") if picture is None else _inline(draft, draw(picture, "light"))


def figure_elsewhere(draft: Draft, view: str, caption: Markup) -> Markup:
    """The figure of a view on a page outside the document, with a caption of its own and without files."""
    from designgen.diagram import draw

    picture = _picture(draft, view)
    if picture is None:
        return ours("")
    told = {"shown": shown(draft, picture), "strokes": strokes(picture), "files": (), "caption": caption}
    drawn, known = _inline(draft, draw(picture, "light")), draft.design.knowledge.views[view]
    return draft.page("parts/figure.md", drawn=drawn, view=known, **told)


def _picture(draft: Draft, view: str) -> "Picture | None":
    from designgen.diagram import picture_of

    return picture_of(draft.design, view) if view in draft.design.knowledge.views else None


def compared_drawings(
    drafts: Sequence[Draft], view: str = "overview", against: str = "first", names: Sequence[str] = ()
) -> list[tuple[Markup, str]]:
    """(inline SVG, caption) a design: the view of all of them on one layout, with marks on what differs from the first
    design or from the one before (`against`: first | previous). `names` call the designs; by default their titles do.

    Links of a picture lead to the document of its design. Empty if the view does not apply to all.
    """
    from designgen.diagram import compared_drawings as drawn

    if any(view not in draft.design.knowledge.views for draft in drafts):
        return []
    found = drawn([draft.design for draft in drafts], view, against, names)
    return [(_inline(draft, one.svg), one.says) for draft, one in zip(drafts, found, strict=False)]


def _inline(draft: Draft, svg: str) -> Markup:
    svg = svg[svg.index("<svg") :].replace("\n", " ")
    svg = svg.replace("{", "&#123;").replace("}", "&#125;")  # a drawing has no style sheet; titles may have braces
    return ours(_HREF.sub(lambda found: f"{found[1]}{draft.links.html(found[2])}{found[3]}", svg))
