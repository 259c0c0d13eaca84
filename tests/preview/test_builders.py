"""Warm MkDocs and Zensical on a site of two pages: a page is what its Markdown says now, in a frame that is theirs."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from designgen.preview.builder import MkDocsBuilder
from designgen.preview.zensical import ZensicalBuilder
from designgen.problem import ProblemsFound
from designgen.publish import prepare_site
from tests.preview.conftest import until

pytestmark = pytest.mark.slow
PAGES = {"index.md": "# One\n\n[two](a/two.md#deep)\n", "a/two.md": "---\ntitle: Two\n---\n\n# Two\n\n## Deep\n\nwords\n"}
NAV: list[dict[str, Any]] = [{"Home": "index.md"}, {"A": ["a/two.md"]}]


@pytest.fixture(params=[MkDocsBuilder, ZensicalBuilder])
def builder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MkDocsBuilder | ZensicalBuilder]:
    made = request.param(tmp_path)
    made.stale(prepare_site(PAGES, NAV, tmp_path))
    yield made
    made.close()


def test_a_page_is_what_its_markdown_says_now(builder: MkDocsBuilder | ZensicalBuilder, tmp_path: Path) -> None:
    page = builder.html("index.html") or b""
    assert b'<a href="a/two.html#deep">two</a>' in page
    if isinstance(builder, ZensicalBuilder):
        until(lambda: (tmp_path / "html" / "index.html").is_file() and (tmp_path / "html" / "a" / "two.html").is_file())
    builder.stale(prepare_site({**PAGES, "index.md": "# Other\n\n[two](a/two.md#deep)\n"}, NAV, tmp_path))
    page = builder.html("index.html") or b""
    assert b"Other" in page
    assert b'<a href="a/two.html#deep">two</a>' in page
    assert b"md-header" in page
    assert builder.html("nowhere.html") is None


def test_a_page_that_comes_is_found_and_one_that_goes_is_gone(tmp_path: Path) -> None:
    builder = MkDocsBuilder(tmp_path)
    try:
        builder.stale(prepare_site(PAGES, NAV, tmp_path))
        assert builder.html("b.html") is None
        builder.stale(prepare_site({**PAGES, "b.md": "# Bee\n"}, [*NAV, {"Bee": "b.md"}], tmp_path))
        assert b"Bee" in (builder.html("index.html") or b"")  # in the navigation
        assert b"<h1" in (builder.html("b.html") or b"")
        (tmp_path / "docs" / ".hidden").mkdir()
        (tmp_path / "docs" / ".hidden" / "x.md").write_text("# No page\n")
        builder.outdated = True
        builder.finish(lambda: False)
        index = (tmp_path / "html" / "search" / "search_index.json").read_text("utf-8")
        assert all(f'"location":"{name}"' in index for name in ("index.html", "b.html", "a/two.html"))
        builder.stale(prepare_site(PAGES, NAV, tmp_path))
        assert builder.html("b.html") is None
    finally:
        builder.close()


def test_a_builder_that_died_is_started_again_and_one_that_cannot_says_why(tmp_path: Path) -> None:
    builder = MkDocsBuilder(tmp_path)
    try:
        builder.stale(prepare_site(PAGES, NAV, tmp_path))
        assert builder.html("index.html")
        assert builder.mkdocs.process is not None
        builder.mkdocs.process.kill()
        builder.mkdocs.process.wait()
        assert builder.html("index.html")
        shutil.rmtree(tmp_path / "docs")
        builder.outdated = True
        with pytest.raises(ProblemsFound, match=r"mkdocs\.yml: P001"):
            builder.html("index.html")
    finally:
        builder.close()
