"""A design in one line: what a table of designs shows of each."""

from collections import Counter
from dataclasses import dataclass

from designgen import units
from designgen.catalog.architecture import PLANES
from designgen.design.model import Design
from designgen.document.choices import Told, told
from designgen.document.weights import reading

LOAD = "qps.peak"
SHOWN_SECTIONS = ("family", "serving")  # the sections whose weightiest choice names a design


@dataclass(frozen=True, slots=True)
class Totals:
    """The line of one design. Texts are empty where nothing is known."""

    id: str
    title: str
    task: str
    choices: tuple[str, ...]  # one a shown section
    load: str
    latency: str
    usd: str
    components: int
    broken: tuple[str, ...]  # names of errors and warnings
    planes: tuple[tuple[str, int], ...]  # how many components a plane has


def totals(design: Design) -> Totals:
    """The line of a design."""
    tasks, latency = design.knowledge.tasks, design.latency
    in_planes = Counter(part.plane for part in design.parts.values())
    priced = [part.usd for part in design.parts.values() if part.usd]
    weigh = reading(design).weights
    return Totals(
        design.spec.id,
        design.spec.title,
        tasks[design.spec.task].name if design.spec.task in tasks else "",
        tuple(one.choice if (one := weightiest(design, section, weigh)) else "" for section in SHOWN_SECTIONS),
        design.numbers[LOAD].shown if LOAD in design.numbers else "",
        f"{units.humane(latency.p99, 'second')} of {units.humane(latency.target, 'second')}" if latency else "",
        units.humane(sum(priced), "usd") if priced else "",
        len(design.parts),
        tuple(one.name for one in design.findings if one.status == "broken" and one.severity != "info"),
        tuple((plane, count) for plane in PLANES if (count := in_planes[plane])),
    )


def weightiest(design: Design, section: str, weigh: dict[str, int]) -> Told | None:
    """The pick-one decision of a section on which most hangs."""
    mine = [
        one
        for one, rationale in design.decisions.items()
        if rationale.status == "chosen" and rationale.pick == "one" and design.knowledge.decisions[one].section == section
    ]
    return told(max(mine, key=lambda one: weigh[one]), design) if mine else None
