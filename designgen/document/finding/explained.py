"""Terms of the glossary that explain themselves: the first time that each is said on a page, it carries its meaning."""

import re
from collections.abc import Iterable, Iterator, Mapping

from designgen.document.escape import attribute

_ASIDE = re.compile(
    r"```.*?^```|<(svg|figure|math|script|style|code|summary|abbr|a|table|button|template|h[1-6])\b.*?</\1>|<[a-z/!][^>]*>"
    r"|\[[^][]*(?:\[[^][]*\][^][]*)?\]\([^)]*\)|^#[^\n]*|`[^`\n]*`|^\{:[^\n]*|^\|[^\n]*(?=\n\|[-:| ]+\|$)",
    re.DOTALL | re.MULTILINE,
)
"""What is left alone: code, drawings, links, headings of pages and of tables, tags."""


class Words:
    """The terms of a glossary. An acronym is found only as it is written, other terms in any case and in the plural."""

    def __init__(self, glossary: Mapping[str, str]) -> None:
        self.means = {_key(term): (term, meaning) for term, meaning in glossary.items()}
        words = "|".join(_by_letter(glossary))
        said = rf"\b(?<![&#-])(?P<term>{words})(?:e?s)?(?![\w-])"
        self.pattern = re.compile(rf"(?=[`<\[#{{|])(?:{_ASIDE.pattern})|{said}", _ASIDE.flags)
        self.empty = not glossary

    def explained(self, page: str) -> str:
        """The page with `<abbr>` around the first mention of each term, reachable by keyboard and touch."""
        seen: set[str] = set()

        def put(found: re.Match[str]) -> str:
            if not found["term"] or (key := _key(found["term"])) in seen or key not in self.means:
                return found[0]
            seen.add(key)
            return f'<abbr title="{attribute(self.means[key][1])}" tabindex="0">{found[0]}</abbr>'

        return page if self.empty else self.pattern.sub(put, page)


def _by_letter(terms: Iterable[str]) -> Iterator[str]:
    """Patterns of all terms with one first letter, the longest term first: many times faster than one after another."""
    letters: dict[str, list[str]] = {}
    for term in sorted(terms, key=lambda term: (-len(term), term)):
        letters.setdefault(term[0].lower(), []).append(term)
    for letter, mine in letters.items():
        rest = (re.escape(term[1:]) if _acronym(term) else f"(?i:{re.escape(term[1:])})" for term in mine)
        yield f"[{re.escape(letter)}{re.escape(letter.upper())}](?:{'|'.join(rest)})"


def _acronym(term: str) -> bool:
    """Does it hold a capital or a digit after its first letter, or no lower one at all?"""
    return any(not sign.islower() and sign.isalnum() for sign in term[1:])


def _key(term: str) -> str:
    return term if _acronym(term) else term.lower()
