"""Practising in a browser, from disk: a whole drill by keyboard, what is kept, the clock, the cards."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from designgen.publish import build_site
from designgen.study.exam import Answer
from designgen.study.pages import practice, problems_page
from tests.site.conftest import Scheme, Visit
from tests.study.exams import BARE, CARDS, EXAM, STEPS

pytestmark = pytest.mark.browser
Show = Callable[..., Page]
ITEMS = {item.decision: item for stage in EXAM.stages for item in stage.items}
INDEX = ITEMS["index"]
DRILL, REVIEW = "demo/practice.html", "demo/cards.html"
TOLD = """() => {
    const seen = document.body.cloneNode(true);
    seen.querySelectorAll("script").forEach(one => one.remove());
    return seen.outerHTML;
}"""
HIDDEN = ("40 M items", "100 ms is assumed", "Says ", "Because of", "Answer about", "feature store", "asks about latency")
FORBIDDEN = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
CANCELLED = "executing a cancelled action"
"""What a timer of the theme may say when a test sets the clock."""
SCRIPTS = ("study.js", "drill.js", "review.js")
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one problem, whose texts try to get out of their place."""
    folder = tmp_path_factory.mktemp("practice")
    made, bare = practice(EXAM, CARDS, STEPS), practice(BARE, (), {})
    pages = dict.fromkeys(("index.md", "guide/index.md", "demo/index.md"), "# Page\n")
    pages |= {"practice.md": problems_page([made.entry, bare.entry]), **made.pages, **bare.pages}
    build_site(pages, [{"One": "index.md"}, {"Practice": "practice.md"}, {"Demo": [*made.pages]}], folder, strict=False)
    return folder / "html"


@pytest.fixture
def shown(browser: Browser, built: Path) -> Iterator[Show]:
    """Opens a page in a browser that has kept nothing; at the end nothing from outside was asked for, and nothing went wrong."""
    visit, ours, barred = Visit(), list[str](), list[str]()
    contexts: list[BrowserContext] = []

    def show(name: str = DRILL, width: int = 1280, scheme: Scheme = "light", before: str = "", **more: Any) -> Page:
        size: ViewportSize = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", **more)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        visit.watch(page)
        page.on("pageerror", lambda error: ours.extend([str(error)] * any(name in (error.stack or "") for name in SCRIPTS)))
        if before:
            page.add_init_script(before)
            barred.extend(["no"] * (before == FORBIDDEN))  # the theme itself stumbles then
        page.goto((built / name).as_uri())
        return page

    yield show
    for context in contexts:
        context.close()
    assert [url for url in visit.requests if not url.startswith((built.as_uri(), "data:", "blob:"))] == []
    assert ours == [] and set(visit.complaints) - {CANCELLED} <= set(barred)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def decide(page: Page, item: str) -> None:
    """Starts, and goes to a decision."""
    press(page, "g", "n")
    while item not in page.locator(".dr-screen h2").inner_text():
        press(page, "n")


def key_of(item: str, option: str) -> str:
    """The number beside an answer; they stand by name."""
    every = sorted((one.name.casefold(), one.option) for one in ITEMS[item].answers)
    return str([name for _, name in every].index(option) + 1)


def test_a_whole_drill_by_keyboard(shown: Show, tmp_path: Path) -> None:
    page = shown()
    told = page.evaluate(TOLD)
    assert [text for text in HIDDEN if text in told] == []
    press(page, "g")
    heading = page.locator(".dr-screen h2")
    expect(heading).to_be_focused()
    press(page, "/")
    page.keyboard.type("how many")
    press(page, "ArrowDown")
    expect(page.locator("button:focus")).to_contain_text("How many items are there?")
    press(page, "Enter")
    expect(page.locator(".dr-asks")).to_contain_text("40 M items. It decides the index.")
    assert "100 ms is assumed" not in page.evaluate(TOLD)
    press(page, "n")
    expect(heading).to_have_text("Clarify requirements")
    press(page, "n", "t")
    page.keyboard.type("nbqr? *my* <words>")
    press(page, "Escape", "n")
    expect(heading).to_have_text(INDEX.question)
    press(page, key_of("index", "option_defensible_2"), "r")
    check_reveal(page)
    result = page.locator(".dr-screen")
    press(page, "n", key_of("losses", "option_agreed_0"), key_of("losses", "option_refuted_2"), "r")
    expect(result.locator(".dr-result .dr-grade")).to_have_text(["Weak", "Agreed", "Refuted", "Missed"])
    expect(result).to_contain_text("1 of 2 named, 1 that does not belong")
    press(page, "n", "n", "r")
    expect(result.locator(".dr-result")).to_have_text("Not answered")
    press(page, "b", "n", "n", "s")
    expect(result).to_contain_text("The feature store breaks first")
    press(page, "n")
    counted = re.compile("Your decisions here: ?Defensible 1 ?Weak 1 ?Not answered 1")
    expect(result.locator(".dr-signal").first).to_contain_text(counted)
    press(page, "3", "4", "n")
    expect(heading).to_have_text("2 of 3 decisions taken")
    expect(result).to_contain_text(re.compile(r"must it be\? ?Open; 100 ms is assumed\. 5 decisions can change"))
    expect(result).not_to_contain_text("What comes out?")  # another answer there makes it another problem
    expect(result).to_contain_text("Your marks: 7 of 8")
    with page.expect_download() as waiting:
        press(page, "w")
    assert waiting.value.suggested_filename == "demo-practice.md"
    waiting.value.save_as(tmp_path / "said.md")
    check_transcript((tmp_path / "said.md").read_text("utf-8"))
    assert page.evaluate("window.hit") is None


def check_reveal(page: Page) -> None:
    result = page.locator(".dr-screen")
    expect(result.locator(".dr-result .dr-grade")).to_have_text("Defensible")
    expect(result).to_contain_text("What would make it right: items exceed 2 M.")
    expect(result.locator(".dr-best")).to_contain_text("Because of index.")
    assert "Answer about index" not in page.evaluate(TOLD)
    press(page, "s")
    expect(result).to_contain_text("Answer about index")
    expect(result.get_by_text("Says refuted at 3.")).to_be_hidden()
    press(page, "o")
    expect(result.get_by_text("Says refuted at 3.")).to_be_visible()
    expect(result.get_by_text("nbqr? *my* <words>")).to_be_hidden()
    press(page, "v")
    expect(result.get_by_text("nbqr? *my* <words>")).to_be_visible()
    expect(result.get_by_role("link")).to_have_attribute("href", "../demo/4-model.html#decision-index")


def way(place: int, grade: str) -> str:
    return f"Way {place} \\<b\\>of\\</b\\> {grade}"


def check_transcript(said: str) -> None:
    lines = said.splitlines()
    assert lines[0].startswith("# Practice: Ads \\</script\\>\\<img src=x")
    assert lines[0].endswith("\\*bold\\* \\{\\# a \\#\\}")
    assert re.search(r"^## 2\. Develop the model \(0:\d\d of 30:00\)$", said, re.MULTILINE)
    for line in (
        "> Show ads.", "> nbqr? \\*my\\* \\<words\\>", "- How many items are there? **40 M items.**",
        f"- Mine: **{way(2, 'defensible')}** (defensible). Says defensible at 2. What would make it right: items exceed 2 M.",
        f"- The design: **{way(1, 'agreed')}**. Because of index",
        f"- Not named: **{way(1, 'agreed')}** (missed). Says agreed at 1.", "- Not answered.",
        "- Problem understanding: 3 of 4",
        "- How fast must it be? **Open; 100 ms is assumed.** 5 decisions can change with another answer.",
    ):  # fmt: skip
        assert line in lines, line


@pytest.mark.parametrize("answer", INDEX.answers, ids=lambda one: one.grade)
def test_the_grade_shown_is_that_of_the_exam(shown: Show, answer: Answer) -> None:
    page = shown()
    decide(page, INDEX.question)
    press(page, key_of("index", answer.option), "r")
    mine = page.locator(".dr-result")
    expect(mine.locator(".dr-grade")).to_have_text(answer.grade.capitalize())
    expect(mine).to_contain_text(INDEX.because if answer.grade == "agreed" else answer.says)
    assert page.locator(".dr-best").count() == (answer.grade != "agreed")


def test_progress_comes_back_and_can_be_erased(shown: Show) -> None:
    page = shown()
    decide(page, INDEX.question)
    press(page, key_of("index", "option_weak_0"), "r")
    page.reload()
    expect(page.get_by_role("button", name="Go on: Develop the model")).to_be_visible()
    press(page, "g")
    expect(page.locator(".dr-result .dr-grade")).to_have_text("Weak")
    page.reload()
    press(page, "x", "y")
    expect(page.get_by_role("button", name="Start the clock")).to_be_visible()
    page.reload()
    expect(page.get_by_role("button", name="Start the clock")).to_be_visible()


ONCE = """if (!sessionStorage.seen) {
    sessionStorage.seen = 1;
    for (const one of ["drill.demo", "cards", "keys"]) localStorage.setItem(`designgen.${one}`, KEPT);
}"""
GARBAGE = (
    "not json", "null", "[]",
    '{"began":true,"at":7,"asked":"x","picks":[1],"notes":{"model":3},"spent":{"model":"x"},"scores":{"understanding":9}}',
)  # fmt: skip


@pytest.mark.parametrize("kept", GARBAGE, ids=["text", "null", "list", "object"])
def test_what_cannot_be_read_does_no_harm(shown: Show, kept: str) -> None:
    page = shown(before=ONCE.replace("KEPT", json.dumps(kept)))
    expect(page.locator(".dr-note")).to_be_visible(visible=kept == "not json")
    decide(page, INDEX.question)
    press(page, "1", "r")
    expect(page.locator(".dr-result .dr-grade")).to_be_visible()
    page.goto(page.url.replace("practice.html", "cards.html"))
    press(page, "g", "Space", "2")
    expect(page.locator(".rv-progress")).to_have_text("1 of 3 in this round")


@pytest.mark.parametrize("before", [FORBIDDEN, FULL], ids=["forbidden", "full"])
def test_without_a_store_all_works_and_the_page_says_so(shown: Show, before: str) -> None:
    page = shown(before=before)
    decide(page, INDEX.question)
    expect(page.locator(".dr-note")).to_contain_text("keeps nothing")
    press(page, "1", "r")
    expect(page.locator(".dr-result .dr-grade")).to_be_visible()
    page.goto(page.url.replace("practice.html", "cards.html"))
    press(page, "g", "Space", "2")
    expect(page.locator(".dr-note")).to_contain_text("keeps nothing")
    expect(page.locator(".rv-progress")).to_have_text("1 of 3 in this round")


def test_the_clock_signals_gently_and_pauses(shown: Show) -> None:
    page = shown()
    page.clock.install()
    page.reload()
    press(page, "g", "n")
    page.clock.run_for(5 * 60_000)
    expect(page.locator(".dr-now")).to_have_text("Step 1, Clarify requirements · 5:00 of 6 min")
    press(page, "p")
    page.clock.run_for(600_000)
    press(page, "p")
    page.clock.run_for(90_000)
    expect(page.locator(".dr-now .dr-late")).to_have_text("0:30 over its 6 min")
    expect(page.locator("[role=status]").last).to_contain_text("The 6 minutes of this step are over: Clarify requirements.")
    expect(page.locator(".dr-time")).to_have_text("6:30")
    page.clock.fast_forward(3_600_000)
    expect(page.locator(".dr-note")).to_contain_text("The clock stopped while this machine slept.")
    expect(page.locator(".dr-time")).to_have_text("6:30")
    press(page, "n")
    expect(page.locator(".dr-screen h2")).to_have_text("Develop the model")


def test_keys_do_nothing_while_somebody_types_and_can_be_turned_off(shown: Show) -> None:
    page = shown()
    press(page, "g", "?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.get_by_role("button", name="Turn the keys off").click()
    press(page, "Escape", "n")
    expect(page.locator(".dr-screen h2")).to_have_text("What do you want to know first?")
    press(page, "?")
    page.get_by_role("button", name="Turn the keys on").click()
    press(page, "Escape", "n", "t", "n", "q", "Control+Enter")
    expect(page.locator(".dr-screen h2")).to_have_text("Develop the model")
    press(page, "b")
    expect(page.locator("textarea")).to_have_value("nq")
    for key in ("s", "m", ",", "."):  # the theme's own keys do not lead away
        press(page, key)
    assert page.url.endswith("demo/practice.html")


def test_questions_stand_below_what_they_are_about(shown: Show) -> None:
    """A group without a question that holds the words looked for is not there either."""
    page = shown()
    decide(page, INDEX.question)
    press(page, "q")
    asked = page.get_by_role("dialog", name="Questions")
    expect(asked.locator(".dr-group")).to_have_text(["Scale", "Latency", "Labels", "Problem"])
    asked.get_by_role("searchbox").fill("items")
    expect(asked.locator(".dr-group:visible")).to_have_text(["Scale"])


def test_questions_can_be_asked_later_and_read_again(shown: Show) -> None:
    page = shown()
    decide(page, INDEX.question)
    press(page, "q", "ArrowDown", "ArrowDown", "Enter")
    asked = page.get_by_role("dialog", name="Questions")
    expect(asked).to_contain_text("Open; 100 ms is assumed")
    press(page, "q")
    expect(asked).to_have_count(0)
    press(page, "q")
    expect(page.get_by_role("dialog", name="Questions").locator("li").first).to_contain_text("Open; 100 ms is assumed")
    press(page, "Escape", "d")
    expect(page.locator(".dr-prompt")).to_be_visible()


def test_without_scripts_the_page_says_so_and_shows_the_prompt(shown: Show) -> None:
    page = shown(java_script_enabled=False)
    expect(page.locator(".dr-prompt")).to_contain_text("Earn <i>money</i>.")
    expect(page.locator(".dr-off")).to_contain_text("runs none")
    expect(page.get_by_role("link", name="the design", exact=True)).to_have_attribute("href", "index.html")
    expect(shown(REVIEW, java_script_enabled=False).get_by_text("The review of 3 cards is a script")).to_be_visible()


TOUCH = """() => [...document.querySelectorAll("article.dr :is(button, summary, select, input[type=search], label)")]
    .filter(one => one.checkVisibility()).map(one => [one.className, one.getBoundingClientRect()])
    .filter(([, area]) => area.width < 43.9 || area.height < 43.9).map(([name]) => name)"""


def test_a_phone_shows_every_screen_without_scrolling_sideways(shown: Show) -> None:
    page = shown(width=390, has_touch=True, is_mobile=True)

    def fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.evaluate(TOUCH) == []

    fits()
    page.get_by_role("button", name="Start the clock").tap()
    for _ in range(10):
        fits()
        if page.get_by_role("button", name="Reveal").count():
            page.locator(".dr-option").first.tap()
            page.get_by_role("button", name="Reveal").tap()
            page.locator(".dr-paths summary").first.tap()
            fits()
        forward = page.locator(".dr-foot .dr-main")
        if forward.count():
            forward.tap()
    expect(page.locator(".dr-kicker")).to_have_text("Debrief")
    page.goto(page.url.replace("practice.html", "cards.html"))
    fits()
    page.get_by_role("button", name="Begin").tap()
    page.get_by_role("button", name="Show the answer").tap()
    fits()


def faults(page: Page, rules: str) -> dict[str, object]:
    if not page.evaluate("window.axe"):
        page.evaluate(AXE)
    run = "axe.run(document.querySelector('article.dr, .dr-list'), {preload: false, resultTypes: ['violations']%s})"
    found = page.evaluate(run % rules)["violations"]
    return {one["id"]: [node["target"] for node in one["nodes"]][:4] for one in found}


def everywhere(page: Page, dark: bool = True) -> dict[str, object]:
    """In light all rules; in dark that of colours, since all else is the same."""
    found = faults(page, "")
    if dark:
        page.emulate_media(color_scheme="dark")
        found |= {f"dark {rule}": at for rule, at in faults(page, ", runOnly: ['color-contrast']").items()}
        page.emulate_media(color_scheme="light")
    return found


def test_axe_finds_nothing_on_any_screen(shown: Show) -> None:
    """In dark on every second screen: those between are made of the same parts."""
    page = shown()
    stops = ["", "g ArrowDown Enter", "n", "n n 1", "r o s", "n 1 2 r", "n n 1 r n", "n 2", "n", "q", "q ?"]
    found = {}
    for place, keys in enumerate(stops):
        press(page, *keys.split())
        found[keys] = everywhere(page, dark=place % 2 == 0)
    page.goto(page.url.replace("practice.html", "cards.html"))
    for keys in ("g Space", "2 2 Space", "x"):
        press(page, *keys.split())
        found[f"cards {keys}"] = everywhere(page, dark=keys != "x")
    found["list"] = everywhere(shown("practice.html"))
    assert {keys: one for keys, one in found.items() if one} == {}


def counts(page: Page) -> list[int]:
    return [int(one) for one in page.locator(".rv-boxes b").all_inner_texts()]


def test_cards_move_from_box_to_box_and_stay_there(shown: Show) -> None:
    page = shown(REVIEW)
    assert counts(page) == [3, 0, 0, 0, 0]
    press(page, "g")
    expect(page.locator(".rv-card h2")).to_contain_text("Which index? Ads </script>")
    assert "The second way" not in page.evaluate(TOLD)
    press(page, "Space")
    expect(page.locator(".rv-back")).to_contain_text("The second way")
    press(page, "2", "Space", "1")
    assert counts(page) == [2, 1, 0, 0, 0]
    expect(page.locator(".rv-picture svg")).to_be_visible()
    expect(page.locator(".rv-picture")).not_to_contain_text("box 30")
    press(page, "Space")
    expect(page.locator(".rv-picture")).to_contain_text("box 30")
    press(page, "2", "u")
    assert counts(page) == [2, 1, 0, 0, 0]
    press(page, "Space", "2")
    expect(page.locator(".rv-card h2")).to_have_text("How many requests?")  # again in this round
    page.reload()
    assert counts(page) == [1, 2, 0, 0, 0]
    expect(page.locator(".dr-screen, .rv-screen").locator("h2")).to_have_text("1 card due")
    press(page, "g", "Space", "2")
    expect(page.locator(".rv-screen")).to_contain_text("1 card done")
    expect(page.locator(".rv-screen")).to_contain_text("The next comes tomorrow.")
    assert page.evaluate("window.hit") is None


def test_what_is_known_comes_again_later_and_later(shown: Show) -> None:
    page = shown(REVIEW)
    now = datetime(2030, 1, 1, 12)
    page.clock.install(time=now)
    page.reload()
    for place, days in enumerate((1, 3, 7, 14, 14), 1):
        page.locator("select").first.select_option("decision")
        page.locator(".rv-screen h2").focus()
        if page.get_by_role("button", name="Begin").count():
            press(page, "g")
        press(page, "Space")
        expect(page.get_by_role("button", name=re.compile("Good"))).to_contain_text(f"in {days} day")
        press(page, "2")
        page.locator("select").first.select_option("")
        assert counts(page) == [2, *(int(box == min(place, 4)) for box in range(1, 5))]
        page.locator("select").first.select_option("decision")
        expect(page.locator(".rv-screen h2")).to_have_text("Nothing is due")
        now += timedelta(days=days)
        page.clock.set_system_time(now)
        page.reload()


def test_progress_goes_into_a_file_and_back(shown: Show, tmp_path: Path) -> None:
    page = shown(REVIEW)
    press(page, "g", "Space", "2")
    with page.expect_download() as waiting:
        press(page, "e")
    waiting.value.save_as(tmp_path / "kept.json")
    assert list(json.loads((tmp_path / "kept.json").read_text())["boxes"]) == ["guid-one"]
    press(page, "x", "y")
    assert counts(page) == [3, 0, 0, 0, 0]
    (tmp_path / "wrong.json").write_text('{"boxes": {"guid-two": [9, 1]}}')
    for name, says, held in (("wrong", "no progress", [3, 0, 0, 0, 0]), ("kept", "1 card read", [2, 1, 0, 0, 0])):
        page.locator("input[type=file]").set_input_files(tmp_path / f"{name}.json")
        expect(page.locator(".dr-note")).to_contain_text(says)
        assert counts(page) == held


def test_the_list_says_what_was_begun_and_what_is_due(shown: Show) -> None:
    page = shown(REVIEW)
    press(page, "g", "Space", "1")
    page.goto(page.url.replace("cards.html", "practice.html"))
    press(page, "g")
    page.goto(page.url.replace("demo/practice.html", "practice.html"))
    expect(page.locator(".dr-size b")).to_have_text("begun, 1 card due")
    page.get_by_role("link", name="Practise").first.click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()


def test_a_problem_with_nothing_to_ask_or_decide_still_ends(shown: Show) -> None:
    page = shown("bare/practice.html")
    press(page, "g", "q", "n")
    expect(page.locator(".dr-screen h2")).to_have_text("Done")
    press(page, "x", "y")
    page.goto(page.url.replace("practice.html", "cards.html"))
    expect(page.locator(".rv-screen h2")).to_have_text("There are no cards")
