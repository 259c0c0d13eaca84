"""The same graph written for each tool as its user would write it, and drawn by the tool as it comes out of the box."""

import atexit
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from designgen.diagram import Picture, draw, export
from tests.gallery.written import d2_text, plain_dot

ROOT = Path(__file__).parents[2]
OURS = "designgen"
D2_ENGINES = ("dagre", "elk", "tala")
ALL = (OURS, "diagrams", "dot", *(f"d2 {engine}" for engine in D2_ENGINES), "mermaid")


def ours(picture: Picture) -> str:
    return draw(picture)


def by_dot(picture: Picture) -> str:
    return _graphviz("dot", plain_dot(picture))


def by_diagrams(picture: Picture) -> str:
    return _graphviz("diagrams", export(picture, "python"))


def _graphviz(kind: str, text: str) -> str:
    """Graphviz's own drawing, with the fonts of the machine, in a process of its own."""
    worker = [sys.executable, "-P", str(Path(__file__).with_name("graphviz_worker.py"))]
    done = subprocess.run(worker, input=json.dumps([kind, text]), capture_output=True, text=True, check=True)
    return done.stdout


def d2_program() -> str | None:
    beside = Path(sys.executable).with_name("d2")
    return str(beside) if beside.exists() else shutil.which("d2")


def by_d2(picture: Picture, engine: str) -> str:
    program = d2_program()
    assert program
    command = [program, f"--layout={engine}", "-", "-"]
    done = subprocess.run(command, input=d2_text(picture), capture_output=True, text=True, check=True)
    return done.stdout


def mermaid_script() -> Path | None:
    """Mermaid's own build: DESIGNGEN_MERMAID, or what `make build/mermaid` fetched."""
    named = os.environ.get("DESIGNGEN_MERMAID")
    path = Path(named) if named else ROOT / "build" / "mermaid" / "mermaidx" / "assets" / "mermaid.js"
    return path if path.is_file() else None


def by_mermaid(picture: Picture) -> str:
    """Drawn in Chromium, which measures the text."""
    worker = _mermaid_worker()
    assert worker.stdin and worker.stdout
    worker.stdin.write(json.dumps(export(picture, "mermaid")) + "\n")
    worker.stdin.flush()
    return str(json.loads(worker.stdout.readline()))


@cache
def _mermaid_worker() -> "subprocess.Popen[str]":
    program, script = chromium(), mermaid_script()
    assert program and script
    command = [sys.executable, "-P", str(Path(__file__).with_name("mermaid_worker.py")), program, str(script)]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    atexit.register(worker.communicate)  # closes its input, and so ends it
    return worker


def chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def runnable() -> Mapping[str, Callable[[Picture], str]]:
    """Every tool that runs on this machine, ours first."""
    found: dict[str, Callable[[Picture], str]] = {OURS: ours, "diagrams": by_diagrams, "dot": by_dot}
    if d2_program():
        found |= {f"d2 {engine}": partial(by_d2, engine=engine) for engine in D2_ENGINES}
    if mermaid_script() and chromium():
        found["mermaid"] = by_mermaid
    return found
