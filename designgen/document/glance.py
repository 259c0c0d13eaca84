"""The few rows by which designs are compared at a glance, each cell with its distance from the first design."""

from collections.abc import Sequence
from dataclasses import dataclass

from designgen.design.compare import NOBODY, Comparison, NumberRow
from designgen.design.headlines import BILL, BOXES, LOAD, P99, PEOPLE, TITLES, TRAINING
from designgen.design.measures import Measures, groups, measures, same_problem
from designgen.document.scales import times
from designgen.units import humane

SHOWN = (LOAD, P99, BILL, TRAINING, BOXES, PEOPLE)
LESS_IS_BETTER = (P99, BILL, BOXES, PEOPLE)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value, how it differs from the first design's ("" for that one), and whether it is the best of the row."""

    value: str
    differs: str = ""
    best: bool = False


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """One row at a glance; a cell a design."""

    title: str
    cells: tuple[Cell, ...]


def glance(comparison: Comparison) -> list[GlanceRow]:
    """At most nine rows."""
    made = measures(comparison)
    alike = len(groups(comparison.designs)) == 1
    rows = [number_row(row, alike and row.name in LESS_IS_BETTER) for row in comparison.headlines if row.name in SHOWN]
    rows.sort(key=lambda row: [*(one.title for one in comparison.headlines)].index(row.title))
    place = 1 + max((place for place, row in enumerate(rows) if row.title == TITLES[P99]), default=-1)
    rows[place:place] = _at_once(comparison, made)
    return [*rows, *_points(comparison, made, alike), *_broken(made)]


def number_row(row: NumberRow, marked: bool = False) -> GlanceRow:
    """The values of a number, and their ratios and distances to the first. `marked`: the least is the best."""
    known = [value for value in row.values if value is not None]
    cells = (
        Cell(shown, distance(row, place), marked and value == min(known))
        for place, (shown, value) in enumerate(zip(row.shown, row.values, strict=True))
    )
    return GlanceRow(row.title, tuple(cells))


def distance(row: NumberRow, place: int) -> str:
    """`÷ 3.42, −$1.19 M`; "" for the first and where it is the same."""
    first, value, ratio = row.values[0], row.values[place], row.ratios[place]
    if not place or first is None or value is None or value == first:
        return ""
    sign = "+" if value > first else "−"
    ways = [times(ratio)] if ratio and not 0.995 < ratio < 1.005 else []
    return ", ".join([*ways, f"{sign}{humane(abs(value - first), row.unit)}"])


def _at_once(comparison: Comparison, made: Sequence[Measures]) -> list[GlanceRow]:
    """Where the deadline is hard, what it is held against: it has to hold with every stage slow at once."""
    if len({one.at_once for one in made}) == 1:
        return []
    cells = []
    for design, one in zip(comparison.designs, made, strict=True):
        target = humane(design.latency.target, "second") if design.latency else ""
        cells.append(Cell(NOBODY if one.at_once is None else f"{humane(one.at_once, 'second')} of {target}"))
    return [GlanceRow("Every stage slow at once, which a hard deadline must hold", tuple(cells))]


def _points(comparison: Comparison, made: Sequence[Measures], alike: bool) -> list[GlanceRow]:
    """Quality, which no number measures, in points over the decisions that differ."""
    points = [one.points.get("quality", 0) for one in made]
    comparable = all(same_problem(comparison.designs[0], other) for other in comparison.designs)
    if len(set(points)) == 1 or not comparable:
        return []
    told = (Cell(f"{point - points[0]:+d}".replace("-", "−") if point != points[0] else "0") for point in points)
    cells = (Cell(cell.value, "", alike and point == max(points)) for cell, point in zip(told, points, strict=True))
    return [GlanceRow("Points of quality against the first", tuple(cells))]


def _broken(made: Sequence[Measures]) -> list[GlanceRow]:
    if not any(one.broken for one in made):
        return []
    return [GlanceRow("Broken checks", tuple(Cell("; ".join(one.broken) or "none") for one in made))]
