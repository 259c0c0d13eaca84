"""The command that serves: what it prints, what it refuses, that it ends cleanly; and what an edit makes anew."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from designgen.cli.desk import SpecDesk
from designgen.cli.options import Given
from designgen.cli.studio import Studio
from designgen.preview import Superseded
from designgen.problem import ProblemsFound
from designgen.resources import resource
from tests.cli.run import MINIMAL, run

GIVEN = Given((), (), "seven_steps")
pytestmark = pytest.mark.usefixtures("quick_drawings")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = Path("specs")
    folder.mkdir()
    shutil.copy(resource("specs", "ad-click-prediction.yaml"), folder / "ads.yaml")
    return folder


@pytest.fixture
def studio(project: Path) -> Studio:
    one = Studio((project,), GIVEN)
    assert one.refresh(frozenset()) == []
    return one


def edited(studio: Studio, path: Path, change: Callable[[str], str]) -> list[str]:
    """The codes of what is wrong after an edit."""
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    return [problem.code for problem in studio.refresh(frozenset([path.resolve()]))]


def test_a_page_in_haste_shows_the_edit(studio: Studio, project: Path) -> None:
    assert edited(studio, project / "ads.yaml", lambda text: text.replace("title: ", "title: Newest ")) == []
    page = studio.page("ads/index.md")
    assert page is not None
    assert "# Newest Ad click prediction" in page
    assert "<svg" in page
    for name in ("index.md", "reference/facts.md", "ads/explore.md", "nowhere/index.md"):
        assert studio.page(name) is None


def test_a_spec_that_is_wrong_keeps_its_last_good_version(studio: Studio, project: Path) -> None:
    good = studio.page("ads/2-frame.md")
    assert edited(studio, project / "ads.yaml", lambda text: f"titel: x\n{text}") == ["S001"]
    assert studio.page("ads/2-frame.md") == good
    assert edited(studio, project / "ads.yaml", lambda text: text.removeprefix("titel: x\n")) == []


def test_facts_that_exclude_each_other_are_said_as_check_says_them(studio: Studio, project: Path) -> None:
    assert studio.doubts() == []
    text = "title: Two\ntask: search\nscale: {items: 1k, candidates: 10k}\n"
    assert edited(studio, project / "ads.yaml", lambda _: text) == []
    assert [problem.code for problem in studio.doubts()] == ["S018"]
    assert str(studio.doubts()[0]) in run("check", project / "ads.yaml").stderr


def test_specs_come_and_go_and_may_not_share_an_id(studio: Studio, project: Path) -> None:
    (project / "new.yaml").write_text(MINIMAL)
    assert edited(studio, project / "new.yaml", str) == []
    assert list(SpecDesk(studio).files()) == ["ads", "new"]
    assert edited(studio, project / "new.yaml", lambda text: f"id: ads\n{text}") == ["S015"]
    (project / "new.yaml").unlink()
    assert studio.refresh(frozenset([(project / "new.yaml").resolve()])) == []
    assert list(SpecDesk(studio).files()) == ["ads"]


def test_a_file_that_is_extended_changes_those_that_extend_it(studio: Studio, project: Path) -> None:
    (project / "_base.yaml").write_text("title: Base\n")
    (project / "child.yaml").write_text("extends: _base.yaml\ntask: search\n")
    assert edited(studio, project / "child.yaml", str) == []
    assert edited(studio, project / "_base.yaml", lambda text: "title: Other base\n") == []
    page = studio.page("child/index.md")
    assert page is not None
    assert "# Other base" in page


def test_what_changes_no_page_is_not_wanted(studio: Studio, project: Path) -> None:
    wanted = [studio.wanted(path.absolute()) for path in (project / "ads.yaml", project / ".ads.yaml", project / "ads.yaml~",
              project / "note.txt", resource("templates", "step.md"), resource("templates", "preview", "live.js"),
              resource("site", "assets", "css", "site.css"), resource("knowledge", "prices.yaml"))]  # fmt: skip
    assert wanted == [True, False, False, False, True, False, True, True]


def test_a_site_in_the_making_is_given_up_for_another(studio: Studio) -> None:
    with pytest.raises(Superseded):
        studio.site(lambda: True)


def test_knowledge_that_is_wrong_is_said_and_mended(project: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "prices.yaml").write_text("broken\n")
    one = Studio((project,), Given((), (pack,), "seven_steps"))
    assert [problem.code for problem in one.refresh(frozenset())] == ["Y006"]
    with pytest.raises(ProblemsFound):
        SpecDesk(one).form(project / "ads.yaml", "title: A\n")
    (pack / "prices.yaml").unlink()
    assert one.refresh(frozenset([(pack / "prices.yaml").resolve()])) == []


def test_the_form_asks_for_every_fact_and_says_what_is_assumed(studio: Studio, project: Path) -> None:
    desk, path = SpecDesk(studio), project / "ads.yaml"
    text = path.read_text("utf-8")
    fields = {field["id"]: field for group in desk.form(path, text) for field in group["fields"]}
    assert studio.knowledge is not None
    assert set(studio.knowledge.facts) | {"title", "summary", "task"} == set(fields)
    given = {name for name, field in fields.items() if field["given"] is not None}
    assert {name for name, field in fields.items() if field.get("basis") == "given"} == given - {"title", "summary", "task"}
    assert all(field["holds"] for field in fields.values() if field.get("basis") == "derived")


def test_what_an_edit_flips_is_told_before_it_is_saved(studio: Studio, project: Path) -> None:
    desk, path = SpecDesk(studio), project / "ads.yaml"
    text = path.read_text("utf-8")
    assert desk.judged(path, text) == {"decisions": [], "figures": []}
    told = desk.judged(path, desk.with_value(text, "latency.p99", "5 s"))
    assert told["decisions"]
    with pytest.raises(ProblemsFound, match=r"specs/ads.yaml:\d+:\d+: S003 latency.p99"):
        desk.judged(path, desk.with_value(text, "latency.p99", "soon"))
    assert path.read_text("utf-8") == text


def test_a_builder_that_is_missing_is_said_in_a_sentence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr("designgen.preview.preview.find_spec", lambda name: None if name == "zensical" else found(name))
    done = run("serve", project, "--builder", "zensical")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (1, "--builder: V003 Zensical is not installed")


def test_a_port_in_use_is_said_with_a_hint(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run("serve", project, "--port", str(taken.getsockname()[1]), "--builder", "mkdocs")
    assert done.exit_code == 1
    assert "V001 this port is in use\n  hint: name another one with --port" in done.stderr


@pytest.mark.parametrize(("host", "said"), [("", "Invalid value for --host: it is empty"), ("é" * 70, "V001 this is no address")])
def test_a_host_that_is_none_is_said(project: Path, host: str, said: str) -> None:
    done = run("serve", project, "--port", "0", "--host", host, "--builder", "mkdocs")
    assert (done.exit_code > 0, said in done.stderr) == (True, True)


@pytest.mark.slow
def test_it_ends_cleanly_and_leaves_nothing(project: Path, tmp_path: Path) -> None:
    (project / "ads.yaml").write_text("broken\n")
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": str(resource().parent)}
    command = [sys.executable, "-m", "designgen", "serve", "specs", "--port", "0", "--host", "0.0.0.0", "--builder", "mkdocs"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr
        said = [process.stderr.readline() for _ in range(4)]
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    assert said[0].startswith("warning: whoever reaches 0.0.0.0 can")
    assert any("specs/ads.yaml: Y006" in line for line in said)
    assert [path.name for path in tmp_path.iterdir()] == ["specs"]
