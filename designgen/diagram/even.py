"""How far boxes are from standing in columns and at equal distances: what makes a picture look ragged, in px and counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from designgen.diagram.geometry import Rect
from designgen.diagram.order import backward
from designgen.diagram.picture import Picture

_NEAR = 28.0  # centres of linked boxes closer than this should be one above the other
_ROW_LEAST = 3
_BACKWARD = 14.0  # less than a crossing


@dataclass(frozen=True, slots=True)
class Raggedness:
    """`columns`: different centres; `uneven`: px by which gaps of a row differ from their mean; `near_misses`: linked boxes
    almost, but not quite, one above the other; `backward`: steps of the path to the left or upwards."""

    columns: int = 0
    uneven: float = 0.0
    near_misses: int = 0
    backward: int = 0

    @property
    def cost(self) -> float:
        return 2.5 * self.columns + 0.06 * self.uneven + 5 * self.near_misses + _BACKWARD * self.backward


def raggedness(picture: Picture, boxes: Mapping[str, Rect]) -> Raggedness:
    centres = {id: box.x + box.w / 2 for id, box in boxes.items()}
    rows = [list(row) for _, row in groupby(sorted(boxes.values(), key=lambda box: (box.y, box.x)), key=lambda box: box.y)]
    joined = [edge for edge in picture.edges if edge.source in centres and edge.target in centres]
    off = [abs(centres[edge.source] - centres[edge.target]) for edge in joined]
    return Raggedness(_columns(centres.values()), sum(map(_uneven, rows)), sum(0.5 < dx < _NEAR for dx in off),
                      backward(picture, boxes))  # fmt: skip


def _columns(centres: Iterable[float]) -> int:
    """How many different centres there are, to the px."""
    ordered = sorted(centres)
    return bool(ordered) + sum(two - one > 1 for one, two in pairwise(ordered))


def _uneven(row: Sequence[Rect]) -> float:
    if len(row) < _ROW_LEAST:
        return 0.0
    gaps = [two.x - one.right for one, two in pairwise(row)]
    mean = sum(gaps) / len(gaps)
    return sum(abs(gap - mean) for gap in gaps)
