"""`designgen diagram`: one view, or every one, in one format or several."""

import os
import sys
from pathlib import Path

import pytest

from designgen.cli import diagram
from designgen.diagram import FORMATS, THEMES
from tests.cli.run import SPEC, run

NOT_ROOT = pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a folder of Linux")


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
    (["--all", "-o", ""], "it is empty"),
    (["-o", ""], "it is empty"),
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


@pytest.mark.parametrize(("out", "says"), [
    ("file/sub", "Not a directory"),
    ("x" * 300, "File name too long"),
    ("taken", "a folder of this name is in the way"),
    pytest.param("readonly/deep/x", "Permission denied", marks=NOT_ROOT),
    pytest.param("/proc/nope/x", "No such file or directory", marks=LINUX),
])  # fmt: skip
def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path, out: str, says: str) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "readonly").mkdir(mode=0o500)
    (tmp_path / "taken" / "ad-click-prediction-overview.d2").mkdir(parents=True)
    done = run("diagram", SPEC, "--all", "-f", "d2", "-o", tmp_path / out)
    assert done.exit_code == 1
    assert f": P003 {says}" in done.stderr
    assert ":1:1" not in done.stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "file"]


def test_a_link_in_the_folder_is_replaced_and_never_followed(tmp_path: Path) -> None:
    keep, out = tmp_path / "keep", tmp_path / "out"
    keep.write_text("mine")
    out.mkdir()
    links = [out / f"ad-click-prediction-{view}.d2" for view in ("overview", "release")]
    for link, goal in zip(links, (keep, tmp_path / "made" / "up"), strict=True):
        link.symlink_to(goal)
    done = run("diagram", SPEC, "--all", "-f", "d2", "-o", out)
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["keep", "out"]
    assert keep.read_text() == "mine"
    assert all(link.is_file() and not link.is_symlink() for link in links)


def test_nothing_is_written_where_one_of_the_formats_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    done = run("diagram", SPEC, "--all", "-f", "d2", "-f", "png", "-o", tmp_path / "out")
    assert done.exit_code == 1
    assert done.stderr.startswith("D090 PNG and PDF need Typst\n  hint: ")
    assert list(tmp_path.iterdir()) == []
