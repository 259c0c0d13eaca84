"""The live picture in Chromium: drawn for every shipped spec with nothing on anything else, and what a change does to it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from designgen.design import Design
from designgen.diagram.views import picture_of
from designgen.play.picture import VIEW, picture_file
from designgen.resources import resource
from tests.shipped import SPECS, design, knowledge

ADS, RAG = "ad-click-prediction", "rag-assistant"
SOURCES = resource("site", "scripts", "play", "drawing")
PAGE = Path(__file__).with_name("drawing.html").read_text("utf-8")


@cache
def pictures() -> dict[str, dict[str, Any]]:
    """The overviews of all shipped specs, as the view of the playground gives them."""
    return {path.stem: plain(design(path)) for path in SPECS}


def plain(shown: Design) -> dict[str, Any]:
    picture = picture_of(shown, VIEW)
    assert picture
    found = asdict(picture)
    boxes = [box | {"names": [shown.parts[part].name for part in box["parts"]]} for box in found["boxes"]]
    return {key: found[key] for key in ("id", "title", "description", "groups", "rows", "path", "numbers")} | {
        "boxes": boxes, "arrows": found["edges"]}  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("drawing")
    (folder / "picture.js").write_text(picture_file(knowledge()), "utf-8")
    text = PAGE.replace("@assets", resource("site", "assets").as_uri()).replace("@pictures", json.dumps(pictures()))
    (folder / "index.html").write_text(text, "utf-8")
    opened = browser.new_page(viewport={"width": 1100, "height": 1300}, reduced_motion="reduce")
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto((folder / "index.html").as_uri())
    yield opened
    opened.close()
    assert errors == []


def test_the_script_is_made_from_its_sources() -> None:
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(SOURCES.glob("*.js")))).hexdigest()[:16]
    shipped = resource("site", "assets", "js", "play-drawing.js").read_text("utf-8")
    assert shipped.startswith(f"/* made by make script from site/scripts/play/drawing, {digest} */")


@pytest.mark.browser
@pytest.mark.parametrize("id", [pytest.param(path.stem, id=path.stem) for path in SPECS])
def test_a_shipped_design_is_drawn_with_nothing_on_anything_else(page: Page, id: str) -> None:
    assert page.evaluate("id => faults(show, 'host', id)", id) == []


@pytest.mark.browser
def test_without_graphviz_rows_stand_as_they_are_written(page: Page) -> None:
    assert page.evaluate("id => faults(plain, 'plain', id)", ADS) == []


@pytest.mark.browser
def test_the_same_picture_is_drawn_alike_and_a_figure_alone_moves_no_box(page: Page) -> None:
    first, again, renumbered, other = page.evaluate("alike", ADS)
    assert first == again
    assert first != other
    assert _columns(renumbered) == _columns(first)


def _columns(places: dict[str, str]) -> dict[str, str]:
    """The x of each box."""
    return {box: place.split(" ")[0] for box, place in places.items()}


@pytest.mark.browser
def test_what_came_and_changed_is_marked_and_told_and_what_left_fades(page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    found = page.evaluate("changed", ADS)
    page.emulate_media(reduced_motion="reduce")
    assert found["changes"]["added"] == ["Vectors and index"]
    assert found["changes"]["removed"] == ["Old box"]
    was = {one["id"]: one["was"] for one in found["changes"]["changed"]}
    assert was == {"features": "9 TB", "events": "Old log · 1 GB/s"}
    assert found["signs"] == {
        "events": "changed: was Old log · 1 GB/s", "features": "another number: was 9 TB", "vectors": "new", "lake": "",
    }  # fmt: skip
    assert "was Old log · 1 GB/s" in found["events"]
    assert found["label"].endswith(". new")
    assert found["fading"] == ["gone"]


@pytest.mark.browser
def test_the_newest_picture_stays(page: Page) -> None:
    told = page.evaluate("""async () => {
      const found = await Promise.all(Object.values(pictures).map(one => show(one)));
      return [found.map(one => one === null), document.querySelector("#host svg title").textContent];
    }""")
    assert told[0] == [True] * (len(SPECS) - 1) + [False]
    assert told[1] == list(pictures().values())[-1]["title"]


@pytest.mark.browser
def test_a_design_without_a_picture_says_so_until_there_is_one(page: Page) -> None:
    said = """async id => {
      await show(null);
      const text = document.getElementById("host").textContent;
      await show(pictures[id]);
      return [text, document.querySelectorAll("#host svg").length];
    }"""
    assert page.evaluate(said, RAG) == ["This design has too few components for a picture.", 1]


@pytest.mark.browser
def test_a_box_is_reached_and_taken_by_keys(page: Page) -> None:
    page.evaluate("id => show(pictures[id])", RAG)
    page.focus("#host [tabindex='0']")
    visited = [page.evaluate("document.activeElement.dataset.id")]
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
        visited.append(page.evaluate("document.activeElement.dataset.id"))
    page.keyboard.press("Enter")
    assert len(set(visited)) == 4
    assert page.evaluate("window.taken") == visited[-1]
    assert page.evaluate("document.querySelectorAll('#host [tabindex=\"0\"]').length") == 1


@pytest.mark.browser
def test_tables_say_what_the_drawing_shows(page: Page) -> None:
    page.evaluate("id => show(pictures[id])", RAG)
    page.click("#host summary")
    page.wait_for_selector("#host .dp-tables tbody")
    boxes, flows = page.locator("#host .dp-tables table").all()
    assert boxes.locator("tbody tr").count() == len(pictures()[RAG]["boxes"])
    assert flows.locator("tbody tr").count() == page.evaluate("document.querySelectorAll('#host g.dg-edge').length")


@pytest.mark.browser
def test_no_text_is_markup_and_less_motion_is_heeded(page: Page) -> None:
    assert page.evaluate("odd", ADS) == [0, 0, 0, False]


@pytest.mark.browser
def test_the_dark_scheme_repaints_it(page: Page) -> None:
    page.evaluate("id => show(pictures[id])", ADS)
    card = "getComputedStyle(document.querySelector('#host .dg-card.dg-online')).fill"
    light = page.evaluate(card)
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    assert (light, page.evaluate(card)) == ("rgb(255, 255, 255)", "rgb(27, 33, 44)")
    page.evaluate("document.body.dataset.mdColorScheme = 'default'")
