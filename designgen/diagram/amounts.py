"""The one figure of a box: what its components show, else what they cost in time, machines or money."""

from collections.abc import Sequence

from designgen.design import Part
from designgen.units import humane


def figure_of(parts: Sequence[Part]) -> str:
    """The first figure that a component shows; else the first of replicas, p99 and a month's bill that one has, or ""."""
    shown = next((part.shows for part in parts if part.shows), "")
    return shown or next((told for part in parts if (told := _sized(part))), "")


def _sized(part: Part) -> str:
    if part.replicas:
        return f"{humane(part.replicas, 'count')} replica{'s' if part.replicas > 1 else ''}"
    if part.p99:
        return f"p99 {humane(part.p99, 'second')}"
    return f"{humane(part.usd, 'usd')} a month" if part.usd and part.usd >= 1 else ""
