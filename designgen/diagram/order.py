"""Whether the numbered path can be read: its steps go down, and in a row to the right. And placements turned round for that."""

from collections.abc import Iterator, Mapping

from designgen.diagram.chains import Field
from designgen.diagram.geometry import Rect
from designgen.diagram.picture import Picture


def backward(picture: Picture, boxes: Mapping[str, Rect]) -> int:
    """How many steps lie left of the last step before them in their row, or above the step before."""
    count, last, before = 0, dict[float, float](), 0.0
    for box in picture.walk:
        x, y, _, _ = boxes[box]
        count += x < last.get(y, x) or y < before
        last[y], before = x, y
    return count


def turned(ground: Field) -> Iterator[Mapping[str, float]]:
    """Centres of the placement with all rows mirrored, or those from some row on, or those up to it: between mirrored rows
    lines cross as often as before. Then with the path of one row in order. Only where fewer steps go backward then."""
    wide = max(ground.right(box) for box in ground.left)
    rows, faults = ground.ordered, _faults(ground)
    at = {box: x + ground.plan.faces[box].w / 2 for box, x in ground.left.items()}
    for first, end in [(0, len(rows)), *((0, n) for n in range(1, len(rows))), *((n, len(rows)) for n in range(1, len(rows)))]:
        if sum(faults[first:end]) > 0:
            yield {**at, **{box: wide - at[box] for row in rows[first:end] for box in row}}
    for row in rows:
        walked = [box for box in ground.plan.picture.walk if box in row]
        sorted_at = dict(zip(walked, sorted(at[box] for box in walked), strict=True))
        if any(at[box] != x for box, x in sorted_at.items()):
            yield {**at, **sorted_at}


def _faults(ground: Field) -> list[int]:
    """For each row how many more steps go left than right."""
    found, last = [0] * len(ground.ordered), dict[int, float]()
    for box in ground.plan.picture.walk:
        row, x = ground.plan.row_of[box], ground.left[box]
        before = last.get(row, x)
        found[row] += (x < before) - (x > before)
        last[row] = x
    return found
