"""Small moves that make a placement better: two neighbours change places, a box or a row slides, a row is mirrored."""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from designgen.diagram.chains import Field
from designgen.diagram.place import place

_SLIDE = 110.0
_ROUNDS = 2


def improved(ground: Field, cost: float, cost_of: Callable[[Field], float]) -> Field:
    """The placement after every move that lowers the cost; `cost` is its cost now."""
    for _ in range(_ROUNDS):
        before = cost
        for row in range(len(ground.ordered)):
            for wished in _moves(ground, row):
                other = Field(ground.plan, place(ground.plan, wished))
                if (now := cost_of(other)) < cost - 1:
                    ground, cost = other, now
        if cost == before:
            break
    return ground


def _moves(ground: Field, row: int) -> Iterator[Mapping[str, float]]:
    """Wished centres after each move of one row of this placement."""
    at = {box: x + ground.plan.faces[box].w / 2 for box, x in ground.left.items()}
    boxes = ground.ordered[row]
    for one, two in pairwise(boxes):
        yield {**at, one: at[two], two: at[one]}
    if len(boxes) > 2:
        yield {**at, **{box: at[boxes[0]] + at[boxes[-1]] - at[box] for box in boxes}}
    for step in (-_SLIDE, _SLIDE):
        yield {**at, **{box: at[box] + step for box in boxes}}
        yield {**at, boxes[0 if step < 0 else -1]: at[boxes[0 if step < 0 else -1]] + step}
