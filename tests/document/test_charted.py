"""Charts of a shipped design: what they show stands in a table beside them, and a page has one where it says something."""

import re
from functools import cache
from html import unescape

import pytest

from designgen.document import design_pages, document
from designgen.document.charted import bill_of, climb_of, path_of, reach_of, turning_of
from designgen.document.charted.reaching import each_once
from designgen.document.draft import Draft, draft
from designgen.document.links import Links
from designgen.document.rungs import ladders
from designgen.explore import ladder
from designgen.resources import resource
from tests.document.shop import design as shop
from tests.shipped import design

ADS = resource("specs", "ad-click-prediction.yaml")
WORDS = re.compile(r"<text[^>]*>(?:<title>[^<]*</title>)?([^<]*)</text>")
FIGURE = re.compile(r'<figure class="dg-plot.*?</figure>', re.DOTALL)


@cache
def ads() -> Draft:
    made = design(ADS)
    return draft(made, Links(made))


@cache
def pages() -> dict[str, str]:
    made = design(ADS)
    return design_pages(made)


@pytest.fixture(autouse=True)
def quick(quick_drawings: None) -> None:
    """Diagrams do not matter here."""


def said(figure: str) -> list[str]:
    """The words of the wide chart."""
    return [unescape(text) for text in WORDS.findall(figure[: figure.find("</svg>")])]


def cells(page: str) -> str:
    return unescape(
        re.sub(r"\[([^][]*)\]\([^)]*\)|\*\*", r"\1", "\n".join(line for line in page.split("\n") if line.startswith("|")))
    )


def test_the_numbers_of_every_chart_stand_in_a_table_of_its_page() -> None:
    """Besides the round numbers of an axis, which are no numbers of the design."""
    checked = 0
    for name, page in pages().items():
        table = cells(page)
        for figure in FIGURE.findall(page):
            for text in said(figure):
                for number in re.findall(r"\$?[\d.,]+ ?(?:[kMB]|ms|µs|s|/s)\b", text) if " / " in text or "(" in text else []:
                    assert number in table, (name, text)
                    checked += 1
    assert checked > 20


def test_a_narrow_chart_stands_beside_each_wide_one_on_the_site_only() -> None:
    figures = [figure for page in pages().values() for figure in FIGURE.findall(page)]
    assert len(figures) >= 5
    assert all(figure.count("<svg") == 2 and "dg-narrow" in figure for figure in figures)
    assert "dg-narrow" not in document(design(ADS))


def test_flips_are_told_with_number_decision_and_outcome() -> None:
    reach = reach_of(ads())
    assert reach
    told = cells(pages()["ad-click-prediction/decisions.md"])
    for row in reach.rows:
        for flip in row.flips:
            assert f"| {row.name} | {row.now} | {flip.at} | {flip.decision} | {flip.option} |" in told
            assert (flip.ratio > 1) is not (flip.ratio < 1)


def test_only_the_weightiest_decisions_have_a_chart_of_their_own() -> None:
    found = {id: one for id in design(ADS).decisions if (one := turning_of(ads(), id))}
    assert 0 < len(found) <= 4
    for one in found.values():
        for row in one.rows:
            assert len([piece for piece in row.stretches if not piece.begins]) == 1
            assert [piece.high for piece in row.stretches[:-1]] == [piece.low for piece in row.stretches[1:]]
            assert sum(piece.low <= 1 <= piece.high for piece in row.stretches) == 1
        assert {line.name for line in one.lines} == {row.name for row in one.rows}


def test_numbers_that_turn_the_same_at_the_same_ratios_are_one() -> None:
    """The spec gives the users; a number that only follows is left out."""
    same = [(0.5, "index", "Graph")]
    found = each_once(
        ads(), {"scale.requests_per_user": same, "scale.daily_users": same, "latency.p99": [(0.5, "index", "Scan")]}
    )
    assert found == ["scale.daily_users", "latency.p99"]


def test_components_come_where_their_decision_turns() -> None:
    climbed = ladder(design(ADS))
    assert climbed
    lines = ladders(ads(), climbed, drawn=False)
    turns = {turn.at.removesuffix(" on") for line in lines.rungs for turn in (*line.main, *line.lists)}
    made = climb_of(ads(), lines)
    assert made
    words = [row["text"] for layer in made(720)["layer"] if layer["mark"]["type"] == "text" for row in layer["data"]["values"]]
    starts = {text.partition(":")[0] for text in words if text.startswith("from ")}
    assert starts and starts <= turns


def test_one_bar_is_no_chart() -> None:
    made = shop()
    assert path_of(made) is not None
    assert (bill_of(made) is None) is (len([part for part in made.parts.values() if part.usd]) < 2)
    assert path_of(shop(facts={"waits": False})) is None
