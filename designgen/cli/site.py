"""The pages of the site and their navigation, out of designs."""

import html
import json
import re
from collections.abc import Mapping, Sequence

from designgen.catalog import Knowledge
from designgen.catalog.codes import CODES as KNOWLEDGE_CODES
from designgen.cli.kept import Published, comparison_page, design_pages, reference_pages
from designgen.design import Design
from designgen.document import index_page, with_figures
from designgen.document.escape import one_line
from designgen.explore.codes import CODES as EXPLORE_CODES
from designgen.publish import CODES as PUBLISH_CODES
from designgen.publish import guide_nav, shipped_page
from designgen.spec import CODES as SPEC_CODES
from designgen.yamlio import CODES as YAML_CODES

Nav = list[dict[str, object]]
MOST_SIDE_BY_SIDE = 4
CARD = "<!-- published -->\n"
HEADING = re.compile(r"^# (.*?)(?: \{#[\w-]+\})?$", re.MULTILINE)
TAG = re.compile(r"</?[a-z]+>")


class Site:
    """Collects pages. `rivals` are the designs of a spec's alternatives, by the spec's id."""

    def __init__(
        self, knowledge: Knowledge, designs: Sequence[Design], rivals: Mapping[str, Sequence[Design]], published: Published
    ) -> None:
        self.knowledge, self.designs, self.rivals, self.published = knowledge, designs, rivals, published
        self.pages: dict[str, str] = {}
        self.inside: Nav = []

    def add(self, design: Design) -> None:
        """The pages of one design."""
        pages = design_pages(design)
        self.pages |= pages
        self.inside.append({label(design.spec.title): named(pages)})

    def finished(self) -> tuple[dict[str, str], Nav]:
        """All pages by path, and the navigation that names each of them."""
        compared = self.comparisons()
        reference = reference_pages(self.knowledge, self.designs, problem_codes(), self.published.shipped)
        first = shipped_page("index.md").replace(CARD, self.published.card)
        home = {"index.md": with_figures(first, self.designs), "designs.md": index_page(self.designs)}
        self.pages = home | self.pages | compared | self.published.pages | reference
        nav: Nav = [{"Home": "index.md"}, {"Designs": ["designs.md", *self.inside]}]
        if self.published.pages:
            nav.append({"Published": [*self.published.pages][:1] + named(dict([*self.published.pages.items()][1:]))})
        if compared:
            nav.append({"Compare": named(compared)})
        every = {path: titled(text) for path, text in self.pages.items()}
        return every, [*nav, {"Guide": guide_nav()}, {"Reference": named(reference)}]

    def comparisons(self) -> dict[str, str]:
        """Designs of the same kind side by side, and each design beside its alternatives."""
        pages = {}
        for kind, group in _kinds(self.designs).items():
            for number, few in enumerate(_chunks(group), 1):
                if len(few) > 1:
                    pages[f"compare/{kind}-{number}.md"] = comparison_page(few)
        for design in self.designs:
            if others := self.rivals.get(design.spec.id):
                page = comparison_page([design, *others])
                pages[f"compare/{design.spec.id}-alternatives.md"] = unlinked(page, [one.spec.id for one in others])
        return pages


def _kinds(designs: Sequence[Design]) -> dict[str, list[Design]]:
    """Designs by what comes out of them; those that are alone of their kind stand together."""
    groups: dict[str, list[Design]] = {}
    for design in designs:
        groups.setdefault(str(design.facts["problem.output"].value).replace("_", "-"), []).append(design)
    alone = [design for group in groups.values() if len(group) == 1 for design in group]
    return {kind: group for kind, group in groups.items() if len(group) > 1} | {"one-of-a-kind": alone}


def _chunks(designs: Sequence[Design]) -> list[Sequence[Design]]:
    """As many even parts as are needed for a table that fits a page."""
    parts = max(1, -(-len(designs) // MOST_SIDE_BY_SIDE))
    size = max(1, -(-len(designs) // parts))
    return [designs[start : start + size] for start in range(0, len(designs), size)]


def unlinked(page: str, ids: Sequence[str]) -> str:
    """The page without links into designs that have no pages of their own."""
    folders = "|".join(map(re.escape, ids))
    page = re.sub(rf"\[([^][]*)\]\(\.\./(?:{folders})/[^)\s]*\)", r"\1", page)
    return re.sub(rf' (?:xlink:)?href="\.\./(?:{folders})/[^"]*"', "", page)


def named(pages: Mapping[str, str]) -> list[dict[str, str]]:
    """Each page under its own heading, which is safe as HTML; a title that MkDocs finds itself would not be."""
    return [{heading(text) or path: path} for path, text in pages.items()]


def heading(text: str) -> str:
    """The first heading of a page, as HTML without tags."""
    found = HEADING.search(text)
    return TAG.sub("", found[1]) if found else ""


def titled(text: str) -> str:
    """The page with its title in front when it needs escaping: the theme prints any other title unescaped."""
    title = heading(text)
    return f"---\ntitle: {json.dumps(title)}\n---\n\n{text}" if "&" in title else text


def label(title: str) -> str:
    """A title for the navigation, which prints it as HTML."""
    return html.escape(one_line(title))


def problem_codes() -> dict[str, str]:
    """Every code that a check can print, with its meaning."""
    return {**YAML_CODES, **SPEC_CODES, **KNOWLEDGE_CODES, **EXPLORE_CODES, **PUBLISH_CODES}
