"""The page of each problem code: there is one, and its example gives the lines that it shows."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from designgen.catalog import Knowledge, knowledge_of, lint
from designgen.catalog.load import read_folder
from designgen.cli.mending import mending_nav, problem_codes
from designgen.cli.options import no_flips
from designgen.design import design_for
from designgen.explore.coverage import coverage
from designgen.problem import WHOSE, Problem, ProblemsFound
from designgen.resources import resource
from designgen.spec import load_spec
from designgen.study.answers import load_answers
from tests.cli.run import run
from tests.shipped import knowledge
from tests.site.test_docs import blocks, commands, run_as_shown

PAGES = sorted(resource("site", "docs", "problems").glob("*.md"))
COUNT = re.compile(r"\d+ problems?")
SMALL = {
    "facts": """
scale.items: {name: Items, type: number, unit: count, range: [1, 10T], default: 1M, ask: How many?, why: it sizes the index}
risk.stakes:
  {name: Harm, type: enum, values: {low: l, money: m, rights: r, safety: s}, default: low, ask: How bad?, why: it asks for proof}
""",
    "quantities": "qps.peak: {name: Peak, unit: 1/second, formula: 300/s, sources: [judgement]}",
    "priorities": "simplicity: {name: Simplicity, says: how simple, default: 3}",
}
"""Enough knowledge for the examples whose search through random specs would take seconds over ours."""
READ = ("K001", "K002", "K003", "K005", "K014")
LINTED = ("K006", "K008", "K011", "K013", "K015", "K016", "K017", "K018", "K022", "K023", "K024")
SEARCHED = ("K004", "K007", "K009", "K010", "K019", "K020", "K021")


def page(code: str) -> Path:
    return resource("site", "docs", "problems", f"{code}.md")


def shown(code: str) -> Iterator[str]:
    """The lines that the commands of a page print, without the last, which counts them."""
    for language, _, text in blocks(page(code)):
        if language == "console":
            yield from (line for one in commands(text) for line in one.output if not COUNT.fullmatch(line))


def files(code: str) -> dict[str, bytes]:
    """The files of a page; those of a pack keep its name in front."""
    return {title: text.encode() for _, title, text in blocks(page(code)) if title}


def lines(problems: Iterable[Problem]) -> set[str]:
    return {line.strip() for problem in problems for line in str(problem).splitlines()}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    codes = problem_codes()
    assert {one.stem for one in PAGES} == set(codes)
    assert {code[0] for code in codes} == set(WHOSE)
    for code, meaning in codes.items():
        text = page(code).read_text("utf-8")
        assert text.startswith(f"# {code}: {meaning} {{#{code}}}\n"), code
        assert "\n## Example {#example}\n" in text and "\n## How to mend it {#mend}\n" in text, code
        assert "@@" not in text
        assert re.search(rf"^(\S+ )?{code} |: {code} ", text, re.MULTILINE), code


def test_the_navigation_leads_to_every_page() -> None:
    (listed,) = mending_nav({"Problems": "reference/problems.md"}).values()
    assert isinstance(listed, list)
    inside = [path for group in listed[1:] for pages in group.values() for path in pages]
    assert sorted(inside) == sorted(f"problems/{code}.md" for code in problem_codes())
    assert mending_nav({"Sources": "reference/sources.md"}) == {"Sources": "reference/sources.md"}


RUN = [one for one in PAGES if one.stem[0] not in "KA" and "```console" in one.read_text("utf-8")]


@pytest.mark.parametrize("one", RUN, ids=lambda one: one.stem)
def test_the_example_of_a_page_prints_what_it_shows(one: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert any(f"{one.stem} " in line for line in shown(one.stem))
    run_as_shown(one, tmp_path)


def test_the_examples_of_answers_are_refused_as_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for code in (f"A00{number}" for number in range(1, 8)):
        for name, content in files(code).items():
            Path(name).write_bytes(content)
        if code == "A001":
            design = design_for(load_spec("shop.yaml", knowledge()), knowledge(), flips_of=no_flips)
        with pytest.raises(ProblemsFound) as found:
            load_answers(Path("answers.yaml"), design)
        assert set(shown(code)) == lines(found.value.problems)


def refused(known: list[dict[str, bytes]], pack: dict[str, bytes]) -> Knowledge | tuple[Problem, ...]:
    """The knowledge, or what keeps it from being read."""
    try:
        return knowledge_of([*known, pack])
    except ProblemsFound as found:
        return found.problems


@pytest.fixture(scope="module")
def ours() -> dict[str, bytes]:
    return read_folder(resource("knowledge"))


def together(codes: tuple[str, ...]) -> dict[str, bytes]:
    """The packs of several pages in one; no two of them have a file of the same name."""
    every = [item for code in codes for item in files(code).items()]
    assert len(dict(every)) == len(every)
    return dict(every)


def test_examples_that_cannot_be_read_as_knowledge_are_refused_as_shown(ours: dict[str, bytes]) -> None:
    found = refused([ours], together(READ))
    assert isinstance(found, tuple)
    assert {problem.code for problem in found} == set(READ)
    for code in READ:
        assert set(shown(code)) <= lines(found), code


@pytest.mark.slow
def test_examples_of_packs_are_refused_as_shown(ours: dict[str, bytes]) -> None:
    known = refused([ours], together(LINTED))
    assert isinstance(known, Knowledge)
    all_win = frozenset((one.id, option) for one in known.decisions.values() for option in one.options)
    found = tuple(lint(known, all_win))
    assert {problem.code for problem in found} == set(LINTED)
    for code in LINTED:
        assert set(shown(code)) <= lines(found), code


@pytest.mark.parametrize("code", SEARCHED)
def test_examples_about_rules_are_refused_as_shown(code: str) -> None:
    base = {f"knowledge/{kind}/all.yaml": text.encode() for kind, text in SMALL.items()}
    known = refused([base], files(code))
    if isinstance(known, Knowledge):
        tried = coverage(known)
        found = (*lint(known, tried.wins), *tried.problems(known))
    else:
        found = known
    said = {line for line in shown(code) if not line.startswith("hint: none of")}
    assert any(f" {code} " in line for line in said)
    assert said <= lines(found)


def test_every_page_of_the_knowledge_is_tried() -> None:
    assert sorted((*READ, *LINTED, *SEARCHED)) == sorted(code for code in problem_codes() if code[0] == "K")


def test_the_terminal_tells_the_page_of_a_code() -> None:
    told = run("explain", "S003")
    assert told.exit_code == 0
    assert told.stdout.startswith("# S003: a value that is not a number with a known unit\n")
    assert "{#" not in told.stdout and "](" not in told.stdout and "Related: S004, " in told.stdout
    assert "Y001" in run("explain", "S999").stderr
