"""One decision over the ground: its outcomes, the regions in which each holds, and what changes at their borders."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from designgen.catalog import Decision
from designgen.decisions import Rationale, Value
from designgen.decisions.decide import chosen_of
from designgen.decisions.words import listed
from designgen.explore.grid import Axis
from designgen.explore.ground import EMPTY, Ground, Spot
from designgen.explore.outline import Ring, outlines
from designgen.explore.regions import Room, borders, connected

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST_NAMED, RASTER = 2, 140


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a decision comes to in some regions. `status`: chosen | not_needed | empty | count."""

    code: int
    status: str
    chosen: tuple[str, ...]
    name: str
    own: bool  # the spec's own


@dataclass(frozen=True, slots=True)
class Region:
    """Cells of one outcome that touch. `share` is of the area as drawn; `low` and `high` bound it, a value per axis."""

    number: int
    outcome: Outcome
    share: float
    low: Spot
    high: Spot
    at: Spot  # where `because` was taken: the spec's own values, or those of the cell farthest from the border
    because: str


@dataclass(frozen=True, slots=True)
class Border:
    """Two regions that touch. `there` says what keeps the choice of the first out of the second, `back` the reverse."""

    one: int
    two: int
    there: str
    back: str


@dataclass(frozen=True)
class Layer:
    """The map of one decision; `id` is "" for the count of all that differ."""

    ground: Ground
    decision: Decision | None
    codes: "NDArray[Any]"
    outcomes: Mapping[int, Outcome]
    own: int = 0  # what the spec itself picks

    def outcome(self, code: int) -> Outcome:
        """What a code means, also one that lies between two points of the grid."""
        if code in self.outcomes or self.decision is None:
            return self.outcomes[code]
        return _outcome(self.decision, code, self.own)

    @property
    def id(self) -> str:
        return self.decision.id if self.decision else ""

    @property
    def name(self) -> str:
        return self.decision.name if self.decision else "All decisions"

    @cached_property
    def cells(self) -> "NDArray[Any]":
        """The number of the region of each cell; row 0 is the lowest."""
        return connected(self.codes)

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        return tuple(self._regions())

    @cached_property
    def legend(self) -> tuple[tuple[Outcome, float], ...]:
        """Outcomes with their share of the area: the spec's own, then by size; counts from small to large."""
        shares: dict[int, float] = {}
        for region in self.regions:
            shares[region.outcome.code] = shares.get(region.outcome.code, 0.0) + region.share
        every = [(self.outcomes[code], share) for code, share in shares.items()]
        if self.decision is None:
            return tuple(sorted(every, key=lambda one: one[0].code))
        return tuple(sorted(every, key=lambda one: (not one[0].own, -round(one[1], 9), one[0].code)))

    @cached_property
    def borders(self) -> tuple[Border, ...]:
        if self.decision is None:
            return ()
        return tuple(
            Border(one, two, self._kept_out(one, two, there), self._kept_out(two, one, back))
            for (one, two), (back, there) in borders(self.cells).items()
        )

    @cached_property
    def outlines(self) -> list[list[Ring]]:
        """Rings of each region, in corners of cells."""
        return outlines(self.cells)

    @cached_property
    def raster(self) -> "NDArray[Any]":
        """The regions on a square of equal cells as they are drawn: RASTER each way, or one row of them for a strip."""
        import numpy

        middles = (numpy.arange(RASTER) + 0.5) / RASTER
        columns, *rows = (numpy.searchsorted(axis.edges[1:-1], middles, side="right") for axis in self.ground.axes)
        drawn: NDArray[Any] = self.cells[rows[0] if rows else numpy.array([0])][:, columns]
        return drawn

    def room(self, region: int, wide: float, high: float, spare: float = 0.0) -> tuple[float, float] | None:
        """Where a box fits into a region, all as parts of the width and height of the map: its middle, or None.

        `spare` keeps the surroundings of the spec's own place clear.
        """
        if (region, spare) not in self._rooms:
            self._rooms[region, spare] = Room(self._mask(region, spare))
        found = self._rooms[region, spare].place(max(1, math.ceil(wide * RASTER)), max(1, math.ceil(high * RASTER)))
        return (found[0] / RASTER, found[1] / RASTER) if found else None

    def _mask(self, region: int, spare: float) -> "NDArray[Any]":
        mask: NDArray[Any] = self.raster == region
        x, y = ([axis.marked for axis in self.ground.axes] + [None])[:2]
        if spare and x is not None and y is not None:
            low, high, left, right = (max(0, round(RASTER * end)) for end in (y - spare, y + spare, x - spare, x + spare))
            mask[low:high, left:right] = False
        return mask

    @cached_property
    def _rooms(self) -> dict[tuple[int, float], Room]:
        return {}

    def runs(self) -> list[list[int]]:
        """The grid row by row as [length, region, length, region, …]."""
        again = [False, *(self.cells[1:] == self.cells[:-1]).all(axis=1).tolist()]
        found: list[list[int]] = []
        for row, is_same in zip(self.cells, again, strict=True):
            found.append(found[-1] if is_same else _runs(row.tolist()))
        return found

    def _regions(self) -> Iterator[Region]:
        import numpy

        axes, cells = self.ground.axes, self.cells
        sizes = [numpy.diff(axis.edges) for axis in axes] + [numpy.ones(1)] * (2 - len(axes))
        shares = numpy.bincount(cells.ravel(), weights=numpy.outer(sizes[1], sizes[0]).ravel())
        home = self._home()
        for number, share in enumerate(shares.tolist()):
            mask = cells == number
            row, column = Room(mask).deepest()
            at = self.ground.here if number == home else self.ground.spot(row, column)
            bounds = [_bounds(axis, mask.any(axis=place)) for place, axis in enumerate(axes)]
            outcome = self.outcomes[int(self.codes[row, column])]
            low, high = (tuple(one[end] for one in bounds) for end in (0, 1))
            yield Region(number, outcome, share, low, high, at, self._because(at, outcome))

    def _home(self) -> int | None:
        """The region in which the spec itself lies, if it is on the map."""
        spots = [axis.marked for axis in self.ground.axes]
        if None in spots:
            return None
        places = [axis.index(spot) for axis, spot in zip(self.ground.axes, spots, strict=True) if spot is not None]
        cell = (places[1] if len(places) > 1 else 0, places[0])
        own = self.outcomes[int(self.codes[cell])].own
        return int(self.cells[cell]) if own else None

    def _because(self, spot: Spot, outcome: Outcome) -> str:
        if self.decision is None:
            return ""
        rationale = self.ground.rationale(spot, self.decision.id)
        if self.decision.pick == "one":
            return rationale.note or rationale.because
        own = self.ground.rationale(self.ground.here, self.decision.id)
        new = [id for id in rationale.chosen if id not in own.chosen]
        gone = [id for id in own.chosen if id not in rationale.chosen]
        reasons = [f"{self.decision.options[id].name}: {rationale.reasons[id]}" for id in new]
        reasons += [f"not {self.decision.options[id].name}: {_reason(rationale, id)}" for id in gone]
        return "; ".join(reasons) if not outcome.own else ""

    def _kept_out(self, one: int, two: int, cell: tuple[int, int]) -> str:
        """Why the outcome of region `one` does not hold in a cell of region `two`."""
        assert self.decision is not None
        here, there = (self.regions[number].outcome for number in (one, two))
        rationale = self.ground.rationale(self.ground.spot(*cell), self.decision.id)
        if there.status != "chosen" or (self.decision.pick == "one" and here.status != "chosen"):
            return rationale.note or rationale.because
        if self.decision.pick == "one":
            return f"this choice {_verdict(rationale, here.chosen[0])}"
        named = {id: option.name for id, option in self.decision.options.items()}
        gone = [f"without {named[id]}: {_reason(rationale, id)}" for id in here.chosen if id not in there.chosen]
        new = [f"with {named[id]}: {rationale.reasons[id]}" for id in there.chosen if id not in here.chosen]
        return "; ".join([*new, *gone][:MOST_NAMED])


def layer_of(ground: Ground, id: str, codes: "NDArray[Any]", own: int) -> Layer:
    """The map of one decision. `own` is what it picks in the spec itself."""
    import numpy

    decision = ground.knowledge.decisions[id]
    found = {int(code): _outcome(decision, int(code), own) for code in numpy.unique(codes)}
    return Layer(ground, decision, codes, found, own)


def _outcome(decision: Decision, code: int, own: int) -> Outcome:
    if code == EMPTY:
        return Outcome(code, "empty", (), "nothing is left to choose", own == code)
    chosen = chosen_of(decision, code)
    if decision.pick == "one":
        name = decision.options[chosen[0]].name if chosen else "not needed"
        return Outcome(code, "chosen" if chosen else "not_needed", chosen, name, own == code)
    before = chosen_of(decision, max(own, 0))
    new = [decision.options[id].name for id in chosen if id not in before]
    gone = [decision.options[id].name for id in before if id not in chosen]
    named = "; ".join(filter(None, (_some("with", new), _some("without", gone)))) or "as in this spec"
    return Outcome(code, "chosen", chosen, named, own == code)


def _some(word: str, names: list[str]) -> str:
    more = len(names) - MOST_NAMED
    shown = [*names[:MOST_NAMED], f"{more} more"] if more > 0 else names
    return f"{word} {listed(shown)}" if names else ""


def _verdict(rationale: Rationale, option: str) -> str:
    """How an option fared: `is 2 points behind: …`."""
    verdict = next(one for one in rationale.verdicts if one.id == option)
    points = f"{verdict.behind_by} {'point' if verdict.behind_by == 1 else 'points'} behind"
    level = "is level, and a later one" if verdict.behind_by == 0 else f"is {points}"
    fared = {"infeasible": "is ruled out", "banned": "is not open", "behind": level}
    return f"{fared.get(verdict.verdict, 'would do')}: {verdict.because}"


def _reason(rationale: Rationale, option: str) -> str:
    """Why an option of a list is not in it; where nothing is asked, why not."""
    return next((one.because for one in rationale.verdicts if one.id == option), rationale.note)


def _bounds(axis: Axis, inside: "NDArray[Any]") -> tuple[Value, Value]:
    import numpy

    places = numpy.nonzero(inside)[0]
    return axis.values[int(places[0])], axis.values[int(places[-1])]


def _runs(row: list[int]) -> list[int]:
    found: list[int] = []
    for number in row:
        if found and found[-1] == number:
            found[-2] += 1
        else:
            found += [1, number]
    return found
