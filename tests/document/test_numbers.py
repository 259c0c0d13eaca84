"""Every number of a document can be followed by clicking: to its formula, to what the formula reads, to its source."""

import re
from functools import cache
from pathlib import Path

import pytest

from designgen.document import blocks, design_pages, document
from designgen.document.escape import ours
from tests.charts.drawn import outside
from tests.shipped import design, each_spec

every_spec = each_spec()
ROW = re.compile(r'^\| <span id="((?:number|fact)-[a-z0-9_-]+)">.*$', re.MULTILINE)
TO_NUMBERS = re.compile(r"\(numbers\.md#([a-z0-9_-]+)\)")


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "figure", lambda *_: ours(""))


@cache
def pages(path: Path) -> dict[str, str]:
    return {name.rpartition("/")[2]: text for name, text in design_pages(design(path)).items()}


def ids(text: str) -> list[str]:
    return re.findall(r'id="([a-z0-9_-]+)"', text) + re.findall(r"\{#([a-z0-9_-]+)\}", text)


@every_spec
def test_each_line_of_the_page_of_numbers_stands_once_and_every_name_in_a_formula_leads_to_one(path: Path) -> None:
    text = pages(path)["numbers.md"]
    known = ids(text)
    assert len(known) == len(set(known)), sorted(one for one in known if known.count(one) > 1)
    links = set(re.findall(r'href="#([a-z0-9_-]+)"', text))
    assert links
    assert links <= set(known), links - set(known)


@every_spec
def test_links_to_numbers_from_other_pages_arrive(path: Path) -> None:
    known = set(ids(pages(path)["numbers.md"]))
    for name, text in pages(path).items():
        assert set(TO_NUMBERS.findall(text)) <= known, name


@every_spec
def test_every_line_rests_on_other_lines_or_on_a_source_that_is_listed(path: Path) -> None:
    text, sources = pages(path)["numbers.md"], set(ids(pages(path)["sources.md"]))
    rows = [row for row in ROW.finditer(text) if row[1].startswith("number-")]
    assert rows
    for row in rows:
        cited = re.findall(r"\(sources\.md#([a-z0-9_-]+)\)", row[0])
        assert set(cited) <= sources, row[0]
        assert cited or "](http" in row[0] or 'href="#' in row[0], row[0]


@every_spec
def test_each_figure_of_bill_and_path_leads_to_its_number(path: Path) -> None:
    """No amount of money or time in a table of the bill or the path stands without a link, ranges apart."""
    made, every = design(path), "\n".join(pages(path).values())
    for part in made.parts.values():
        if part.usd:
            assert f"(numbers.md#number-{part.id}-usd)" in every
        if part.pool:
            assert f"(numbers.md#number-{part.id}-busy)" in every
    for stage in made.latency.stages if made.latency else ():
        for id in stage.components:
            assert f"(numbers.md#number-{id}-p99)" in every


@every_spec
def test_in_a_single_file_the_same_links_are_anchors(path: Path) -> None:
    text = document(design(path))
    assert "numbers.md" not in text
    known = set(ids(text))
    assert set(re.findall(r"\]\(#((?:number|fact)-[a-z0-9_-]+)\)", text)) <= known


@every_spec
def test_charts_are_inside_their_frame(path: Path) -> None:
    charts = re.findall(r'<svg [^>]*class="dg-chart.*?</svg>', "\n".join(pages(path).values()))
    assert charts
    assert [one for chart in charts for one in outside(chart)] == []
