"""Every view of every shipped design, measured in the SVG itself: what is painted, not what was planned."""

import re
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

from designgen.diagram import draw, picture_of
from designgen.diagram.charts import Sequence
from tests.shipped import design, each_spec, knowledge

Rect = tuple[float, float, float, float]
SVG = "{http://www.w3.org/2000/svg}"
STEP = 2.0  # units between the points at which a line is looked at
VIEWS = ("framing", "model", "overview", "serving_path", "data_features", "training", "monitoring", "release", "degraded",
         "whiteboard", "funnel", "sequence", "timeline")  # fmt: skip


@each_spec()
def test_a_step_of_a_request_has_one_number_in_every_view(path: Path) -> None:
    """That of its turn in the sequence; a box of several has their first, and without a request there is none."""
    pictures = {view: picture_of(design(path), view) for view in ("sequence", "serving_path", "overview")}
    drawn = pictures["sequence"]
    stages = [turn.stage for turn in drawn.chart.turns] if drawn and isinstance(drawn.chart, Sequence) else []
    turns = {part: place for place, stage in enumerate(stages, 1) if stage for part in stage.parts}
    for picture in filter(None, pictures.values()):
        steps = picture.steps()
        assert list(steps.values()) == sorted(steps.values())
        assert steps == {box: min(turns[part] for part in picture.box[box].parts if part in turns) for box in steps}
        assert set(picture.walk[1:]) <= set(steps)
        assert bool(turns) is bool(steps)


def rects(root: ElementTree.Element, kind: str) -> list[Rect]:
    """Rectangles of a class as (left, top, right, bottom)."""
    found = [node for node in root.iter(f"{SVG}rect") if kind in node.get("class", "").split()]
    sides = [tuple(float(node.get(key, "0")) for key in ("x", "y", "width", "height")) for node in found]
    return [(x, y, x + width, y + height) for x, y, width, height in sides]


def points(path: str) -> list[tuple[float, float]]:
    """Points along a path of straight lines and quadratic corners, at most STEP apart on the straight parts."""
    numbers = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]
    line: list[tuple[float, float]] = []
    for (x1, y1), (x2, y2) in pairwise(numbers):
        parts = max(1, int((abs(x2 - x1) + abs(y2 - y1)) / STEP))
        line += [(x1 + (x2 - x1) * part / parts, y1 + (y2 - y1) * part / parts) for part in range(parts + 1)]
    return line


def overlap(one: Rect, two: Rect) -> bool:
    return min(one[2], two[2]) - max(one[0], two[0]) > 0.5 and min(one[3], two[3]) - max(one[1], two[1]) > 0.5


def inside(point: tuple[float, float], box: Rect) -> bool:
    return box[0] + 1 < point[0] < box[2] - 1 and box[1] + 1 < point[1] < box[3] - 1


def stumbles(svg: str) -> list[str]:
    """What a reader would stumble over."""
    root = ElementTree.fromstring(svg)
    boxes, labels = rects(root, "dg-card"), rects(root, "dg-halo")
    lines = [node.get("d", "") for node in root.iter(f"{SVG}path") if "dg-line" in node.get("class", "").split()]
    found = [f"label {one} on label {two}" for one, two in combinations(labels, 2) if overlap(one, two)]
    found += [f"label {label} on box {box}" for label in labels for box in boxes if overlap(label, box)]
    found += [f"box {one} on box {two}" for one, two in combinations(boxes, 2) if overlap(one, two)]
    found += [f"line {line} through {box}" for line in lines for box in boxes if any(inside(spot, box) for spot in points(line))]
    found += [f"{float(root.get('width', '0'))} wide"] if float(root.get("width", "0")) > 1000 else []
    found += [f"{len(boxes)} boxes"] if not 3 <= len(boxes) <= 20 else []
    return found


def test_the_measure_sees_what_is_wrong() -> None:
    box = '<rect class="dg-card" x="{}" y="0" width="100" height="40"/>'
    line = '<path class="dg-line" d="M0 20L90 20Q100 20 100 30L300 30"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="1200">{box.format(50)}{box.format(120)}{line}</svg>'
    kinds = {text.split(" ")[0] for text in stumbles(svg)}
    assert kinds == {"box", "line", "1200.0", "2"}


@each_spec()
def test_no_view_of_a_shipped_design_makes_a_reader_stumble(path: Path) -> None:
    drawn = {view: picture for view in knowledge().views if (picture := picture_of(design(path), view))}
    assert {view: found for view, picture in drawn.items() if (found := stumbles(draw(picture)))} == {}
    assert set(drawn) <= set(VIEWS)


@each_spec()
def test_a_shipped_design_has_at_least_five_views_with_numbers(path: Path) -> None:
    drawn = [picture for view in knowledge().views if (picture := picture_of(design(path), view))]
    assert len(drawn) >= 5
    assert all(any(box.number for box in picture.boxes) for picture in drawn)
