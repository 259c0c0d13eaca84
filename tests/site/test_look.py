"""The look, where it can be measured: what is seen first, what stays in sight, what is left on paper."""

import gzip
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.site.conftest import Open, Visit

pytestmark = pytest.mark.browser
MOST = 300_000  # bytes that the first page may transfer
STEP = "ad-click-prediction/4-model.html"


def bottom(page: Page, what: str) -> float:
    return float(page.locator(what).first.evaluate("one => one.getBoundingClientRect().bottom"))


def top(page: Page, what: str) -> float:
    return float(page.locator(what).first.evaluate("one => one.getBoundingClientRect().top"))


def test_the_first_page_is_light_and_shows_a_design_at_once(opened: Open) -> None:
    """The spec, the numbers that came of it and the top of its picture stand in the first window; no index is asked for."""
    visit = Visit()
    page = opened("index.html", visit=visit)
    page.wait_for_load_state("networkidle")
    files = [Path(unquote(urlsplit(url).path)) for url in dict.fromkeys(visit.requests) if url.startswith("file:")]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < MOST
    assert [path.name for path in files if path.name.startswith("search_index")] == []
    assert max(bottom(page, what) for what in (".dg-hero", ".dg-hero ~ .dg-tiles")) < 700
    assert top(page, ".dg-hero ~ figure.dg svg") < 750


@pytest.mark.parametrize("width", [1280, 390])
def test_key_numbers_stay_and_cover_no_decision_that_is_jumped_to(opened: Open, width: int) -> None:
    page = opened(STEP, width=width)
    page.evaluate("document.querySelectorAll('.dg-decision > h3')[1].scrollIntoView()")
    assert abs(top(page, ".dg-keys") - bottom(page, ".md-header")) < 4  # px, all of it padding
    headings = page.locator(".dg-decision > h3")
    assert headings.nth(1).evaluate("one => one.getBoundingClientRect().top") >= bottom(page, ".dg-keys")


def test_the_way_leads_from_step_to_step(opened: Open) -> None:
    page = opened(STEP)
    expect(page.locator(".dg-route [aria-current=step]")).to_have_text("4Develop the model")
    page.locator(".dg-onward [rel=next]").click()
    expect(page.locator(".dg-route [aria-current=step] b")).to_have_text("5")


def test_on_paper_nothing_is_folded_and_nothing_leads_around(opened: Open) -> None:
    page = opened(STEP, scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".dg-decision details:not([open])").count() == 0
    for gone in (".md-header", ".md-sidebar", ".dg-onward", ".dg-route ol"):
        expect(page.locator(gone).first).to_be_hidden()
    assert page.locator("body").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".dg-decision details[open]").count() == 0
