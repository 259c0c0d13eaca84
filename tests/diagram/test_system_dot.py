"""When the library is lost twice at one picture, the program `dot` is asked; it may be missing, or hang as well."""

import os
import sys
import time
from pathlib import Path

import pytest

from designgen.diagram.layout import lay_out
from designgen.diagram.picture import normal
from designgen.diagram.score import measure
from designgen.diagram.worker import run_graphviz
from tests.diagram.target import target

CRASHES = [sys.executable, "-c", "import os; os.abort()"]
PLAIN = r"""import re, sys
names = dict.fromkeys(re.findall(r"\bn\d+\b", sys.stdin.read()))
print("graph 1 9 9")
for number, name in enumerate(names):
    print("node", name, number * 1.5, 1, 1, 1, "label", "solid", "box", "black", "white")
print("stop")
"""
HANGS = "import time; time.sleep(60)"
FAILS = "raise SystemExit(1)"


def on_path(script: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Puts a program called dot in front of all others; it notes each of its starts in the file returned."""
    starts, program = folder / "starts", folder / "dot"
    program.write_text(f"#!{sys.executable}\nopen({str(starts)!r}, 'a').write('x')\n{script}")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return starts


def test_the_program_answers_where_the_library_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = on_path(PLAIN, tmp_path, monkeypatch)
    answers = run_graphviz(["digraph { n0 -> n1 }", "digraph { n1 -> n0 }", "digraph { n0 }"], CRASHES, pictures=[0, 0, 0])
    assert answers == [{"n0": 0.0, "n1": 108.0}, {"n1": 0.0, "n0": 108.0}, {"n0": 0.0}]
    assert starts.read_text() == "xxx"


def test_only_the_picture_that_lost_the_library_is_asked_of_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = on_path(PLAIN, tmp_path, monkeypatch)
    worker = "import json, os, sys\nfor s in json.load(sys.stdin): os.abort() if 'n7' in s else print('{}', flush=True)"
    assert run_graphviz(["a", "n7", "n7 "], [sys.executable, "-c", worker], pictures=[0, 1, 1]) == [{}, {"n7": 0.0}, {"n7": 0.0}]
    assert starts.read_text() == "xx"


@pytest.mark.parametrize("script", [HANGS, FAILS, "print('node n0 far')", "print('node')"])
def test_a_program_that_fails_as_well_is_asked_once(script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = on_path(script, tmp_path, monkeypatch)
    monkeypatch.setattr("designgen.diagram.worker.SECONDS", 1.0)
    begun = time.monotonic()
    assert run_graphviz(["digraph { n0 }", "digraph { n1 }"], CRASHES, pictures=[0, 0]) == [None, None]
    assert time.monotonic() - begun < 30
    assert starts.read_text() == "x"


def test_without_the_program_there_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run_graphviz(["digraph { n0 }", "digraph { n1 }"], CRASHES, pictures=[0, 0]) == [None, None]


@pytest.mark.slow
def test_a_whole_picture_is_laid_out_with_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    starts = on_path(PLAIN, tmp_path, monkeypatch)
    monkeypatch.setattr("designgen.diagram.layout.run_graphviz", lambda asked, pictures: run_graphviz(asked, CRASHES, pictures))
    layout = lay_out(target())
    assert starts.exists()
    assert "Graphviz" not in layout.simpler
    assert measure(normal(target()), layout).box_hits == 0
