"""The page of each problem code: what it means, and how to mend it."""

import re
from collections.abc import Mapping
from itertools import groupby

from designgen.catalog.codes import CODES as KNOWLEDGE_CODES
from designgen.diagram.craft.codes import CODES as CRAFT_CODES
from designgen.diagram.exports.codes import CODES as EXPORT_CODES
from designgen.document.own import CODES as TEMPLATE_CODES
from designgen.explore.codes import CODES as EXPLORE_CODES
from designgen.paper.codes import CODES as PAPER_CODES
from designgen.preview.codes import CODES as PREVIEW_CODES
from designgen.problem import WHOSE
from designgen.publish import CODES as PUBLISH_CODES
from designgen.publish import shipped_page
from designgen.spec import CODES as SPEC_CODES
from designgen.study.codes import CODES as STUDY_CODES
from designgen.yamlio import CODES as YAML_CODES

OVERVIEW = "reference/problems.md"
LINK = re.compile(r"\[([^][]*)\]\([^)]*\)")
ANCHOR = re.compile(r" \{#[\w-]+\}$", re.MULTILINE)


def problem_codes() -> dict[str, str]:
    """Every code that a check can print, with its meaning."""
    rooms = (
        YAML_CODES, SPEC_CODES, KNOWLEDGE_CODES, EXPLORE_CODES, CRAFT_CODES, EXPORT_CODES, PAPER_CODES, STUDY_CODES,
        PUBLISH_CODES, PREVIEW_CODES, TEMPLATE_CODES,
    )  # fmt: skip
    return {code: meaning for codes in rooms for code, meaning in codes.items()}


def page_of(code: str) -> str:
    """Where the page of a code stands in the site."""
    return f"problems/{code}.md"


def mending_pages() -> dict[str, str]:
    """The hand-written page of every code by its path."""
    return {page_of(code): shipped_page(page_of(code)) for code in problem_codes()}


def mending_text(code: str) -> str:
    """The page of a code to be read on a terminal."""
    return ANCHOR.sub("", LINK.sub(r"\1", shipped_page(page_of(code))))


def mending_nav(entry: Mapping[str, str]) -> Mapping[str, object]:
    """An entry of the navigation; that of the overview of all codes leads to the page of each, by whose file is wrong."""
    (title, path), *_ = entry.items()
    if path != OVERVIEW:
        return entry
    by_letter = groupby(sorted(problem_codes(), key=lambda code: [*WHOSE].index(code[0])), key=lambda code: code[0])
    groups = [{WHOSE[letter]: [page_of(code) for code in codes]} for letter, codes in by_letter]
    return {title: [{f"All {title.lower()}": path}, *groups]}
