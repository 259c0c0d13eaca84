"""What is looked for is found: by the search from disk, by programs, by those who share a link."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.site.conftest import Open

LINK = re.compile(r"\]\(([^)#\s:]+)(?:#([^)\s]+))?\)")
FIRST = {
    "HNSW": "reference/glossary.html", "calibration": "reference/decisions/calibration.html", "QPS": "reference/glossary.html",
    "S002": "problems/S002.html", "ad click": "ad-click-prediction/index.html",
    "cold start": "reference/decisions/cold_start.html",
    "peak load": "reference/quantities/load.html", "visual search": "visual-search/index.html",
}  # fmt: skip
MOST = 3_600_000
"""Bytes of the index for three designs: 2.5 MB of reference and guide, and what is told of each design."""


@pytest.mark.browser
def test_the_search_puts_first_what_is_meant(opened: Open) -> None:
    page = opened("ad-click-prediction/index.html")
    field = page.locator(".md-search__input")
    field.click()
    for query, path in FIRST.items():
        field.fill("")
        field.press_sequentially(query)
        first = page.locator(".md-search-result__item a.md-search-result__link").first
        expect(first, query).to_have_attribute("href", re.compile(re.escape(f"/{path}?")), timeout=15_000)


@pytest.mark.browser
def test_a_word_explains_itself_to_the_keyboard(opened: Open) -> None:
    page = opened("ad-click-prediction/4-model.html")
    word = page.locator("article abbr[tabindex]").first
    meaning = word.get_attribute("title")
    word.focus()
    expect(page.locator(".md-tooltip2--active")).to_contain_text(str(meaning)[:40])


@pytest.mark.slow
def test_each_page_stands_beside_its_text_and_says_what_it_is(site: Path) -> None:
    html, seen = site / "html", set()
    for page in html.rglob("*.html"):
        if page.name == "404.html":
            continue
        text = page.read_text("utf-8")
        said = re.search(r'<meta name="description" content="([^"]+)">', text)
        assert said and f'<meta property="og:description" content="{said[1]}">' in text, page
        seen.add(said[1])
        assert page.with_suffix(".md").is_file(), page
        assert f'type="text/markdown" title="Markdown" href="{page.stem}.md"' in text
    assert len(seen) > 200


@pytest.mark.slow
def test_the_texts_lead_to_each_other(site: Path) -> None:
    html = site / "html"
    texts = {path: path.read_text("utf-8") for path in html.rglob("*.md")}
    ids = {path: set(re.findall(r'id="([^"]+)"', text)) for path, text in texts.items()}
    missing = []
    for path, text in {**texts, html / "llms.txt": (html / "llms.txt").read_text("utf-8")}.items():
        for name, fragment in LINK.findall(text):
            goal = (path.parent / name).resolve()
            if not goal.is_file() or (fragment and goal.suffix == ".md" and fragment not in ids[goal]):
                missing.append((path.relative_to(html).as_posix(), name, fragment))
    assert missing[:5] == []


@pytest.mark.slow
def test_programs_find_data_and_its_schema(site: Path) -> None:
    from jsonschema import Draft202012Validator

    schema = json.loads((site / "html" / "schemas" / "design.schema.json").read_text("utf-8"))
    data = json.loads((site / "html" / "visual-search" / "design.json").read_text("utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert json.loads((site / "html" / "schemas" / "spec.schema.json").read_text("utf-8"))["title"] == "designgen spec"


@pytest.mark.slow
def test_the_index_of_the_search_stays_small(site: Path) -> None:
    assert (site / "html" / "search" / "search_index.js").stat().st_size < MOST
