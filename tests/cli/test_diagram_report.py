"""`designgen diagram --report` and themes."""

import json
from pathlib import Path

import pytest

from designgen.cli.diagram import SUFFIXES
from designgen.diagram import FORMATS, THEMES
from tests.cli.run import SPEC, run


def test_the_report_measures_a_view() -> None:
    done = run("diagram", SPEC, "whiteboard", "--report", "--json")
    (entry,) = json.loads(done.stdout)["drawings"]
    assert done.exit_code == (1 if entry["faults"] else 0)
    assert (entry["view"], entry["theme"]) == ("whiteboard", "whiteboard")
    assert 5 <= entry["boxes"] <= 9
    assert entry["bytes_gzipped"] < 20_000


def test_as_text_it_is_a_table_with_the_faults_below(tmp_path: Path) -> None:
    out = tmp_path / "report.txt"
    assert run("diagram", SPEC, "whiteboard", "--report", "--theme", "print", "-o", out).exit_code == 0
    head, row, empty, last = out.read_text().splitlines()
    assert head.startswith("view") and head.endswith("faults")
    assert row.split()[:2] == ["whiteboard", "print"]
    assert (empty, last) == ("", "no faults")


def test_a_fault_ends_with_1_and_says_which(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designgen.diagram.craft.rules.WIDEST", 100.0)
    done = run("diagram", SPEC, "whiteboard", "--report")
    assert done.exit_code == 1
    assert "whiteboard (whiteboard): D011 a drawing wider than 1000 px: " in done.stdout


def test_options_that_do_not_go_together_are_refused() -> None:
    assert run("diagram", SPEC, "--report", "-f", "svg").exit_code == 2
    assert run("diagram", SPEC, "--json").exit_code == 2


@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_paints(theme: str) -> None:
    done = run("diagram", SPEC, "whiteboard", "--theme", theme)
    assert done.exit_code == 0
    assert f'class="dg dg-{theme}"' in done.stdout


def test_the_name_of_the_file_tells_the_format(tmp_path: Path) -> None:
    assert run("diagram", SPEC, "whiteboard", "-o", tmp_path / "board.mmd").exit_code == 0
    assert (tmp_path / "board.mmd").read_text().startswith("---\ntitle:")
    assert run("diagram", SPEC, "whiteboard", "-f", "svg", "-o", tmp_path / "board.d2").exit_code == 0
    assert (tmp_path / "board.d2").read_text().startswith("<svg")


def test_suffixes_are_those_of_the_formats() -> None:
    assert {name: format.suffix for name, format in FORMATS.items()} == SUFFIXES
