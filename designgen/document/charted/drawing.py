"""A chart put into a page."""

import html
import re
from collections.abc import Callable

from markupsafe import Markup

from designgen.charts import chart
from designgen.charts.house import NARROW, WIDE, Spec
from designgen.document.escape import attribute, ours
from designgen.document.links import Links

_TEXT = re.compile(r">([^<]+)<")
Make = Callable[[float], Spec]
"""A chart of a width, in px."""


def widths(links: Links) -> tuple[float, ...]:
    """A site has a style sheet that shows one of two; any other reader would show both."""
    return (WIDE,) if links.single else (WIDE, NARROW)


def drawn(links: Links, make: Make) -> Markup:
    """The chart for a wide window, and for a narrow one."""
    return ours("".join(inline(make(wide), narrow=wide == NARROW) for wide in widths(links)))


def inline(spec: Spec, narrow: bool = False) -> Markup:
    """One chart, harmless in Markdown. `narrow`: it is shown in narrow windows only."""
    svg = _TEXT.sub(lambda found: f">{attribute(html.unescape(found[1]))}<", chart(spec))
    return ours(svg.replace('class="dg-chart"', 'class="dg-chart dg-narrow"', 1) if narrow else svg)
