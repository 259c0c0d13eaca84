"""MkDocs kept warm: `python -m designgen.publish.warm CONFIG HTML` makes single pages when it is asked for them.

One JSON object a line comes in and one goes out. Settings, files and navigation stay in memory between pages, so that a page
takes as long as itself. {"do": "load"} reads them anew, {"do": "page", "name": …} writes the HTML of a page, {"do": "index",
"names": […]} takes pages into the search, {"do": "search"} writes its index. The answer to one that fails is {"said": […]}.
"""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from designgen.cache import forget_oldest
from designgen.publish.renewed import MOST_PAGES, remembering


class Heard(logging.Handler):
    """Keeps what MkDocs warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


class Warm:
    """A site as MkDocs knows it, before any of its pages is made."""

    def __init__(self, settings: Path, html: Path) -> None:
        self.settings, self.html = settings, html
        self.entries: dict[str, list[Any]] = {}

    def load(self) -> None:
        """Settings, files and navigation; copies what is no page. A page without a title in the navigation is read for it."""
        from mkdocs.config import load_config
        from mkdocs.structure.files import get_files, set_exclusions
        from mkdocs.structure.nav import get_navigation
        from mkdocs.structure.pages import Page

        config = load_config(str(self.settings), site_dir=str(self.html))
        config.plugins.on_startup(command="build", dirty=False)
        self.config = config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        files, env = get_files(config), config.theme.get_env()
        files.add_files_from_theme(env, config)
        self.files = files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        self.nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            if page.title is None:
                page.read_source(config)
        self.env = config.plugins.on_env(env, config=config, files=files)
        files.copy_static_files(dirty=True)
        known = {file.src_uri for file in files.documentation_pages()}
        self.entries = {name: found for name, found in self.entries.items() if name in known}

    def populate(self, page: Any) -> None:
        from mkdocs.commands.build import _populate_page

        _populate_page(page, self.config, self.files, False)

    def page(self, name: str) -> None:
        """Writes the HTML of a page."""
        from mkdocs.commands.build import _build_page

        file = self.files.get_file_from_path(name)
        if file is None or file.page is None:
            raise LookupError(f"there is no page {name}")
        page: Any = file.page
        self.populate(page)
        with self._indexed(name):
            _build_page(page, self.config, self.files.documentation_pages(), self.nav, self.env, False)

    def index(self, names: list[str]) -> None:
        """Takes pages into the search without writing them."""
        for name in names:
            if (file := self.files.get_file_from_path(name)) is not None and file.page is not None:
                self.populate(file.page)
                with self._indexed(name):
                    self._search().add_entry_from_context(file.page)

    def search(self) -> None:
        """Writes the index of the search."""
        self._search().entries = [entry for name in sorted(self.entries) for entry in self.entries[name]]
        self.config.plugins.on_post_build(config=self.config)

    @contextmanager
    def _indexed(self, name: str) -> Iterator[None]:
        """What is added to the search meanwhile is what it finds of this page."""
        search = self._search()
        search.entries = []
        yield
        self.entries[name] = search.entries

    def _search(self) -> Any:
        return next(plugin for name, plugin in self.config.plugins.items() if name.endswith("search")).search_index


def answer(warm: Warm, asked: dict[str, Any]) -> dict[str, Any]:
    """Does what a line asks for; `said` is what was wrong with it."""
    from mkdocs.exceptions import Abort, MkDocsException

    heard, log = Heard(), logging.getLogger("mkdocs")
    log.addHandler(heard)
    try:
        match asked:
            case {"do": "load"}:
                warm.load()
            case {"do": "page", "name": str(name)}:
                warm.page(name)
            case {"do": "index", "names": list(names)}:
                warm.index(names)
            case {"do": "search"}:
                warm.search()
                forget_oldest("html", MOST_PAGES)
        return {"warned": heard.said}
    except (Abort, MkDocsException, OSError, ValueError, LookupError, AttributeError) as error:
        return {"said": [*heard.said, str(error) or type(error).__name__]}
    finally:
        log.removeHandler(heard)


def main(settings: str, html: str) -> None:
    """Answers lines until there are none."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what anybody prints is no answer
    warm = Warm(Path(settings), Path(html))
    with remembering():
        for line in sys.stdin:
            out.write(json.dumps(answer(warm, json.loads(line))) + "\n")
            out.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
