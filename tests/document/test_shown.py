"""The table beside a picture: a row for each component of each box, why it is there, and every arrow."""

from dataclasses import replace

import pytest

from designgen.diagram import Box, Edge, Picture, picture_of
from designgen.document import with_figures
from designgen.document.draft import Draft, draft
from designgen.document.figures import figure
from designgen.document.links import Links
from designgen.document.shown import Shown, shown
from designgen.resources import resource
from tests.shipped import design


@pytest.fixture(scope="module")
def ads() -> Draft:
    made = design(resource("specs") / "ad-click-prediction.yaml")
    return draft(made, Links(made))


def told(ads: Draft, view: str) -> tuple[Picture, Shown]:
    picture = picture_of(ads.design, view)
    assert picture
    return picture, shown(ads, picture)


@pytest.mark.parametrize("view", ["framing", "overview", "serving_path", "training", "monitoring"])
def test_every_box_has_a_row_and_every_arrow_one(ads: Draft, view: str) -> None:
    picture, found = told(ads, view)
    assert {row.box for row in found.rows} == {box.id for box in picture.boxes}
    assert [arrow.edge for arrow in found.arrows] == list(picture.edges)


def test_a_merged_box_tells_of_each_component_and_where_it_is(ads: Draft) -> None:
    _, found = told(ads, "overview")
    inside = [row for row in found.rows if row.box == "scoring"]
    assert {row.name for row in inside} > {"Scoring model", "Pre-ranker"}
    assert {row.within for row in inside} == {"Scoring"}


def test_a_row_says_which_decision_brought_it_and_what_it_costs(ads: Draft) -> None:
    _, found = told(ads, "serving_path")
    row = next(row for row in found.rows if row.box == "api_gateway")
    assert row.reasons[0].decision == "api_contract"
    assert row.reasons[0].says == "no polling; one call, one answer"
    assert {figure.name for figure in row.figures} == {"api_gateway.p99", "api_gateway.replicas", "api_gateway.usd"}
    assert all(figure.name in ads.design.sized for figure in row.figures)


def test_the_steps_add_up_to_the_p99_of_the_path(ads: Draft) -> None:
    picture, found = told(ads, "serving_path")
    walk = sorted((row for row in found.rows if row.step is not None), key=lambda row: row.step or 0)
    assert [row.box for row in walk] == list(picture.walk)
    assert [(row.box, row.step) for row in walk[1:]] == list(picture.steps().items())
    assert not walk[0].after
    assert walk[-1].after == ads.design.sized["path.p99"].shown


def test_a_box_that_is_no_component_is_told_by_its_own_texts(ads: Draft) -> None:
    boxes = (Box("one", "Free", "a <text>", "7 of them", says="what it is"), Box("two", "Other"))
    found = shown(ads, Picture("p", "P", "", (), boxes, (Edge("one", "two"),), (("two",),)))
    assert [(row.box, row.name, row.role, row.technology, row.shows) for row in found.rows] == [
        ("two", "Other", "", "", ""),
        ("one", "Free", "what it is", "a <text>", "7 of them"),
    ]


def test_arrows_mean_what_the_view_says(ads: Draft) -> None:
    _, found = told(ads, "framing")
    assert {arrow.says for arrow in found.arrows} == {"values", "in training only"}
    assert ("Ids, embedded", "[≤ 128] a field", "") in {(row.name, row.role, row.technology) for row in found.rows}


def test_the_table_names_the_box_of_each_row_for_the_page(ads: Draft) -> None:
    text = figure(ads, "serving_path")
    assert '<span data-box="api_gateway">**Gateway**</span> <small data-step="1" data-of="11">step 1 of ' in text
    assert '<small data-step="0" data-of="11">before the first of 11 steps</small>' in text
    assert "[API contract](6-deploy.md#decision-api_contract): synchronous call with a deadline (no polling" in text
    assert 'data-source="client_app" data-target="api_gateway">App or page</span> | Gateway | request, caller waits |' in text


def test_a_figure_on_another_page_tells_its_boxes_with_addresses_from_there(ads: Draft) -> None:
    text = with_figures("<!-- figure:ad-click-prediction/overview -->", [ads.design])
    assert 'Drawn from the spec: <a href="ad-click-prediction/index.html">' in text
    assert '<small data-step="10" data-of="11">step 10 of 11</small>' in text
    assert "](ad-click-prediction/6-deploy.md#decision-serving_mode)" in text
    assert "data-files" not in text


def test_a_page_shows_what_the_spec_asks_for_and_none_of_its_prose(ads: Draft) -> None:
    text = with_figures("<!-- spec:ad-click-prediction -->", [ads.design])
    first = ['```yaml title="ad-click-prediction.yaml"', "title: Ad click prediction", "task: predict_click"]
    assert text.splitlines()[:3] == first
    assert text.endswith("\nteam: {maturity: platform}\n```")
    assert "auction" not in text and "cheap" not in text


def test_a_long_spec_says_how_much_of_it_is_not_shown_and_cannot_end_its_block(ads: Draft) -> None:
    lines = ["title: A", "avoid:", *(f"  ````{at}: [b]" for at in range(30))]
    design = replace(ads.design, spec=replace(ads.design.spec, text="\n".join(lines)))
    text = with_figures("<!-- spec:none -->", [design])
    assert text.splitlines()[1:3] == lines[:2] and text.endswith("# … 12 more lines\n`````")


def test_what_a_box_counts_leads_to_the_number(ads: Draft) -> None:
    text = figure(ads, "serving_path")
    assert "| [185 M/s pairs](numbers.md#number-rank-pairs); [p99 " in text
    assert "[2,000 eligible](" not in text
