"""What is said first: the decisions that the framework names for a step, and by weight those that it does not."""

from designgen.catalog.model import Step
from designgen.document.choices import Told
from designgen.document.draft import Draft

MOST_A_STEP, ENOUGH = 3, 2


def said(draft: Draft, step: Step, most: int = MOST_A_STEP) -> list[Told]:
    """The decisions to speak of in a step; the weightiest fill up where the framework names too few."""
    first = named(draft, step)
    more = [one for one in weightiest(draft, step) if one not in first]
    return [*first, *more[: max(0, ENOUGH - len(first))]][:most]


def named(draft: Draft, step: Step) -> list[Told]:
    """Those of the decisions that the framework names which this design takes."""
    return [draft.told(one) for one in step.say if one in draft.design.decisions and draft.is_chosen(one)]


def weightiest(draft: Draft, step: Step) -> list[Told]:
    """What a step decides between rivals, most weight first; without such, its lists."""
    mine = [one for one in draft.decided() if one.decision.section in step.sections]
    contested = [one for one in mine if one.contested]
    return sorted(contested or mine, key=lambda one: (-draft.weights[one.id], one.id))


def keys(draft: Draft, most: int) -> list[Told]:
    """The key choices in framework order: what has rivals or brings boxes.

    Where there are too many, each step speaks in turn, as often as its minutes allow (d'Hondt).
    """
    seats = [
        (-step.minutes / (turn + 1), place, one)
        for place, step in enumerate(draft.framework.steps)
        for turn, one in enumerate(filter(_defended, named(draft, step) or said(draft, step)))
    ]
    kept = {one.id for _, _, one in sorted(seats, key=lambda seat: seat[:2])[:most]}
    return [one for _, _, one in seats if one.id in kept]


def _defended(told: Told) -> bool:
    return told.contested or any(option.components for option in told.options)
