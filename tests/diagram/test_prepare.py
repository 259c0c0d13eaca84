"""Layouts made ahead: the same bytes whoever makes them, and whatever dies."""

import os
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from designgen.diagram import Picture, draw, prepare
from designgen.diagram.cache import fill, layout_of
from tests.diagram.pictures import random_picture


def pictures(count: int) -> list[Picture]:
    return [random_picture(seed) for seed in range(count)]


def kept(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("layout-*.json")}


def die(some: tuple[Picture, ...], folder: Path) -> None:
    """In a worker: the end of it. Here: the work."""
    if os.environ["TEST_PARENT"] != str(os.getpid()):
        os._exit(1)
    fill(some, folder)


@pytest.mark.slow
def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    few = pictures(8)
    prepare(few, tmp_path / "one", workers=1)
    prepare(reversed(few), tmp_path / "two", workers=2)
    for picture in few:
        layout_of(picture, tmp_path / "alone")
    assert kept(tmp_path / "one") == kept(tmp_path / "two") == kept(tmp_path / "alone")
    assert len(kept(tmp_path / "one")) == 8


def test_what_is_prepared_is_not_laid_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few = pictures(2)
    prepare([*few, *few], tmp_path, workers=1)
    monkeypatch.setattr("designgen.diagram.cache.lay_out_all", lambda _: pytest.fail("laid out"))
    monkeypatch.setattr("designgen.diagram.cache.lay_out", lambda _: pytest.fail("laid out"))
    prepare(few, tmp_path, workers=1)
    assert all("<svg" in draw(picture, folder=tmp_path) for picture in few)


@pytest.mark.slow
def test_when_a_worker_dies_the_work_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_PARENT", str(os.getpid()))
    monkeypatch.setattr("designgen.diagram.ahead.fill", die)
    prepare(pictures(8), tmp_path, workers=2)
    assert len(kept(tmp_path)) == 8


def test_without_processes_the_work_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def impossible(*_: object) -> None:
        raise NotImplementedError("no semaphores")

    monkeypatch.setattr("designgen.diagram.ahead.ProcessPoolExecutor", impossible)
    prepare(pictures(2), tmp_path, workers=2)
    assert len(kept(tmp_path)) == 2


def prepared_by_a_daemon(folder: Path) -> None:
    prepare(pictures(2), folder, workers=2)


def test_a_daemonic_process_lays_out_by_itself(tmp_path: Path) -> None:
    """It may have no children; a worker of somebody's `multiprocessing.Pool` is one."""
    daemon = get_context("fork").Process(target=prepared_by_a_daemon, args=(tmp_path,), daemon=True)
    daemon.start()
    daemon.join(60)
    assert (daemon.exitcode, len(kept(tmp_path))) == (0, 2)


def test_a_mistake_of_ours_in_a_pool_is_not_taken_for_want_of_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*_: object) -> None:
        raise AssertionError("ours")

    monkeypatch.setattr("designgen.diagram.ahead.ProcessPoolExecutor", mistaken)
    with pytest.raises(AssertionError, match="ours"):
        prepare(pictures(2), tmp_path, workers=2)


def test_every_picture_is_asked_for_even_if_no_layout_can_be_kept(tmp_path: Path) -> None:
    asked = []

    def lazily() -> Iterator[Picture]:
        for picture in pictures(3):
            asked.append(picture)
            yield picture

    (tmp_path / "file").write_text("not a folder")
    prepare(lazily(), tmp_path / "file" / "layouts", workers=2)
    assert len(asked) == 3


def test_a_mistake_while_making_pictures_is_not_swallowed(tmp_path: Path) -> None:
    def broken() -> Iterator[Picture]:
        yield from pictures(7)
        raise ValueError("a spec is wrong")

    with pytest.raises(ValueError, match="a spec is wrong"):
        prepare(broken(), tmp_path, workers=2)
