"""MkDocs with a memory: `python -m designgen.publish.renewed build …` writes what `python -m mkdocs build …` would.

A page whose Markdown became HTML before does not become it again while the settings of the site, the programs that do it
and the addresses of what the page links to are the same. One that MkDocs complained of is not kept, so that it complains
every time.
"""

import hashlib
import logging
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import version
from typing import Any

from designgen.cache import forget_oldest, keep, recall

PROGRAMS = ("mkdocs", "mkdocs-material", "Markdown", "pymdown-extensions", "Pygments")
MOST_PAGES = 12_000
QUICK = 1
"""The level of zlib; a drawing gets ten times smaller."""
FORMAT = "1"
Page = Any
Settings = Any
Files = Any
Index = Any


class Asked:
    """The files of a site, and the address of each that a page asked for: None where there is none."""

    def __init__(self, files: Files) -> None:
        self.files = files
        self.found: dict[str, str | None] = {}

    def get_file_from_path(self, path: str) -> Any:
        file = self.files.get_file_from_path(path)
        self.found[path] = file.url if file else None
        return file

    def again(self, found: dict[str, str | None]) -> bool:
        """Whether all that a page asked for once is still where it was."""
        for path in found:
            self.get_file_from_path(path)
        return self.found == found


class Complaints(logging.Handler):
    """Counts what is said of a page."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - that there is one suffices
        self.count += 1


def render(page: Page, config: Settings, files: Files, anew: Callable[[Page, Settings, Files], None]) -> None:
    """Fills in what becomes of a page's Markdown, as `anew` does, which is MkDocs' own way."""
    settings = config.markdown_extensions, config.mdx_configs, config.validation, config.use_directory_urls
    key = _digest(settings, page.file.src_uri, page.file.url, page.markdown)
    kept = recall("html", key)
    if kept and Asked(files).again(kept["asked"]):
        page.content, page.toc = zlib.decompress(kept["content"]).decode(), kept["toc"]
        page._title_from_render, page.present_anchor_ids = kept["title"], kept["anchors"]
        page.links_to_anchors = {files.get_file_from_path(path): links for path, links in kept["links"].items()}
        return
    asked, complaints, log = Asked(files), Complaints(), logging.getLogger("mkdocs")
    log.addHandler(complaints)
    try:
        anew(page, config, asked)
    finally:
        log.removeHandler(complaints)
    if not complaints.count:
        keep("html", key, _became(page, asked))


def _became(page: Page, asked: Asked) -> dict[str, Any]:
    return {
        "asked": asked.found,
        "content": zlib.compress(page.content.encode(), QUICK),
        "toc": page.toc,
        "title": page._title_from_render,
        "anchors": page.present_anchor_ids,
        "links": {file.src_uri: links for file, links in (page.links_to_anchors or {}).items()},
    }


def index(entries: Index, page: Page, anew: Callable[[Index, Page], None]) -> None:
    """Adds a page to the index of the search, as `anew` does, which is the theme's own way."""
    key = _digest(page.url, page.title, page.meta, str(page.toc), page.content)
    kept = recall("found", key)
    if kept is None:
        before = len(entries.entries)
        anew(entries, page)
        keep("found", key, entries.entries[before:])
    else:
        entries.entries += kept


def _digest(*parts: object) -> str:
    total = hashlib.sha256(_programs())
    for part in parts:
        text = (part if isinstance(part, str) else repr(part)).encode("utf-8", "surrogatepass")
        total.update(b"%d\0" % len(text) + text)
    return total.hexdigest()


@cache
def _programs() -> bytes:
    return repr((FORMAT, sys.version, [version(name) for name in PROGRAMS])).encode()


@contextmanager
def remembering() -> Iterator[None]:
    """MkDocs has its memory meanwhile."""
    from material.plugins.search.plugin import SearchIndex
    from mkdocs.structure.pages import Page as MkDocsPage

    rendered, indexed = MkDocsPage.render, SearchIndex.add_entry_from_context
    MkDocsPage.render = lambda page, config, files: render(page, config, files, rendered)  # type: ignore[method-assign, assignment]
    SearchIndex.add_entry_from_context = lambda entries, page: index(entries, page, indexed)
    try:
        yield
    finally:
        MkDocsPage.render, SearchIndex.add_entry_from_context = rendered, indexed  # type: ignore[method-assign]


def main() -> None:
    """Runs MkDocs with the arguments of this process."""
    from mkdocs.__main__ import cli

    try:
        with remembering():
            cli(prog_name="mkdocs")
    finally:
        for kind in ("html", "found"):
            forget_oldest(kind, MOST_PAGES)


if __name__ == "__main__":
    main()
