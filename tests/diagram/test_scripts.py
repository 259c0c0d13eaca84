"""Emoji, scripts from right to left and wide letters: they stay in their boxes, in their order, in the same bytes everywhere."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from designgen.diagram import draw, scene_of
from designgen.diagram.craft import judge
from designgen.diagram.craft.seen import Seen, box_of
from designgen.diagram.picture import Box, Edge, Group, Picture
from designgen.diagram.scene import Words
from designgen.diagram.text import clean, clusters, wrap

FAMILY, RAINBOW = "\U0001f469\u200d\U0001f469\u200d\U0001f467", "\U0001f3f3\ufe0f\u200d\U0001f308"
NAMES = (
    f"{FAMILY} family ranker", f"{RAINBOW} {RAINBOW} pride",
    "\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7 flags", "1\ufe0f\u20e3 first",
    "שירות דירוג והמלצות בזמן אמת", "مرحبا بالعالم 123", "خدمة الترتيب والتوصيات", "推荐系统在线排序服务与特征存储",
    "שלום", "سلام",
    "リアルタイム特徴量ストア", "실시간 추천 순위 서비스", "ｆｕｌｌｗｉｄｔｈ", "ﷺﷺﷺ", "e\u0301\u0302 combining", "ไทยแลนด์ สวัสดี",
)  # fmt: skip


def many_scripts() -> Picture:
    """A box and a label for each of the names, four boxes a row."""
    boxes = tuple(Box(f"b{n}", name, name, name, group=f"g{n // 4}") for n, name in enumerate(NAMES))
    rows = tuple(tuple(box.id for box in boxes[n : n + 4]) for n in range(0, len(boxes), 4))
    groups = tuple(Group(f"g{n}", NAMES[3 * n + 1], "online") for n in range(len(rows)))
    edges = tuple(Edge(one.id, two.id, one.name) for one, two in pairwise(boxes))
    return Picture("scripts", NAMES[4], NAMES[7], groups, boxes, edges, rows)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_script_is_drawn_whole_within_its_box(name: str, tmp_path: Path) -> None:
    boxes = (Box("a", name, name, name, group="g"), Box("b", "Other", group="g"))
    picture = Picture("p", name, name, (Group("g", name, "online"),), boxes, (Edge("a", "b", name),), (("a", "b"),))
    scene = scene_of(picture, folder=tmp_path)
    (card,) = [rect for item, rect in Seen(scene).boxes if item.id == "a"]
    texts = [shape for item, shape in scene.shapes() if item and item.id == "a" and isinstance(shape, Words)]
    assert len(texts) >= 2
    assert all(card.x < rect.x and rect.right < card.right and card.y < rect.y and rect.bottom < card.bottom
               for rect in map(box_of, texts))  # fmt: skip
    named = "".join(words.whole for words in texts if words.role == "name")
    assert named.replace(" ", "") == clean(name).replace(" ", "")
    assert judge(scene).faults == ()


def test_a_picture_of_many_scripts_has_nothing_on_anything_else(tmp_path: Path) -> None:
    assert judge(scene_of(many_scripts(), folder=tmp_path)).faults == ()


@pytest.mark.parametrize("text", [FAMILY * 12, RAINBOW * 12, "\U0001f1e9\U0001f1ea" * 20, "1\ufe0f\u20e3" * 20, "e\u0301" * 40])
def test_no_line_break_cuts_what_is_one_letter(text: str) -> None:
    lines = wrap(text, 13, 148, bold=True, lines=9)
    assert len(lines) > 1
    assert [letter for line in lines for letter in clusters(line)] == clusters(text)


@pytest.mark.parametrize("name", [name for name in NAMES if "\u0590" <= name[0] <= "\u06ff"])
def test_a_text_from_right_to_left_says_so_and_keeps_its_place(name: str, tmp_path: Path) -> None:
    picture = Picture("p", "P", "", (), (Box("a", name),), (), (("a",),))
    assert 'direction="rtl"' in draw(picture, folder=tmp_path)
    assert 'direction="rtl"' not in draw(Picture("p", "P", "", (), (Box("a", "A"),), (), (("a",),)), folder=tmp_path)


def test_fonts_of_the_machine_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = draw(many_scripts(), folder=tmp_path / "usual")
    other = tmp_path / "fonts.conf"
    other.write_text(f"<?xml version='1.0'?><fontconfig><dir>{tmp_path}</dir></fontconfig>")
    for number, elsewhere in enumerate((str(other), "/nowhere/fonts.conf", "")):
        monkeypatch.setenv("FONTCONFIG_FILE", elsewhere)
        assert draw(many_scripts(), folder=tmp_path / f"{number}") == usual


OUTSIDE = """() => [...document.querySelectorAll('g.dg-box')].flatMap(box => {
    const card = box.querySelector('.dg-card').getBBox()
    return [...box.querySelectorAll('text')].filter(text => {
        const seen = text.getBBox()
        return seen.x < card.x + 40 || seen.x + seen.width > card.x + card.width
    }).map(text => text.textContent)
})"""


@pytest.mark.browser
def test_a_browser_shows_every_line_within_its_box(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "drawn.svg"
    file.write_text(draw(many_scripts(), folder=tmp_path), encoding="utf-8")
    page = browser.new_page()
    page.goto(file.as_uri())
    assert page.locator("g.dg-box").count() == len(NAMES)
    assert page.evaluate(OUTSIDE) == []
    page.close()


def test_a_label_that_loses_its_end_takes_no_more_lines_than_its_place_has(tmp_path: Path) -> None:
    boxes = (Box("a", "A", group="f"), Box("b", "B", group="g"))
    groups = (Group("f", "F", "online"), Group("g", "G", "training"))
    label = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 2
    scene = scene_of(Picture("p", "P", "", groups, boxes, (Edge("a", "b", label),), (("a",), ("b",))), folder=tmp_path)
    assert len(Seen(scene).labels) == 2
    assert {fault.code for fault in judge(scene).faults} == {"D019"}
