"""Edit, see; break, read what is wrong; mend, see the page again."""

import errno
import os
import re
import shutil
import threading
from collections.abc import Iterable
from pathlib import Path

import pytest

from designgen.preview import Preview, own_room
from designgen.preview.room import LOCK, PREFIX
from designgen.preview.shown import problems_page
from designgen.problem import Place, Problem, ProblemsFound
from tests.preview.conftest import SPEC, Plain, Played, Running, until


def seen_of(page: str) -> str:
    found = re.search(r'data-seen="([^"]+)"', page)
    assert found
    return found[1]


def listening(running: Running, page: str, seen: str) -> tuple[threading.Thread, list[str]]:
    """Somebody who looks at a page until its event comes."""
    heard: list[str] = []
    thread = threading.Thread(target=lambda: heard.append(running.get(f"/-/events?page={page}&seen={seen}")[1]), daemon=True)
    thread.start()
    until(lambda: page in running.preview.live.looked_at())
    return thread, heard


def test_the_page_that_is_looked_at_comes_first_and_is_told_of(running: Running, project: Path) -> None:
    page = running.get("/shop/index.html")[1]
    running.played.slow = True
    thread, heard = listening(running, "shop/index.html", seen_of(page))
    (project / "shop.yaml").write_text("title: Shop\nscale: 11\n")
    thread.join(20)
    assert "data: " in heard[0]
    assert "hasty title: Shop\nscale: 11" in running.get("/shop/index.html")[1]
    assert running.played.hasty == ["shop/index.md"]
    running.played.slow = False
    assert "hasty" not in running.until("/shop/index.html", "<main>title: Shop\nscale: 11")


def test_a_page_that_changed_while_nobody_listened_is_told_of_at_once(running: Running, project: Path) -> None:
    seen = seen_of(running.get("/shop/index.html")[1])
    (project / "shop.yaml").write_text("title: Other\n")
    running.until("/shop/index.html", "Other")
    assert running.get(f"/-/events?page=shop/index.html&seen={seen}")[1].startswith("data: ")
    assert running.get("/-/events?page=shop/index.html&seen=earlier-99")[1].startswith("data: ")  # of another start


def test_a_mistake_stands_in_place_of_the_page_until_it_is_mended(running: Running, project: Path) -> None:
    (project / "shop.yaml").write_text("title: Shop\n  broken <b>\n")
    page = running.until("/shop/index.html", "1 problem")
    code = '<a href="/-/problems/S001"><code class="code">S001</code></a>'
    assert f"line 2, column 3</span> {code} this is &lt;broken&gt;" in page
    status, told = running.get("/-/problems/S001")[:2]
    assert status == 200 and '<h1 id="S001">S001: a key, fact or decision that does not exist</h1>' in told
    assert 'href="/reference/facts/index.html?last-good"' in told and 'href="S007"' in told
    assert "<p><code>shop.yaml</code></p>\n<pre>" in told
    assert [running.get(f"/-/problems/{name}")[0] for name in ("S999", "..%2fS001", "s001", "")] == [404] * 4
    assert "mend &amp; it" in page
    assert '<mark>broken &lt;b&gt;</mark>' in page
    assert 'href="/edit/shop"' in page
    assert f"<main>{SPEC}" in running.get("/shop/index.html?last-good")[1]
    (project / "shop.yaml").write_text(SPEC)
    assert f"<main>{SPEC}" in running.until("/shop/index.html", "<main>")
    until(lambda: [len(problems) for problems in running.said] == [1, 0])


def test_a_name_that_is_no_text_and_letters_that_turn_a_line_are_shown() -> None:
    found = [Problem(Place("\udcff<b>.yaml", 1, 1), "S001", "odd \udcff")]
    page = problems_page(found, lambda _: ["\u202eabc"], lambda _: "", "").decode()
    assert "<mark>\\u202eabc</mark>" in page
    assert "&lt;b&gt;.yaml" in page


def test_a_doubt_is_said_and_keeps_no_page_away(running: Running, project: Path) -> None:
    (project / "shop.yaml").write_text("title: A doubt\n")
    running.until("/shop/index.html", "<main>title: A doubt")
    (project / "shop.yaml").write_text(SPEC)
    until(lambda: [[problem.code for problem in problems] for problems in running.said] == [["S018"], []])


def test_a_project_that_is_broken_from_the_beginning_starts_and_says_so(project: Path, tmp_path: Path) -> None:
    (project / "shop.yaml").write_text("broken\n")
    played, said = Played(project), list[object]()
    preview = Preview(played, played, tmp_path / "out", Plain, said.append)
    try:
        running = Running(preview, played, preview.start("127.0.0.1", 0, [project], played.wanted), [])
        assert "1 problem" in running.until("/", "S001")
        (project / "shop.yaml").write_text(SPEC)
        assert SPEC in running.until("/shop/index.html", "<main>")
    finally:
        preview.stop()


def test_what_makes_the_tool_fail_is_said_and_ends_nothing(running: Running, project: Path) -> None:
    (project / "shop.yaml").write_text("failing\n")
    assert "TypeError: it fails" in running.until("/shop/index.html", "V004")
    (project / "shop.yaml").write_text("title: Mended\n")
    running.until("/shop/index.html", "<main>title: Mended")


def test_a_disk_that_was_full_leaves_no_page_behind(
    running: Running, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = running.preview.builder.stale

    def full(names: Iterable[str]) -> None:
        monkeypatch.setattr(running.preview.builder, "stale", told)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(running.preview.builder, "stale", full)
    (project / "shop.yaml").write_text("title: Full\n")
    running.until("/shop/index.html", "No space left on device")
    (project / "mill.yaml").write_text("title: Mill\n")
    running.until("/shop/index.html", "<main>title: Full")
    assert isinstance(running.preview.builder, Plain)
    assert "shop/index.md" in running.preview.builder.told[-5:]  # though its file was written before


def test_a_builder_that_fails_is_told_of(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> bytes:
        raise RuntimeError("it ended")

    monkeypatch.setattr(running.preview.builder, "html", fail)
    assert "RuntimeError: it ended" in running.get("/shop/index.html")[1]


def test_a_new_spec_gets_a_page_and_a_deleted_one_loses_it(running: Running, project: Path) -> None:
    (project / "mill.yaml").write_text("title: Mill\n")
    assert "Edit this spec" in running.until("/mill/index.html", "Mill")
    (project / "mill.yaml").unlink()
    until(lambda: running.get("/mill/index.html")[0] == 404)


def test_an_editor_that_saves_by_renaming_is_understood(running: Running, project: Path) -> None:
    os.rename(project / "shop.yaml", project / "shop.yaml~")
    (project / ".shop.swp").write_text("title: Renamed\n")
    os.replace(project / ".shop.swp", project / "shop.yaml")
    running.until("/shop/index.html", "Renamed")


def test_a_folder_that_is_deleted_and_made_anew_is_watched_again(running: Running, project: Path) -> None:
    shutil.rmtree(project)
    until(lambda: running.get("/shop/index.html")[0] == 404)
    project.mkdir()
    (project / "shop.yaml").write_text("title: Back\n")
    running.until("/shop/index.html", "Back")
    (project / "shop.yaml").write_text("title: Edited\n")
    running.until("/shop/index.html", "Edited")


def test_a_file_that_is_saved_unchanged_is_no_edit(running: Running, project: Path) -> None:
    before = running.preview.loop.generation
    (project / "shop.yaml").write_text(SPEC)
    (project / "note.txt").write_text("no spec")
    (project / "mill.yaml").write_text("title: Mill\n")
    running.until("/mill/index.html", "Mill")
    assert running.preview.loop.generation == before + 1


def test_an_edit_ends_the_making_of_what_is_out_of_date(running: Running, project: Path) -> None:
    running.played.slow = True
    (project / "shop.yaml").write_text("title: One\n")
    until(lambda: running.preview.loop.generation == 2)
    (project / "shop.yaml").write_text("title: Two\n")
    until(lambda: running.played.stops)
    running.played.slow = False
    assert "One" not in running.until("/shop/index.html", "Two")


def test_what_nobody_waits_for_is_done_in_the_end(running: Running) -> None:
    builder = running.preview.builder
    assert isinstance(builder, Plain)
    until(lambda: builder.finished)


def test_a_port_in_use_is_a_problem_with_a_hint(running: Running, project: Path, tmp_path: Path) -> None:
    second = Preview(running.played, running.played, tmp_path / "other", Plain, running.said.append)
    with pytest.raises(ProblemsFound, match=f"{running.port}: V001 this port is in use\n  hint: name another one with --port"):
        second.start("127.0.0.1", running.port, [project], running.played.wanted)
    second.stop()


def test_a_folder_that_is_not_there_is_a_problem_and_no_wait(running: Running, project: Path, tmp_path: Path) -> None:
    second = Preview(running.played, running.played, tmp_path / "other", Plain, running.said.append)
    with pytest.raises(ProblemsFound, match="V002 this folder is not there"):
        second.start("127.0.0.1", 0, [project / "nowhere"], running.played.wanted)
    second.stop()


def test_what_a_killed_preview_left_goes_with_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    killed = tmp_path / f"{PREFIX}killed"
    killed.mkdir()
    (killed / LOCK).touch()
    (tmp_path / f"{PREFIX}begun").mkdir()
    with own_room() as first, own_room() as second:
        assert first.is_dir() and second.is_dir() and not killed.exists()
    assert [path.name for path in tmp_path.iterdir()] == [f"{PREFIX}begun"]


def test_nothing_runs_on_after_the_end(project: Path, tmp_path: Path) -> None:
    before = set(threading.enumerate())
    played = Played(project)
    preview = Preview(played, played, tmp_path / "out", Plain, lambda _: None)
    preview.start("127.0.0.1", 0, [project], played.wanted)
    preview.stop()
    until(lambda: not {thread for thread in threading.enumerate() if thread.is_alive() and ours(thread)} - before)


def ours(thread: threading.Thread) -> bool:
    """Not one of a browser or of what else runs in the process of the tests."""
    return thread.name in ("watch", "site", "serve") or type(thread).__module__.startswith("watchdog")
