"""One view of several designs, each box at the same place in every picture, with a mark on what differs.

    compared(designs) -> Compared             the pictures, marked, and the one that all are laid out as
    compared_drawings(designs) -> [Drawn]     those pictures painted on that layout, with what differs in words
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from designgen.cache import cache_folder
from designgen.design import Design
from designgen.diagram.cache import layout_of
from designgen.diagram.compose import composed
from designgen.diagram.differences import Seen, marks, seen
from designgen.diagram.geometry import Layout
from designgen.diagram.legend import entries, entry_width, legend_height
from designgen.diagram.painter import paint
from designgen.diagram.picture import MARKS, Edge, Mark, Picture, normal
from designgen.diagram.union import foldable, folded, sized, union_edges, union_of
from designgen.diagram.views import connected, everything, only, weightiest

AGAINST = ("first", "previous")
_LEAST = 3
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Marked:
    """The picture of one design and what its marks say. `base` is the title of what it is held against, "" for the first."""

    picture: Picture
    base: str
    names: Mapping[str, tuple[str, ...]]  # of MARKS: the boxes that carry it
    left_out: tuple[str, ...]  # boxes for which there was no room
    folded: int  # unchanged boxes drawn as few

    @property
    def says(self) -> str:
        """What differs, in a sentence or two: a caption."""
        found = [_clause(kind, self.names[kind]) for kind in MARKS if self.names[kind]]
        compared = f"Against {self.base}: {'; '.join(found) or 'the same boxes'}." if self.base else ""
        less = f"{self.folded} boxes that are the same in all are drawn as a few." if self.folded else ""
        cut = f"Not drawn for lack of room: {', '.join(self.left_out)}." if self.left_out else ""
        return " ".join(part for part in (compared, less, cut) if part)


def _clause(kind: str, names: tuple[str, ...]) -> str:
    listed = ", ".join(names)
    if kind in ("added", "removed") or len(names) <= _MOST_NAMED:
        return f"another number at {listed}" if kind == "moved" else f"{kind} {listed}"
    return f"another number at {len(names)} boxes" if kind == "moved" else f"{len(names)} boxes changed"


@dataclass(frozen=True, slots=True)
class Compared:
    """`whole` has every box and arrow of `each` (one a design), and is laid out for all of them."""

    whole: Picture
    each: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A painted picture and its caption."""

    svg: str
    says: str


def compared_drawings(
    designs: Sequence[Design], view: str = "overview", against: str = "first", names: Sequence[str] = (),
    theme: str = "light", folder: Path | None = None,
) -> list[Drawn]:  # fmt: skip
    """One drawing a design, all on one layout; none if there is nothing to draw. See `compared`."""
    found = compared(designs, view, against, names)
    if found is None:
        return []
    layout = layout_of(found.whole, folder or cache_folder() / "layouts")
    return [Drawn(paint(composed(one.picture, part_of(layout, found.whole, one.picture)), theme), one.says) for one in found.each]


def compared(
    designs: Sequence[Design], view: str = "overview", against: str = "first", names: Sequence[str] = ()
) -> Compared | None:
    """Each design held against the first of them, or against the one before it (`against`); all are of one knowledge.

    `names` call the designs; by default the titles of their specs do. None if the view does not apply to all of them or
    fewer than three boxes remain. Raises ValueError for another `against`.
    """
    if against not in AGAINST:
        raise ValueError(f"against {against}: known are {', '.join(AGAINST)}")
    found = [everything(design, view) for design in designs]
    pictures = [replace(picture, edges=union_edges([picture])) for picture in found if picture]
    if not pictures or len(pictures) < len(designs):
        return None
    known = designs[0].knowledge.views[view]
    every = [seen(design, picture, known) for design, picture in zip(designs, pictures, strict=True)]
    union = connected(union_of(pictures, known, designs[0]))
    held = [_held(every, number, against) for number in range(len(every))]
    return _drawn(union, held, names or [design.spec.title for design in designs]) if len(union.boxes) >= _LEAST else None


@dataclass(frozen=True, slots=True)
class _Held:
    """One design held against another; the first is held against nothing, as base of itself."""

    number: int
    base_number: int
    now: Picture
    base: Picture
    marks: Mapping[str, Mark]


def _held(every: Sequence[Seen], number: int, against: str) -> _Held:
    base = max(number - 1, 0) if against == "previous" else 0
    return _Held(number, base, every[number].picture, every[base].picture, marks(every[base], every[number]))


def _drawn(union: Picture, held: Sequence[_Held], names: Sequence[str]) -> Compared:
    """One picture a design, of the boxes for which there is room in the union of all."""
    marked = {id: mark.kind for one in held for id, mark in one.marks.items()}
    quiet = [box.id for box in union.boxes if box.id not in marked]
    home = foldable(union, quiet)
    whole = folded(union, home, union)
    kept = weightiest(whole, {id for one in held for id, mark in one.marks.items() if mark.kind in ("added", "removed")})
    left = tuple(box.name for box in whole.boxes if box.id not in kept)
    each = []
    for one in held:
        picture = only(folded(_own(union, one), home, union), kept)
        each.append(_worded(picture, names[one.number], names[one.base_number] if one.number else "", (left, len(home))))
    whole = only(whole, kept)
    whole = replace(whole, edges=union_edges([whole, *(one.picture for one in each)]))
    whole = sized(whole, [one.picture for one in each])
    return Compared(whole, tuple(_at_size(one, whole) for one in each))


def _own(union: Picture, held: _Held) -> Picture:
    """What one design shows in the rows of all: its boxes, and what its base had besides."""
    gone = {id: held.base.box[id] for id, mark in held.marks.items() if mark.kind == "removed"}
    own = {**gone, **held.now.box}
    boxes = tuple(replace(own[box.id], name=box.name, icon=box.icon, group=box.group, mark=held.marks.get(box.id))
                  for box in union.boxes if box.id in own)  # fmt: skip
    shown = replace(held.now, id=f"compared-{held.number}-{held.now.id}", boxes=boxes, groups=union.groups, rows=union.rows)
    return replace(only(shown, own.keys()), edges=_flows(held.base, held.now))


def _flows(base: Picture, now: Picture) -> tuple[Edge, ...]:
    """The flows of a picture; between boxes that are in both, those that came and went have a mark."""
    shared = base.box.keys() & now.box.keys()
    before, after = ({(edge.source, edge.target, edge.kind) for edge in one.edges} for one in (base, now))
    flows = []
    for edge in now.edges:
        new = {edge.source, edge.target} <= shared and (edge.source, edge.target, edge.kind) not in before
        flows.append(replace(edge, mark="added", label=f"+ {edge.label}".strip()) if new else edge)
    for edge in base.edges:
        if {edge.source, edge.target} <= shared and (edge.source, edge.target, edge.kind) not in after:
            flows.append(replace(edge, mark="removed", label=f"− {edge.label}".strip()))
    return tuple(flows)


def _worded(picture: Picture, name: str, base: str, less: tuple[tuple[str, ...], int]) -> Marked:
    """The picture with its title and description; `less` are the names left out and the number of boxes folded."""
    names = {kind: tuple(box.name for box in picture.boxes if box.mark and box.mark.kind == kind) for kind in MARKS}
    made = Marked(picture, base, names, *less)
    title = f"{name}, against {base}" if base else name
    return replace(made, picture=replace(picture, title=title, description=_description(made)))


def _description(made: Marked) -> str:
    """What differs in full, for whoever hears the picture."""
    changes = [f"{box.name} {box.mark.says}" for box in made.picture.boxes if box.mark and box.mark.says != box.mark.kind]
    name = {box.id: box.name for box in made.picture.boxes}
    flows = [f"{edge.mark} flow {name[edge.source]} → {name[edge.target]}" for edge in made.picture.edges if edge.mark]
    more = "; ".join((*changes, *flows))
    return " ".join(part for part in (made.picture.description, made.says, f"In detail: {more}." if more else "") if part)


def _at_size(one: Marked, whole: Picture) -> Marked:
    boxes = tuple(replace(box, least=whole.box[box.id].least) for box in one.picture.boxes)
    return replace(one, picture=replace(one.picture, boxes=boxes))


def part_of(layout: Layout, whole: Picture, picture: Picture) -> Layout:
    """The part of the layout of a whole that a picture of some of its boxes and arrows needs, with a legend of its own."""
    number = {(edge.source, edge.target, edge.kind): place for place, edge in enumerate(normal(whole).edges)}
    ways = {route.edge: route for route in layout.routes}
    routes = []
    for place, edge in enumerate(picture.edges):
        way = ways[number[edge.source, edge.target, edge.kind]]
        routes.append(replace(way, edge=place, label=way.label if edge.label else None))
    boxes = {id: layout.boxes[id] for id in picture.box}
    foot = legend_height([entry_width(*entry) for entry in entries(picture)], layout.width)
    return replace(layout, boxes=boxes, routes=tuple(routes), height=math.ceil(layout.legend_y + foot))
