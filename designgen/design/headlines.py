"""The few numbers by which designs are held against each other, and what each costs to run, to build and to staff."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from designgen.design.model import Design, Latency, Part

LOAD, P99, BILL, SERVERS, MEMORY = "qps.peak", "path.p99", "cost.month", "servers", "memory"
TRAINING, BOXES, PEOPLE = "train.time", "components", "people"
TITLES = {
    LOAD: "Peak load",
    P99: "p99 of the path",
    BILL: "Bill a month",
    SERVERS: "Server replicas",
    MEMORY: "Memory of what holds data",
    TRAINING: "A full training run",
    BOXES: "Components",
    PEOPLE: "Engineers to run it",
}
UNITS = {LOAD: "1/second", P99: "second", BILL: "usd", MEMORY: "byte", TRAINING: "second"}
TARGET = "latency.p99"
"""The fact that says how long an answer may take."""
PARTS_EACH = "staff.parts_each"
"""The quantity that says how many components an engineer keeps running."""
ANSWERING, STREAMING, BATCH = ("edge", "online", "feature"), ("stream",), ("offline", "training")
"""Planes of components: on the way of an answer, beside it all the time, and from time to time."""


@dataclass(frozen=True, slots=True)
class Complexity:
    """How much there is to build and run: boxes by what they do, and the engineers that this takes (None: nothing says)."""

    boxes: int
    answering: int
    streaming: int
    batch: int
    people: int | None


def headline(name: str, values: Mapping[str, Any], parts: Mapping[str, Part], latency: Latency | None) -> float | None:
    """One of the numbers in `TITLES`, in base units; None where a design does not have it."""
    if name == P99:
        return latency.p99 if latency else None
    if name == BILL:
        return sum(part.usd for part in parts.values() if part.usd) or None
    if name == SERVERS:
        return sum(part.replicas for part in parts.values() if part.replicas) or None
    if name == MEMORY:
        return sum(part.memory for part in parts.values() if part.memory) or None
    if name == BOXES:
        return float(len(parts))
    if name == PEOPLE:
        return complexity(values, parts).people
    value = values.get(name)
    return float(value) if value is not None and math.isfinite(value) else None


def complexity(values: Mapping[str, Any], parts: Mapping[str, Part]) -> Complexity:
    """What runs, and who runs it: so many components an engineer, as the knowledge has it for the maturity of the team."""
    answering, streaming, batch = (
        sum(part.plane in planes for part in parts.values()) for planes in (ANSWERING, STREAMING, BATCH)
    )
    each = values.get(PARTS_EACH)
    people = math.ceil((answering + streaming + batch) / each) if each else None
    return Complexity(len(parts), answering, streaming, batch, people)


def headline_of(name: str, design: Design) -> float | None:
    return headline(name, design.values, design.parts, design.latency)
