"""The pages of the site and their navigation, out of designs."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from designgen.catalog import Knowledge
from designgen.cli.beside import Standing, beside
from designgen.cli.kept import (
    Make,
    Published,
    Seen,
    comparison_page,
    design_pages,
    figure_files,
    found,
    general_playground,
    machine_files,
    playground,
    practice,
    prints,
    reference_pages,
    shared_cards,
)
from designgen.cli.machines import for_machines
from designgen.cli.mending import mending_nav, mending_pages, problem_codes
from designgen.cli.pictures import AT_ONCE, chunked, together
from designgen.design import Design
from designgen.diagram import prepare
from designgen.document import Totals, index_page, tags_page, totals, with_figures, with_prints
from designgen.document.escape import one_line
from designgen.document.finding import unsearched
from designgen.play.page import PLAY
from designgen.publish import Spool, guide_nav, guide_pages, shipped_page
from designgen.study.pages import FRAMEWORK, PROBLEMS, Entry, problems_page

Nav = list[dict[str, object]]
STEP = "step-"
BY_TAG = "designs-by-tag.md"
MOST_SEARCHED = 25
"""Designs of which the search knows every section; of more it knows the overviews, so that its index can be loaded."""
CARD = "<!-- published -->\n"
HEADING = re.compile(r"^# (.*?)(?: \{#[\w-]+\})?$", re.MULTILINE)
TAG = re.compile(r"</?[a-z]+>")


class Site:
    """Collects pages, which lie on disk until they are written, and of each design no more than other pages say of it.

    `many`: how many designs will come. `make` gives those that stand beside others.
    """

    def __init__(self, knowledge: Knowledge, many: int, make: Make, published: Published, pdf: bool = False) -> None:
        self.knowledge, self.make, self.published, self.pdf = knowledge, make, published, pdf
        self.searched = many <= MOST_SEARCHED
        self.files = Spool()
        self.lines: list[Totals] = []
        self.standing: list[Standing] = []
        self.shown: list[Design] = []
        self.entries: list[Entry] = []
        self.inside: Nav = []
        self.seen = Seen()
        self.first = shipped_page("index.md").replace(CARD, published.card)

    def add(self, design: Design) -> None:
        """The pages of one design, and the files that they offer."""
        self.seen.add(design)
        practised = practice(design)
        written = design_pages(design)
        pages = {**written, **playground(design), **practised.pages}
        files = figure_files(design) | machine_files(design, written)
        if self.pdf:
            first = f"{design.spec.id}/index.md"
            pages[first] = with_prints(pages[first], design)
            files |= prints(design)
        self.put(pages)
        self.files.update(files)
        self.entries.append(practised.entry)
        self.lines.append(totals(design))
        self.standing.append(Standing.of(design))
        self.inside.append({label(design.spec.title): named(pages, label(design.spec.title))})
        if not self.shown or design.spec.id in self.first:
            self.shown.append(design)

    def put(self, pages: Mapping[str, str]) -> None:
        """Pages as they are written."""
        self.files.update({path: titled(text if self.searched else unsearched(text)) for path, text in pages.items()})

    def finished(self) -> tuple[Spool, Nav]:
        """All pages and files by path, and the navigation that names each page."""
        compared = dict(self.comparisons())
        reference = reference_pages(self.knowledge, self.seen, problem_codes(), self.published.shipped)
        home = {"index.md": with_figures(self.first, self.shown), "designs.md": index_page(self.lines, self.knowledge)}
        home[BY_TAG] = tags_page(self.knowledge, self.seen.outlines)
        home |= {PROBLEMS: problems_page(self.entries), FRAMEWORK: shared_cards(self.knowledge, self.make.framework)}
        home[PLAY], played = general_playground(self.knowledge, self.make.framework)
        guide = {name: shipped_page(name) for name in guide_pages()} | mending_pages()
        self.put(found(home | guide, self.knowledge) | self.published.pages | reference)
        self.files.update(played)
        self.files.update(for_machines(self.files, [one.id for one in self.lines], self.knowledge))
        nav: Nav = [{"Home": "index.md"}, {"Designs": ["designs.md", {"By tag": BY_TAG}, *self.inside]}, {"Playground": PLAY}]
        nav.append({"Practice": [PROBLEMS, *named({FRAMEWORK: home[FRAMEWORK]})]})
        if self.published.pages:
            nav.append({"Published": [*self.published.pages][:1] + named(dict([*self.published.pages.items()][1:]))})
        if compared:
            nav.append({"Compare": [{title: path} for path, title in compared.items()]})
        return self.files, [*nav, {"Guide": guide_nav()}, {"Reference": reference_nav(reference)}]

    def comparisons(self) -> Iterator[tuple[str, str]]:
        """Puts every page of designs side by side, and tells its heading; alternatives have no pages of their own to lead to."""
        own = {one.id for one in self.lines}
        for some in chunked(beside(self.standing, self.knowledge), AT_ONCE):
            prepare(together(some, self.make))
            for one in some:
                page = unlinked(comparison_page(one, self.make), [spec.id for spec in one.specs if spec.id not in own])
                self.put({one.path: page})
                yield one.path, heading(page) or one.path


def reference_nav(pages: Mapping[str, str]) -> Nav:
    """The reference by kind, its decisions by step."""
    inside: dict[str, dict[str, str]] = {}
    for path, text in pages.items():
        inside.setdefault(path.split("/")[1] if path.count("/") > 1 else "", {})[path] = text
    top = named(inside.pop(""))
    shelves: Nav = [{name.capitalize(): shelf(every)} for name, every in inside.items()]
    lists = [mending_nav(one) for one in top[1:]]
    return [*(path for one in top[:1] for path in one.values()), *shelves, *lists]  # type: ignore[list-item]


def shelf(pages: Mapping[str, str]) -> Nav:
    """The pages of a folder; a page named `step-…` opens a group of those that follow it."""
    found: Nav = []
    group: list[Any] = found
    for path, text in pages.items():
        name = Path(path).stem
        if name == "index":
            found.append(path)  # type: ignore[arg-type]
        elif name.startswith(STEP):
            group = [{"All of this step": path}]
            found.append({name.removeprefix(STEP).capitalize(): group})
        else:
            group += [{heading(text).rpartition(": ")[2].capitalize(): path}] if group is found else named({path: text})
    return found


def unlinked(page: str, ids: Sequence[str]) -> str:
    """The page without links into designs that have no pages of their own."""
    folders = "|".join(map(re.escape, ids))
    page = re.sub(rf"\[([^][]*)\]\(\.\./(?:{folders})/[^)\s]*\)", r"\1", page)
    return re.sub(rf' (?:xlink:)?href="\.\./(?:{folders})/[^"]*"', "", page)


def named(pages: Mapping[str, str], inside: str = "") -> list[dict[str, str]]:
    """Each page under its own heading, which is safe as HTML; a title that MkDocs finds itself would not be.

    A heading that ends in the name of what the pages are `inside` of goes without it.
    """
    return [{heading(text).removesuffix(f": {inside}") or path: path} for path, text in pages.items()]


def heading(text: str) -> str:
    """The first heading of a page, as HTML without tags."""
    found = HEADING.search(text)
    return TAG.sub("", found[1]) if found else ""


def titled(text: str) -> str:
    """The page with its title in front when it needs escaping: the theme prints any other title unescaped."""
    title = heading(text)
    if "&" not in title:
        return text
    rest = text.removeprefix("---\n") if text.startswith("---\n") else f"---\n\n{text}"
    return f"---\ntitle: {json.dumps(title)}\n{rest}"


def label(title: str) -> str:
    """A title for the navigation, which prints it as HTML."""
    return html.escape(one_line(title))
