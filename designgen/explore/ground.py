"""The ground of a map: one spec with one fact or two set to other values, and what is decided there.

Facts that the spec leaves out and that are worked out from a varied one follow it; what the spec or its task gives stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from designgen.catalog import Knowledge
from designgen.decisions import Case, Decided, Rationale, Value, Words, allowed_of, decide, fact_value, given_of
from designgen.decisions.decide import code_of
from designgen.decisions.rationale import rationale_of
from designgen.explore.grid import Axis
from designgen.rules import Allowed, Given

if TYPE_CHECKING:
    from numpy.typing import NDArray

EMPTY = -1
"""Stands for "asked, and nothing is left to choose", where 0 is "not needed"."""
Spot = tuple[Value, ...]
"""One value per axis."""


@dataclass(frozen=True)
class Ground:
    """A spec as a case, and the axes along which it varies."""

    knowledge: Knowledge
    case: Case
    axes: tuple[Axis, ...]

    @cached_property
    def given(self) -> Given:
        return given_of(self.knowledge, self.case)

    @cached_property
    def allowed(self) -> Allowed:
        return allowed_of(self.knowledge, self.case)

    @cached_property
    def here(self) -> Spot:
        """The spec's own values."""
        return tuple(axis.here for axis in self.axes)

    @cached_property
    def _slots(self) -> tuple[tuple[int, int, bool], ...]:
        """(axis, place among the inputs, first word only) for each input that varies."""
        inputs = self.knowledge.program.inputs
        names = [(number, name) for number, axis in enumerate(self.axes) for name in (axis.fact.id, f"{axis.fact.id}.first")]
        return tuple((number, inputs.index(name), name.endswith(".first")) for number, name in names if name in inputs)

    def picks(self, spot: Spot) -> tuple[int, ...]:
        """What each decision picks there; at the spec's own values nothing is put in, so defaults stay defaults."""
        given = list(self.given)
        for axis, place, first in self._slots:
            if spot[axis] != self.here[axis]:
                given[place] = code_of(self.axes[axis].fact, spot[axis], first)
        return self.knowledge.program.picks(given, self.allowed)

    def columns(self) -> dict[str, "NDArray[Any]"]:
        """Per decision what it picks at every point of the grid; the first axis runs along rows, the second from row to row."""
        import numpy

        shape = tuple(len(axis.values) for axis in reversed(self.axes))
        mesh = numpy.meshgrid(*(numpy.arange(len(axis.values)) for axis in self.axes))
        varied = {place: self._coded(axis, first)[mesh[axis].ravel()] for axis, place, first in self._slots}
        size = int(numpy.prod(shape))
        picked = self._picked(varied, self.allowed, size)
        for name in {*self.case.choose, *self.case.avoid}:
            self._mark_empty(picked, name, varied, size)
        shape = shape if len(shape) == 2 else (1, *shape)
        return {name: column.reshape(shape) for name, column in picked.items()}

    def _coded(self, axis: int, first: bool) -> "NDArray[Any]":
        import numpy

        return numpy.array([code_of(self.axes[axis].fact, value, first) for value in self.axes[axis].values])

    def _mark_empty(self, picked: dict[str, "NDArray[Any]"], name: str, varied: Mapping[int, Any], size: int) -> None:
        """Where a decision that is pinned or banned picks nothing although it is asked: it would pick if it were free."""
        import numpy

        if not (picked[name] == 0).any():
            return
        free = tuple(
            (True,) * len(node.options) if node.name == name else one
            for node, one in zip(self.knowledge.program.decisions, self.allowed, strict=True)
        )
        asked = self._picked(varied, free, size)[name] != 0
        picked[name] = numpy.where((picked[name] == 0) & asked, EMPTY, picked[name])

    def _picked(self, varied: Mapping[int, Any], allowed: Allowed, size: int) -> dict[str, "NDArray[Any]"]:
        """The program run over columns: input place -> `size` coded values."""
        given = [varied.get(place, value) for place, value in enumerate(self.given)]
        columns = self.knowledge.program.columns(given, allowed, size)
        return {name: _signed(column) for name, column in columns.items()}

    def rationale(self, spot: Spot, decision: str) -> Rationale:
        """Why a decision comes out there as it does."""
        case, decided, words = self._told(spot)
        return rationale_of(self.knowledge, case, decided, words, decision)

    def _told(self, spot: Spot) -> tuple[Case, Decided, Words]:
        if spot not in self._remembered:
            case = self.case_at(spot)
            decided = decide(self.knowledge, case)
            types = self.knowledge.program.types
            facts = {name: fact_value(fact, case, decided.values, types[name]) for name, fact in self.knowledge.facts.items()}
            self._remembered[spot] = case, decided, Words(self.knowledge, decided.values, facts)
        return self._remembered[spot]

    @cached_property
    def _remembered(self) -> dict[Spot, tuple[Case, Decided, Words]]:
        return {}

    def case_at(self, spot: Spot) -> Case:
        """The spec with these values put in."""
        changed = {axis.fact.id: value for axis, value in zip(self.axes, spot, strict=True) if value != axis.here}
        return replace(self.case, facts={**self.case.facts, **changed})

    def spot(self, row: int, column: int) -> Spot:
        """The values of a cell."""
        return tuple(axis.values[place] for axis, place in zip(self.axes, (column, row), strict=False))

    def followers(self) -> Sequence[str]:
        """The facts that nobody gave and that change their default with a varied one, by id."""
        from designgen.rules import ancestors

        above = ancestors(self.knowledge.program.nodes)
        names = {name for axis in self.axes for name in (axis.fact.id, f"{axis.fact.id}.first")}
        own = {axis.fact.id for axis in self.axes}
        facts = [name for name in self.knowledge.facts if name not in self.case.facts and name not in own]
        return [name for name in facts if names & above[name]]


def _signed(column: "NDArray[Any]") -> "NDArray[Any]":
    """Room for EMPTY in what varies; what is the same everywhere takes one number."""
    import numpy

    if (column == column[0]).all():
        return numpy.broadcast_to(column[0].astype(numpy.int64), column.shape)
    return column.astype(numpy.int64, copy=False)
