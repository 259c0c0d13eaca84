"""Markdown to HTML for a preview, page by page: what a builder must do, and how a warm MkDocs does it."""

import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Protocol

from designgen.publish import OVERRIDES, WarmMkDocs, write_if_changed

SETTINGS = "mkdocs.yml"
AT_ONCE = 3
"""Pages taken into the search before somebody who asks for one gets a turn."""
GIVE_WAY_S = 0.02
HIDDEN = re.compile(r"(^|/)\.")
"""What MkDocs takes for no page."""


class Builder(Protocol):
    """Makes HTML from `folder/docs` and `folder/mkdocs.yml`."""

    @property
    def rooms(self) -> Sequence[Path]:
        """Folders in which scripts, styles and pictures of a page are looked for, the first one first."""

    def stale(self, names: Iterable[str]) -> None:
        """These files under docs/ changed; the settings too, if they are among them."""

    def html(self, page: str) -> bytes | None:
        """A page, `ad/index.html`, as it is now; None where there is none. Raises ProblemsFound."""

    def finish(self, stop: Callable[[], bool]) -> None:
        """What nobody waits for, such as the search; gives up when it is to stop. Raises ProblemsFound."""

    def close(self) -> None:
        """Ends what runs besides."""


def source_of(page: str) -> str:
    """`ad/index.html` is made from `ad/index.md`."""
    return page.removesuffix(".html") + ".md"


def page_of(name: str) -> str:
    """The other way round."""
    return name.removesuffix(".md") + ".html"


class MkDocsBuilder:
    """Each page is made when it is asked for, and again when its Markdown, the navigation or another page's address changed."""

    def __init__(self, folder: Path, html: str = "html") -> None:
        self.folder, self.rooms = folder, (folder / html,)
        self.mkdocs, self.turn = WarmMkDocs(folder, folder / html), Lock()
        self.waiting = 0
        self.outdated = True  # settings, files and navigation
        self.made: set[str] = set()
        self.found: set[str] = set()
        self.files: set[str] = set()
        self.pages: set[str] = set()

    def stale(self, names: Iterable[str]) -> None:
        with self._first_in_line():
            for name in names:
                path = self.folder / "docs" / name
                if name == SETTINGS or name.startswith(OVERRIDES) or path.is_file() != (name in self.files):
                    self.outdated = True
                elif not name.endswith(".md") and not self.outdated:
                    write_if_changed(self.rooms[0] / name, path.read_bytes())
                self.made.discard(name)
                self.found.discard(name)

    def html(self, page: str) -> bytes | None:
        name = source_of(page)
        with self._first_in_line():
            self._load()
            if name not in self.pages:
                return None
            if name not in self.made:
                self.mkdocs.ask(do="page", name=name)
                self.made.add(name)
                self.found.add(name)
            return (self.rooms[0] / page).read_bytes()

    def finish(self, stop: Callable[[], bool]) -> None:
        """The search finds every page."""
        while not stop():
            if self.waiting:
                time.sleep(GIVE_WAY_S)
                continue
            with self.turn:
                self._load()
                left = sorted(self.pages - self.found)[:AT_ONCE]
                if not left:
                    self.mkdocs.ask(do="search")
                    return
                self.mkdocs.ask(do="index", names=left)
                self.found |= set(left)

    @contextmanager
    def _first_in_line(self) -> Iterator[None]:
        """The lock, before the search gets it again."""
        self.waiting += 1
        try:
            with self.turn:
                yield
        finally:
            self.waiting -= 1

    def _load(self) -> None:
        if not self.mkdocs.alive or self.outdated:
            self.mkdocs.ask(do="load")
            docs = self.folder / "docs"
            self.files = {path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file()}
            self.pages = {name for name in self.files if name.endswith(".md") and not HIDDEN.search(name)}
            self.made, self.outdated = set(), False

    def close(self) -> None:
        self.mkdocs.close()
