"""Small moves that make a placement better: two neighbours change places, a box or a row slides, a row is
mirrored, a box goes where its edges pull it."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from designgen.diagram.chains import Field
from designgen.diagram.place import place
from designgen.diagram.score import Measures

_SLIDE = 150.0
_ROUNDS = 2


def improved(ground: Field, found: Measures, measured: Callable[[Field], Measures]) -> tuple[Field, Measures]:
    """The placement after every move that lowers the cost, and its measures; `found` are those of now."""
    seen = {tuple(ground.left.items())}
    for _ in range(_ROUNDS):
        before = found
        for row in range(len(ground.ordered)):
            for wished in _moves(ground, row):
                other = Field(ground.plan, place(ground.plan, wished))
                if (key := tuple(other.left.items())) in seen:
                    continue
                seen.add(key)
                if (now := measured(other)).cost < found.cost - 1:
                    ground, found = other, now
        if found is before:
            break
    return ground, found


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
