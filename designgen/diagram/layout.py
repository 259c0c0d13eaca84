"""From a picture to the best of many layouts.

Graphviz orders and places the boxes, under several settings and orders of the rows. Our own router draws the lines at
right angles through streets between the panels, so that no line can meet a foreign box, and puts labels where there is
room. What is left to luck, mostly crossings, is measured, and the best candidate is kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from designgen.diagram.assemble import assembled, wire
from designgen.diagram.chains import Field
from designgen.diagram.geometry import Layout
from designgen.diagram.labels import CROSSED, with_labels
from designgen.diagram.picture import MOST_BOXES, Picture, normal
from designgen.diagram.plan import Plan, plan, with_rows
from designgen.diagram.rescue import NO_ORDER, rescued, stated
from designgen.diagram.score import measure
from designgen.diagram.search import Candidate, Variant, as_written, searched, variants
from designgen.diagram.worker import Answer, run_graphviz

_WIDENINGS, _OF_LARGE = 6, 4


def lay_out(picture: Picture) -> Layout:
    """The layout of a picture; the same for the same picture on every machine."""
    return lay_out_all([picture])[0]


def lay_out_all(pictures: Iterable[Picture]) -> list[Layout]:
    """The layout of each picture, just as it would be alone; starting Graphviz once for all saves time."""
    plans = [plan(normal(picture)) for picture in pictures]
    asked = [variants(first) if first.rows else [] for first in plans]
    sources = list(dict.fromkeys((number, variant.source) for number, several in enumerate(asked) for variant in several))
    found = run_graphviz([source for _, source in sources], pictures=[number for number, _ in sources]) if sources else []
    answers = dict(zip((source for _, source in sources), found, strict=True))
    return [_best(first, several, answers) for first, several in zip(plans, asked, strict=True)]


def as_they_stand(picture: Picture) -> Layout:
    """A layout in which boxes stand as they are written: worse, without Graphviz, and in a twentieth of the time."""
    first = plan(normal(picture))
    return _finished(as_written(first))[1] if first.rows else Layout(0, 0, {}, (), (), 0)


def _best(first: Plan, asked: Iterable[Variant], answers: Mapping[str, Answer | None]) -> Layout:
    if not first.rows:
        return Layout(0, 0, {}, (), (), 0)
    given = [one for one in asked if answers[one.source]]
    layout = rescued(first, lambda: _finest(searched(first, given, answers)), lambda: _finished(as_written(first))[1])
    return layout if given else replace(layout, simpler=NO_ORDER)


def _finest(candidates: Iterable[Candidate]) -> Layout:
    """The best of them with labels. One that costs more without any label than another with all is left out."""
    found: list[tuple[float, Layout]] = []
    for candidate in candidates:
        if not found or candidate.bare < min(cost for cost, _ in found):
            cost, layout = _finished(candidate.ground)
            found.append((cost + candidate.moved, layout))
    return min(found, key=lambda final: final[0])[1]


def _finished(ground: Field) -> tuple[float, Layout]:
    """The layout with labels and its cost; channels grow until each label has a place of its own."""
    wires = wire(ground)
    extra: dict[int, float] = {}
    picture = ground.plan.picture
    found: list[tuple[float, Layout]] = []
    for _ in range(_WIDENINGS if len(picture.boxes) <= MOST_BOXES else _OF_LARGE):
        layout, costs = with_labels(picture, assembled(wires, extra))
        found.append((measure(picture, layout).cost, layout))
        tight = {edge for edge, paid in costs.items() if paid >= CROSSED}
        if not tight:
            break
        runs = [run for edge in tight for run in wires.runs.get(edge, ())]
        touched = {channel for run in runs for channel in range(run.top, run.foot + 1)}
        extra.update({channel: min(extra.get(channel, 0.0) + 12, 60) for channel in touched})
    return min(found, key=lambda final: final[0])


def lay_out_like(picture: Picture, known: Layout) -> Layout:
    """The layout of a picture whose boxes stand beside and below each other as in a known one; only heights may differ.

    Lines and labels are placed anew, without any search.
    """
    rows: dict[float, list[str]] = {}
    for box, rect in sorted(known.boxes.items(), key=lambda pair: (pair[1].cy, pair[1].x)):
        rows.setdefault(rect.cy, []).append(box)
    drawn = with_rows(plan(normal(picture)), tuple(tuple(row) for row in rows.values()))
    leftmost = min((rect.x for rect in known.boxes.values()), default=0.0)
    left = {box: rect.x - leftmost for box, rect in known.boxes.items()}
    return stated(drawn, _finished(Field(drawn, left))[1]) if rows else known
