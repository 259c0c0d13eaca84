"""The gate: each rule sees what it is for, and every view of every shipped design passes in every theme."""

from dataclasses import replace
from pathlib import Path

import pytest

from designgen.diagram import THEMES, picture_of, scene_of
from designgen.diagram.craft import CODES, judge
from designgen.diagram.craft.contrast import contrast
from designgen.diagram.geometry import Rect
from designgen.diagram.scene import Block, Disc, Head, Item, Scene, Stroke, Words
from tests.diagram.target import target
from tests.shipped import design, each_spec, knowledge

PAGE = Block(Rect(0, 0, 600, 300), "page")
LEGEND = (Stroke(((20, 290), (50, 290)), "line", "sync"), Disc((80, 290), "!", "alert"))


def box(id: str, x: float, y: float, *more: Words, size: tuple[float, float] = (120, 48)) -> Item:
    return Item("box", (Block(Rect(x, y, *size), "card", "online"), Words(id, x + 48, y + 28, "name"), *more), id, id)


def arrow(source: str, target_: str, *points: tuple[float, float]) -> Item:
    return Item("edge", (Stroke(points, "line", "sync"), Head(points[-2], points[-1], "sync")), ends=(source, target_))


def label(text: str, x: float, y: float, ends: tuple[str, str] = ("a", "b"), of: str = "sync") -> Item:
    halo, words = Block(Rect(x - 20, y - 10, 40, 16), "halo", "on-page"), Words(text, x, y, "label", of, anchor="middle")
    return Item("note", (halo, words), ends=ends)


A, B = box("a", 20, 40), box("b", 400, 40)
LINE = arrow("a", "b", (140, 64), (390, 64), (400, 64))
WRONG = {
    "D001": (A, B, LINE, label("one", 250, 68), label("two", 255, 68)),
    "D002": (A, B, LINE, label("one", 135, 90)),
    "D003": (A, B, LINE, label("one", 388, 68)),
    "D004": (Block(Rect(10, 20, 580, 90), "panel", "online"), A, B, LINE, label("one", 250, 113)),
    "D005": (A, B, box("c", 200, 40), LINE),
    "D006": (box("a", 20, 40, Words("a very long line that ends outside", 30, 80, "detail")), B, LINE),
    "D007": (A, B, LINE, box("c", 450, 60)),
    "D008": (A, B, LINE, label("one", 250, 68, ("b", "a"))),
    "D009": (A, B, LINE, arrow("b", "a", (400, 65), (150, 65), (140, 65))),
    "D010": (A, B, LINE, arrow("b", "a", (396, 40), (396, 200), (396, 210))),
    "D011": (A, B, LINE),
    "D012": tuple(box(f"b{n}", 5 + 140 * (n % 4), 2 + 50 * (n // 4), size=(110, 48)) for n in range(21)),
    "D013": (A, B, LINE, Words("beyond", 580, 100, "legend")),
    "D014": (A, B, LINE, Words("tiny", 200, 150, "legend", size=5.0)),
    "D015": (A, B, LINE, Words("grey on red", 200, 150, "step-text")),
    "D016": (A, B, LINE, box("c", 220, 100), box("d", 400, 110)),
    "D017": (A, B, LINE, Item("edge", (Stroke(((20, 200), (90, 200)), "line", "batch"),))),
    "D019": (A, B, LINE, Words("an ellipsis…", 200, 150, "legend")),
}  # fmt: skip


def scene(*items: object, wide: float = 600) -> Scene:
    return Scene("s", "S", "", wide, 300, (PAGE, *items, *LEGEND))  # type: ignore[arg-type]


def test_a_proper_drawing_passes() -> None:
    assert judge(scene(A, B, LINE, label("one", 250, 68))).faults == ()


@pytest.mark.parametrize("code", WRONG)
def test_each_rule_sees_what_it_is_for(code: str) -> None:
    found = {fault.code for fault in judge(scene(*WRONG[code], wide=1200 if code == "D011" else 600)).faults}
    assert code in found
    assert len(found) <= 3


def test_every_code_is_tried() -> None:
    lost = replace(scene(A, B, LINE), unplaced=("one",))
    assert {fault.code for fault in judge(lost).faults} | set(WRONG) == set(CODES)


def test_measures_are_those_of_the_drawing() -> None:
    found = judge(scene(A, B, LINE, arrow("b", "a", (250, 40), (250, 90), (250, 100), (200, 100))))
    assert (found.boxes, found.arrows, found.crossings, found.bends) == (2, 2, 1, 3)
    assert found.length == 260 + 110
    assert found.smallest == 11


def test_contrast_is_that_of_the_standard() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_a_scene_says_what_of_it_is_wrong() -> None:
    good = scene_of(target())
    long = Words("x" * 60, 10, 10, "detail")
    boxes = (item for item in good.items if isinstance(item, Item) and item.kind == "box")
    faults = judge(replace(good, items=(*good.items, *(replace(one, shapes=(*one.shapes, long)) for one in boxes)))).faults
    assert any(str(fault).startswith("D006 text that has no room in its box: “x") for fault in faults)


@each_spec()
def test_every_view_of_a_shipped_design_passes_in_every_theme(path: Path) -> None:
    pictures = {view: picture for view in knowledge().views if (picture := picture_of(design(path), view))}
    one_of_each_shape = {THEMES[theme].stands: theme for theme in THEMES}.values()
    drawn = [(view, theme) for view in pictures for theme in one_of_each_shape]
    assert [(*one, str(fault)) for one in drawn for fault in judge(scene_of(pictures[one[0]], one[1])).faults] == []
