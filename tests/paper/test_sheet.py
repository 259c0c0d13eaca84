"""The cheat sheet in print: exactly its pages, large enough to read, nothing outside, and all that one needs in the round."""

from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PageObject, PdfReader

from designgen.design import Design
from designgen.document.draft import draft
from designgen.document.links import Links
from designgen.document.sheet import MORE, brief, sheet
from designgen.document.talk.clause import far, if_
from designgen.paper import fitted_sheet
from designgen.paper.fit import LEAST, Cut, Data, Fitted, cuts, fitted, ladder, said, without
from designgen.paper.sheet import sheet_data
from designgen.problem import ProblemsFound
from tests.cli.run import SPEC, run
from tests.document import shop
from tests.shipped import IDS, SPECS, slow
from tests.shipped import design as shipped

FILES = dict(zip(IDS, SPECS, strict=True))


def design(name: str) -> Design:
    return shipped(FILES[name])


@cache
def made(name: str, pages: int = 1, paper: str = "a4") -> Fitted:
    return fitted_sheet(design(name), pages, paper)


def read(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(BytesIO(pdf)).pages)


def text(pdf: bytes) -> str:
    """What is printed, in one line."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf)).split())


@dataclass(frozen=True)
class Run:
    """A run of text: where it starts, in points, how large it is, and whether it stands in the drawing."""

    x: float
    y: float
    size: float
    drawn: bool


def runs(page: PageObject) -> list[Run]:
    found: list[Run] = []

    def visit(said: str, user: Any, matrix: Any, font: Any, size: float) -> None:
        if said.strip():
            x, y = matrix[4] * user[0] + user[4], matrix[5] * user[3] + user[5]
            found.append(Run(x, y, size * abs(user[0]), "Kalam" in font["/BaseFont"]))

    page.extract_text(visitor_text=visit)
    return found


SIZES = {"a4": (595.3, 841.9), "letter": (612.0, 792.0)}
SHEETS = [
    ("ad-click-prediction", 1, "a4"), ("rag-assistant", 2, "a4"), slow("rag-assistant", 1, "a4"),
    slow("ad-click-prediction", 1, "letter"), slow("street-view-blurring", 1, "a4"),
]  # fmt: skip
"""What waits and ranks, what writes, what nobody waits for."""


@cache
def laid_out(name: str, pages: int, paper: str) -> list[list[Run]]:
    return [runs(page) for page in read(made(name, pages, paper).pdf)]


@pytest.mark.parametrize(("name", "pages", "paper"), SHEETS)
def test_a_sheet_fills_exactly_its_pages(name: str, pages: int, paper: str) -> None:
    wide, high = SIZES[paper]
    found = read(made(name, pages, paper).pdf)
    assert [(round(float(page.mediabox.width), 1), round(float(page.mediabox.height), 1)) for page in found] == [
        (wide, high)
    ] * pages
    for page in laid_out(name, pages, paper):
        assert min(run.y for run in page) < 0.2 * high
        assert all(20 <= run.x <= wide - 20 and 18 <= run.y <= high - 18 for run in page)


@pytest.mark.parametrize(("name", "pages", "paper"), SHEETS)
def test_the_type_of_a_sheet_can_be_read(name: str, pages: int, paper: str) -> None:
    """A drawing has words of 5 pt at least, and the figures in its discs are a little smaller."""
    every = [run for page in laid_out(name, pages, paper) for run in page]
    assert min(run.size for run in every if not run.drawn) >= LEAST - 0.01
    assert min(run.size for run in every if run.drawn) >= 4.6


@pytest.mark.slow
def test_two_pages_have_the_larger_type() -> None:
    assert made("rag-assistant", 2).data["size"] > made("rag-assistant", 1).data["size"]


def test_five_questions_are_answered_by_the_sheet_alone() -> None:
    """What to ask first; how long an answer may take; which serving; what must not get worse; when to choose otherwise."""
    said = text(made("ad-click-prediction").pdf)
    asked = [one["ask"] for one in made("ad-click-prediction").data["asks"]]
    assert len(asked) == 6
    assert all(one in said for one in asked)
    assert "budget 10 ms" in said
    assert "I'd serve by online scoring on request, because every request uses the newest features" in said
    assert "Guardrails latency, errors and cost" in said
    assert "If the eligible items per request rose above 5,000: item side precomputed" in said
    assert "45 minutes, seven steps" in said


def test_where_nobody_waits_no_latency_is_drawn() -> None:
    assert made("street-view-blurring").data["latency"] is None
    assert "p50 / p99" not in text(made("street-view-blurring").pdf)


def test_what_matters_least_is_left_out_first() -> None:
    """What only fills a page, then follow-ups, traps, numbers, decisions, sentences at the diagram, reasons, the diagram."""
    known = design("ad-click-prediction")
    data, _ = sheet_data(draft(known, Links(known)), "a4")
    order = cuts(data)
    assert [cut.usual for cut in order] == sorted(cut.usual for cut in order)
    missed = list(dict.fromkeys(cut.what for cut in order if cut.usual))
    assert missed == ["follow_ups", "traps", "numbers", "lines", "says", "whys", "picture"]
    bare = without(data, order)
    assert (len(bare["follow_ups"]), len(bare["traps"]), len(bare["numbers"])) == (1, 1, 3)
    assert [len(step["lines"]) for step in bare["steps"]] == [1] * 7
    assert len(bare["asks"]) == 6
    assert bare["measures"] == data["measures"]
    sizes = [size for _, size in ladder(order)]
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("room", [4000, 5200, 5900, 6600, 9000, 30000])
def test_the_largest_type_and_then_the_most_items_that_fit_are_found(room: int) -> None:
    """Against every rung tried one by one, with a made-up measure of what fits."""
    known = design("ad-click-prediction")
    data, _ = sheet_data(draft(known, Links(known)), "a4")
    order = cuts(data)

    def fits(count: int, size: float) -> bool:
        return (len(order) - count + 80) * size**2 <= room

    def make(one: Data) -> bytes:
        count = next(count for count in range(len(order) + 1) if {**without(data, order[:count]), "size": one["size"]} == one)
        return b"<xmpTPg:NPages>%d" % (1 if fits(count, one["size"]) else 2)

    first = next((rung for rung in ladder(order) if fits(*rung)), None)
    if first is None:
        with pytest.raises(ProblemsFound):
            fitted(data, 1, make)
        return
    found = fitted(data, 1, make).data
    assert found["size"] == first[1]
    assert len(found["follow_ups"]) >= len(without(data, order[: first[0]])["follow_ups"])


@pytest.mark.parametrize(("name", "broken"), [("visual-search", 3), ("ad-click-prediction", 0)])
def test_what_a_mark_in_the_drawing_warns_of_is_asked_first(name: str, broken: int) -> None:
    made = draft(design(name), Links(design(name)))
    first = sheet(made).follow_ups[0]
    assert (first.ask == "What does not hold yet?") == (broken > 0)
    assert first.answer.endswith(f" {broken - 1} more checks are broken.") == (broken > 0)


@pytest.mark.parametrize("name", ["visual-search", "harmful-content-detection"])
def test_nobody_is_asked_what_a_number_a_hundred_times_away_would_change(name: str) -> None:
    made = draft(design(name), Links(design(name)))
    told = sheet(made, MORE)
    assert not [one for step in told.minutes for one in step.lines if one.turn and one.told.unless and far(one.told.unless)]
    asked = " ".join(one.ask for one in told.follow_ups)
    assert "What if" in asked
    assert not [one for one in made.decided() if one.unless and far(one.unless) and if_(one.unless, made.design) in asked]


def test_a_short_answer_is_more_than_no() -> None:
    long = "The rows were drawn by another policy, and what it never showed has no label at all, so half of the space stays dark."
    assert brief(f"No. {long} More of it.", 60) == f"No. {long}"
    assert brief("it is the first sentence that tells what is meant. This one is too much.", 60) == (
        "It is the first sentence that tells what is meant."
    )


def test_cuts_are_counted_in_words() -> None:
    assert said([Cut("traps"), Cut("traps"), Cut("numbers"), Cut("picture"), Cut("follow_ups", usual=False)]) == (
        "2 traps", "1 number", "the diagram",
    )  # fmt: skip


def wordy(summary: str, title: str = "") -> Design:
    known = design("street-view-blurring")
    return replace(known, spec=replace(known.spec, title=title or known.spec.title, summary=summary))


def test_what_was_left_out_is_named_and_too_much_is_an_error() -> None:
    assert fitted_sheet(wordy("much to say " * 260), 1, "a4").left_out[0].endswith("follow-ups")
    with pytest.raises(ProblemsFound) as found:
        fitted_sheet(wordy("much to say " * 1800), 1, "a4")
    assert str(found.value.problems[0]).startswith("T003 this does not fit 1 page")


@pytest.mark.parametrize("title", ["#panic() $x$ <b>*b*</b> @r \\", slow("x" * 200), slow("a title of many words " * 9)])
def test_a_hostile_title_is_printed_as_it_is(title: str) -> None:
    page = read(fitted_sheet(wordy("", title), 1, "a4").pdf)[0]
    assert all(0 < run.x < float(page.mediabox.width) - 5 for run in runs(page))
    assert title.replace(" ", "") in page.extract_text().replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("title", [slow("图像搜索系统" * 33), slow("بحث عن الصور " * 15), "\U0001f3ac films"])
def test_a_script_that_our_fonts_lack_is_printed_or_named(title: str) -> None:
    """In a font of the machine, if it has one."""
    try:
        assert len(read(fitted_sheet(wordy("", title), 1, "a4").pdf)) == 1
    except ProblemsFound as found:
        codes = [problem.code for problem in found.problems]
    else:
        codes = ["T002"]
    assert codes == ["T002"]


def test_a_sheet_of_the_same_spec_has_the_same_bytes() -> None:
    assert fitted_sheet(design("ad-click-prediction"), 1, "a4").pdf == made("ad-click-prediction").pdf


def test_the_command_writes_the_file(tmp_path: Path) -> None:
    out = tmp_path / "sheet.pdf"
    done = run("sheet", SPEC, "-o", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert out.read_bytes() == made("ad-click-prediction").pdf
    assert done.stderr == ""


def test_the_command_says_what_it_left_out(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(
        Path(SPEC).read_text("utf-8").replace("summary: ", f"summary: {'much to say ' * 150}"), "utf-8"
    )
    done = run("sheet", tmp_path / "x.yaml", "-o", tmp_path / "x.pdf")
    assert done.exit_code == 0
    assert done.stderr.startswith("left out to fit: 4 follow-ups")


@pytest.mark.parametrize("words", [("--pages", "3"), ("--pages", "0"), ("--paper", "a5"), ("-o", "/nowhere/x.pdf"), ("-o", "/")])
def test_wrong_usage_of_the_command_exits_with_2(words: tuple[str, ...]) -> None:
    assert run("sheet", SPEC, *words).exit_code == 2


def test_no_sheet_is_thrown_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    done = run("sheet", SPEC)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "-o FILE" in done.stderr


def test_a_design_with_nothing_to_draw_nor_to_measure_has_a_sheet() -> None:
    """Of a small knowledge base without whiteboard, metrics and a bill; two pages are two, however little there is to say."""
    bare = replace(shop.design(), latency=None)
    for pages in (1, 2):
        found = fitted_sheet(bare, pages, "a4")
        assert len(read(found.pdf)) == pages
        assert found.data["picture"] == ""
        assert "Does somebody wait?" in text(found.pdf)


def test_what_cannot_be_written_is_a_problem_and_not_a_traceback() -> None:
    done = run("sheet", SPEC, "-o", "/proc/sheet.pdf")
    assert done.exit_code == 1
    assert "P003" in done.stderr
