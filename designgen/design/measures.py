"""What speaks for one design and against another: demands, points, money, time, boxes, people, broken checks."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from designgen.design.assemble import design_for
from designgen.design.between import TASK, Between
from designgen.design.compare import Comparison, DecisionRow
from designgen.design.headlines import BILL, P99, TRAINING, headline_of
from designgen.design.model import Design
from designgen.rules import apply, reads

PRIORITIES = "priorities."
DEFINING = ("problem.", "generation.")
"""Groups of facts that say which problem it is."""
Demands = tuple[tuple[str, object], ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """One design in a comparison. Less is better, but of `points`: per criterion, over the decisions that differ and that all
    designs take."""

    usd: float | None
    p99: float | None
    boxes: int
    people: int | None
    broken: tuple[str, ...]  # names of errors and warnings
    errors: tuple[str, ...]  # those that no design may have
    points: dict[str, int]
    at_once: float | None = None  # where the deadline is hard: seconds with every stage slow at once
    training: float | None = None  # seconds of a full run

    def figures(self) -> list[float]:
        """What is shown of a design and can be better or worse, each as a number of which less is better."""
        times = (self.p99 or 0.0, self.at_once or 0.0, self.training or 0.0)
        known = [self.usd or 0.0, *times, float(self.boxes), float(self.people or 0), float(len(self.broken))]
        return [float(f"{value:.3g}") for value in known]  # as printed

    def goods(self, criteria: Iterable[str]) -> list[float]:
        """The figures, and the points on each criterion."""
        return [*self.figures(), *(-float(self.points.get(name, 0)) for name in criteria)]


def measures(comparison: Comparison) -> list[Measures]:
    """Of each design, in order."""
    asked = [row for row in comparison.decisions if all(row.picked)]
    return [
        Measures(
            headline_of(BILL, design),
            headline_of(P99, design),
            complexity.boxes,
            complexity.people,
            _broken(design, "error", "warning"),
            _broken(design, "error"),
            points(design, asked),
            design.latency.sum_p99 if design.latency and design.deadline_is_hard else None,
            headline_of(TRAINING, design),
        )
        for design, complexity in zip(comparison.designs, comparison.complexity, strict=True)
    ]


def _broken(design: Design, *severities: str) -> tuple[str, ...]:
    return tuple(item.name for item in design.findings if item.status == "broken" and item.severity in severities)


def points(design: Design, rows: Iterable[DecisionRow]) -> dict[str, int]:
    """The points that the choices of these decisions have, by criterion, before priorities weigh them."""
    found: dict[str, int] = {}
    for row in rows:
        for entry in design.decisions[row.id].ledger:
            found[entry.criterion] = found.get(entry.criterion, 0) + entry.points
    return found


def demands(design: Design) -> Demands:
    """What the spec asks for, apart from wishes (priorities, pins and bans): the values of all its facts."""
    return tuple((name, fact.value) for name, fact in design.facts.items() if not name.startswith(PRIORITIES))


def same_problem(one: Design, other: Design) -> bool:
    """Do both answer one question, if under other circumstances?"""
    defining = [name for name in one.facts if name.startswith(DEFINING)]
    return one.spec.task == other.spec.task and all(
        name in other.facts and one.facts[name].value == other.facts[name].value for name in defining
    )


def groups(designs: Sequence[Design]) -> list[list[int]]:
    """The places of designs that meet the same demands, which alone can stand in for each other."""
    found: dict[Demands, list[int]] = {}
    for place, design in enumerate(designs):
        found.setdefault((*demands(design), (TASK, design.spec.task)), []).append(place)
    return list(found.values())


def dominated(made: Sequence[Measures], group: Sequence[int]) -> dict[int, int]:
    """Which designs of a group another one beats: nowhere worse, in points on any criterion either, and somewhere better."""
    found: dict[int, int] = {}
    criteria = sorted({name for one in made for name in one.points})
    for one in group:
        for other in group:
            breaks = set(made[other].broken) - set(made[one].broken)
            if other != one and not breaks and less(made[other].goods(criteria), made[one].goods(criteria)):
                found.setdefault(one, other)
    return found


def less(one: Sequence[float], other: Sequence[float]) -> bool:
    """Nowhere more and somewhere less."""
    return list(one) != list(other) and all(a <= b for a, b in zip(one, other, strict=True))


def carried(base: Design, other: Design, levers: Iterable[str]) -> str:
    """What is wrong when the base's spec takes only these levers of the other: the first broken check of severity error."""
    spec = Between(base.spec, other.spec, base.knowledge).spec(frozenset(levers))
    made = design_for(spec, base.knowledge, base.framework, lambda *_: {})
    return next((item.says for item in made.findings if item.status == "broken" and item.severity == "error"), "")


def forbidden(design: Design, decision: str, option: str, besides: Set[str]) -> str:
    """Why an option cannot be chosen in a design; "" if it can, or if only another choice (of `besides`) is in its way."""
    item = next((one for one in design.decisions[decision].verdicts if one.id == option), None)
    if item is None or item.verdict != "infeasible":
        return ""
    node = next(node for node in design.knowledge.program.decisions if node.name == decision)
    known = next(one for one in node.options if one.id == option)
    failed = next((rule for rule in known.rules if not apply(rule, design.values)), None)
    read = {name.split(".")[0] for name in reads(failed)} if failed else besides
    return "" if besides & read else item.because
