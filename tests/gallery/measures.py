"""What a reader of a picture stumbles over, counted alike for every tool, and the score made of it.

The score counts stumbles: a crossing is one, a label that something lies on two (it cannot be read for certain), a line through
a foreign box three (it says what is not so), ten for a million square px and one for a thousand px of line, both at
13 px names. Lower is better. The weights were set before anything was measured.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import combinations, pairwise
from math import dist, hypot

from designgen.diagram import Picture
from designgen.diagram.geometry import Point, Rect, Segment
from tests.gallery.drawing import Drawing, Line
from tests.gallery.shapes import hull, long

_PORT = 6.0  # px; lines that share a box may meet this near to their ends
_SAME = 6.0  # px; two crossings of one pair nearer than this are one
_TOUCH = 1.5  # px; lines nearer than this lie on each other
_STRETCH = 12.0  # px; for at least so long
_EDGE = 1.0  # px; a label may reach so far into what is beside it


@dataclass(frozen=True)
class Measures:
    """Counts, but for `area` (million square px) and `length` (thousand px)."""

    crossings: int  # of lines, and pairs of lines that lie on each other for a stretch
    label_hits: int  # label on label, box, title, foreign line or border of a panel; line on title; label left out
    box_hits: int  # lines through a foreign box
    area: float  # of boxes, panels, lines and labels; no picture title, no legend
    length: float

    @property
    def score(self) -> float:
        return self.crossings + 2 * self.label_hits + 3 * self.box_hits + 10 * self.area + self.length

    def __add__(self, other: "Measures") -> "Measures":
        return Measures(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def measured(drawing: Drawing, picture: Picture) -> Measures:
    return Measures(_crossings(drawing.lines), _label_hits(drawing, picture), _box_hits(drawing), _area(drawing) / 1e6,
                    sum(long(line.points) for line in drawing.lines) / 1e3)  # fmt: skip


def _area(drawing: Drawing) -> float:
    texts = [label.rect for label in (*drawing.labels, *drawing.titles)]
    rects = [*drawing.boxes.values(), *drawing.panels, *texts]
    corners = [corner for rect in rects for corner in ((rect.x, rect.y), (rect.right, rect.bottom))]
    whole = hull(corners + [point for line in drawing.lines for point in line.points])
    return whole.w * whole.h


def _crossings(lines: list[Line]) -> int:
    frames = {id(line): hull(line.points) for line in lines}
    near = [(one, two) for one, two in combinations(lines, 2) if _near(frames[id(one)], frames[id(two)])]
    return sum(len(_meetings(one, two)) + _stretches(one.points, two.points) for one, two in near)


def _near(one: Rect, two: Rect) -> bool:
    """Whether lines with these frames can meet or lie on each other at all."""
    return one.x <= two.right + 2 and two.x <= one.right + 2 and one.y <= two.bottom + 2 and two.y <= one.bottom + 2


def _meetings(one: Line, two: Line) -> list[Point]:
    """Where two lines cross, but for the port that they share."""
    found: list[Point] = []
    shared = {one.source, one.target} & {two.source, two.target}
    others = list(pairwise((x + 1.3e-4, y + 1.7e-4) for x, y in two.points))
    for first in pairwise(one.points):
        for second in others:
            at = _crossing(first, second)
            if at is None or any(dist(at, other) < _SAME for other in found):
                continue
            if not (shared and _at_end(at, one.points) and _at_end(at, two.points)):
                found.append(at)
    return found


def _at_end(point: Point, line: list[Point]) -> bool:
    return min(dist(point, line[0]), dist(point, line[-1])) < _PORT


def _crossing(one: Segment, two: Segment) -> Point | None:
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = two
    if max(ax, bx) < min(cx, dx) or max(cx, dx) < min(ax, bx) or max(ay, by) < min(cy, dy) or max(cy, dy) < min(ay, by):
        return None
    ground = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if not ground:
        return None
    s = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / ground
    t = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / ground
    return (ax + s * (bx - ax), ay + s * (by - ay)) if 0 <= s <= 1 and 0 <= t <= 1 else None


def _stretches(one: list[Point], two: list[Point]) -> int:
    """How often the first line lies on the second for a while."""
    count, run = 0, 0.0
    frame = hull(two)
    segments = [(segment, hull([*segment])) for segment in pairwise(two)]
    for point in _walked(one, 2.0):
        near = [segment for segment, part in segments if _beside(point, part)] if _beside(point, frame) else []
        run = run + 2.0 if any(_away(point, segment) < _TOUCH for segment in near) else 0.0
        count += run == _STRETCH
    return count


def _beside(point: Point, frame: Rect) -> bool:
    return frame.x - 2 < point[0] < frame.right + 2 and frame.y - 2 < point[1] < frame.bottom + 2


def _walked(line: list[Point], step: float) -> Iterator[Point]:
    """Points of the line, one every few px."""
    rest = 0.0
    for (ax, ay), (bx, by) in pairwise(line):
        far = hypot(bx - ax, by - ay)
        while rest < far:
            yield ax + (bx - ax) * rest / far, ay + (by - ay) * rest / far
            rest += step
        rest -= far


def _away(point: Point, segment: Segment) -> float:
    (x, y), ((ax, ay), (bx, by)) = point, segment
    square = (bx - ax) ** 2 + (by - ay) ** 2
    t = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square)) if square else 0.0
    return hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))


def _box_hits(drawing: Drawing) -> int:
    return sum(_under(line, _shrunk(rect, 2)) for line in drawing.lines for id, rect in drawing.boxes.items()
               if id not in (line.source, line.target))  # fmt: skip


def _shrunk(rect: Rect, by: float) -> Rect:
    return Rect(rect.x + by, rect.y + by, max(rect.w - 2 * by, 0.1), max(rect.h - 2 * by, 0.1))


def _under(line: Line, rect: Rect) -> bool:
    """Whether the line runs through a rectangle."""
    sides = _border(rect)
    return any(_inside(point, rect) for point in line.points) or any(
        _crossing(part, side) for part in pairwise(line.points) for side in sides)


def _border(rect: Rect) -> list[Segment]:
    corners = [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom), (rect.x, rect.y)]
    return list(pairwise(corners))


def _inside(point: Point, rect: Rect) -> bool:
    return rect.x < point[0] < rect.right and rect.y < point[1] < rect.bottom


def _label_hits(drawing: Drawing, picture: Picture) -> int:
    owners = _owners(drawing, picture)
    labels = [_shrunk(label.rect, _EDGE) for label in drawing.labels]
    titles = [_shrunk(title.rect, _EDGE) for title in drawing.titles]
    hits = sum(one.hits(two) for one, two in combinations([*labels, *titles], 2))
    hits += sum(label.hits(box) for label in (*labels, *titles) for box in drawing.boxes.values())
    hits += sum(_struck(label, panel) for label in labels for panel in drawing.panels)
    for number, line in enumerate(drawing.lines):
        hits += sum(_under(line, label) for label, owner in zip(labels, owners, strict=True) if owner != number)
        hits += sum(_under(line, title) for title in titles)
    missing = sum(bool(edge.label) for edge in picture.edges) - len([owner for owner in owners if owner is not None])
    return hits + max(missing, 0)


def _struck(label: Rect, panel: Rect) -> bool:
    """Whether the border of the panel runs through the label."""
    inside = panel.x < label.x and label.right < panel.right and panel.y < label.y and label.bottom < panel.bottom
    return label.hits(panel) and not inside


def _owners(drawing: Drawing, picture: Picture) -> list[int | None]:
    """The line of each label: the nearest of those that are to carry that text and have none yet."""
    texts: dict[int, str] = {}
    left = list(range(len(picture.edges)))
    for number, line in enumerate(drawing.lines):
        same = [n for n in left if (picture.edges[n].source, picture.edges[n].target) == (line.source, line.target)]
        if same:
            left.remove(same[0])
            texts[number] = picture.edges[same[0]].label
    found: list[int | None] = []
    for label in drawing.labels:
        free = [n for n, text in texts.items() if text == label.text and n not in found]
        far = {n: _far((label.rect.cx, label.rect.cy), drawing.lines[n].points) for n in free}
        found.append(min(far, key=lambda n: far[n], default=None))
    return found


def _far(point: Point, line: list[Point]) -> float:
    return min(_away(point, part) for part in pairwise(line))
