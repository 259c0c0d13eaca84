"""Several pictures of one view as one: every box and arrow of any of them, each once, in the rows of the view."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from designgen.catalog.architecture import View, ViewBox
from designgen.design import Design
from designgen.diagram.faces import face, label_width
from designgen.diagram.picture import MOST_BOXES, Box, Edge, Picture
from designgen.diagram.views import grouped

_FOLDED = "unchanged-"


def union_of(pictures: Sequence[Picture], view: View, design: Design) -> Picture:
    """Boxes are those of the first picture that has them, with the view's name if any has it; panels are named for `design`."""
    rows = [(row.plane, row.label, [_common(pictures, shown) for shown in row.boxes
                                    if any(shown.id in picture.box for picture in pictures)]) for row in view.rows]
    groups, boxes, ids = grouped([row for row in rows if row[2]], design)
    first = pictures[0]
    numbers = tuple({box: step for picture in reversed(pictures) for box, step in picture.numbers}.items())
    return Picture(first.id, first.title, first.description, groups, boxes, union_edges(pictures), ids, _walk(pictures),
                   numbers, first.theme, first.fixed, first.meanings)


def _common(pictures: Iterable[Picture], shown: ViewBox) -> Box:
    found = [picture.box[shown.id] for picture in pictures if shown.id in picture.box]
    names = [name for _, name in shown.name]
    return next((box for box in found if box.name in names), found[0])


def _walk(pictures: Sequence[Picture]) -> tuple[str, ...]:
    """The request path of all: that of the first, with each further box behind the one it follows elsewhere."""
    walk = list(pictures[0].path)
    for picture in pictures[1:]:
        for place, box in enumerate(picture.path):
            if box not in walk:
                walk.insert(walk.index(picture.path[place - 1]) + 1 if place else 0, box)
    return tuple(walk)


def union_edges(pictures: Iterable[Picture]) -> tuple[Edge, ...]:
    """One edge a pair and kind, with the widest label that any of them has."""
    found: dict[tuple[str, str, str], Edge] = {}
    for edge in chain.from_iterable(picture.edges for picture in pictures):
        key = (edge.source, edge.target, edge.kind)
        widest = max(found.get(key, edge), edge, key=label_width)
        found[key] = replace(widest, mark="")
    return tuple(found.values())


def sized(union: Picture, pictures: Sequence[Picture]) -> Picture:
    """Each box as large as the largest of its faces in these pictures."""
    largest: dict[str, tuple[float, float]] = {}
    for box in chain(union.boxes, *(picture.boxes for picture in pictures)):
        shown, (wide, high) = face(box), largest.get(box.id, (0.0, 0.0))
        largest[box.id] = (max(wide, shown.w), max(high, shown.h))
    return replace(union, boxes=tuple(replace(box, least=largest[box.id]) for box in union.boxes))


def foldable(union: Picture, quiet: Iterable[str]) -> dict[str, str]:
    """Quiet box -> the box that stands for it and its like of one panel, as far as needed for a picture that can be read."""
    home: dict[str, str] = {}
    lanes: dict[str, list[str]] = {}
    for id in quiet:
        lanes.setdefault(union.box[id].group, []).append(id)
    on_path = Counter(box.group for box in union.boxes if box.id in union.path)
    for group in sorted(lanes, key=lambda lane: (on_path[lane], -len(lanes[lane]), lane)):
        if len(union.boxes) - len(home) + len(set(home.values())) > MOST_BOXES and len(lanes[group]) > 1:
            home |= dict.fromkeys(lanes[group], f"{_FOLDED}{group}")
    return home


def folded(picture: Picture, home: Mapping[str, str], union: Picture) -> Picture:
    """The picture with the boxes of each fold as one, which names them."""
    if not home:
        return picture
    boxes = {home.get(box.id, box.id): _stand_in(box, home, union) if box.id in home else box for box in picture.boxes}
    edges: dict[tuple[str, str, str], Edge] = {}
    for edge in picture.edges:
        source, target = home.get(edge.source, edge.source), home.get(edge.target, edge.target)
        if source != target:
            moved = replace(edge, source=source, target=target)
            known = edges.get((source, target, edge.kind))
            edges[source, target, edge.kind] = replace(moved, label="") if known and known.label != edge.label else moved
    rows = (tuple(dict.fromkeys(home.get(box, box) for box in row)) for row in picture.rows)
    path = tuple(dict.fromkeys(home.get(box, box) for box in picture.path))
    first = {home.get(box, box): step for box, step in reversed(picture.numbers)}
    return replace(picture, boxes=tuple(boxes.values()), edges=tuple(edges.values()), rows=tuple(rows), path=path,
                   numbers=tuple(first.items()))


def _stand_in(box: Box, home: Mapping[str, str], union: Picture) -> Box:
    id = home[box.id]
    names = [one.name for one in union.boxes if home.get(one.id) == id]
    return Box(id, f"{len(names)} unchanged", ", ".join(names), icon="box", plane=box.plane, group=box.group)
