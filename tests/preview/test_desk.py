"""What the editor of specs asks for: reading, checking, changing and saving."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.preview.conftest import SPEC, Running


def opened(running: Running, spec: str = "shop") -> Any:
    return json.loads(running.get(f"/-/spec/{spec}")[1])


def test_a_text_is_saved_whole_with_the_rights_of_the_file(running: Running, project: Path) -> None:
    (project / "shop.yaml").chmod(0o640)
    status, told = running.post("/-/save/shop", {"text": "title: New\n", "digest": opened(running)["digest"]})
    assert (status, told["digest"]) == (200, opened(running)["digest"])
    assert (project / "shop.yaml").read_text() == "title: New\n"
    assert (project / "shop.yaml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in project.iterdir()] == ["shop.yaml"]


def test_what_somebody_else_saved_meanwhile_is_not_lost(running: Running, project: Path) -> None:
    seen = opened(running)
    (project / "shop.yaml").write_text("title: Theirs\n")
    status, theirs = running.post("/-/save/shop", {"text": "title: Mine\n", "digest": seen["digest"]})
    assert (status, theirs["text"]) == (409, "title: Theirs\n")
    assert (project / "shop.yaml").read_text() == "title: Theirs\n"
    assert running.post("/-/save/shop", {"text": "title: Mine\n", "digest": theirs["digest"]})[0] == 200
    assert (project / "shop.yaml").read_text() == "title: Mine\n"


def test_lines_end_as_they_did(running: Running, project: Path) -> None:
    (project / "shop.yaml").write_bytes(b"title: A\r\nscale: 1\r\n")
    seen = opened(running)
    assert seen["text"] == "title: A\nscale: 1\n"
    assert running.post("/-/save/shop", {"text": "title: B\nscale: 1\n", "digest": seen["digest"]})[0] == 200
    assert (project / "shop.yaml").read_bytes() == b"title: B\r\nscale: 1\r\n"


def test_the_mark_at_the_beginning_stays(running: Running, project: Path) -> None:
    (project / "shop.yaml").write_bytes(b"\xef\xbb\xbftitle: A\n")
    seen = opened(running)
    assert seen["text"] == "title: A\n"
    assert running.post("/-/save/shop", {"text": "title: B\n", "digest": seen["digest"]})[0] == 200
    assert (project / "shop.yaml").read_bytes() == b"\xef\xbb\xbftitle: B\n"


def test_a_file_that_may_only_be_read_stays_as_it_is(running: Running, project: Path) -> None:
    seen = opened(running)
    (project / "shop.yaml").chmod(0o444)
    status, told = running.post("/-/save/shop", {"text": "title: Mine\n", "digest": seen["digest"]})
    assert (status, told["said"]) == (403, "the file may only be read: allow writing, then save again")
    assert (project / "shop.yaml").read_text() == SPEC


def test_a_file_that_is_gone_meanwhile_can_be_saved_anew(running: Running, project: Path) -> None:
    seen = opened(running)
    (project / "shop.yaml").unlink()
    status, theirs = running.post("/-/save/shop", {"text": "title: Mine\n", "digest": seen["digest"]})
    assert (status, theirs) == (409, {"text": "", "digest": ""})
    assert running.post("/-/save/shop", {"text": "title: Mine\n", "digest": ""})[0] == 200
    assert (project / "shop.yaml").read_text() == "title: Mine\n"


def test_a_full_disk_leaves_the_file_as_it_is(running: Running, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    seen = opened(running)
    monkeypatch.setattr("designgen.preview.spec_file.os.fsync", full)
    status, told = running.post("/-/save/shop", {"text": "title: Mine\n", "digest": seen["digest"]})
    assert (status, told["said"]) == (403, "No space left on device")
    assert (project / "shop.yaml").read_text() == SPEC
    assert [path.name for path in project.iterdir()] == ["shop.yaml"]


def test_a_broken_text_can_be_saved_but_is_judged(running: Running) -> None:
    _, told = running.post("/-/check/shop", {"text": "title: A\n  broken\n"})
    assert [(one["line"], one["column"], one["code"], one["hint"]) for one in told["problems"]] == [(2, 3, "S001", "mend & it")]
    assert (told["form"] is None, told["changes"]) == (False, None)
    _, told = running.post("/-/check/shop", {"text": "unreadable"})
    assert ([one["code"] for one in told["problems"]], told["form"]) == (["Y003"], None)
    assert running.post("/-/save/shop", {"text": "broken", "digest": opened(running)["digest"]})[0] == 200


def test_a_value_is_set_in_the_text_that_was_sent(running: Running, project: Path) -> None:
    status, told = running.post("/-/set/shop", {"text": SPEC, "name": "scale", "value": "11"})
    assert (status, told["text"]) == (200, "title: Shop\nscale: 11\n")
    assert told["changes"]["decisions"] == [{"name": "Index", "before": "10", "after": "11"}]
    assert (project / "shop.yaml").read_text() == SPEC
    assert running.post("/-/set/shop", {"text": SPEC, "name": "fixed", "value": "1"})[1]["problems"][0]["code"] == "S020"
    wrong: list[object] = [1, [1], {}, True]
    for value in wrong:
        assert running.post("/-/set/shop", {"text": SPEC, "name": "scale", "value": value})[0] == 400


def test_what_is_no_text_or_too_large_cannot_be_opened(running: Running, project: Path) -> None:
    (project / "shop.yaml").write_bytes(b"\xff")
    assert opened(running) == {"said": "it is not UTF-8 text"}
    (project / "shop.yaml").write_bytes(b"x" * 1_000_001)
    assert opened(running) == {"said": "it is larger than 1 MB"}
    (project / "shop.yaml").unlink()
    os.mkfifo(project / "shop.yaml")
    assert opened(running) == {"said": "it is no file"}
