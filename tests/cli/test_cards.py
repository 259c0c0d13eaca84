"""`designgen cards`."""

import os
import re
import sys
import zipfile
from pathlib import Path

import pytest

from designgen.resources import resource
from tests.cli.run import MINIMAL, SPEC, run


def test_cards_are_markdown_unless_told_otherwise() -> None:
    found = run("cards", SPEC)
    assert found.exit_code == 0
    assert found.stdout.startswith("# Ad click prediction\n") and "<details>" in found.stdout
    assert "with pictures are only in .apkg" in found.stderr


@pytest.mark.parametrize(("name", "starts"), [("a.apkg", b"PK"), ("a.csv", b"#separator:Comma\r\n"), ("a.md", b"# ")])
def test_the_name_of_the_file_tells_the_format(tmp_path: Path, name: str, starts: bytes) -> None:
    out = tmp_path / name
    assert run("cards", SPEC, "-o", out).exit_code == 0
    assert out.read_bytes().startswith(starts)


def test_the_same_deck_is_written_with_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, other = tmp_path / "a.apkg", tmp_path / "b.apkg"
    run("cards", SPEC, "-o", out)
    first = out.read_bytes()
    run("cards", SPEC, "-o", out)
    assert out.read_bytes() == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    run("cards", SPEC, "-o", out)
    run("cards", SPEC, "-o", other)
    assert out.read_bytes() == other.read_bytes() != first


def test_a_deck_is_as_new_as_the_newest_file_it_was_made_from(tmp_path: Path) -> None:
    base, spec, out = tmp_path / "base.yaml", tmp_path / "own.yaml", tmp_path / "a.apkg"
    base.write_text(MINIMAL)
    spec.write_text("extends: base.yaml\nscale:\n  items: 5M\n")
    later = 2_000_000_000
    os.utime(base, (later, later))
    run("cards", spec, "-o", out)
    assert dates(out) == {later}


def dates(package: Path) -> set[int]:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    with zipfile.ZipFile(package) as found:
        connection.deserialize(found.read("collection.anki2"))
    return {date for (date,) in connection.execute("SELECT mod FROM notes")}


def test_a_changed_spec_gives_its_changed_cards_a_later_date(tmp_path: Path) -> None:
    out = tmp_path / "a.apkg"
    run("cards", SPEC, "-o", out)
    (old,) = dates(out)
    run("cards", SPEC, "-o", out, "--set", "scale.daily_users=90M")
    assert dates(out) == {old, old + 1}


def test_a_missing_library_is_named_with_the_command_that_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "genanki", None)
    monkeypatch.delitem(sys.modules, "designgen.study.cards.notes", raising=False)
    found = run("cards", SPEC, "-o", tmp_path / "a.apkg")
    assert found.exit_code == 1
    assert "C001" in found.stderr and "pip install 'designgen[anki]'" in found.stderr
    assert not (tmp_path / "a.apkg").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "deck.txt"], "Name it .apkg, .csv or .md"),
        (["-o", "no/such/folder/a.apkg"], "does not exist"),
        (["--site", "javascript:alert(1)"], "http:// or https://"),
        (["--site", "https://"], "names a host"),
        (["--site", "https://[x"], "names a host"),
        (["--framework", "none"], "none"),
    ],
)
def test_wrong_usage_is_said_before_any_work(words: list[str], said: str) -> None:
    found = run("cards", SPEC, *words)
    assert found.exit_code in (1, 2) and said in found.stderr


def test_a_date_that_is_none_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert run("cards", SPEC, "-o", tmp_path / "a.apkg").exit_code == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_unwritable_folder_is_a_problem(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    found = run("cards", SPEC, "-o", tmp_path / "a.apkg")
    assert found.exit_code == 1 and "P003" in found.stderr


def test_an_output_that_takes_nothing_is_a_problem() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no /dev/full here")
    found = run("cards", SPEC, "-f", "apkg", "-o", "/dev/full")
    assert found.exit_code == 1 and "P003" in found.stderr


def test_cards_link_to_the_site_when_it_is_known() -> None:
    found = run("cards", SPEC, "--site", "https://example.org/designs")
    assert "](https://example.org/designs/ad-click-prediction/" in found.stdout


def test_a_folder_of_specs_makes_a_deck_each_and_those_that_they_share(tmp_path: Path) -> None:
    for name in ("ad-click-prediction", "rag-assistant"):
        (tmp_path / f"{name}.yaml").write_bytes(resource("specs", f"{name}.yaml").read_bytes())
    found = run("cards", tmp_path, "-f", "md")
    assert [line for line in found.stdout.splitlines() if line.startswith("# ")] == [
        "# Ad click prediction", "# RAG assistant", "# General", "# Framework",
    ]  # fmt: skip


def test_decks_of_one_title_are_told_apart(tmp_path: Path) -> None:
    """One of a title that our own decks have, too."""
    text = resource("specs", "rag-assistant.yaml").read_text(encoding="utf-8")
    for name, title in (("one", "Same"), ("two", "Same"), ("three", "General")):
        (tmp_path / f"{name}.yaml").write_text(re.sub("(?m)^title: .*", f"title: {title}", text), encoding="utf-8")
    found = run("cards", tmp_path, "-f", "md")
    assert {line for line in found.stdout.splitlines() if line.startswith("# ")} == {
        "# Same (one)", "# Same (two)", "# General (three)", "# General", "# Framework",
    }  # fmt: skip
