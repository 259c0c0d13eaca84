"""Bars of several designs on one scale: they add up, and say the same in words."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from designgen import units
from designgen.design import Design
from designgen.design.shares import stage_shares
from designgen.diagram.craft.contrast import contrast
from designgen.diagram.text import width
from designgen.document.compared_charts import Chart, compared_charts, cost_chart, latency_chart
from designgen.document.stacks import COLOURS, WIDTH, Key, Stack, stacks
from tests.diagram.test_compared import designs
from tests.shipped import design, each_spec

SVG = "{http://www.w3.org/2000/svg}"


def ads() -> tuple[Design, ...]:
    return designs("ad-click-prediction")


def drawn(chart: Chart | None) -> ElementTree.Element:
    assert chart
    return ElementTree.fromstring(str(chart.svg))


def pieces(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [rect for rect in svg.iter(f"{SVG}rect") if rect.get("height") != "12"]


@each_spec()
def test_the_shares_of_the_stages_are_the_p99(path: Path) -> None:
    latency = design(path).latency
    if latency:
        shares = stage_shares(latency)
        assert sum(shares) == pytest.approx(latency.p99)
        assert all(0 < share <= stage.p99 * 1.01 for share, stage in zip(shares, latency.stages, strict=True) if stage.p99)


def test_bars_of_all_designs_have_one_scale() -> None:
    found = pieces(drawn(cost_chart(ads())))
    wide = [sum(float(piece.attrib["width"]) + 1 for piece in found if piece.attrib["y"] == y)
            for y in dict.fromkeys(piece.attrib["y"] for piece in found)]  # fmt: skip
    usd = [sum(part.usd or 0.0 for part in one.parts.values()) for one in ads()]
    assert 400 < max(wide) < WIDTH - 100
    assert [one / max(wide) for one in wide] == pytest.approx([one / max(usd) for one in usd], abs=0.01)


def test_pieces_follow_each_other_and_keep_their_colour() -> None:
    found = pieces(drawn(latency_chart(ads())))
    for one, two in pairwise(found):
        if one.attrib["y"] == two.attrib["y"]:
            assert float(two.attrib["x"]) == pytest.approx(float(one.attrib["x"]) + float(one.attrib["width"]) + 1, abs=0.2)
    svg = str(latency_chart(ads()).svg)  # type: ignore[union-attr]
    assert len(set(re.findall(r"Feature assembler [^<]*</title><rect class=\"([^\"]+)\"", svg))) == 1


def test_the_target_is_marked_and_a_miss_is_said() -> None:
    bar = Stack("A", (2.0, 1.0), ("2 s", "1 s"), "3 s of 2.5 s", 2.5, missed=True)
    far = Stack("B", (1.0, 0.0), ("1 s", "0"), "1 s of 9 s", 9.0)
    svg = ElementTree.fromstring(str(stacks(Key(("x", "y"), goal="target"), [bar, far], "T", "S")))
    marks = [path for path in svg.iter(f"{SVG}path") if path.get("class") == "dg-target"]
    assert len(marks) == 2  # one on a bar, one in the key
    assert [text.text for text in svg.iter(f"{SVG}text") if text.get("class") == "dg-goal"] == ["3 s of 2.5 s"]
    alone = str(stacks(Key(("x", "y"), goal="target"), [far], "T", "S"))
    assert "dg-target" not in alone


def test_the_table_says_the_same() -> None:
    chart = cost_chart(ads(), ("a", "b", "c", "d")[: len(ads())])
    assert chart
    assert chart.names[0] == "a"
    name, texts = chart.rows[0]
    assert name == "Scoring model"
    parts = [part for one in ads() for part in one.parts.values() if part.name == name]
    assert texts == tuple(units.humane(part.usd or 0.0, "usd") for part in parts)
    assert chart.rows[-1][0] == "Priced components a month"
    assert len(chart.rows) == len(COLOURS) + 2


def test_what_nobody_waits_for_has_no_bar() -> None:
    batch, waits = designs("street-view-blurring")[0], designs("rag-assistant")[0]
    assert latency_chart([batch, batch]) is None
    chart = latency_chart([batch, waits])
    assert chart
    assert chart.rows[-1][1][0] == "nobody waits"
    assert [one.title for one in compared_charts([batch, waits])] == ["p99 of a request by stage", "Cost a month by component"]


def test_bars_that_are_all_alike_are_not_drawn() -> None:
    few, many = designs(*(f"people-you-may-know@scale.daily_users={users}" for users in ("1M", "1B")))
    assert [one.title for one in compared_charts([few, many])] == ["Cost a month by component"]
    assert compared_charts([few, few]) == []


def test_texts_of_a_spec_stay_text() -> None:
    nasty = '"><script>alert(1)</script> & {{ x }}'
    svg = str(stacks(Key((nasty,), nasty), [Stack(nasty, (5.0, 1.0), (nasty, nasty), nasty)], nasty, nasty))
    assert not list(ElementTree.fromstring(svg).iter(f"{SVG}script"))
    assert "{{" not in svg


def test_the_names_in_the_bars_can_be_read() -> None:
    assert [colour for colour in COLOURS if contrast(colour, "#ffffff") < 4.5] == []


def test_same_designs_same_bytes() -> None:
    assert compared_charts(ads()) == compared_charts(ads())


def test_on_a_telephone_names_totals_and_keys_stand_within_the_picture() -> None:
    chart = latency_chart(ads())
    assert chart
    drawn = ElementTree.fromstring(str(chart.narrow))
    wide = float(drawn.attrib["viewBox"].split()[2])
    texts = [text for text in drawn.iter() if text.tag.endswith("}text")]
    assert {"".join(text.itertext()) for text in texts} >= {*chart.names, *chart.rows[-1][1]}
    for text in texts:
        ends = text.attrib.get("text-anchor") == "end"
        long = width("".join(text.itertext()), float(text.attrib.get("font-size", "12")))
        x = float(text.attrib["x"])
        assert (x - long if ends else x) + 1 >= 0
        assert (x if ends else x + long) <= wide + 1
    boxes = [box for box in drawn.iter() if box.tag.endswith("}rect")]
    assert all(float(box.attrib.get("x", "0")) + float(box.attrib["width"]) <= wide for box in boxes)
