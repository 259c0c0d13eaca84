"""What the written guide shows is true: its files are written, its commands run, its output is what they print."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.cli.run import run
from tests.site.conftest import ROOT, designgen

DOCS = ROOT / "site" / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\s+# exit (\d)$")
ALONE = ("build", "doctor", "new")
"""Commands that get a process of their own, as a user's do: the others share the imports and the knowledge of this one."""


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


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES[::2], ids=lambda page: page.stem)
def test_the_commands_of_a_page_do_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.chdir(tmp_path)
    if page.stem not in ABOUT_DRAWINGS:
        request.getfixturevalue("quick_drawings")
    run_as_shown(page, tmp_path)


def run_as_shown(page: Path, tmp_path: Path) -> None:
    """Writes the files of a page into an empty folder, the working directory, and runs its commands there, in order."""
    for language, title, text in blocks(page):
        if title:
            (tmp_path / title).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / title).write_text(text, "utf-8")
        if language == "console":
            for shown in commands(text):
                name, *arguments = shlex.split(shown.command)
                assert name == "designgen", shown.command
                code, said = ran(arguments, tmp_path)
                assert code == shown.code, f"{shown.command}\n{said[-2000:]}"
                assert [line for line in shown.output if line not in said] == [], f"{shown.command}\n{said[-2000:]}"


def ran(arguments: list[str], folder: Path) -> tuple[int, str]:
    """Exit code and what was said, on stdout first."""
    if arguments[0] == "serve":
        return served([*arguments, "--port", "0"], folder)
    if arguments[0] in ALONE or "--sample" in arguments:
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
        return process.wait(30), first + process.stderr.read()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_yaml_block_can_be_read(page: Path) -> None:
    for language, _, text in blocks(page):
        if language == "yaml":
            assert yaml.safe_load(text) is not None


def test_every_page_of_the_guide_stands_in_its_index() -> None:
    linked = set(re.findall(r"\]\(([a-z-]+\.md)\)", (DOCS / "guide" / "index.md").read_text("utf-8")))
    assert linked == {page.name for page in (DOCS / "guide").glob("*.md")} - {"index.md"}
