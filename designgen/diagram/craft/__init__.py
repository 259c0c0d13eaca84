"""The craft of a drawing, measured: what a reader would stumble over has a code, and what is a matter of degree is counted.

    judge(scene) -> Verdict     faults (none, or it is a bug) and measures
    collisions(scene)           only the faults of a layout: what lies on what, and what found no place
"""

from dataclasses import dataclass
from itertools import combinations

from designgen.diagram.craft.codes import CODES
from designgen.diagram.craft.contrast import faint_text
from designgen.diagram.craft.rules import OF_LAYOUT, PAGE, RULES
from designgen.diagram.craft.seen import Line, Seen
from designgen.diagram.geometry import Segment
from designgen.diagram.scene import Scene

__all__ = ["CODES", "Fault", "Verdict", "collisions", "judge"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that must not be: one of CODES, and where."""

    code: str
    subject: str

    def __str__(self) -> str:
        return f"{self.code} {CODES[self.code]}: {self.subject}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Faults, and counts; lengths in px. `smallest` is the smallest text where a page shows the drawing 690 px wide."""

    faults: tuple[Fault, ...]
    boxes: int
    arrows: int
    crossings: int
    bends: int
    length: float
    width: float
    height: float
    smallest: float


def judge(scene: Scene) -> Verdict:
    """The faults of a drawing in all themes, and its measures."""
    seen = Seen(scene)
    found = dict.fromkeys(found for rule in (*RULES, faint_text) for found in rule(seen))
    sizes = [text.words.size for text in seen.texts]
    return Verdict(
        faults=tuple(Fault(*one) for one in sorted(found)),
        boxes=len(seen.boxes),
        arrows=len(seen.lines),
        crossings=sum(_crossings(one, two) for one, two in combinations(seen.lines, 2)),
        bends=sum(len(line.stroke.points) - 2 for line in seen.lines),
        length=sum(abs(x1 - x0) + abs(y1 - y0) for line in seen.lines for (x0, y0), (x1, y1) in line.segments),
        width=scene.width,
        height=scene.height,
        smallest=round(min(sizes, default=0.0) * min(PAGE / scene.width, 1) if scene.width else 0.0, 1),
    )


def collisions(scene: Scene) -> tuple[Fault, ...]:
    """The faults that a layout can have. Those of `judge` that are missing come from what is drawn or how it is painted."""
    seen = Seen(scene)
    return tuple(Fault(*one) for one in sorted(dict.fromkeys(found for rule in OF_LAYOUT for found in rule(seen))))


def _crossings(one: Line, two: Line) -> int:
    return sum(_cross(a, b) for a in one.segments for b in two.segments)


def _cross(one: Segment, two: Segment) -> bool:
    """Do two stretches cross, other than at their ends?"""
    sides = [_side(*one, point) for point in two] + [_side(*two, point) for point in one]
    return sides[0] * sides[1] < 0 and sides[2] * sides[3] < 0


def _side(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
