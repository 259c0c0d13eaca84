"""The site as a reader meets it: opened from disk, without a server or a network."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.conftest import Open
from tests.site.looked import faults
from tests.site.whole import visited

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_no_kind_of_page_has_faults(browser: Browser, site: Path) -> None:
    """The smallest page of each kind with axe, and the largest where it is much larger."""
    assert faults(browser, site / "html", visited(site / "html")) == {}


def test_search_finds_a_decision_from_disk(opened: Open) -> None:
    page = opened("ad-click-prediction/index.html")
    page.locator(".md-search__input").click()
    page.keyboard.type("calibration")
    result = page.locator(".md-search-result__item a", has_text="Calibration").first
    expect(result).to_be_visible(timeout=20_000)  # the index is read and built now, not before
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
