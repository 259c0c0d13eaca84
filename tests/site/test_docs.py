"""What the written guide shows is true: its files are written, its commands run, its output is what they print.

Each fenced block is of a language that `CHECKS` knows, and is looked at in the way of that language.
"""

import json
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import duckdb
import jinja2
import pytest
import quickjs
import yaml

from designgen.cli import main
from designgen.publish import guide_nav, guide_pages
from tests.cli.run import run
from tests.shipped import knowledge
from tests.site.conftest import ROOT, designgen

DOCS = ROOT / "site" / "docs"
PAGES = sorted([DOCS / "index.md", *DOCS.glob("guide/*.md"), ROOT / "README.md"])
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+# exit (\d)$")
ALONE = ("doctor",)
"""Commands that get a process of their own, as a user's do: the others share the imports and the knowledge of this one."""
BUILT = "tutorial"
"""The page whose site is built to the last page of HTML, by a process of its own. Elsewhere a build ends with the Markdown."""

ABOUT_DRAWINGS = ("drawing", "pdf", "cheat-sheet", "practice", "cards")
"""Pages whose commands lay out their drawings as for a user; elsewhere the boxes stand as they are written."""


@dataclass(frozen=True)
class Shown:
    """A command as shown, with the lines shown under it."""

    command: str
    code: int
    output: tuple[str, ...]


def blocks(page: Path) -> Iterator[tuple[str, str, str]]:
    """Language, title and text of every fenced block."""
    for found in FENCE.finditer(page.read_text("utf-8")):
        yield found[1], found[2] or "", found[3]


def commands(text: str) -> Iterator[Shown]:
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        line, *output = part.splitlines()
        code = EXIT.search(line)
        yield Shown(EXIT.sub("", line), int(code[1]) if code else 0, tuple(one.strip() for one in output if one.strip()))


@pytest.fixture
def page_room(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """An empty folder, the working directory."""
    monkeypatch.chdir(tmp_path)
    if page.stem not in ABOUT_DRAWINGS:
        request.getfixturevalue("quick_drawings")
    monkeypatch.setattr("designgen.publish.build_html", lambda folder, _strict: folder / "html" / "index.html")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES[::2], ids=lambda page: page.stem)
def test_the_blocks_of_a_page_do_what_it_says(page: Path, page_room: Path) -> None:
    run_as_shown(page, page_room)


def run_as_shown(page: Path, folder: Path) -> None:
    """Writes the files of a page and looks at its blocks, in order."""
    for language, title, text in blocks(page):
        if title:
            (folder / title).parent.mkdir(parents=True, exist_ok=True)
            (folder / title).write_text(text, "utf-8")
        if language == "console":
            for shown in commands(text):
                name, *arguments = shlex.split(shown.command)
                assert name == "designgen", shown.command
                code, said = ran(arguments, folder, page.stem == BUILT)
                assert code == shown.code, f"{shown.command}\n{said[-2000:]}"
                assert [line for line in shown.output if line not in said] == [], f"{shown.command}\n{said[-2000:]}"
        elif language in AFTER:
            AFTER[language](text, folder)


def ran(arguments: list[str], folder: Path, built: bool = False) -> tuple[int, str]:
    """Exit code and what was said, on stdout first."""
    if arguments[0] == "serve":
        return served([*arguments, "--port", "0"], folder)
    if arguments[0] in ALONE or "--sample" in arguments or (built and arguments[0] == "build"):
        alone = designgen(*arguments, folder=folder)
        return alone.returncode, alone.stdout + alone.stderr
    here = run(*arguments)
    return here.exit_code, here.stdout + here.stderr


def served(arguments: list[str], folder: Path) -> tuple[int, str]:
    """The same of a command that goes on until it is ended: as soon as it serves."""
    command = [sys.executable, "-m", "designgen.cli", *arguments]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        first = process.stderr.readline()
        process.terminate()
        return process.wait(120), first + process.stderr.read()


def a_program(text: str, folder: Path) -> None:
    """JavaScript runs beside the rules that the page has printed."""
    context = quickjs.Context()
    context.eval((folder / "rules.js").read_text("utf-8"))
    context.eval(text)


def a_query(text: str, folder: Path) -> None:
    """SQL asks the tables that the page has made."""
    with duckdb.connect() as database:
        database.execute(f"SET file_search_path = '{folder}'")
        assert database.execute(text).fetchall()


AFTER: dict[str, Callable[[str, Path], None]] = {"js": a_program, "sql": a_query}
"""Blocks that need what the commands before them made."""


def some_yaml(text: str) -> None:
    assert yaml.safe_load(text) is not None


def some_shell(text: str) -> None:
    """Lines for other circumstances than a test's: what they name must exist."""
    for words in map(shlex.split, filter(None, text.splitlines())):
        if words[0] == "make":
            assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), words
        elif words[0] == "designgen":
            known_options(words[1], words[2:])
        else:
            assert words[0] == "pip", words
            extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
            assert {name for one in words for name in re.findall(r"^designgen\[(.*)\]$", one)} <= set(extras), words


def known_options(name: str, words: list[str]) -> None:
    command = main.get_command(click.Context(main), name)
    assert command, name
    known = {option for one in command.params for option in one.opts}
    assert {word.split("=")[0] for word in words if word.startswith("-")} <= known, words


CHECKS: dict[str, Callable[[str], object]] = {
    "console": lambda text: text.startswith("$ ") or pytest.fail(f"begins with output: {text[:60]}"),
    "yaml": some_yaml,
    "json": json.loads,
    "sh": some_shell,
    "text": lambda text: "$ designgen" not in text or pytest.fail("a command that nobody runs"),
    "jinja": jinja2.Environment(comment_start_string="<!--#", comment_end_string="#-->").parse,
    "js": str,
    "sql": str,
}
"""What is looked at in a block by itself."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_block_of_a_page_is_of_a_kind_that_is_checked(page: Path) -> None:
    found = list(blocks(page))
    assert sum(line.lstrip().startswith("```") for line in page.read_text("utf-8").splitlines()) == 2 * len(found)
    for language, _, text in found:
        CHECKS[language](text)


def test_every_page_of_the_guide_stands_in_its_index_once_under_one_of_four_headings() -> None:
    first, *shelves = guide_nav()
    assert first == "guide/index.md"
    assert [title for shelf in shelves for title in shelf] == ["Tutorial", "How to", "Explanations"]
    assert "## Reference {#reference}" in (DOCS / "guide" / "index.md").read_text("utf-8")
    written = {f"guide/{one.name}" for one in (DOCS / "guide").glob("*.md")}
    assert sorted(guide_pages()) == sorted(written)


def test_about_half_of_the_options_rest_on_judgement_alone_as_the_guide_says() -> None:
    options = [option for decision in knowledge().decisions.values() for option in decision.options.values()]
    assert "About half of the options cite nothing but judgement" in (DOCS / "guide" / "limits.md").read_text("utf-8")
    assert 0.4 < sum(list(option.sources) == ["judgement"] for option in options) / len(options) < 0.6


def test_the_picture_of_the_tutorial_shows_the_boxes_of_its_spec(tmp_path: Path, quick_drawings: None) -> None:
    page = (DOCS / "guide" / "tutorial.md").read_text("utf-8")
    spec = next(text for _, title, text in blocks(DOCS / "guide" / "tutorial.md") if title == "podcasts.yaml")
    (tmp_path / "podcasts.yaml").write_text(spec, "utf-8")
    drawn = run("diagram", tmp_path / "podcasts.yaml", "serving_path").stdout
    kept = (ROOT / "site" / "assets" / "img" / "podcasts.svg").read_text("utf-8")
    assert "../assets/img/podcasts.svg" in page
    assert boxes(kept) == boxes(drawn) != set()


def boxes(svg: str) -> set[str]:
    return set(re.findall(r'data-(?:source|target)="([^"]+)"', svg))
