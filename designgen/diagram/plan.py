"""What every candidate layout of one picture shares: faces, rows that are not too wide, and which pairs lie side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from designgen.diagram.faces import Face, faces, label_width
from designgen.diagram.legend import entries, entry_width
from designgen.diagram.picture import Picture
from designgen.diagram.ports import boxed

GAP = 34.0
ROW_MOST = 900.0


@dataclass(frozen=True)
class Plan:
    """A picture with its rows in the order to draw. `lanes` and `nests` name the groups of each row ("" if none).

    In `picture` edges to a group end at one of its boxes; `given` is the picture as it came.
    """

    given: Picture
    picture: Picture
    faces: Mapping[str, Face]
    rows: tuple[tuple[str, ...], ...]
    lanes: tuple[str, ...]
    nests: tuple[str, ...]
    _offsets: dict[tuple[str, ...], tuple[float, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)
    known_gaps: dict[Any, tuple[int, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    known_ways: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        return {box: number for number, row in enumerate(self.rows) for box in row}

    @cached_property
    def row_h(self) -> tuple[float, ...]:
        """The height of each row."""
        return tuple(max(self.faces[box].h for box in row) for row in self.rows)

    @cached_property
    def panels(self) -> tuple[tuple[str, bool, tuple[str, ...]], ...]:
        """(group, whether it is nested, its boxes) for every panel, nested ones last."""
        found: dict[tuple[str, bool], tuple[str, ...]] = {}
        for nested, names in ((False, self.lanes), (True, self.nests)):
            for name, row in zip(names, self.rows, strict=True):
                if name in self.picture.group:
                    found[name, nested] = found.get((name, nested), ()) + row
        return tuple((name, nested, boxes) for (name, nested), boxes in found.items())

    @cached_property
    def first_come(self) -> tuple[int, ...]:
        """The numbers of the edges in the order of routing: those of the request path first, short ones before long."""
        row_of, path, edges = self.row_of, self.picture.path_pairs(), self.picture.edges
        return tuple(sorted(range(len(edges)), key=lambda n: (
            (edges[n].source, edges[n].target) not in path, abs(row_of[edges[n].source] - row_of[edges[n].target]), n)))

    @cached_property
    def legend(self) -> tuple[float, ...]:
        """The widths of the entries of the legend."""
        return tuple(entry_width(*entry) for entry in entries(self.picture))

    @cached_property
    def label_room(self) -> Mapping[tuple[str, str], float]:
        """For each pair joined by an edge, in both orders, the distance at which its labels fit between the two."""
        room: dict[tuple[str, str], float] = {}
        for edge in self.picture.edges:
            one, two = edge.source, edge.target
            room[one, two] = room[two, one] = max(room.get((one, two), GAP), label_width(edge) + 48)
        return room

    def gap(self, left: str, right: str) -> float:
        """The least distance between two neighbours: the labels of the edges between them must fit."""
        return self.label_room.get((left, right), GAP)

    def offsets(self, row: tuple[str, ...]) -> tuple[float, ...]:
        """How far each box starts behind the first when all stand as close as allowed; last, the width of the row."""
        if row not in self._offsets:
            found = [0.0]
            for one, two in pairwise(row):
                found.append(found[-1] + self.faces[one].w + self.gap(one, two))
            self._offsets[row] = (*found, found[-1] + self.faces[row[-1]].w)
        return self._offsets[row]

    def row_width(self, row: tuple[str, ...]) -> float:
        return self.offsets(row)[-1]


def plan(given: Picture) -> Plan:
    """The plan with the rows in the order of the picture."""
    picture, shown = boxed(given), faces(given)
    whole = Plan(given, picture, shown, picture.rows, (), ())
    rows = tuple(part for row in picture.rows for part in _split(whole, row))
    return with_rows(whole, rows)


def with_rows(old: Plan, rows: tuple[tuple[str, ...], ...]) -> Plan:
    """The same plan with other rows."""
    picture = old.picture
    groups = [picture.box[row[0]].group for row in rows]
    lanes = tuple(picture.lane(group) for group in groups)
    nests = tuple(group if picture.is_nested(group) else "" for group in groups)
    return Plan(old.given, old.picture, old.faces, rows, lanes, nests)


def _split(whole: Plan, row: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The row in as few parts of about equal length as are narrow enough."""
    for parts in range(1, len(row) + 1):
        size = -(-len(row) // parts)
        cut = [row[n : n + size] for n in range(0, len(row), size)]
        if all(whole.row_width(part) <= ROW_MOST for part in cut):
            return cut
    return [(box,) for box in row]
