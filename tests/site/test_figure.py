"""A drawing on its page: what a box is and why it is there, its neighbours, the path, zoom, full screen, downloads."""

import hashlib
import re
import struct
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.conftest import ROOT, Open, Scheme, Visit

browsing = pytest.mark.browser
ADS = "ad-click-prediction/index.html"
SMALL = {"figure": 10_000, "study": 4_000, "drill": 21_000, "review": 7_000}
"""Bytes of each script."""
BOX = "document.activeElement.closest('.dg-box')?.dataset.id || ''"


def drawing(page: Page) -> Locator:
    return page.locator("#figure-overview")


@pytest.mark.parametrize(("name", "most"), SMALL.items())
def test_a_script_is_small_and_made_from_its_source(name: str, most: int) -> None:
    """`make script` makes it anew."""
    shipped, source = (ROOT / "site" / folder / f"{name}.js" for folder in ("assets/js", "scripts"))
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    assert shipped.stat().st_size < most
    assert shipped.read_text("utf-8").startswith(f"/* made by make script from site/scripts/{name}.js, {digest} */")


@browsing
def test_pointing_at_a_box_tells_why_it_is_there_and_shows_its_neighbours(opened: Open, site: Path) -> None:
    visit = Visit()
    page = opened(ADS, visit=visit)
    figure = drawing(page)
    expect(figure.locator(".dg-tell")).to_be_hidden()
    figure.locator("[data-id=scoring]").hover()
    note = figure.locator(".dg-tell")
    expect(note.locator(".dg-what")).to_have_text("Scoring")
    expect(note).to_contain_text("deep and cross network (builds explicit crosses of bounded degree")
    expect(note.get_by_role("link", name="Ranking model", exact=True).first).to_have_attribute(
        "href", "4-model.html#decision-list_ranker_family"
    )
    expect(note).to_contain_text(re.compile(r"p99 [\d.]+ ms; \d+ replicas; \$[\d.]+ M a month"))
    expect(note).to_contain_text(re.compile(r"From .*Candidate retrieval \(2,000 items\)"))
    near = figure.locator(".dg-near").evaluate_all("all => all.map(one => one.dataset.id)")
    assert {"scoring", "recall", "features", "policy"} <= set(near)
    assert "gateway" not in near
    lit = figure.locator("[data-source=recall][data-target=scoring]")
    assert lit.evaluate_all("all => all.map(one => one.classList.contains('dg-lit'))") == [True, True]  # its line and its label
    page.mouse.move(5, 300)
    expect(note).to_be_hidden()
    assert [url for url in visit.requests if not url.startswith((site.as_uri(), "data:", "blob:"))] == []
    assert visit.complaints == []


@browsing
def test_every_drawing_of_a_page_tells_of_each_of_its_boxes(opened: Open) -> None:
    page = opened("ad-click-prediction/6-deploy.html")
    found = page.evaluate("""() => [...document.querySelectorAll("figure.dg-live")].map(figure =>
        [...figure.querySelectorAll(".dg-box")].map(box => {
            (box.querySelector("a") || box).focus();
            return figure.querySelector(".dg-tell").hidden ? 0 : figure.querySelector(".dg-says").textContent.length;
        }))""")
    assert len(found) > 2
    assert all(length > 20 for lengths in found for length in lengths)


@browsing
def test_keys_alone_reach_everything_and_leave_again(opened: Open) -> None:
    page = opened(ADS)
    figure = drawing(page)
    figure.locator(".dg-bar button").first.focus()
    page.keyboard.press("ArrowRight")
    expect(figure.get_by_label("Zoom in (+)")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(BOX) == "client"
    expect(figure.locator(".dg-what")).to_have_text("App or page")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(BOX) == "gateway"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(BOX) == "recall"
    ring = figure.locator("[data-id=recall] .dg-card").evaluate("one => getComputedStyle(one).strokeWidth")
    assert ring == "4px"
    wide = "one => one.getBoundingClientRect().width"
    before = figure.locator(".dg-view > svg").evaluate(wide)
    page.keyboard.press("+")
    assert figure.locator(".dg-view > svg").evaluate(wide) == pytest.approx(1.3 * before, rel=0.02)
    page.keyboard.press("0")
    assert figure.locator(".dg-view > svg").evaluate(wide) == before
    page.keyboard.press("Escape")
    expect(figure.locator(".dg-tell")).to_be_hidden()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('figure')")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(BOX) == "recall"
    page.keyboard.press("Enter")
    page.wait_for_url("**#*")


@browsing
def test_the_path_is_walked_step_by_step_and_streams_are_followed(opened: Open) -> None:
    page = opened(ADS)
    figure = drawing(page)
    figure.get_by_label("Step through the path").click()
    expect(figure.get_by_role("button", name="Next")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(figure.locator(".dg-on")).to_have_attribute("data-id", "orchestration")
    expect(figure.locator(".dg-tell")).to_contain_text(re.compile(r"2 / 11.*step 2 of 11"))
    assert figure.locator("g.dg-lit").first.get_attribute("data-source") == "gateway"
    expect(figure.locator(".dg-near[data-id=client]")).to_be_attached()
    page.keyboard.press("Escape")
    expect(figure.locator(".dg-on")).to_have_count(0)
    figure.locator("[data-id=gate] a").focus()
    figure.get_by_label("Downstream").click()
    found = figure.locator(".dg-near").evaluate_all("all => all.map(one => one.dataset.id)")
    assert {"gate", "release", "scoring", "policy", "client"} <= set(found)
    expect(figure.get_by_label("Downstream")).to_have_attribute("aria-pressed", "true")
    fade = "one => +one.style.opacity || 1"
    near, far = (figure.locator(f"[data-id={id}]").evaluate(fade) for id in ("release", "client"))
    assert near == 1 and far < 0.8  # the farther, the fainter


@browsing
def test_full_screen_holds_drawing_and_card(opened: Open) -> None:
    page = opened(ADS)
    figure = drawing(page)
    figure.locator("[data-id=recall] a").focus()
    figure.get_by_label("Full screen").click()
    expect(figure).to_have_class(re.compile("dg-full"))
    page.wait_for_function("document.fullscreenElement")
    drawn = figure.locator(".dg-view > svg").bounding_box()
    assert drawn and drawn["y"] >= 0 and drawn["y"] + drawn["height"] <= 901
    expect(figure.locator(".dg-tell")).to_be_in_viewport()
    figure.get_by_label("Full screen").click()
    expect(figure).not_to_have_class(re.compile("dg-full"))


@browsing
def test_downloads_stand_alone_in_the_colours_shown(opened: Open, site: Path, tmp_path: Path) -> None:
    page = opened(ADS, scheme="dark")
    figure = drawing(page)

    def saved(label: str) -> Path:
        figure.locator("summary").click()
        with page.expect_download() as waiting:
            figure.get_by_role("button", name=label).click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path

    svg = saved("SVG, as shown")
    root = ElementTree.fromstring(svg.read_text("utf-8"))
    assert svg.name == "ad-click-prediction-overview.svg"
    assert next(one for one in root.iter() if one.get("class") == "dg-page").get("fill") == "rgb(16, 20, 28)"
    assert not [one for one in root.iter() if "href" in one.attrib or "dg-on" in one.get("class", "").split()]
    png = saved("PNG, as shown").read_bytes()
    assert struct.unpack(">II", png[16:24]) == tuple(2 * float(root.get(side, "")) for side in ("width", "height"))
    figure.locator("summary").click()
    listed = figure.locator(".dg-menu li a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert "figures/overview.dot" in listed
    assert all((site / "html" / "ad-click-prediction" / address).stat().st_size > 500 for address in listed)
    page.keyboard.press("Escape")
    expect(figure.locator("summary")).to_be_focused()


@browsing
def test_a_phone_shows_a_readable_part_and_a_tap_tells_before_it_leads(opened: Open) -> None:
    page = opened(ADS, width=390, has_touch=True, is_mobile=True)
    figure = drawing(page)
    names = figure.locator(".dg-name").first.evaluate("one => one.getBoundingClientRect().height")
    assert names > 13
    expect(figure.locator(".dg-view")).to_have_class(re.compile("dg-right"))
    figure.locator("[data-id=gateway]").tap()
    expect(figure.locator(".dg-what")).to_have_text("Gateway")
    assert page.url.endswith(ADS)
    figure.locator("[data-id=gateway]").tap()
    page.wait_for_url("**#*")


@browsing
def test_print_is_black_on_white_without_tools(opened: Open) -> None:
    page = opened(ADS, scheme="dark")
    figure = drawing(page)
    figure.locator("[data-id=recall]").hover()
    expect(figure.locator(".dg-tell")).to_be_visible()
    page.emulate_media(media="print")
    look = "one => { const look = getComputedStyle(one); return [look.fill, look.stroke, look.opacity] }"
    assert figure.locator(".dg-page").evaluate(look)[0] == "rgb(255, 255, 255)"
    assert figure.locator("[data-id=gateway] .dg-card").evaluate(look) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)", "1"]
    assert figure.locator("[data-id=gateway]").evaluate(look)[2] == "1"
    expect(figure.locator(".dg-bar")).to_be_hidden()
    expect(figure.locator(".dg-tell")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate("window.print = () => { window.printed = document.documentElement.className }")
    figure.locator("summary").click()
    figure.get_by_role("button", name="Print or save as PDF").click()
    assert "dg-alone" in page.evaluate("printed")
    page.emulate_media(media="print")
    shown = "one => getComputedStyle(one).visibility"
    assert [page.locator(one).first.evaluate(shown) for one in ("h1", "#figure-overview .dg-card")] == ["hidden", "visible"]


@browsing
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_card_and_menu_open(opened: Open, scheme: Scheme) -> None:
    page = opened(ADS, scheme=scheme)
    figure = drawing(page)
    figure.get_by_label("Step through the path").click()
    figure.locator("summary").click()
    page.evaluate("document.querySelector('.dg-table').open = true")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("axe.run(['#figure-overview', '.dg-table'], {resultTypes: ['violations']})")["violations"]
    assert {one["id"]: [node["target"] for node in one["nodes"]][:5] for one in found} == {}


@browsing
def test_without_script_drawing_links_and_table_stand(opened: Open) -> None:
    page = opened(ADS, java_script_enabled=False)
    figure = drawing(page)
    expect(figure.locator(".dg-bar")).to_have_count(0)
    figure.locator("[data-id=gateway] a").focus()
    page.locator(".dg-table summary").click()
    expect(page.locator("[data-box=gateway]").first).to_be_visible()
    expect(page.locator("[data-files] a", has_text="Mermaid")).to_have_attribute("href", "figures/overview.mmd")


@browsing
def test_a_compared_drawing_has_the_tools_that_need_no_card(opened: Open) -> None:
    figure = opened("compare/ad-click-prediction-alternatives.html").locator("figure.dg-compared:visible")
    expect(figure.get_by_role("toolbar").get_by_role("button")).to_have_count(4)
    before = figure.locator("svg").first.evaluate("one => one.getBoundingClientRect().width")
    figure.get_by_label("Zoom in (+)").click()
    assert figure.locator("svg").first.evaluate("one => one.getBoundingClientRect().width") > before
    with figure.page.expect_download() as found:
        figure.get_by_text("Download").click()
        figure.get_by_role("button", name="SVG, as shown").click()
    assert found.value.suggested_filename.endswith(".svg")
    expect(figure.locator(".dg-tell")).to_be_hidden()


@browsing
def test_the_drawing_of_the_first_page_tells_of_its_boxes(opened: Open) -> None:
    figure = opened("index.html").locator("figure.dg")
    figure.locator("[data-id=scoring]").hover()
    expect(figure.locator(".dg-tell").get_by_role("link", name="Ranking model", exact=True).first).to_have_attribute(
        "href", "ad-click-prediction/4-model.html#decision-list_ranker_family"
    )
