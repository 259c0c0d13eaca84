"""A page made ready for search engines, for the search of the site, and for readers who do not know a word."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache

from designgen.catalog.model import Knowledge
from designgen.document.finding.described import described, titled
from designgen.document.finding.explained import Words

PICTURE = "card.png"
"""In the folder of a design, what others show of a link to it."""
GLOSSARY = "reference/glossary.md"
NEW_LINE = "\n"
QUIET = re.compile(r"^(?:compare/|[^/]+/(?:decisions|numbers|sources|cheat-sheet|talk|explore|playground)\.md$)")
"""Pages of a design that only tell again, or in tables, what others tell: the search knows them not."""
FOLDED = re.compile(r"<details(?![^>]*data-search-exclude)")
STEP = 0.5
"""The weight of a page of a design."""
WEIGHTS = (
    (r"reference/decisions/(?!index|step-)", 4),
    (r"reference/(facts|quantities|components)/(?!index)", 3),
    (r"reference/glossary", 6),
    (r"[^/]+/index\.md$", 8),
    (r"(reference|published|guide|problems)/", 1),
    (r"[^/]+/[^/]+\.md$", STEP),
)
"""How much a find on a page counts: the reference tells of a thing once, each design again."""


def findable(path: str, page: str, knowledge: Knowledge, whose: str = "") -> str:
    """The page with a description and its weight in the search in front, folded parts left out of the search, and glossary
    terms explained where they come first. `whose`: the title of the design that it belongs to."""
    before, body = split(page)
    lines = dict(before)
    lines.setdefault("description", json.dumps(described(body, whose), ensure_ascii=False))
    lines["shared_as"] = json.dumps(titled(body, whose), ensure_ascii=False)
    if path == f"{path.partition('/')[0]}/index.md" and whose:
        lines["picture"] = json.dumps(path.replace("index.md", PICTURE))
    if "search" not in lines:
        lines["search"] = "{exclude: true}" if QUIET.match(path) else f"{{boost: {_weight(path)}}}"
    if whose:
        body = FOLDED.sub("<details data-search-exclude", body)
    head = "".join(f"{key}:{text if text[:1] == NEW_LINE else f' {text}'}\n" for key, text in lines.items())
    if path != GLOSSARY:
        body = _words(tuple(knowledge.glossary.items())).explained(body)
    return f"---\n{head}---\n\n{body}"


def unsearched(page: str) -> str:
    """The page left out of the search."""
    return page.replace(f"search: {{boost: {STEP}}}\n", "search: {exclude: true}\n", 1)


def front(page: str) -> Mapping[str, str]:
    """What stands in front of a page: each key with its text, as it is written."""
    return split(page)[0]


def split(page: str) -> tuple[Mapping[str, str], str]:
    """What stands in front of a page, each key with its text, which may have several lines; and the page itself."""
    if not page.startswith("---\n"):
        return {}, page
    head, _, body = page.removeprefix("---\n").partition("\n---\n")
    found: dict[str, str] = {}
    for line in head.splitlines():
        key, colon, text = line.partition(":")
        if colon and not line.startswith((" ", "-")):
            found[key] = text.strip()
        elif found:
            found[next(reversed(found))] += f"\n{line}"
    return found, body.lstrip("\n")


def _weight(path: str) -> float:
    return next((weight for pattern, weight in WEIGHTS if re.match(pattern, path)), 1)


@lru_cache(maxsize=8)
def _words(glossary: tuple[tuple[str, str], ...]) -> Words:
    return Words(dict(glossary))
