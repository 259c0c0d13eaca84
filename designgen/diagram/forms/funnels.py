"""A design as a funnel: how many candidates each stage takes and leaves, and how long it takes."""

from dataclasses import replace
from itertools import pairwise

from designgen.catalog.architecture import LEAST_BOXES, View
from designgen.design import Design
from designgen.diagram.charts import Funnel, Tier
from designgen.diagram.forms.paths import budget_of, cut_short, timed, without
from designgen.diagram.picture import Edge, Picture
from designgen.units import magnitude

_FEWEST, _MOST = 1e-3, 1e18
"""What counts as candidates of a request, on average: less is nothing, more is more than all pairs of a billion."""


def funnel_of(design: Design, view: View, picture: Picture) -> Picture | None:
    """The picture with its funnel; None with fewer than three stages."""
    every = _tiers(design, view, picture)
    tiers = cut_short(every, view.most)
    if len(tiers) < LEAST_BOXES:
        return None
    picture = without(picture, {tier.box for tier in every} - {tier.box for tier in tiers})
    tiers = (*tiers[:-1], replace(tiers[-1], enters=tiers[-2].leaves))
    left = {tier.box: tier.leaves for tier in tiers}
    boxes = tuple(replace(box, number=magnitude(left[box.id])) for box in picture.boxes if box.id in left)
    kind = "sync" if any(tier.stages for tier in tiers) else "batch"
    edges = tuple(Edge(one, two, magnitude(left[one]), kind) for one, two in pairwise(left))
    return replace(picture, boxes=boxes, edges=edges, rows=tuple((id,) for id in left), path=tuple(left),
                   chart=Funnel(tiers, budget_of(design)))  # fmt: skip


def _tiers(design: Design, view: View, picture: Picture) -> list[Tier]:
    """A stage never leaves more than enters it; one that is no component and leaves all of it is none, nor is one of no count."""
    amounts = {box.id: box.amounts.get("count", ()) for row in view.rows for box in row.boxes}
    home = {part: box.id for box in picture.boxes for part in box.parts}
    path = timed(design, home)
    tiers: list[Tier] = []
    for box in picture.boxes:
        count = design.amount(amounts[box.id])
        if count is None or not _FEWEST <= count <= _MOST or (tiers and not box.parts and count >= tiers[-1].leaves):
            continue
        enters = tiers[-1].leaves if tiers else count
        tiers.append(Tier(box.id, enters, min(count, enters), tuple(stage for stage in path if stage.box == box.id)))
    return tiers
