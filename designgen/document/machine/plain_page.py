"""A page of the site as plain Markdown: what a reader sees, without what only a browser can show."""

import html
import re
from collections.abc import Callable

from designgen.document.plain import plain

Change = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]
_LINK = re.compile(r"\[([^][]*)\]\([^)]*\)")
_CELL = re.compile(r"<t[dh]\b[^>]*>(.*?)</t[dh]>", re.DOTALL)
_ROW = re.compile(r'<tr\b(?: id="([^"]*)")?[^>]*>(.*?)</tr>', re.DOTALL)


def plain_page(page: str) -> str:
    """Drawings become their captions, folded parts stand open, ids are kept, and links lead to `.md` files.

    Only a link to a state of a page (`#open=...`) leads to the page itself, where there is one.
    """
    for pattern, change in _CHANGES:
        page = pattern.sub(change, page)
    lines = "\n".join(line.rstrip() for line in plain(page).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def _caption(found: re.Match[str]) -> str:
    said = re.search(r"<figcaption>(.*?)</figcaption>", found[0], re.DOTALL)
    return f"\n*{said[1].strip()}*\n" if said and said[1].strip() else ""


def _code(found: re.Match[str]) -> str:
    """Code between backticks, its links given up; what such code cannot hold in a table stays an element."""
    text = html.unescape(_LINK.sub(r"\1", found[1]))
    return found[0] if "|" in text or "`" in text else f"`{text}`"


def _table(found: re.Match[str]) -> str:
    rows = [_cells(*row) for row in _ROW.findall(found[0])]
    rows = [row for row in rows if row]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n\n" + "\n".join([*lines[:1], "|" + "---|" * len(rows[0]), *lines[1:]]) + "\n\n" if rows else ""


def _cells(id: str, row: str) -> list[str]:
    cells = [re.sub(r"\s+", " ", cell).strip() for cell in _CELL.findall(row)]
    return [f'<a id="{id}"></a>{cells[0]}', *cells[1:]] if id and cells else cells


def _anchor(found: re.Match[str]) -> str:
    return f'<a id="{found[1]}"></a>{found[2]}'


def _heading(found: re.Match[str]) -> str:
    return f'{found[1]} <a id="{found[3]}"></a>{found[2]}'


def _raw_heading(found: re.Match[str]) -> str:
    return f'\n{"#" * int(found[1])} <a id="{found[2]}"></a>{found[3]}\n'


def _linked(found: re.Match[str]) -> str:
    address = re.sub(r"\.html(?=$|#)", ".md", found[1]) if "://" not in found[1] else found[1]
    return f"[{re.sub(r'<[^>]*>', '', found[2]).strip()}]({address})"


def _elements(names: str) -> re.Pattern[str]:
    return re.compile(rf"</?(?:{names})\b[^>]*>")


_CHANGES: tuple[Change, ...] = (
    (re.compile(r"\A---\n.*?\n---\n", re.DOTALL), ""),
    (re.compile(r"<figure\b.*?</figure>", re.DOTALL), _caption),
    (re.compile(r"<(svg|script|style|button|form|template|nav)\b.*?</\1>", re.DOTALL), ""),
    (re.compile(r"<table\b.*?</table>", re.DOTALL), _table),
    (re.compile(r"<code>(.*?)</code>"), _code),
    (re.compile(r"<abbr\b[^>]*>(.*?)</abbr>"), r"\1"),
    (re.compile(r'<span id="([^"]*)">(.*?)</span>'), _anchor),
    (re.compile(r"^(#+) (.*?) \{#([\w-]+)\}$", re.MULTILINE), _heading),
    (re.compile(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL), _linked),
    (re.compile(r'^<h(\d) id="([^"]*)">(.*?)</h\d>', re.MULTILINE), _raw_heading),
    (re.compile(r"(\]\([^)\s#]*)\.md(?=#[\w.-]+=)"), r"\1.html"),
    (re.compile(r"^\{:.*\}$|(?<=\))\{:[^}\n]*\}", re.MULTILINE), ""),
    (re.compile(r"<summary>(.*?)</summary>", re.DOTALL), r"**\1**"),
    (re.compile(r"(\]\([^)\s]*) \"[^\"\n]*\"\)"), r"\1)"),
    (_elements("article|details|div|section|small|span|label|input|bdi|header|footer|ul|li|p|b|i|img|link"), ""),
)
