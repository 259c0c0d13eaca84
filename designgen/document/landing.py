"""Hand-written pages with drawings of designs put in."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from designgen.design.model import Design
from designgen.document.draft import draft
from designgen.document.figures import drawing
from designgen.document.links import Links

_PLACE = re.compile(r"<!-- figure:([a-z0-9_-]+)/([a-z0-9_]+) -->")
_FIGURE = Markup(
    '<figure class="dg" data-search-exclude>\n{}\n'
    '<figcaption>Drawn from the spec: <a href="{}/index.html">{}</a></figcaption>\n</figure>'
)


def with_figures(text: str, designs: Sequence[Design]) -> str:
    """The page with a drawing for each `<!-- figure:<spec id>/<view> -->`, of the first design when that spec is not there.

    The page stands above the designs' folders.
    """
    by_id = {design.spec.id: design for design in designs}

    def put(match: re.Match[str]) -> str:
        return _figure(by_id.get(match[1]) or designs[0], match[2]) if designs else ""

    return _PLACE.sub(put, text)


def _figure(design: Design, view: str) -> str:
    drawn = drawing(draft(design, Links(design, above=f"{design.spec.id}/")), view)
    return _FIGURE.format(drawn, design.spec.id, design.spec.title) if drawn else ""
