"""What a design shows in charts: its rows out of the design, and the drawing put into the page.

begin(draft)               starts with the charts that need nothing but the design
drawn(links, make)         a chart for wide windows and, on pages of a site, one for narrow ones
path_of, bill_of, reach_of, turning_of, climb_of   what is charted; None where a chart would say nothing
"""

from collections.abc import Iterator

from designgen.charts import ahead
from designgen.document.charted.budgets import bill_of, path_of
from designgen.document.charted.climbing import climb_of
from designgen.document.charted.drawing import Make, drawn, inline, widths
from designgen.document.charted.reaching import reach_of
from designgen.document.charted.turning import turning_of
from designgen.document.draft import Draft

__all__ = ["begin", "bill_of", "climb_of", "drawn", "inline", "path_of", "reach_of", "turning_of"]


def begin(draft: Draft) -> None:
    """Has the charts drawn while the pages are written; each is asked for in its place."""
    ahead(make(wide) for make in _expected(draft) for wide in widths(draft.links))


def _expected(draft: Draft) -> Iterator[Make]:
    yield from filter(None, (path_of(draft.design), bill_of(draft.design)))
    maps = (reach_of(draft), *(turning_of(draft, decision) for decision in draft.design.decisions))
    yield from (found.spec for found in maps if found)
