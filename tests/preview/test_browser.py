"""In a browser: an edit reloads, a mistake shows, the page comes back; the editor saves and loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.preview.conftest import SPEC, Running

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(20_000)
    expect.set_options(timeout=20_000)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.extend([message.text] * ("Security" in message.text)))
    yield page
    context.close()
    assert complaints == []


def test_an_edit_a_mistake_and_its_mending_are_seen_without_a_hand(page: Page, running: Running, project: Path) -> None:
    page.goto(f"{running.address}shop/index.html")
    expect(page.locator("main")).to_contain_text("scale: 10")
    (project / "shop.yaml").write_text("title: Shop\nscale: 11\n")
    expect(page.locator("main")).to_contain_text("scale: 11")
    (project / "shop.yaml").write_text("title: Shop\nbroken\n")
    expect(page.locator("h1")).to_have_text("1 problem")
    assert page.locator(".row.bad").inner_text().strip() == "2broken"
    page.get_by_text("Show the last good page").click()
    expect(page.locator("main")).to_contain_text("scale: 11")
    (project / "shop.yaml").write_text("title: Mended\n")
    expect(page.locator("main")).to_contain_text("title: Mended")


def test_form_and_text_are_one_and_are_saved(page: Page, running: Running, project: Path) -> None:
    page.goto(f"{running.address}shop/index.html")
    page.get_by_text("Edit this spec").click()
    text = page.get_by_label("YAML", exact=True)
    expect(text).to_have_value(SPEC)
    page.get_by_label("Scale").fill("12")
    page.get_by_label("Scale").press("Tab")
    expect(text).to_have_value("title: Shop\nscale: 12\n")
    expect(page.locator(".told")).to_contain_text("Index: 10 → 12")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Scale")).to_have_value("10")
    text.fill("title: Shop\n  broken\n")
    expect(page.locator(".told")).to_contain_text("line 2: S001 this is <broken> (mend & it)")
    expect(page.locator(".gutter b")).to_have_text("● 2")
    text.fill("title: Shop\nscale: 13\n")
    expect(page.get_by_label("Scale")).to_have_value("13")
    text.press("Control+s")
    expect(page.get_by_role("status")).to_have_text("saved")
    assert (project / "shop.yaml").read_text() == "title: Shop\nscale: 13\n"


def test_who_saves_over_a_changed_file_is_asked(page: Page, running: Running, project: Path) -> None:
    page.goto(f"{running.address}edit/shop")
    text, save = page.get_by_label("YAML", exact=True), page.get_by_role("button", name="Save", exact=True)
    expect(text).to_have_value(SPEC)
    (project / "shop.yaml").write_text("title: Theirs\n")
    expect(text).to_have_value("title: Theirs\n")  # nothing of mine was there to be lost
    text.fill("title: Mine\n")
    (project / "shop.yaml").write_text("title: Theirs again\n")
    expect(page.get_by_role("status")).to_have_text("the file changed on disk")
    save.click()
    page.get_by_role("button", name="See both").click()
    assert [page.locator(name).inner_text().strip() for name in (".mine", ".theirs")] == ["title: Mine", "title: Theirs again"]
    page.get_by_role("button", name="Keep mine and save it").click()
    expect(page.get_by_role("status")).to_have_text("saved")
    assert (project / "shop.yaml").read_text() == "title: Mine\n"
    text.fill("title: Mine again\n")
    (project / "shop.yaml").write_text("title: Theirs at last\n")
    save.click()
    page.get_by_role("button", name="Take theirs").click()
    expect(text).to_have_value("title: Theirs at last\n")
    assert (project / "shop.yaml").read_text() == "title: Theirs at last\n"


def test_a_text_that_was_not_saved_outlives_a_new_start(page: Page, running: Running, project: Path) -> None:
    page.goto(f"{running.address}edit/shop")
    text = page.get_by_label("YAML", exact=True)
    expect(text).to_have_value(SPEC)
    text.fill("title: Mine\n")
    assert running.preview.server is not None
    served = running.preview.server.served
    with page.expect_navigation():
        served.token, served.start = "another token", "0000"
        running.preview.live.tell(["shop/index.html"])
    expect(text).to_have_value("title: Mine\n")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("saved")
    assert (project / "shop.yaml").read_text() == "title: Mine\n"
