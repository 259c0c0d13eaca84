"""The site as a reader meets it: opened from disk, without a server or a network."""

from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.site.conftest import Open, Scheme, Visit

pytestmark = pytest.mark.browser
PAGES = (
    "index.html", "designs.html", "ad-click-prediction/index.html", "ad-click-prediction/6-deploy.html",
    "visual-search/cheat-sheet.html", "visual-search/numbers.html", "guide/tutorial.html", "reference/facts.html",
    "published/index.html", "published/uber-deepeta-2022.html", "compare/ad-click-prediction-alternatives.html",
    "practice.html", "framework-cards.html", "visual-search/practice.html", "visual-search/cards.html",
)  # fmt: skip
READ = (
    "index.html", "ad-click-prediction/index.html", "ad-click-prediction/4-model.html", "guide/tutorial.html",
    "published/index.html", "published/uber-deepeta-2022.html", "compare/ad-click-prediction-alternatives.html",
    "practice.html", "visual-search/cards.html",
)  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_from_outside_and_does_not_complain(opened: Open, name: str, site: Path) -> None:
    visit = Visit()
    opened(name, visit=visit).wait_for_timeout(300)
    outside = [url for url in visit.requests if not url.startswith((site.as_uri(), "data:", "blob:", "about:"))]
    assert outside == []
    assert visit.complaints == []


@pytest.mark.parametrize("width", [390, 768, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_the_window(opened: Open, name: str, width: int) -> None:
    page = opened(name, width)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_search_finds_a_decision_from_disk(opened: Open) -> None:
    page = opened("ad-click-prediction/index.html")
    page.locator(".md-search__input").click()
    page.keyboard.type("calibration")
    result = page.locator(".md-search-result__item a", has_text="Calibration").first
    expect(result).to_be_visible()
    result.click()
    page.wait_for_url("**h=calibration**", wait_until="commit")
    expect(page.locator("h1")).to_be_visible()


def test_the_switch_recolours_the_diagram(opened: Open) -> None:
    page = opened("ad-click-prediction/index.html")
    card = page.locator("figure.dg .dg-page").first
    light = card.evaluate("one => getComputedStyle(one).fill")
    page.locator("label.md-header__button[for^=__palette]:visible, [data-md-component=palette] label:visible").first.click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = card.evaluate("one => getComputedStyle(one).fill")
    assert (light, dark) == ("rgb(255, 255, 255)", "rgb(16, 20, 28)")


def test_a_reader_who_likes_dark_gets_dark(opened: Open) -> None:
    page = opened("ad-click-prediction/index.html", scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_box_leads_to_its_section(opened: Open) -> None:
    page = opened("ad-click-prediction/index.html")
    page.locator("figure.dg .dg-box[data-id] a").first.click()
    page.wait_for_load_state()
    target = page.url.partition("#")[2]
    assert target
    expect(page.locator(f'[id="{target}"]')).to_be_attached()


def test_flipping_between_compared_designs_moves_no_shared_box(opened: Open) -> None:
    page = opened("compare/ad-click-prediction-alternatives.html")
    choices, card = page.locator(".dg-flip-bar input"), page.locator("figure.dg-compared:visible [data-id=features] .dg-card")
    expect(choices.nth(1)).to_be_checked()
    place = "one => { const at = one.getBoundingClientRect(); return [at.x, at.y + scrollY].map(Math.round) }"
    seen = []
    for _ in range(3):
        assert page.locator("figure.dg-compared:visible").count() == 1
        seen.append(card.evaluate(place))
        page.locator(".dg-flip-bar input:checked").press("ArrowRight")
    assert seen[0] == seen[1] == seen[2]
    expect(choices.nth(1)).to_be_checked()
    page.emulate_media(media="print")
    assert page.locator("figure.dg-compared:visible").count() == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", READ)
def test_axe_finds_nothing_serious(opened: Open, name: str, scheme: Scheme) -> None:
    page = opened(name, scheme=scheme)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert {one["id"]: [node["target"] for node in one["nodes"]][:5] for one in serious} == {}
