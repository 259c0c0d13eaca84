"""The way through a design: its steps as stops, with the minutes of the interview."""

from dataclasses import dataclass
from itertools import accumulate

from designgen.document.draft import Draft


@dataclass(frozen=True, slots=True)
class Stop:
    """A step on the way. `start` and `end` are minutes; `link` leads to its page."""

    place: int
    title: str
    link: str
    start: int
    end: int


def route(draft: Draft) -> list[Stop]:
    """The stops in order."""
    steps = draft.framework.steps
    ends = list(accumulate(step.minutes for step in steps))
    return [
        Stop(place, step.title, draft.links.step_page(step.id).replace(".md", ".html"), end - step.minutes, end)
        for place, (step, end) in enumerate(zip(steps, ends, strict=True), 1)
    ]
