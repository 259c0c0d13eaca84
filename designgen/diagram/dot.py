"""The graph that Graphviz orders and places: boxes of fixed size, one rank a row, nothing that depends on a font."""

import random
from dataclasses import dataclass
from itertools import pairwise

from designgen.diagram.plan import Plan


@dataclass(frozen=True, slots=True)
class Setting:
    """What is varied between candidates. `shuffle` 0 keeps the order of the boxes, 1 reverses it, others are seeds."""

    shuffle: int = 0
    flats: str = "as drawn"  # or "left to right", "free"


SETTINGS = (Setting(), Setting(1), Setting(2), Setting(0, "left to right"), Setting(0, "free"), Setting(1, "free"))

_HEAD = (
    "digraph { rankdir=TB newrank=true splines=false ranksep=.34 nodesep=.32 "
    'node [shape=box fixedsize=true label=""] edge [arrowhead=none]'
)


def dot_source(drawn: Plan, setting: Setting) -> str:
    """The DOT text; box n of the picture is called `n<n>`."""
    name = {box.id: f"n{number}" for number, box in enumerate(drawn.picture.boxes)}
    lines = [_HEAD]
    for row in drawn.rows:
        boxes = _shuffled(row, setting.shuffle)
        sized = [f"{name[b]} [width={drawn.faces[b].w / 72:.3f} height={drawn.faces[b].h / 72:.3f}]" for b in boxes]
        lines.append("{ rank=same " + "; ".join(sized) + " }")
    firsts = [name[row[0]] for row in drawn.rows]
    lines += [f"{a} -> {b} [style=invis weight=0]" for a, b in pairwise(firsts)]
    lines += _edges(drawn, setting, name)
    return "\n".join([*lines, "}"])


def _shuffled(row: tuple[str, ...], seed: int) -> list[str]:
    boxes = list(row)
    if seed == 1:
        boxes.reverse()
    elif seed > 1:
        random.Random(seed).shuffle(boxes)  # noqa: S311 - only the same on every machine
    return boxes


def _edges(drawn: Plan, setting: Setting, name: dict[str, str]) -> list[str]:
    """One line for each joined pair, downwards; upward edges are turned round."""
    row_of, path = drawn.row_of, drawn.picture.path_pairs()
    lines: dict[frozenset[str], str] = {}
    for edge in drawn.picture.edges:
        pair = frozenset((edge.source, edge.target))
        if len(pair) < 2 or pair in lines:
            continue
        weight = 3 if {(edge.source, edge.target), (edge.target, edge.source)} & path else 1
        a, b, extra = edge.source, edge.target, ""
        if row_of[a] > row_of[b]:
            a, b, extra = b, a, " dir=back"
        elif row_of[a] == row_of[b]:
            a, b, extra = _flat(drawn, setting, (a, b))
        lines[pair] = f"{name[a]} -> {name[b]} [weight={weight}{extra}]"
    return list(lines.values())


def _flat(drawn: Plan, setting: Setting, ends: tuple[str, str]) -> tuple[str, str, str]:
    """An edge inside a row: its least length in steps of nodesep holds the label."""
    a, b = ends
    row = drawn.rows[drawn.row_of[a]]
    if setting.flats == "left to right" and row.index(a) > row.index(b):
        a, b = b, a
    steps = -(-drawn.gap(a, b) // 23)
    return a, b, f" minlen={steps:.0f}" + (" constraint=false" if setting.flats == "free" else "")
