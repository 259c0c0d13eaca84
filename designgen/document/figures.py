"""Diagrams on the page: the drawing, its caption, and the same in a table for searching and for screen readers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from designgen.catalog.model import View
from designgen.design.model import Design, Link, Part
from designgen.document.draft import Draft
from designgen.document.escape import ours

_HREF = re.compile(r'(href=")#(?:section-)?([a-z_]+)(")')


@dataclass(frozen=True, slots=True)
class Shown:
    """What a view shows of a design: its parts in reading order and the flows between them."""

    view: View
    parts: tuple[Part, ...]
    links: tuple[Link, ...]


def shown_by(design: Design, view: str) -> Shown:
    """The parts of a view that the design has; a merged box stands for each of its components."""
    known = design.knowledge.views[view]
    names = [name for row in known.rows for box in row.boxes for name in box.merges]
    parts = [design.parts[name] for name in dict.fromkeys(names) if name in design.parts]
    ids = {part.id for part in parts}
    links = [link for link in design.links if link.source in ids and link.target in ids]
    return Shown(known, tuple(parts), tuple(links))


def figure(draft: Draft, view: str) -> Markup:
    """The figure of a view, or nothing when the design has nothing to show there."""
    drawn = drawing(draft, view)
    if not drawn:
        return ours("")
    return draft.page("parts/figure.md", drawn=drawn, shown=shown_by(draft.design, view))


def drawing(draft: Draft, view: str) -> Markup:
    """The view as inline SVG whose links lead to the sections of this document."""
    from designgen.diagram import draw, picture_of

    if view not in draft.design.knowledge.views:
        return ours("")
    picture = picture_of(draft.design, view)
    if picture is None:
        return ours("")
    return _inline(draft, draw(picture, "light"))


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
