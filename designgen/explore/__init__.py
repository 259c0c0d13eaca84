"""Many designs at once: sweeps over tables of specs, maps of where choices change, ladders of scale, fronts of alternatives.

ladder(design) -> Ladder    the same spec at several sizes
front(design) -> Front      other designs of the same spec that no other beats, and the few that truly differ
"""

from designgen.explore.candidates import Figures
from designgen.explore.front import Front, Lever, front
from designgen.explore.ladder import Ladder, Moved, Rung, ladder
from designgen.explore.tradeoffs import Changed, Listed, Reason
from designgen.explore.turns import Turn

__all__ = [
    "Changed", "Figures", "Front", "Ladder", "Lever", "Listed", "Moved", "Reason", "Rung", "Turn", "front", "ladder",
]  # fmt: skip
