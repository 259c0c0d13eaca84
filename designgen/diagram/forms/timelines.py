"""A design as a line of time: from an event to the model that has learned from it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from designgen.catalog.architecture import LEAST_BOXES, View, ViewBox
from designgen.design import Design
from designgen.diagram.charts import Phase, Timeline
from designgen.diagram.forms.paths import cut_short, without
from designgen.diagram.picture import Edge, Picture
from designgen.units import humane

_LONGEST = 1e12  # seconds, 32 thousand years: what is later is never


def timeline_of(design: Design, view: View, picture: Picture) -> Picture | None:
    """The picture with its line of time; None with fewer than three phases.

    A phase starts at its `start`, else when the one before it is over; one of less than no time, or beyond
    all bounds, is none. The arrows of the view lead back.
    """
    amounts = {box.id: box for row in view.rows for box in row.boxes}
    every = tuple(_phases(design, amounts, picture))
    phases = cut_short(every, view.most)
    if len(phases) < LEAST_BOXES:
        return None
    picture = without(picture, {phase.box for phase in every} - {phase.box for phase in phases})
    shown = {phase.box: phase.shown for phase in phases}
    boxes = tuple(replace(box, number=shown[box.id]) for box in picture.boxes if box.id in shown)
    back = tuple(edge for edge in picture.edges if {edge.source, edge.target} <= set(shown))
    ids = tuple(shown)
    return replace(picture, boxes=boxes, edges=(*_steps(phases), *back), rows=tuple((id,) for id in ids), path=ids,
                   chart=Timeline(phases))  # fmt: skip


def _phases(design: Design, amounts: Mapping[str, ViewBox], picture: Picture) -> Iterator[Phase]:
    over = 0.0
    for box in picture.boxes:
        lasts = design.amount(amounts[box.id].amounts.get("lasts", ()))
        given = design.amount(amounts[box.id].amounts.get("start", ()))
        start = over if given is None else given
        if lasts is None or not (start >= 0 <= lasts and start + lasts <= _LONGEST):
            continue
        over = start + lasts
        shown = box.number or humane(lasts or start, "second")
        yield Phase(box.id, start, start + lasts, shown, picture.group[box.group].label)


def _steps(phases: tuple[Phase, ...]) -> Iterator[Edge]:
    """From the last phase that ends where one starts; a goal, such as an answer for everybody, starts nothing."""
    for place, phase in enumerate(phases):
        if phase.is_point and not phase.start:
            continue  # it begins something
        before = next((one for one in reversed(phases[:place]) if one.end <= phase.start), None)
        if before and not (before.is_point and before.start):
            yield Edge(before.box, phase.box, "", "batch")
