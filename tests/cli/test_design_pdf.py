"""`designgen design -f pdf`: format from the file's name, refusals, and nothing half-written."""

import sys
from pathlib import Path

import click
import pytest
from pypdf import PdfReader

from designgen.cli import say
from tests.cli.run import MINIMAL, SPEC, run


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    path = tmp_path / "x.yaml"
    path.write_text(MINIMAL, "utf-8")
    return path


@pytest.mark.slow
def test_a_file_called_so_is_a_pdf_on_the_paper_that_was_asked_for(spec: Path, tmp_path: Path) -> None:
    assert run("design", spec, "--paper", "letter", "-o", tmp_path / "x.PDF").exit_code == 0
    page = PdfReader(tmp_path / "x.PDF").pages[0]
    assert (page.mediabox.width, page.mediabox.height) == (612, 792)


def test_the_name_of_the_file_tells_the_format(spec: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is printed: that takes seconds."""
    monkeypatch.setattr("designgen.paper.document_pdf", lambda design, paper: f"%PDF {paper} {design.spec.title}".encode())
    assert run("design", spec, "--paper", "letter", "-o", tmp_path / "x.PDF").exit_code == 0
    assert (tmp_path / "x.PDF").read_bytes() == b"%PDF letter A test"
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
