"""Bars of several designs on one scale: they add up, and say the same in words."""

from itertools import pairwise
from pathlib import Path

import pytest

from designgen import units
from designgen.charts.house import WIDE
from designgen.charts.stacks import MOST
from designgen.design import Design
from designgen.design.shares import stage_shares
from designgen.diagram.craft.contrast import contrast
from designgen.document.compared_charts import Chart, compared_charts, cost_chart, latency_chart
from designgen.palette import DARK, LIGHT, Palette
from tests.charts.drawn import Shape, outside, shapes
from tests.diagram.test_compared import designs
from tests.shipped import design, each_spec


def ads() -> tuple[Design, ...]:
    return designs("ad-click-prediction")


def pieces(chart: Chart | None) -> list[Shape]:
    assert chart
    return [shape for shape in shapes(str(chart.svg)) if shape.tip]


@each_spec()
def test_the_shares_of_the_stages_are_the_p99(path: Path) -> None:
    latency = design(path).latency
    if latency:
        shares = stage_shares(latency)
        assert sum(shares) == pytest.approx(latency.p99)
        assert all(0 < share <= stage.p99 * 1.01 for share, stage in zip(shares, latency.stages, strict=True) if stage.p99)


def test_bars_of_all_designs_have_one_scale() -> None:
    found = pieces(cost_chart(ads()))
    wide = [sum(one.right - one.left for one in found if one.top == top) for top in dict.fromkeys(one.top for one in found)]
    usd = [sum(part.usd or 0.0 for part in one.parts.values()) for one in ads()]
    assert 400 < max(wide) < WIDE - 100
    assert [one / max(wide) for one in wide] == pytest.approx([one / max(usd) for one in usd], abs=0.01)


def test_pieces_follow_each_other_and_keep_their_colour() -> None:
    found = pieces(latency_chart(ads()))
    for one, two in pairwise(found):
        if one.top == two.top:
            assert two.left == pytest.approx(one.right, abs=0.7)
    assert len({one.fill for one in found if ": Feature assembler " in one.tip}) == 1


def test_the_table_says_the_same() -> None:
    chart = cost_chart(ads(), ("a", "b", "c", "d")[: len(ads())])
    assert chart
    assert chart.names[0] == "a"
    name, texts = chart.rows[0]
    assert name == "Scoring model"
    parts = [part for one in ads() for part in one.parts.values() if part.name == name]
    assert texts == tuple(units.humane(part.usd or 0.0, "usd") for part in parts)
    assert chart.rows[-1][0] == "Priced components a month"
    assert len(chart.rows) == MOST + 2


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


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_the_names_in_the_bars_can_be_read(palette: Palette) -> None:
    assert [colour for colour in palette.series[:MOST] if contrast(colour, palette.on_accent) < 4.5] == []


def test_same_designs_same_bytes() -> None:
    assert compared_charts(ads()) == compared_charts(ads())


def test_on_a_telephone_names_totals_and_keys_stand_within_the_picture() -> None:
    chart = latency_chart(ads())
    assert chart
    svg = str(chart.narrow)
    assert 'class="dg-chart dg-narrow" viewBox="0 0 360 ' in svg
    assert {shape.text for shape in shapes(svg)} >= {*chart.names, *chart.rows[-1][1]}
    assert outside(svg) == []
