"""Left to right: the x of every box, from where Graphviz wants it, but never too close and never too wide."""

from collections.abc import Mapping, Sequence

from designgen.diagram.plan import Plan


def place(drawn: Plan, wished: Mapping[str, float]) -> Mapping[str, float]:
    """The left edge of each box, the leftmost at 0; `wished` are centres and give the order in a row."""
    ordered = [tuple(sorted(row, key=lambda box: (wished[box], row.index(box)))) if len(row) > 1 else row for row in drawn.rows]
    widest = max(drawn.row_width(row) for row in ordered)
    rightmost, leftmost = max(wished.values()), min(wished.values())
    room = max(widest, min(rightmost - leftmost + 180, 900.0))
    middle = (rightmost + leftmost) / 2
    left: dict[str, float] = {}
    for row in ordered:
        *least, wide = drawn.offsets(row)
        targets = [wished[box] - middle + room / 2 - drawn.faces[box].w / 2 for box in row]
        left.update(zip(row, _nearest(targets, least, room - wide), strict=True))
    first = min(left.values())
    return {box: round(x - first, 1) for box, x in left.items()}


def in_order(drawn: Plan) -> Mapping[str, float]:
    """Centres for rows as they are written, each centred: the layout when Graphviz gives none."""
    wished = {}
    for row in drawn.rows:
        *offsets, wide = drawn.offsets(row)
        for box, offset in zip(row, offsets, strict=True):
            wished[box] = offset - wide / 2 + drawn.faces[box].w / 2
    return wished


def _nearest(targets: Sequence[float], offsets: Sequence[float], most: float) -> list[float]:
    """The places nearest to the targets (least squares) that keep the offsets: pool adjacent violators."""
    pools: list[tuple[float, int]] = []
    for target, offset in zip(targets, offsets, strict=True):
        total, count = target - offset, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            before = pools.pop()
            total, count = total + before[0], count + before[1]
        pools.append((total, count))
    slack = [min(max(total / count, 0.0), most) for total, count in pools for _ in range(count)]
    return [start + offset for start, offset in zip(slack, offsets, strict=True)]
