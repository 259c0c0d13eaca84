"""The page of a map in a browser: hover and arrows tell what is chosen where."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.conftest import ROOT, designgen

pytestmark = pytest.mark.browser
SEARCH = ROOT / "specs" / "visual-search.yaml"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("map") / "map.html"
    overs = ("--over", "scale.daily_users=10k..1B", "--over", "scale.items=10k..100B")
    ran = designgen("explore", SEARCH, *overs, "--points", "40", "-o", out)
    assert ran.returncode == 0, ran.stderr
    return out


@pytest.fixture
def page(browser: Browser, written: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    opened = context.new_page()
    complaints: list[str] = []
    requests: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.extend([message.text] * (message.type == "error")))
    opened.on("request", lambda request: requests.append(request.url))
    opened.goto(written.as_uri())
    opened.select_option("#decision", "ann_index")
    yield opened
    assert (complaints, requests) == ([], [written.as_uri()])
    context.close()


def hover(page: Page, across: float, up: float) -> None:
    """Points at a place of the plane, from 0 to 1."""
    box = page.locator("section:not([hidden]) .plot.wide").bounding_box()
    assert box
    scale = box["width"] / 642
    page.mouse.move(box["x"] + (84 + 540 * across) * scale, box["y"] + (40 + 540 * (1 - up)) * scale)


def test_hovering_tells_the_choice_and_why_the_neighbour_differs(page: Page) -> None:
    hover(page, 0.2, 0.1)
    expect(page.locator("#reading .what")).to_have_text("Exact scan")
    expect(page.locator("#reading .why")).to_contain_text("recall is 100 %", ignore_case=True)
    expect(page.locator("#reading .across")).to_contain_text("Across the border, hNSW graph", ignore_case=True)
    hover(page, 0.2, 0.45)
    expect(page.locator("#reading .what")).to_have_text("HNSW graph")


def test_arrows_move_and_home_returns_to_the_spec(page: Page) -> None:
    plot = page.locator("section:not([hidden]) .plot.wide")
    plot.focus()
    page.keyboard.press("Home")
    expect(page.locator("#reading .what")).to_contain_text("as in this spec")
    expect(page.locator("#reading .where")).to_contain_text("Items 100 B")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#reading .what")).to_have_text(re.compile("Exact scan|HNSW graph"))
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#reading .where")).not_to_contain_text("100 B")


def test_the_gallery_leads_to_each_decision(page: Page) -> None:
    page.locator(".gallery a", has_text="Encoder").click()
    expect(page.locator("section:not([hidden]) h2")).to_have_text("Encoder")
    expect(page.locator("#decision")).to_have_value("encoder_family")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, written: Path, scheme: Literal["light", "dark"]) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(written.as_uri())
    opened.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = opened.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    assert [(one["id"], one["nodes"][0]["target"]) for one in found] == []
    context.close()


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_wider_than_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
