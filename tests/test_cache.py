"""The cache: what is damaged, foreign or out of reach counts as missing."""

from pathlib import Path

import pytest

from designgen.cache import cache_folder, cached


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESIGNGEN_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def keep(thing: object) -> object:
    return cached("kind", "key", lambda: thing)


def test_a_thing_is_computed_once() -> None:
    assert (keep([1, "a"]), keep("another")) == ([1, "a"], [1, "a"])


@pytest.mark.parametrize("place", range(0, 90, 7))
def test_a_changed_byte_makes_an_entry_missing(folder: Path, place: int) -> None:
    keep(["a text in which one letter could change unseen"] * 2)
    (entry,) = folder.iterdir()
    raw = bytearray(entry.read_bytes())
    raw[place] ^= 1
    entry.write_bytes(raw)
    assert keep("anew") == "anew"


@pytest.mark.parametrize("content", [b"", b"\x80", b"x" * 1000])
def test_an_entry_of_something_else_is_missing(folder: Path, content: bytes) -> None:
    keep("old")
    (entry,) = folder.iterdir()
    entry.write_bytes(content)
    assert keep("anew") == "anew"


def test_a_file_in_place_of_the_folder_means_no_cache(folder: Path) -> None:
    folder.write_text("a file")
    assert (keep("one"), keep("two")) == ("one", "two")


def test_what_no_home_leaves_is_never_the_folder_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESIGNGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert cache_folder().is_absolute()
