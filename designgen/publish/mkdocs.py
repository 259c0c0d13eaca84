"""Runs MkDocs on the pages and puts the result in place only when it succeeded."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from designgen.problem import Place, Problem, ProblemsFound
from designgen.publish.beside import put_beside
from designgen.resources import resource

NOISE = re.compile(r"^(INFO|DEBUG)\b|^\s*$|^Aborted with")
MOST_LINES = 100
NEXT, OLD = ".html-next-", ".html-old-"
LEFT_S = 3600
"""Older than this is what a killed build left."""


def build_html(folder: Path, strict: bool) -> Path:
    """`folder/html` from `folder/mkdocs.yml` and `folder/docs`. Raises ProblemsFound with what MkDocs said."""
    fresh = folder / f"{NEXT}{os.getpid()}"  # a build at the same time has its own
    for left in (fresh, *(path for path in folder.glob(f"{NEXT}*") if path.stat().st_mtime < time.time() - LEFT_S)):
        shutil.rmtree(left, ignore_errors=True)
    try:
        _run_mkdocs(folder, fresh, strict)
        put_beside(folder / "docs", fresh)
        swap(fresh, folder / "html")
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder / "html" / "index.html"


def _run_mkdocs(folder: Path, fresh: Path, strict: bool) -> None:
    command = [sys.executable, "-m", f"{__package__}.renewed", "build", "-f", str(folder / "mkdocs.yml")]
    command += ["-d", str(fresh.resolve())]
    command += ["--strict"] if strict else []  # never with --quiet, which would hide warnings from --strict
    ran = subprocess.run(command, capture_output=True, text=True, env=environment(), check=False)  # noqa: S603 - our own
    if ran.returncode:
        said = [line for line in (ran.stderr + ran.stdout).splitlines() if not NOISE.search(line)]
        said.sort(key=lambda line: line.startswith("  - "))  # long lists last: they must not push a warning over the edge
        place = Place(str(folder / "mkdocs.yml"))
        raise ProblemsFound([Problem(place, "P001", line) for line in said[:MOST_LINES] or ["MkDocs failed"]])


def swap(fresh: Path, final: Path) -> None:
    """The new folder takes the place of the old, which is only renamed until then, and comes back when that fails."""
    old = final.with_name(f"{OLD}{os.getpid()}")
    shutil.rmtree(old, ignore_errors=True)
    if final.is_symlink():
        final.unlink()  # what it leads to is not ours
    elif final.exists():
        final.rename(old)
    try:
        fresh.rename(final)
    except OSError:
        if old.exists() and not final.exists():
            old.rename(final)
        raise
    shutil.rmtree(old, ignore_errors=True)


def environment() -> dict[str, str]:
    """MkDocs has our own code at hand, wherever this process found it."""
    paths = os.pathsep.join(filter(None, (str(resource().parent), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0", "PYTHONIOENCODING": "utf-8"}
