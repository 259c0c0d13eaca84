"""`designgen design -f pdf`: format from the file's name, refusals, and nothing half-written."""

import sys
from pathlib import Path

import click
import pytest

from designgen.cli import say
from tests.cli.run import MINIMAL, SPEC, run


def test_the_name_of_the_file_tells_the_format(tmp_path: Path) -> None:
    spec = tmp_path / "x.yaml"
    spec.write_text(MINIMAL, "utf-8")
    assert run("design", spec, "--paper", "letter", "-o", tmp_path / "x.PDF").exit_code == 0
    assert (tmp_path / "x.PDF").read_bytes().startswith(b"%PDF")
    assert run("design", spec, "-o", tmp_path / "x.json").exit_code == 0
    assert (tmp_path / "x.json").read_text("utf-8").startswith("{")
    assert run("design", spec, "-f", "md", "-o", tmp_path / "y.pdf").exit_code == 0
    assert (tmp_path / "y.pdf").read_text("utf-8").startswith("# A test")


def test_pdf_is_no_text_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(click.UsageError, match="pdf is no text: write it to a file with -o FILE"):
        say.refuse_terminal("pdf", None)
    say.refuse_terminal("pdf", Path("x.pdf"))


def test_without_typst_nothing_is_written_and_the_command_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    said = run("design", SPEC, "-o", tmp_path / "x.pdf")
    assert said.exit_code == 1
    assert "T001 PDF needs Typst" in said.stderr and "pip install 'designgen[pdf]'" in said.stderr
    assert not list(tmp_path.iterdir())


def test_a_site_with_pdf_says_so_before_it_makes_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    said = run("build", SPEC, "--pdf", "-o", tmp_path / "build")
    assert said.exit_code == 1 and "T001 PDF needs Typst" in said.stderr
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_said_before_any_work(tmp_path: Path) -> None:
    said = run("design", SPEC, "-o", tmp_path / "none" / "x.pdf")
    assert said.exit_code == 2 and "does not exist" in said.stderr
