"""Where the claims come from, and the words that the document uses."""

import re
from typing import Any

from designgen.catalog.model import Source
from designgen.document.blocks.sizing import used
from designgen.document.draft import Draft


def closing(draft: Draft, text: str) -> dict[str, Any]:
    """Sources that the document cites, and the glossary's terms that occur in its text."""
    return {"cited": cited(draft), "terms": terms(draft, text)}


def cited(draft: Draft) -> list[tuple[Source, list[str]]]:
    """Each source with the ids of the decisions that cite it; sources of numbers have none."""
    users: dict[str, list[str]] = {}
    for one in draft.decided():
        for source in one.sources:
            users.setdefault(source, []).append(one.id)
    design = draft.design
    numbers = (one.sources for one in (*used(draft), *design.sized.values()))
    prices = (price.sources for price in design.knowledge.prices.values())
    for source in (name for names in (*numbers, *prices) for name in names):
        users.setdefault(source, [])
    known = draft.design.knowledge.sources
    found = [(known[name], decisions) for name, decisions in users.items() if name in known]
    return sorted(found, key=lambda pair: (not pair[0].url, pair[0].authors.lower(), pair[0].year, pair[0].id))


def terms(draft: Draft, text: str) -> list[tuple[str, str]]:
    """The glossary's terms that stand in the text as whole words, sorted."""
    words = {term.lower(): term for term in draft.design.knowledge.glossary}
    if not words:
        return []
    plain = re.sub(r"<svg.*?</svg>|<[^>]*>", " ", text, flags=re.DOTALL).lower()
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    found = set(re.findall(rf"\b({'|'.join(map(re.escape, longest_first))})(?:e?s)?\b", plain))
    return [(words[word], draft.design.knowledge.glossary[words[word]]) for word in sorted(found)]
