"""The serving path of a design as stages with their shares of its p99; and what a form does with too many stages."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from designgen.design import Design
from designgen.design.shares import stage_shares
from designgen.diagram.charts import Budget, Timed
from designgen.diagram.picture import Picture

_CHECK = "latency_path"
Step = TypeVar("Step")


def timed(design: Design, home: Mapping[str, str]) -> tuple[Timed, ...]:
    """The stages of the path in the boxes that they are at home in (component -> box), in order; others are left out."""
    if design.latency is None:
        return ()
    found = []
    for stage, share in zip(design.latency.stages, stage_shares(design.latency), strict=True):
        names = stage.components or (stage.component,)
        box = next((home[name] for name in (stage.component, *names) if name in home), "")
        if box:
            parts = [(home[name], design.parts[name]) for name in names if name in home]
            beside = tuple((at, part.p50 or 0.0, part.p99 or 0.0) for at, part in parts) if len(names) > 1 else ()
            found.append(Timed(box, stage.name, stage.p50, stage.p99, share, names, beside))
    return tuple(found)


def in_turn(design: Design, stages: Sequence[Timed], caller: str) -> tuple[Timed, ...]:
    """The stages in the order in which a request meets them: none before another that is asked first and linked to it.

    What is in the same box comes first. What no link from the caller leads to keeps its place, and so does a circle.
    """
    ahead, left = {stage.parts: _before(design, stage.parts, caller) for stage in stages}, list(stages)
    order: list[Timed] = []
    while left:
        waiting = {part for stage in left for part in stage.parts}
        ready = [stage for stage in left if not (ahead[stage.parts] & waiting - set(stage.parts))] or left
        order.append(next((stage for stage in ready if order and stage.box == order[-1].box), ready[0]))
        left.remove(order[-1])
    return tuple(order)


def turns_of(design: Design) -> Mapping[str, int]:
    """The step of one request, from 1, in which each component on the clock has its turn: as in the view of form `sequence`."""
    view = next((view for view in design.knowledge.views.values() if view.form == "sequence"), None)
    if view is None:
        return {}
    home = {part: box.id for row in view.rows for box in row.boxes for part in box.merges if part in design.parts}
    stages = in_turn(design, timed(design, home), view.rows[0].boxes[0].id)
    return {part: place for place, stage in enumerate(stages, 1) for part in stage.parts}


def _before(design: Design, parts: tuple[str, ...], caller: str) -> set[str]:
    """What is linked to the parts and reached from the caller without them."""
    calls = [(link.source, link.target) for link in design.links if link.kind == "sync"]
    reached, fresh = set[str](), {caller}
    while fresh:
        reached |= fresh
        fresh = {target for source, target in calls if source in fresh and target not in reached and target not in parts}
    return {source for source, target in calls if target in parts and source in reached}


def budget_of(design: Design) -> Budget | None:
    """The path against its target; None where nobody waits."""
    path = design.latency
    fails = any(finding.id == _CHECK and finding.status == "broken" for finding in design.findings)
    return Budget(path.p99, path.sum_p99, path.target, design.deadline_is_hard, fails) if path else None


def cut_short(steps: Sequence[Step], most: int) -> tuple[Step, ...]:
    """At most so many of them: the first ones and the last."""
    return tuple(steps) if len(steps) <= most else (*steps[: most - 1], steps[-1])


def without(picture: Picture, boxes: Collection[str]) -> Picture:
    """The picture whose text names the boxes for which there is no room."""
    names = ", ".join(box.name for box in picture.boxes if box.id in boxes)
    return replace(picture, description=f"{picture.description} Not drawn: {names}.") if names else picture
