"""The pages of the site and their navigation, out of designs."""

import html
import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from designgen.catalog import Knowledge
from designgen.catalog.codes import CODES as KNOWLEDGE_CODES
from designgen.design import Design
from designgen.design.compare import compare
from designgen.document import comparison_page, design_pages, index_page, reference_pages, with_figures
from designgen.document.escape import one_line
from designgen.publish import CODES as PUBLISH_CODES
from designgen.publish import guide_nav, shipped_page
from designgen.spec import CODES as SPEC_CODES
from designgen.yamlio import CODES as YAML_CODES

Nav = list[dict[str, object]]
MOST_SIDE_BY_SIDE = 4
TITLE = re.compile(r"^# (.*?)(?: \{#[\w-]+\})?$", re.MULTILINE)


class Site:
    """Collects pages. `rivals` are the designs of a spec's alternatives, by the spec's id."""

    def __init__(self, knowledge: Knowledge, designs: Sequence[Design], rivals: Mapping[str, Sequence[Design]]) -> None:
        self.knowledge, self.designs, self.rivals = knowledge, designs, rivals
        self.pages: dict[str, str] = {}
        self.inside: list[dict[str, list[str]]] = []

    def add(self, design: Design) -> None:
        """The pages of one design."""
        pages = design_pages(design)
        self.pages |= pages
        self.inside.append({label(design.spec.title): list(pages)})

    def finished(self) -> tuple[dict[str, str], Nav]:
        """All pages by path, and the navigation that names each of them."""
        compared = self.comparisons()
        reference = reference_pages(self.knowledge, self.designs, problem_codes())
        home = {"index.md": with_figures(shipped_page("index.md"), self.designs), "designs.md": index_page(self.designs)}
        self.pages = home | self.pages | compared | reference
        nav: Nav = [{"Home": "index.md"}, {"Designs": ["designs.md", *self.inside]}]
        if compared:
            nav.append({"Compare": list(compared)})
        return self.pages, [*nav, {"Guide": guide_nav()}, {"Reference": list(reference)}]

    def comparisons(self) -> dict[str, str]:
        """Designs of the same kind side by side, and each design beside its alternatives."""
        pages = {}
        for kind, group in groupby(sorted(self.designs, key=_output), key=_output):
            for number, few in enumerate(_chunks(list(group)), 1):
                if len(few) > 1:
                    pages[f"compare/{kind}-{number}.md"] = comparison_page(compare(few))
        for design in self.designs:
            if others := self.rivals.get(design.spec.id):
                page = comparison_page(compare([design, *others]))
                pages[f"compare/{design.spec.id}-alternatives.md"] = unlinked(page, [one.spec.id for one in others])
        return pages


def _output(design: Design) -> str:
    return str(design.facts["problem.output"].value).replace("_", "-")


def _chunks(designs: Sequence[Design]) -> list[Sequence[Design]]:
    """As many even parts as are needed for a table that fits a page."""
    parts = -(-len(designs) // MOST_SIDE_BY_SIDE)
    size = -(-len(designs) // parts)
    return [designs[start : start + size] for start in range(0, len(designs), size)]


def unlinked(page: str, ids: Sequence[str]) -> str:
    """The page without links into designs that have no pages of their own."""
    folders = "|".join(map(re.escape, ids))
    page = re.sub(rf"\[([^][]*)\]\(\.\./(?:{folders})/[^)\s]*\)", r"\1", page)
    return re.sub(rf' (?:xlink:)?href="\.\./(?:{folders})/[^"]*"', "", page)


def label(title: str) -> str:
    """A title for the navigation, which prints it as HTML."""
    return html.escape(one_line(title))


def problem_codes() -> dict[str, str]:
    """Every code that a check can print, with its meaning."""
    return {**YAML_CODES, **SPEC_CODES, **KNOWLEDGE_CODES, **PUBLISH_CODES}
