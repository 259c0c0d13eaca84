"""Small moves that make a placement better: two neighbours change places, a box or a row slides, a row is
mirrored, a box goes where its edges pull it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from designgen.diagram.chains import Field
from designgen.diagram.order import turned
from designgen.diagram.place import place
from designgen.diagram.score import Measures

_SLIDE = 150.0
_FAR = 120.0


class Climb:
    """One placement on its way to a better one. `measured` gives the measures of a placement."""

    def __init__(self, ground: Field, found: Measures, measured: Callable[[Field], Measures]) -> None:
        self.ground, self.found, self._measured = ground, found, measured
        self._seen = {tuple(ground.left.items())}
        self.tried = 0

    def go_on(self, most: int) -> None:
        """Every move that lowers the cost is made, none is tried twice, and no more than `most` are tried."""
        self._each(_moves, most)

    def tidy(self, most: int) -> None:
        """Boxes and rows move below or above what they are linked to, and rows get equal gaps, where that costs nothing."""
        self._each(_alignments, most)

    def _each(self, moves: Callable[[Field, int], Iterator[Mapping[str, float]]], most: int) -> None:
        last, before = self.tried + most, None
        while before is not self.found:
            before = self.found
            for wished in turned(self.ground):
                if self.tried < last:
                    self._try(place(self.ground.plan, wished))
            for row in range(len(self.ground.ordered)):
                for wished in moves(self.ground, row):
                    if self.tried >= last:
                        return
                    self._try(place(self.ground.plan, wished))

    def _try(self, left: Mapping[str, float]) -> None:
        key = tuple(left.items())
        if key not in self._seen:
            self._seen.add(key)
            self.tried += 1
            other = Field(self.ground.plan, left)
            if (now := self._measured(other)).cost < self.found.cost - 1:
                self.ground, self.found = other, now


def _moves(ground: Field, row: int) -> Iterator[Mapping[str, float]]:
    """Wished centres after each move of one row of this placement."""
    at = {box: x + ground.plan.faces[box].w / 2 for box, x in ground.left.items()}
    boxes = ground.ordered[row]
    for one, two in pairwise(boxes):
        yield {**at, one: at[two], two: at[one]}
    if len(boxes) > 2:
        yield {**at, **{box: at[boxes[0]] + at[boxes[-1]] - at[box] for box in boxes}}
    pulled = {box: pull for box in boxes if (pull := _pull(ground, box, at)) is not None}
    yield {**at, **pulled}
    for box, pull in pulled.items():
        yield {**at, box: pull}
    for step in (-_SLIDE, _SLIDE):
        yield {**at, **{box: at[box] + step for box in boxes}}
        yield {**at, boxes[0 if step < 0 else -1]: at[boxes[0 if step < 0 else -1]] + step}


def _pull(ground: Field, box: str, at: Mapping[str, float]) -> float | None:
    """The middle of the boxes in other rows that share an edge with this one."""
    row_of, ends = ground.plan.row_of, [(edge.source, edge.target) for edge in ground.plan.picture.edges]
    others = [at[b if a == box else a] for a, b in ends if box in (a, b) and row_of[a] != row_of[b]]
    return sum(others) / len(others) if others else None


def _alignments(ground: Field, row: int) -> Iterator[Mapping[str, float]]:
    """Wished centres that bring boxes of a row into line with others, and at equal distances from each other."""
    at = {box: x + ground.plan.faces[box].w / 2 for box, x in ground.left.items()}
    boxes = ground.ordered[row]
    if len(boxes) > 2:
        yield {**at, **_spread(ground, boxes)}
    for box in boxes:
        for other in _linked(ground, box):
            step = at[other] - at[box]
            if 0.5 < abs(step) < _FAR:
                yield {**at, box: at[other]}
                if len(boxes) > 1:
                    yield {**at, **{each: at[each] + step for each in boxes}}


def _spread(ground: Field, boxes: Sequence[str]) -> Mapping[str, float]:
    """The centres of a row between its first and last box with equal gaps."""
    wide = [ground.plan.faces[box].w for box in boxes]
    start = ground.left[boxes[0]]
    gap = (ground.right(boxes[-1]) - start - sum(wide)) / (len(boxes) - 1)
    return {box: start + sum(wide[:n]) + gap * n + wide[n] / 2 for n, box in enumerate(boxes)}


def _linked(ground: Field, box: str) -> Sequence[str]:
    """The boxes of other rows at the other ends of its edges."""
    row_of, ends = ground.plan.row_of, [(edge.source, edge.target) for edge in ground.plan.picture.edges]
    others = [b if a == box else a for a, b in ends if box in (a, b)]
    return [other for other in dict.fromkeys(others) if row_of[other] != row_of[box]]
