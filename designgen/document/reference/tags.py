"""What one may look for a design by: its problem, how fast and how large it is, and the techniques that carry it."""

from collections.abc import Iterator

from designgen.design.headlines import LOAD
from designgen.design.model import Design
from designgen.document.weights import weights_of
from designgen.document.wording import in_sentence
from designgen.units import humane

Tag = tuple[str, str]
"""A kind and a tag of that kind."""
TASK, OUTPUT, MODALITY, SPEED, SIZE = "Task", "Output", "Modality", "Speed", "Load"
KINDS = (TASK, OUTPUT, MODALITY, SPEED, SIZE)
FACTS = {OUTPUT: "problem.output", MODALITY: "modality"}
TIMES = (0.02, 0.1, 1.0, 10.0)
"""Seconds of a latency target, p99."""
RATES = (10.0, 1_000.0, 100_000.0)
"""Requests per second at the peak."""
MOST_TECHNIQUES = 12


def tags_of(design: Design) -> Iterator[Tag]:
    """In the order of the kinds."""
    task = design.knowledge.tasks.get(design.spec.task)
    if task:
        yield TASK, in_sentence(task.name)
    for kind, name in FACTS.items():
        fact, known = design.knowledge.facts.get(name), design.facts.get(name)
        if fact and known:
            words = known.value if isinstance(known.value, tuple) else (known.value,)
            yield from ((kind, fact.values[word]) for word in words if isinstance(word, str))
    yield SPEED, _class(design.latency.target, TIMES, "second") if design.latency else "nobody waits"
    if load := design.numbers.get(LOAD):
        yield SIZE, _class(float(load.value), RATES, load.unit)  # type: ignore[arg-type]


def techniques_of(design: Design) -> tuple[tuple[str, str], ...]:
    """The choices on which most hangs, weightiest first, as decision and option."""
    weights = weights_of(design)
    taken = (one for one in design.decisions.values() if one.pick == "one" and one.chosen and len(one.verdicts) > 1)
    best = sorted(taken, key=lambda one: (-weights[one.id], one.id))[:MOST_TECHNIQUES]
    return tuple((one.id, one.chosen[0]) for one in best)


def _class(value: float, limits: tuple[float, ...], unit: str) -> str:
    """The span between two limits in which a value lies."""
    above = [limit for limit in limits if limit < value]
    below = [limit for limit in limits if limit >= value]
    if not below:
        return f"more than {humane(above[-1], unit)}"
    return f"{humane(above[-1], unit)} to {humane(below[0], unit)}" if above else f"up to {humane(below[0], unit)}"
