"""Many designs at once: sweeps over tables of specs, maps of where choices change, ladders of scale, fronts of alternatives.

ladder(design) -> Ladder    the same spec at several sizes
"""

from designgen.explore.ladder import Ladder, Moved, Rung, ladder
from designgen.explore.turns import Turn

__all__ = ["Ladder", "Moved", "Rung", "Turn", "ladder"]
