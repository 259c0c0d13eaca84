"""Equal neighbours joined into regions; where in a region there is room for a label; who borders on whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

Cell = tuple[int, int]
"""Row and column of the grid."""


def connected(codes: "NDArray[Any]") -> "NDArray[Any]":
    """The number of the region of each cell: cells of one code that touch along a side; numbered from the lower left."""
    import numpy

    starts = numpy.ones(codes.shape, dtype=bool)
    starts[:, 1:] = codes[:, 1:] != codes[:, :-1]
    runs = numpy.cumsum(starts).reshape(codes.shape) - 1
    same = codes[1:] == codes[:-1]
    size = int(runs[-1, -1]) + 1
    pairs = numpy.unique(runs[:-1][same] * size + runs[1:][same])
    parent = list(range(size))
    for pair in pairs.tolist():
        _join(parent, *divmod(pair, size))
    roots = numpy.array([_root(parent, run) for run in range(len(parent))])
    _, numbers = numpy.unique(roots, return_inverse=True)
    joined: NDArray[Any] = numbers.reshape(-1)[runs]
    return joined


def _root(parent: list[int], run: int) -> int:
    while parent[run] != run:
        parent[run] = parent[parent[run]]
        run = parent[run]
    return run


def _join(parent: list[int], one: int, two: int) -> None:
    low, high = sorted((_root(parent, one), _root(parent, two)))
    parent[high] = low


@dataclass(frozen=True)
class Room:
    """Where a box of some cells fits into one region."""

    mask: "NDArray[Any]"

    def place(self, wide: int, high: int) -> tuple[float, float] | None:
        """The middle (column, row; in cells) of the place with most air for a box; None when it fits nowhere."""
        if not self.fits(wide, high).any():
            return None
        low, top = 1.0, min(self.mask.shape[0] / high, self.mask.shape[1] / wide)
        while top - low > 0.02 * low:
            middle = (low + top) / 2
            low, top = (middle, top) if self.fits(int(wide * middle), int(high * middle)).any() else (low, middle)
        width, height = int(wide * low), int(high * low)
        return self._middle(self.fits(width, height), width, height)

    def deepest(self) -> Cell:
        """The cell farthest from the border, counted in cells; the region's stand-in."""
        column, row = self.place(1, 1) or (0.0, 0.0)
        return int(row), int(column)

    def fits(self, wide: int, high: int) -> "NDArray[Any]":
        """For each cell whether a box with it in its lower left corner lies inside."""
        import numpy

        rows, columns = self.mask.shape
        if wide > columns or high > rows:
            return numpy.zeros((0, 0), dtype=bool)
        total = self._total
        inside = total[high:, wide:] - total[:-high, wide:] - total[high:, :-wide] + total[:-high, :-wide]
        whole: NDArray[Any] = inside == wide * high
        return whole

    @cached_property
    def _total(self) -> "NDArray[Any]":
        import numpy

        return numpy.pad(self.mask.cumsum(0).cumsum(1), ((1, 0), (1, 0)))

    def _middle(self, fits: "NDArray[Any]", wide: int, high: int) -> tuple[float, float]:
        """Of all places the one nearest to their centre."""
        import numpy

        rows, columns = numpy.nonzero(fits)
        far = (rows - rows.mean()) ** 2 + (columns - columns.mean()) ** 2
        best = int(far.argmin())
        return float(columns[best]) + wide / 2, float(rows[best]) + high / 2


def borders(regions: "NDArray[Any]") -> dict[tuple[int, int], tuple[Cell, Cell]]:
    """Per pair of regions that touch, two cells on either side of the middle of their border; the lower number first."""
    found: dict[tuple[int, int], list[tuple[Cell, Cell]]] = {}
    for one, two, first, second in _touching(regions):
        pair, cells = ((one, two), (first, second)) if one < two else ((two, one), (second, first))
        found.setdefault(pair, []).append(cells)
    return {pair: sorted(cells)[len(cells) // 2] for pair, cells in sorted(found.items())}


def _touching(regions: "NDArray[Any]") -> Iterator[tuple[int, int, Cell, Cell]]:
    import numpy

    for down, right in ((1, 0), (0, 1)):
        one, two = regions[: regions.shape[0] - down, : regions.shape[1] - right], regions[down:, right:]
        for row, column in numpy.argwhere(one != two).tolist():
            yield int(one[row, column]), int(two[row, column]), (row, column), (row + down, column + right)
