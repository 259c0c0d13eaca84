"""`designgen diagram`: one view, or every one, in one format or several."""

from pathlib import Path

import pytest

from designgen.cli import diagram
from designgen.diagram import FORMATS, THEMES
from tests.cli.run import SPEC, run


def test_the_names_that_the_command_offers_are_those_of_the_room() -> None:
    assert set(diagram.NAMES) == set(FORMATS)
    assert {name for name, format in FORMATS.items() if format.binary} == set(diagram.BINARY)
    assert set(diagram.THEMES) == set(THEMES)


def test_every_view_is_written_in_each_format(tmp_path: Path) -> None:
    done = run("diagram", SPEC, "--all", "-f", "d2", "-f", "drawio", "-o", tmp_path / "new" / "folder")
    assert done.exit_code == 0, done.output
    names = {file.name for file in (tmp_path / "new" / "folder").iterdir()}
    assert {"ad-click-prediction-overview.d2", "ad-click-prediction-overview.drawio"} <= names
    stems = [{name.rpartition(".")[0] for name in names if name.endswith(suffix)} for suffix in (".d2", ".drawio")]
    assert stems[0] == stems[1]
    assert len(names) == len(stems[0]) + len(stems[1]) > 8


@pytest.mark.parametrize(("arguments", "says"), [
    (["--all"], "--all needs a folder"),
    (["overview", "--all", "-o", "."], "name a view or give --all"),
    (["--all", "-o", SPEC], "is a file, not a folder"),
    (["-f", "d2", "-f", "dot"], "several go with --all"),
    (["-f", "gif"], "'gif' is not one of"),
])  # fmt: skip
def test_what_cannot_be_meant_is_said(arguments: list[str], says: str) -> None:
    done = run("diagram", SPEC, *arguments)
    assert done.exit_code == 2
    assert says in done.output


def test_a_picture_goes_to_a_file(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    done = run("diagram", SPEC, "-f", "png", "-o", tmp_path / "a.png")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")


def test_no_picture_is_thrown_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    done = run("diagram", SPEC, "-f", "pdf")
    assert done.exit_code == 2
    assert "pdf is no text" in done.output
