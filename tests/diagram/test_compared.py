"""Several designs on one layout: nothing that is shared moves, and what differs is marked."""

import re
from functools import cache
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

from designgen.cache import cache_folder
from designgen.design import Design, design_for
from designgen.diagram import Compared, Drawn, compared, compared_drawings, stylesheet
from designgen.diagram.cache import layout_of
from designgen.diagram.compared import part_of
from designgen.diagram.compose import composed
from designgen.diagram.craft import judge
from designgen.diagram.differences import moved
from designgen.diagram.picture import MARKS, MOST_BOXES, Box, Edge, Group, Mark, Picture
from designgen.diagram.score import measure
from designgen.diagram.union import foldable, folded
from designgen.spec import load_spec
from tests.diagram.test_shipped_views import SVG, overlap, rects, stumbles
from tests.shipped import SPECS, knowledge

RELAXED = "ad-click-prediction@latency.p99=100 ms@freshness.drift=days@freshness.user_signal=1 day"
SCALES = ("10k", "1M", "100M", "1B")
CASES = {
    "alternatives": ("first", ("ad-click-prediction",)),
    "relaxed": ("first", ("ad-click-prediction", RELAXED)),
    "two sizes": ("first", tuple(f"people-you-may-know@scale.daily_users={users}" for users in ("1M", "1B"))),
    "ladder": ("previous", tuple(f"ad-click-prediction@scale.daily_users={users}" for users in SCALES)),
    "two of a kind": ("first", ("news-feed", "video-recommendation")),
    "two worlds": ("first", ("street-view-blurring", "rag-assistant")),
}


@cache
def designs(*wanted: str) -> tuple[Design, ...]:
    """`name`, or `name@fact=value@…`; one alone comes with its alternatives."""
    found = []
    for name in wanted:
        stem, *sets = name.split("@")
        spec = load_spec(next(path for path in SPECS if path.stem == stem), knowledge(), tuple(sets))
        found += [spec, *(spec.alternatives.values() if len(wanted) == 1 else ())]
    return tuple(design_for(spec, knowledge(), flips_of=lambda *_: {}) for spec in found)


def of(case: str) -> Compared:
    against, wanted = CASES[case]
    found = compared(designs(*wanted), against=against)
    assert found
    return found


def drawn(case: str, theme: str = "light", folder: Path | None = None) -> list[Drawn]:
    against, wanted = CASES[case]
    return compared_drawings(designs(*wanted), against=against, theme=theme, folder=folder)


def places(svg: str) -> dict[str, tuple[str, ...]]:
    """Where each box stands, ghosts included, and how large it is."""
    found = {}
    for group in ElementTree.fromstring(svg).iter(f"{SVG}g"):
        if "data-id" in group.attrib:
            card = next(one for one in group.iter(f"{SVG}rect") if {"dg-card", "dg-ghost"} & set(one.attrib["class"].split()))
            found[group.attrib["data-id"]] = tuple(card.attrib[side] for side in ("x", "y", "width", "height"))
    return found


def marked(made: Compared, number: int) -> dict[str, str]:
    return {box.id: box.mark.kind for box in made.each[number].picture.boxes if box.mark}


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_shared_boxes_and_flows_stay_put(case: str) -> None:
    svgs = [one.svg for one in drawn(case)]
    first = places(svgs[0])
    for svg in svgs[1:]:
        assert {id: first[id] for id in first.keys() & places(svg).keys()} == {
            id: place for id, place in places(svg).items() if id in first
        }
    lines = [{(m[1], m[2], m[4]): m[3] for m in re.finditer(LINE, svg)} for svg in svgs]
    assert all(lines)
    for one, two in product(lines, repeat=2):
        assert all(one[key] == two[key] for key in one.keys() & two.keys())


LINE = r'data-source="(\w+)" data-target="(\w+)"><path class="dg-line dg-\w+" d="([^"]+)"[^>]*stroke="(#\w+)"'


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_no_picture_makes_a_reader_stumble(case: str) -> None:
    for one in drawn(case):
        assert stumbles(one.svg.replace('class="dg-ghost', 'class="dg-card dg-ghost')) == []
        root = ElementTree.fromstring(one.svg)
        tags, labels = rects(root, "dg-tag"), rects(root, "dg-halo")
        assert not [pair for pair in product(tags, labels) if overlap(*pair)]


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_the_scorer_finds_nothing_in_any_part_of_the_layout(case: str, tmp_path: Path) -> None:
    made = of(case)
    layout = layout_of(made.whole, tmp_path)
    whole = measure(made.whole, layout)
    assert whole.failures == 0
    for one in made.each:
        found = measure(one.picture, part_of(layout, made.whole, one.picture))
        assert found.failures == 0
        assert (found.crossings, found.covered) <= (whole.crossings, whole.covered)


def test_a_box_that_only_the_base_has_is_a_ghost_and_one_that_it_lacks_is_added() -> None:
    base, cheap = designs("ad-click-prediction")[:2]
    there, back = (compared(pair) for pair in ((base, cheap), (cheap, base)))
    assert there
    assert back
    assert (marked(there, 0), marked(back, 0)) == ({}, {})
    assert marked(there, 1)["vectors"] == "removed"
    assert marked(back, 1)["vectors"] == "added"
    assert "vectors" not in back.each[0].picture.box
    assert not [edge for edge in there.each[1].picture.edges if "vectors" in (edge.source, edge.target)]
    assert there.each[1].says.startswith("Against Ad click prediction: removed Vectors and index; changed ")


def test_another_model_is_a_change_at_its_box_with_both_names() -> None:
    mark = of("alternatives").each[1].picture.box["scoring"].mark
    assert mark
    assert mark.kind == "changed"
    assert mark.lines[:2] == ("deep and cross network →", "logistic regression")
    assert "− GPU model server" in mark.says


def test_a_figure_that_moved_says_what_it_was() -> None:
    mark = of("relaxed").each[1].picture.box["orchestration"].mark
    assert mark == Mark("moved", ("was p99 ≤ 10 ms",), "another number: p99 ≤ 10 ms → p99 ≤ 100 ms")


def test_a_flow_that_went_between_boxes_that_stay_is_kept_as_a_ghost() -> None:
    flows = of("relaxed").each[1].picture.edges
    assert [edge for edge in flows if edge.mark] == [Edge("stream_jobs", "release", "− new weights", "batch", "removed")]


def test_each_rung_is_held_against_the_one_before() -> None:
    every = designs(*CASES["ladder"][1])
    made = compared(every, against="previous", names=SCALES)
    assert made
    assert [one.base for one in made.each] == ["", *SCALES[:-1]]
    pair = compared(every[1:3], names=SCALES[1:3])
    assert pair
    assert marked(made, 2) == marked(pair, 1)


def test_a_design_held_against_itself_has_no_mark() -> None:
    one = designs("news-feed")[0]
    made = compared([one, one])
    assert made
    assert marked(made, 1) == {}
    assert made.each[1].says == "Against Personalised news feed: the same boxes."


def test_a_view_that_one_design_lacks_is_not_compared() -> None:
    waits, batch = designs("news-feed")[0], designs("image-classification")[0]
    assert compared([waits, waits], "serving_path")
    assert compared([waits, batch], "serving_path") is None
    assert compared_drawings([batch, waits], "serving_path") == []


def test_another_base_than_first_and_previous_is_refused() -> None:
    with pytest.raises(ValueError, match="against last: known are first, previous"):
        compared(designs("news-feed"), against="last")


@pytest.mark.parametrize(("before", "after", "differs"), [
    ("5 GB", "5.4 GB", False), ("5 GB", "5.6 GB", True), ("900 MB", "0.95 GB", False), ("1 min", "24 h", True), ("", "2", True),
    ("2,000 → 500 items", "2,050 → 500 items", False), ("2,000 → 500 items", "2,000 → 300 items", True),
    ("34.1 h on 64 GPUs", "34.1 h on 32 GPUs", True), ("light models", "heavy models", True), ("3 M/s", "3 k/s", True),
])  # fmt: skip
def test_a_tenth_more_or_less_is_no_change(before: str, after: str, differs: bool) -> None:
    assert moved(before, after) is differs


def test_title_and_description_say_what_differs() -> None:
    root = ElementTree.fromstring(drawn("alternatives")[1].svg)
    assert root[0].text == "Ad click prediction: cheap, against Ad click prediction"
    assert "removed Vectors and index" in (root[1].text or "")
    assert "Scoring changed: deep and cross network → logistic regression" in (root[1].text or "")
    assert root.attrib["aria-describedby"] == root[1].attrib["id"]


def test_ids_of_the_pictures_of_one_page_differ() -> None:
    ids = [found for one in drawn("two sizes") for found in re.findall(r' id="([^"]+)"', one.svg)]
    assert len(ids) == len(set(ids))


def test_the_legend_names_the_marks_that_occur() -> None:
    for one, picture in zip(drawn("alternatives"), of("alternatives").each, strict=True):
        texts = {text.text for text in ElementTree.fromstring(one.svg).iter(f"{SVG}text") if text.get("class") == "dg-legend"}
        signs = {"added": "added", "removed": "no longer there", "changed": "changed", "moved": "another number"}
        assert {kind for kind in MARKS if signs[kind] in texts} == set(picture.picture.marks)


@pytest.mark.slow
def test_same_bytes_with_and_without_the_cache_and_dark_differs_in_colours_only(tmp_path: Path) -> None:
    light, again, other = (drawn("two sizes", folder=tmp_path / name) for name in ("a", "a", "b"))
    assert light == again == other
    dark = drawn("two sizes", "dark", tmp_path / "a")
    plain = [[re.sub(r"#[0-9a-f]{6}|dg-(light|dark)", "", one.svg) for one in every] for every in (light, dark)]
    assert plain[0] == plain[1]


def test_every_class_with_a_colour_is_repainted_by_the_style_sheet() -> None:
    css = stylesheet(".dark")
    for item in (item for one in drawn("alternatives") for item in ElementTree.fromstring(one.svg).iter()):
        if "#" in item.get("fill", "") + item.get("stroke", ""):
            kind, *others = item.get("class", "").split()
            assert f".{kind}{{" in css or f".{kind}," in css or any(f".{kind}.{other}" in css for other in others), item.attrib


def many(count: int) -> Picture:
    """Two lanes of boxes in a line; each is joined to the next."""
    boxes = tuple(Box(f"b{n}", f"Box {n}", group=f"g{n % 2}") for n in range(count))
    edges = tuple(Edge(f"b{n}", f"b{n + 1}", f"flow {n}") for n in range(count - 1))
    rows = tuple(tuple(box.id for box in boxes if box.group == group) for group in ("g0", "g1"))
    groups = (Group("g0", "One", "online"), Group("g1", "Two", "stream"))
    return Picture("p", "P", "", groups, boxes, edges, rows, ("b0", "b2", "b4"))


def test_unchanged_boxes_of_a_panel_are_one_where_there_are_too_many() -> None:
    picture = many(24)
    home = foldable(picture, [f"b{n}" for n in range(1, 24) if n != 5])
    assert set(home.values()) == {"unchanged-g1"}
    few = folded(picture, home, picture)
    assert len(few.boxes) == 24 - 11 + 1 <= MOST_BOXES
    assert few.box["unchanged-g1"].name == "11 unchanged"
    assert "Box 3" in few.box["unchanged-g1"].detail
    assert "b5" in few.box
    assert foldable(many(MOST_BOXES), [f"b{n}" for n in range(9)]) == {}


def test_what_has_no_room_is_named() -> None:
    made = of("two worlds")
    assert len(made.whole.boxes) == MOST_BOXES
    assert all(one.left_out and f"Not drawn for lack of room: {', '.join(one.left_out)}." in one.says for one in made.each)


@pytest.mark.parametrize("case", CASES)
def test_every_picture_of_a_comparison_passes_the_gate(case: str) -> None:
    made = of(case)
    layout = layout_of(made.whole, cache_folder() / "layouts")
    scenes = [composed(one.picture, part_of(layout, made.whole, one.picture)) for one in made.each]
    assert [(number, str(fault)) for number, scene in enumerate(scenes) for fault in judge(scene).faults] == []
