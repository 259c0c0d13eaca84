"""Pictures of other forms than boxes in rows: a funnel, a sequence, a line of time.

    CHARTED[form](design, view, picture) -> Picture     with its chart: what is drawn to scale
"""

from collections.abc import Callable, Mapping

from designgen.catalog.architecture import View
from designgen.design import Design
from designgen.diagram.forms.funnels import funnel_of
from designgen.diagram.forms.sequences import sequence_of
from designgen.diagram.forms.timelines import timeline_of
from designgen.diagram.picture import Picture

CHARTED: Mapping[str, Callable[[Design, View, Picture], Picture | None]] = {
    "funnel": funnel_of, "sequence": sequence_of, "timeline": timeline_of,
}  # fmt: skip
