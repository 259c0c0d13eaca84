"""The cheat sheet: what to have in the head, on one page."""

from dataclasses import dataclass

from designgen.catalog.model import Step
from designgen.design.model import Latency, Number, Part
from designgen.document.blocks.sizing import key_numbers
from designgen.document.blocks.talk import FollowUp, Trap, probes, traps, what_ifs
from designgen.document.blocks.understanding import Asked, ranked
from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.figures import Shown, shown_by

SERVING, MOST_BOXES = "serving_path", 9
QUESTIONS, NUMBERS, KEYS, TRAPS, PROBES, WHAT_IFS = 6, 7, 8, 4, 4, 3
MEASURED = ("offline", "online")  # sections, from proxy to goal


@dataclass(frozen=True, slots=True)
class Minute:
    """A step of the story with its share of the clock and its two weightiest choices."""

    step: Step
    start: int
    choices: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything on the cheat sheet."""

    minutes: tuple[Minute, ...]
    questions: tuple[Asked, ...]
    numbers: tuple[Number, ...]
    path: tuple[Part, ...]  # the request path of the overview, left to right
    keys: tuple[Told, ...]
    latency: Latency | None
    measures: tuple[Told, ...]
    traps: tuple[Trap, ...]
    probes: tuple[FollowUp, ...]

    @property
    def length(self) -> int:
        """Minutes in all."""
        return sum(minute.step.minutes for minute in self.minutes)


def sheet(draft: Draft) -> Sheet:
    """The cheat sheet of a design, cut to one page."""
    return Sheet(
        tuple(minutes(draft)),
        tuple(ranked(draft)[:QUESTIONS]),
        tuple(key_numbers(draft, NUMBERS)),
        tuple(path(draft)),
        tuple(draft.key_decisions(KEYS)),
        draft.design.latency,
        tuple(measures(draft)),
        tuple(traps(draft)[:TRAPS]),
        (*probes(draft)[:PROBES], *what_ifs(draft)[:WHAT_IFS]),
    )


def minutes(draft: Draft) -> list[Minute]:
    """The steps with the minute at which each starts."""
    told, start = [], 0
    for step in draft.framework.steps:
        told.append(Minute(step, start, tuple(draft.of_step(step)[:2])))
        start += step.minutes
    return told


def path(draft: Draft) -> list[Part]:
    """The walk of one request: who asks, then the timed stages. Where nobody waits, what the view of serving shows."""
    views, latency = draft.design.knowledge.views, draft.design.latency
    if latency is None and SERVING in views:
        return along_flows(shown_by(draft.design, SERVING))[:MOST_BOXES]
    view = views.get("overview")
    merged = {box.id: box.merges for row in view.rows for box in row.boxes if box.merges} if view else {}
    drawn = [name for box in (view.path if view else ()) for name in merged.get(box, (box,))]
    walk = [name for name in dict.fromkeys(drawn) if name in draft.design.parts]
    if latency:
        walk = [*walk[:1], *(stage.component for stage in latency.stages)]
    return [draft.design.parts[name] for name in dict.fromkeys(walk)]


def along_flows(shown: Shown) -> list[Part]:
    """The parts that a flow touches, each after those that feed it; a circle is entered where the view lists it first."""
    links = [link for link in shown.links if link.kind != "control"]
    touched = {end for link in links for end in (link.source, link.target)}
    left, found = [part for part in shown.parts if part.id in touched], list[Part]()
    while left:
        waiting = {part.id for part in left}
        fed = {link.target for link in links if link.source in waiting and link.source != link.target}
        ready = [part for part in left if part.id not in fed] or left[:1]
        found += ready
        left = [part for part in left if part not in ready]
    return found


def measures(draft: Draft) -> list[Told]:
    """What is measured, from the proxy to the goal: the lists chosen in the sections on metrics."""
    return [
        one
        for section in MEASURED
        for one in draft.decided()
        if one.decision.section == section and one.rationale.pick == "all" and not one.decision.table
    ]
