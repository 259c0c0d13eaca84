"""The neutral graph between a design and its drawing.

Rows run from top to bottom, boxes of a row from left to right as a first wish: the layout may reorder a row.
A row lies in one group; a group is a panel; a group with a parent is a panel inside a panel.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from designgen.catalog import architecture
from designgen.diagram.charts import Chart
from designgen.diagram.text import clean

PLANES, MOST_BOXES = architecture.PLANES, architecture.MOST_BOXES
KINDS = ("sync", "async", "batch", "control")
MARKS = ("added", "removed", "changed", "moved")  # moved: nothing but a figure differs
MOST_DRAWN = 120  # that are laid out if they must be


@dataclass(frozen=True, slots=True)
class Mark:
    """How a box differs from the picture that it is compared with: one of MARKS, what the box says of it, and all of it."""

    kind: str
    lines: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A component: its name, its technology (`detail`), one figure (`number`). `link` is a URL, or a #fragment.

    `says` is the sentence to say at it, `parts` are the ids of the components that it stands for.
    """

    id: str
    name: str
    detail: str = ""
    number: str = ""
    icon: str = ""
    plane: str = "online"
    link: str = ""
    alert: bool = False
    group: str = ""
    mark: Mark | None = None
    least: tuple[float, float] = (0.0, 0.0)  # px; the size it has in the pictures beside this one
    says: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A panel around whole rows."""

    id: str
    label: str
    plane: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow; `kind` is one of KINDS, `mark` one of MARKS or "" where nothing is compared."""

    source: str
    target: str
    label: str = ""
    kind: str = "sync"
    mark: str = ""


@dataclass(frozen=True)
class Picture:
    """What one diagram shows. `rows` holds box ids; `path` is the walk of one request, in order."""

    id: str
    title: str
    description: str
    groups: tuple[Group, ...]
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    rows: tuple[tuple[str, ...], ...]
    path: tuple[str, ...] = ()
    numbers: tuple[tuple[str, int], ...] = ()  # (box, its first step of one request); without any, the path is counted
    theme: str = "light"  # in which it is drawn unless told otherwise
    fixed: bool = False  # panels stay in this order
    meanings: tuple[tuple[str, str], ...] = ()  # (kind, what its arrows mean here), where it is not the usual
    chart: Chart | None = None  # what a form other than rows draws to scale

    @property
    def form(self) -> str:
        """How it is drawn: `rows`, or the name of its chart."""
        return type(self.chart).__name__.lower() if self.chart else "rows"

    @cached_property
    def box(self) -> Mapping[str, Box]:
        return {box.id: box for box in self.boxes}

    @cached_property
    def group(self) -> Mapping[str, Group]:
        return {group.id: group for group in self.groups}

    @cached_property
    def tied(self) -> "Picture":
        """See `normal`."""
        known = self.box
        if len(known) != len(self.boxes):
            raise ValueError(f"picture {self.id}: two boxes have the same id")
        if len(known) > MOST_DRAWN:
            raise ValueError(f"picture {self.id}: {len(known)} boxes, at most {MOST_DRAWN} can be drawn")
        edges = _merged(edge for edge in self.edges if _leads_on(self, edge))
        rows = _whole_rows(self)
        return self if (edges, rows) == (self.edges, self.rows) else replace(self, edges=edges, rows=rows)

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """The kinds of marks that occur."""
        found = {edge.mark for edge in self.edges} | {box.mark.kind for box in self.boxes if box.mark}
        return tuple(kind for kind in MARKS if kind in found)

    def is_nested(self, group: str) -> bool:
        """Whether a group is a panel inside another; only one level of nesting is drawn."""
        return group in self.group and self.group[group].parent in self.group

    def lane(self, group: str) -> str:
        """The outermost panel around a group; "" around what is in none."""
        if self.is_nested(group):
            return self.group[group].parent
        return group if group in self.group else ""

    def members(self, end: str) -> tuple[str, ...]:
        """The boxes that an end of an edge stands for: one box, or all in a group and in the panels inside it."""
        if end in self.box:
            return (end,)
        return tuple(box.id for box in self.boxes if end in (box.group, self.lane(box.group))) if end in self.group else ()

    @cached_property
    def walk(self) -> tuple[str, ...]:
        """The boxes on the request path, in order; empty if there are fewer than three."""
        found = tuple(dict.fromkeys(box for box in self.path if box in self.box))
        return found if len(found) > 2 else ()

    def steps(self) -> Mapping[str, int]:
        """The number of each box of the walk that has one, in its order: that of a request's step, else its place from 1."""
        return self._steps

    @cached_property
    def _steps(self) -> Mapping[str, int]:
        given = dict(self.numbers) or {box: place for place, box in enumerate(self.walk, 1)}
        return {box: given[box] for box in self.walk if box in given}

    def path_pairs(self) -> frozenset[tuple[str, str]]:
        """The edges that the request path walks along, each as (source, target)."""
        walk = [box for box in self.path if box in self.box]
        return frozenset(pairwise(walk))


def normal(picture: Picture) -> Picture:
    """The same picture with its loose ends tied.

    Boxes without a row get one at the end, a row over two groups is cut, edges of the same kind between the same ends are
    merged. An edge may end at a group that has boxes; one to what is unknown, or from a group to a part of it, is dropped.
    Raises ValueError beyond MOST_DRAWN or when two boxes share an id.
    """
    return picture.tied


def _leads_on(picture: Picture, edge: Edge) -> bool:
    """Whether both ends are drawn, and neither is a group with the other inside."""
    one, two = edge.source, edge.target
    if one in picture.box and two in picture.box:
        return True
    first, second = set(picture.members(one)), set(picture.members(two))
    return bool(first and second) and not first & second


def _whole_rows(picture: Picture) -> tuple[tuple[str, ...], ...]:
    """Every box in one row, every row in one group, the rows of a group together."""
    known = picture.box
    listed = [box for row in picture.rows for box in row if box in known]
    rows: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for row in (*picture.rows, tuple(box for box in known if box not in listed)):
        fresh = [box for box in dict.fromkeys(row) if box in known and box not in seen]
        seen.update(fresh)
        for group in dict.fromkeys(known[box].group for box in fresh):
            rows.append(tuple(box for box in fresh if known[box].group == group))
    lanes = [picture.lane(known[row[0]].group) for row in rows]
    nests = [known[row[0]].group if picture.is_nested(known[row[0]].group) else f"row {n}" for n, row in enumerate(rows)]
    order = sorted(range(len(rows)), key=lambda n: (lanes.index(lanes[n]), nests.index(nests[n])))
    return tuple(rows[n] for n in order)


def _merged(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    labels: dict[tuple[str, str, str, str], list[str]] = {}
    for edge in edges:
        kind = edge.kind if edge.kind in KINDS else "sync"
        found = labels.setdefault((edge.source, edge.target, kind, edge.mark), [])
        if clean(edge.label) and edge.label not in found:
            found.append(edge.label)
    return tuple(Edge(source, target, ", ".join(texts), kind, mark) for (source, target, kind, mark), texts in labels.items())
