"""The budget of a request as a bar: what its p99 has used of the target."""

from designgen.diagram.charts import Budget
from designgen.diagram.forms.pieces import NAME, SMALL, key, seconds
from designgen.diagram.geometry import Rect
from designgen.diagram.scene import Block, Disc, Item, Shape, Stroke, Words

REST, HERE, ADDED, FREE = ("bar", "online"), ("solid", "online"), ("nested", "feature"), ("panel", "client")


def gauge(budget: Budget, bar: Rect, share: float = 0.0, whose: str = "") -> tuple[list[Shape | Item], float]:
    """A sentence, a bar up to the target or the longer time, what its colours mean; and where all that ends.

    `share` is the part of the modelled p99 that is told apart, and `whose` it is.
    """
    scale, y = bar.w / longest(budget), bar.y + 22
    parts = [(*FREE, budget.target, ""), *([(*ADDED, budget.added, "all p99s at once")] if budget.hard else []),
             (*REST, budget.p99, "modelled p99"), *([(*HERE, share, whose)] if share else [])]  # fmt: skip
    shapes: list[Shape | Item] = [*sentence(budget, bar)]
    shapes += [Block(Rect(bar.x, y, value * scale, bar.h), role, of, 3) for role, of, value, _ in parts]
    end, counted = bar.x + budget.target * scale, budget.added if budget.hard else budget.p99
    if counted > budget.target:
        shapes.append(Block(Rect(end, y, (counted - budget.target) * scale, bar.h), "alert", radius=3))
    shapes.append(Stroke(((end, y - 4), (end, y + bar.h + 4)), "limit", line=2.2))
    meant = [(role, of, f"{said} {seconds(value)}") for role, of, value, said in reversed(parts) if said]
    return [*shapes, *key(meant, bar.x + 70, y + bar.h + 20), *_target(bar.x, y + bar.h + 20)], y + bar.h + 20


def _target(x: float, y: float) -> tuple[Shape, ...]:
    return Stroke(((x + 4, y - 11), (x + 4, y + 3)), "limit", line=2.2), Words("target", x + 14, y, "legend", size=SMALL)


def longest(budget: Budget) -> float:
    """What the whole bar stands for."""
    return max(budget.target, budget.p99, budget.added if budget.hard else 0.0)


def sentence(budget: Budget, bar: Rect) -> list[Shape]:
    """What was counted, and how much is left of the target or missing, with a mark where the check of the path fails."""
    counted, what = (budget.added, "All p99s at once") if budget.hard else (budget.p99, "p99 of the request")
    left = budget.target - counted
    rest = f"{seconds(abs(left))} {'to spare' if left >= 0 else 'too long'}"
    said = f"{what}: {seconds(counted)} of {seconds(budget.target)}, {rest}"
    x = bar.x + (24 if budget.fails else 0)
    mark = [Disc((bar.x + 9, bar.y + 8), "!", "alert")] if budget.fails else []
    return [*mark, Words(said, x, bar.y + 12, "name", size=NAME, bold=True)]
