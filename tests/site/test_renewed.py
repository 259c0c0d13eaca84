"""MkDocs with a memory writes what MkDocs writes, complains as it does, and turns a page into HTML once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from designgen.publish import OVERRIDES, config_text
from tests.site.conftest import ROOT
from tests.site.test_build import digests

pytestmark = pytest.mark.slow
PAGES = {
    "index.md": "# One & all\n\n[two](a/two.md#deep), [here](#more), [text](note.txt)[^1].\n\n## More\n\n[^1]: Said.\n",
    "a/two.md": "---\ntitle: Two &amp; more\n---\n\n# Two\n\n## Deep\n\n```python\nx = 1\n```\n\n[back](../index.md)\n\n"
                '<svg viewBox="0 0 9 9"><title>é ∑</title><a id="raw" href="#deep"><rect/></a></svg>\n\n'
                '<p name="x">[raw](#raw)</p>\n',
    "a/bare.md": "No heading.\n\n| a | b |\n|---|---|\n| `c` | 2 |\n",
    "note.txt": "a file\n",
}  # fmt: skip
NAV: list[dict[str, Any]] = [{"Home": "index.md"}, {"A": ["a/two.md", {"Named": "a/bare.md"}]}]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name, text in PAGES.items():
        (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, "utf-8")
    shutil.copytree(ROOT / "site" / "assets", tmp_path / "docs" / "assets")
    shutil.copytree(ROOT / "site" / "overrides", tmp_path / "docs" / OVERRIDES)
    (tmp_path / "mkdocs.yml").write_text(config_text((ROOT / "site" / "mkdocs.yml").read_text("utf-8"), NAV), "utf-8")
    return tmp_path / "docs"


def built(docs: Path, module: str) -> tuple[dict[str, str], list[str]]:
    """The digest of every file, and the warnings."""
    out, known = docs.parent / "html", docs.parent / "known"
    environment = {**os.environ, "DESIGNGEN_CACHE": str(known), "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "0"}
    command = [sys.executable, "-m", module, "build", "--strict", "-f", str(docs.parent / "mkdocs.yml"), "-d", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)
    warnings = [line for line in ran.stderr.splitlines() if line.startswith("WARNING")]
    assert ran.returncode == (1 if warnings else 0), ran.stderr
    return digests(out), warnings


def kept(docs: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (docs.parent / "known").iterdir() if path.name.startswith("html-")}


def test_the_bytes_are_those_of_mkdocs_at_first_and_from_memory(docs: Path) -> None:
    plain = built(docs, "mkdocs")
    assert plain[1] == []
    assert built(docs, "designgen.publish.renewed") == plain
    first = kept(docs)
    assert len(first) == 3
    assert built(docs, "designgen.publish.renewed") == plain
    assert kept(docs) == first


def test_a_page_is_turned_anew_when_it_or_what_it_links_to_changes(docs: Path) -> None:
    built(docs, "designgen.publish.renewed")
    (docs / "a" / "bare.md").write_text("# Other\n", "utf-8")
    (docs / "a" / "two.md").write_text(PAGES["a/two.md"].replace("## Deep", "## Shallow"), "utf-8")
    (docs / "note.txt").unlink()
    found = built(docs, "designgen.publish.renewed")
    assert found == built(docs, "mkdocs")
    assert [part for part in ("note.txt", "#deep") if not any(part in line for line in found[1])] == []
    assert built(docs, "designgen.publish.renewed")[1] == found[1]  # what was complained of is complained of again
