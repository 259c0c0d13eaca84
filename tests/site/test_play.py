"""The playground in a browser, from disk: one page that every test starts anew, and a few that need one of their own."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from designgen.catalog import Knowledge, load_knowledge
from designgen.design import design_for
from designgen.play.page import state_of
from designgen.problem import ProblemsFound
from designgen.spec import load_spec, parse_spec
from tests.site.conftest import ROOT, Open, Visit

pytestmark = pytest.mark.browser
PAGE = "ad-click-prediction/playground.html"
Start = Callable[[str], Page]
FORBIDDEN = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
SPOILED = """localStorage.setItem("designgen.play.playground", '{"__proto__": 5, "": "x", "odd": 7, "<b>": "%%%"}');
Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
COPIED = """Object.defineProperty(navigator, "clipboard", {value: {writeText: async text => { window.copied = text; }}})"""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def shared_page(browser: Browser, site: Path) -> Iterator[Page]:
    """One page for all; at the end nothing from outside was asked for, and nothing went wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    visit, page = Visit(), context.new_page()
    page.set_default_timeout(10_000)
    page.add_init_script(COPIED)
    visit.watch(page)
    page.goto((site / "html" / PAGE).as_uri())
    yield page
    context.close()
    assert [url for url in visit.requests if not url.startswith(((site / "html").as_uri(), "data:", "blob:"))] == []
    assert visit.complaints == []


@pytest.fixture
def start(shared_page: Page) -> Start:
    """The playground as a fragment has it."""

    def begin(fragment: str = "") -> Page:
        shared_page.locator(".pl-tools").get_by_role("button", name="Reset").dispatch_event("click")
        shared_page.wait_for_function("!location.hash")
        shared_page.evaluate("document.querySelector('.pl-row[aria-expanded=true]')?.click(); scrollTo(0, 0)")
        if fragment:
            shared_page.evaluate("fragment => { location.hash = fragment }", f"#v={version(shared_page)}&{fragment}")
            expect(shared_page.locator(".pl-tools").get_by_role("button", name="Reset")).to_be_enabled()
        return shared_page

    return begin


def version(page: Page) -> str:
    return str(page.evaluate("JSON.parse(document.querySelector('[data-play] script[type]').textContent).version"))


def fact(page: Page, name: str) -> Locator:
    return page.locator(f'[data-fact="{name}"]')


def cell(page: Page, name: str) -> Locator:
    return page.locator(".pl-cell", has=page.locator("dt", has_text=name)).locator("b")


def give(page: Page, name: str, text: str) -> None:
    field = fact(page, name).get_by_role("textbox")
    field.fill(text)
    field.press("Enter")


def test_what_is_shown_is_what_python_says(start: Start, knowledge: Knowledge) -> None:
    """The page's own start, and the same after a walk through sliders, fields and pins."""
    page = start("")
    spec = load_spec(ROOT / "specs" / "ad-click-prediction.yaml", knowledge)
    assert choices(page) == named(knowledge, state_of(spec))
    fact(page, "latency.p99").get_by_role("button", name="Previous flip").click()
    give(page, "scale.daily_users", "2M")
    page.locator("#play-fallback > button").click()
    page.locator("#play-fallback .pl-behind").first.get_by_role("button", name="Pin").click()
    page.get_by_role("button", name="Copy as YAML").click()
    text = page.evaluate("window.copied")
    state = state_of(parse_spec(text, "copied.yaml", knowledge))
    assert state["facts"]["scale.daily_users"] == 2_000_000
    assert list(state["choose"]) == ["fallback"]
    assert choices(page) == named(knowledge, state)


def choices(page: Page) -> dict[str, str]:
    """Decision -> what the page says of it, once all texts have come."""
    page.wait_for_function("designgenPlay.texts.read() >= 12")
    told = "all => all.map(one => [one.id.slice(5), one.querySelector('.pl-row b').textContent])"
    rows = page.locator(".pl-steps li[id]").evaluate_all(told)
    return {id: said for id, said in rows if said != "not needed"}


def named(knowledge: Knowledge, state: dict[str, Any]) -> dict[str, str]:
    spec = parse_spec(f"title: Any\ntask: {state['task']}\n", "any", knowledge)
    chosen = {id: options[0] for id, options in state["choose"].items()}
    facts = {name: tuple(value) if isinstance(value, list) else value for name, value in state["facts"].items()}
    design = design_for(replace(spec, facts=facts, choose=chosen), knowledge, flips_of=lambda *_: {})
    decided = {id: one for id, one in design.decisions.items() if one.status != "not_needed"}
    names = {id: knowledge.decisions[id].options for id in decided}
    return {id: ", ".join(names[id][option].name for option in one.chosen) or "nothing" for id, one in decided.items()}


def test_one_walks_from_flip_to_flip_and_back(start: Start) -> None:
    page = start("")
    users = fact(page, "scale.daily_users")
    slider = users.get_by_role("slider")
    slider.focus()
    slider.press("Shift+ArrowLeft")
    expect(page.locator(".pl-flips li")).to_have_count(1)
    expect(page.locator(".pl-flips li")).to_contain_text("by Daily active users")
    expect(users).to_contain_text("was 400 M")
    expect(page.get_by_role("status").first).to_contain_text(re.compile("decisions? flipped. "))
    expect(cell(page, "Decisions")).to_have_text("1")
    before = page.url
    slider.press("ArrowLeft")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(page.locator(".pl-flips li")).to_have_count(0)
    expect(cell(page, "Decisions")).to_have_text("0")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator(".pl-flips li")).to_have_count(1)
    page.wait_for_function("before => location.href === before", arg=before)


def test_a_mark_tells_what_flips_there(start: Start) -> None:
    page = start("")
    near = fact(page, "scale.daily_users").get_by_role("button", name="Previous flip")
    expect(near).to_have_attribute("aria-label", re.compile(r"Previous flip of Daily active users\. At .*: .*(instead of|with)"))
    near.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text("At ")
    said = tip.inner_text()
    page.get_by_role("heading", name="Latency").click()
    expect(tip).to_have_count(0)
    mark = fact(page, "scale.daily_users").locator(".pl-ticks i").last
    mark.hover(force=True)
    expect(tip).to_have_text(said)
    mark.click(force=True)
    expect(page.locator(".pl-flips li").first).to_be_visible()


def test_a_field_takes_units_and_says_what_is_wrong(start: Start) -> None:
    page = start("")
    give(page, "scale.daily_users", "a lot")
    field = fact(page, "scale.daily_users").get_by_role("textbox")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(fact(page, "scale.daily_users")).to_contain_text("“a lot” is not a number; for example 20k")
    field.press("Escape")
    give(page, "scale.requests_per_user", "1/h")
    expect(fact(page, "scale.requests_per_user").get_by_role("textbox")).to_have_value("24/day")
    give(page, "latency.p99", "0.02 s")
    expect(fact(page, "latency.p99").get_by_role("textbox")).to_have_value("20 ms")
    page.wait_for_function("location.hash.includes('latency.p99=20ms')")
    fact(page, "latency.p99").get_by_role("button", name="assume instead").click()
    expect(fact(page, "latency.p99")).to_contain_text(re.compile("assumed: .* · was 10 ms"))
    page.wait_for_function("location.hash.includes('latency.p99=assumed')")


def test_a_link_that_makes_no_sense_still_opens_and_says_why(start: Start) -> None:
    page = start("scale.daily_users=2M&scale.items=-4&no.such=1&choose.fallback=nobody&latency.p99=1e99s")
    note = page.locator(".pl-note")
    for text in ("Items: “-4” is outside 1 to 1 T.", "no fact “no.such”.", "Fallback: there is no option “nobody”.", "“1e99s”"):
        expect(note).to_contain_text(text)
    expect(fact(page, "scale.daily_users").get_by_role("textbox")).to_have_value("2 M")
    note.get_by_role("button").click()
    expect(note).to_have_count(0)
    page.evaluate("location.hash = '#v=00000000.1111&scale.daily_users=3M'")
    expect(note).to_contain_text("another version of the rules")
    expect(fact(page, "scale.daily_users").get_by_role("textbox")).to_have_value("3 M")


def test_bans_and_pins_by_click(start: Start) -> None:
    page = start("")
    row = page.locator("#play-serving_mode")
    row.locator(".pl-row").click()
    expect(row.locator(".pl-because li").first).to_be_visible()
    chosen = row.locator(".pl-won b").inner_text()
    row.locator(".pl-won").get_by_role("button", name="Ban").click()
    expect(row.locator(".pl-row b")).not_to_have_text(chosen)
    expect(row.locator(".pl-row em")).to_have_text("1 ban")
    expect(row.locator(".pl-banned", has_text=chosen)).to_be_visible()
    row.locator(".pl-banned", has_text=chosen).get_by_role("button", name="Pin").click()
    expect(row.locator(".pl-row b")).to_have_text(chosen)
    expect(row.locator(".pl-row em")).to_have_text("pinned")
    link = row.get_by_role("link", name="This decision in the document")
    expect(link).to_have_attribute("href", "6-deploy.html#decision-serving_mode")


def test_a_pin_that_requirements_forbid_says_why_and_is_taken_back(start: Start, knowledge: Knowledge) -> None:
    """The page says of it what the command line says."""
    page = start("choose.serving_mode=on_device")
    page.locator("#play-serving_mode .pl-row").click()
    refused = page.locator("#play-serving_mode .pl-refused")
    expect(refused).to_contain_text("it is pinned and cannot be chosen")
    page.get_by_role("button", name="Copy as YAML").click()
    expect(page.locator(".pl-toast")).to_contain_text("refuses it (S011) until choose.serving_mode is taken back")
    with pytest.raises(ProblemsFound) as found:
        design_for(parse_spec(page.evaluate("window.copied"), "copied.yaml", knowledge), knowledge, flips_of=lambda *_: {})
    (problem,) = found.value.problems
    assert (problem.code, refused.locator("span").inner_text()) == ("S011", problem.text)
    refused.get_by_role("button", name="Take the pin back").click()
    expect(refused).to_have_count(0)
    expect(page.locator("#play-serving_mode .pl-row b")).to_have_text("online scoring on request")


def test_a_broken_check_is_mended_by_one_number(start: Start) -> None:
    page = start("latency.p99=2ms")
    broken = page.locator(".pl-check", has_text="The network alone fits the target")
    broken.get_by_role("button", name="What would mend it?").click()
    expect(broken).to_contain_text("5.1 ms instead of 2 ms would do.")
    broken.get_by_role("button", name="Set it").click()
    expect(broken).to_have_count(0)
    expect(fact(page, "latency.p99").get_by_role("textbox")).to_have_value("5.1 ms")


def test_the_original_stands_beside_what_became_of_it(start: Start) -> None:
    page = start("scale.daily_users=1k")
    page.get_by_role("button", name="Compare").click()
    dialog = page.get_by_role("dialog", name="The original and this")
    expect(dialog.get_by_role("row", name="Daily active users 400 M 1,000")).to_be_visible()
    expect(dialog.get_by_role("row", name=re.compile("Bill a month .*"))).to_be_visible()
    for title in ("Decisions", "Numbers", "Cost a month", "Checks"):
        expect(dialog.get_by_role("heading", name=title, exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_the_document_comes_as_markdown(start: Start, tmp_path: Path) -> None:
    page = start("scale.daily_users=1k")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download").click()
    assert waiting.value.suggested_filename == "ad-click-prediction.md"
    waiting.value.save_as(tmp_path / "made.md")
    text = (tmp_path / "made.md").read_text("utf-8")
    assert text.startswith("# Ad click prediction, changed\n")
    rows = ("| Daily active users | 1,000 |", "| Daily active users | 400 M | 1,000 |", "  daily_users: 1k")
    for line in (
        *rows,
        "### Deploy and serve",
        "  - because ",
        "  - not ",
        "## What would flip",
        "## Checks",
        "## Cost",
        "## Components",
    ):
        assert line in text, line


def test_scenarios_stay_in_this_browser(start: Start) -> None:
    page = start("scale.daily_users=1k")
    page.locator(".pl-menu summary").click()
    page.get_by_label("Name of the scenario").fill("Small <b>")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("button", name="Reset").click()
    expect(cell(page, "Decisions")).to_have_text("0")
    page.locator(".pl-menu summary").click()  # a click elsewhere closed it
    page.get_by_role("button", name="Small <b>", exact=True).click()
    expect(fact(page, "scale.daily_users").get_by_role("textbox")).to_have_value("1,000")
    page.get_by_role("button", name="Forget Small <b>").click()
    expect(page.locator(".pl-menu li")).to_have_count(0)
    page.locator(".pl-menu summary").click()


@pytest.mark.parametrize("storage", [FORBIDDEN, FULL, SPOILED])
def test_storage_that_keeps_nothing_does_no_harm(opened: Open, storage: str) -> None:
    page = opened("playground.html", before=storage)
    page.get_by_role("button", name="Rank a feed").click()
    page.locator(".pl-menu summary").click()
    page.get_by_label("Name of the scenario").fill("Small")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator(".pl-toast")).to_contain_text("This browser keeps nothing")
    page.wait_for_function("location.hash.endsWith('task=rank_feed')")


def test_without_scripts_the_page_shows_where_it_starts(opened: Open) -> None:
    page = opened(PAGE, java_script_enabled=False)
    expect(page.locator(".pl-off")).to_be_visible()
    expect(page.locator(".pl-static")).to_contain_text("926 k/s")
    expect(page.locator(".pl-still svg")).to_contain_text("Feature stores")
    expect(page.get_by_role("link", name="Serving mode")).to_have_attribute("href", "6-deploy.html#decision-serving_mode")


def test_a_phone_shows_the_answer_while_a_slider_moves(opened: Open) -> None:
    page = opened(PAGE, width=390, has_touch=True, is_mobile=True)
    slider = fact(page, "scale.daily_users").get_by_role("slider")
    slider.scroll_into_view_if_needed()
    slider.focus()
    slider.press("Home")
    expect(page.locator(".pl-cell.pl-moved button")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(".pl-cell.pl-moved button").tap()
    expect(page.locator(".pl-flips li").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".pl :is(button, summary, select, input[type=text], input[type=search])").evaluate_all(SMALL) == []


SMALL = """all => all.filter(one => one.checkVisibility()).map(one => [one, one.getBoundingClientRect()])
    .filter(([, area]) => area.height < 43.9 && area.width > 1).map(([one, area]) => one.outerHTML.slice(0, 80) + area.height)"""
