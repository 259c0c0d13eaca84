"""Runs MkDocs on the pages and puts the result in place only when it succeeded."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from designgen.problem import Place, Problem, ProblemsFound

NOISE = re.compile(r"^(INFO|DEBUG)\b|^\s*$|^Aborted with")
MOST_LINES = 20


def build_html(folder: Path, strict: bool) -> Path:
    """`folder/html` from `folder/mkdocs.yml` and `folder/docs`. Raises ProblemsFound with what MkDocs said."""
    fresh, final = folder / ".html-next", folder / "html"
    shutil.rmtree(fresh, ignore_errors=True)
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(folder / "mkdocs.yml"), "-d", str(fresh.resolve())]
    command += ["--strict"] if strict else []  # never with --quiet, which would hide warnings from --strict
    ran = subprocess.run(command, capture_output=True, text=True, env=_environment(), check=False)  # noqa: S603 - our own
    if ran.returncode:
        shutil.rmtree(fresh, ignore_errors=True)
        said = [line for line in (ran.stderr + ran.stdout).splitlines() if not NOISE.search(line)]
        place = Place(str(folder / "mkdocs.yml"))
        raise ProblemsFound([Problem(place, "P001", line) for line in said[:MOST_LINES] or ["MkDocs failed"]])
    _swap(fresh, final)
    return final / "index.html"


def _swap(fresh: Path, final: Path) -> None:
    """The new folder takes the place of the old; in between, the old one is only renamed."""
    old = final.with_name(".html-old")
    shutil.rmtree(old, ignore_errors=True)
    if final.exists():
        final.rename(old)
    fresh.rename(final)
    shutil.rmtree(old, ignore_errors=True)


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0", "PYTHONIOENCODING": "utf-8"}
