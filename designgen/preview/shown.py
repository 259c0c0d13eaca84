"""The preview's own pages: what is wrong, please wait, the editor; and what is put into a page of the site while it is served."""

import json
import re
from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from itertools import groupby
from string import Template

from designgen.problem import Place, Problem, visible
from designgen.resources import resource

AROUND = 2
MOST_PROBLEMS, MOST_LINES, LONGEST = 50, 100_000, 300
LAST_GOOD = "last-good"
"""What an address says that wants a page although something is wrong."""
CODE = re.compile(r"[A-Z][0-9]{3}")
LINK = re.compile(r"\]\((?:\.\./([\w/-]+)|([A-Z][0-9]{3}))\.md(#[\w-]+)?\)")
TITLE = re.compile(r'^(```\w+) title="([^"]+)"$', re.MULTILINE)
WRITTEN = ("attr_list", "tables", "sane_lists", "fenced_code")
Lines = Callable[[Place], list[str]]


def page(name: str, live: str, **parts: str) -> bytes:
    """One of templates/preview; parts are HTML already. `live` is the element that listens for changes."""
    text = Template(resource("templates", "preview", f"{name}.html").read_text("utf-8")).substitute(parts, live=live)
    return text.encode("utf-8", "replace")  # a file's name may be no text


def listener(path: str, seen: str) -> str:
    """The script that reloads a page when it changed after `seen`."""
    return f'<script src="/-/live.js" data-page="{escape(path)}" data-seen="{escape(seen)}"></script>'


def alive(content: bytes, live: str, spec: str) -> bytes:
    """A page of the site that listens, with a link to the editor of its spec, if it is of one."""
    link = f'<a class="dg-edit" href="/edit/{escape(spec)}">Edit this spec</a><link rel="stylesheet" href="/-/live.css">'
    head, body, tail = content.rpartition(b"</body>")
    return head + (link if spec else "").encode() + live.encode() + body + tail if body else content + live.encode()


def problems_page(problems: Iterable[Problem], lines: Lines, editor: Callable[[str], str], live: str) -> bytes:
    """Each problem with its place, hint and the lines concerned. `editor` gives the address that mends a file, or nothing."""
    every = sorted(set(problems))
    by_file = groupby(every[:MOST_PROBLEMS], lambda one: one.place.path)
    files = [_file(path, list(found), lines, editor(path)) for path, found in by_file]
    more = len(every) - MOST_PROBLEMS
    count = f"{len(every)} problem{'' if len(every) == 1 else 's'}"
    return page("problems", live, count=count, files="\n".join(files), more=f"<p>and {more} more</p>" if more > 0 else "")


@cache
def mending(code: str) -> bytes | None:
    """The page of the site that says how to mend a problem: the site may be unable to show it now. None for no code."""
    text = resource("site", "docs", "problems", f"{code}.md")
    if not CODE.fullmatch(code) or not text.is_file():
        return None
    from markdown import markdown

    told = TITLE.sub(r"`\2`\n\n\1", LINK.sub(_linked, text.read_text("utf-8")))
    return page("problem", "", code=code, text=markdown(told, extensions=WRITTEN))


def _linked(link: re.Match[str]) -> str:
    """To the page of another code, or to one of the site."""
    return f"](/{link[1]}.html?{LAST_GOOD}{link[3] or ''})" if link[1] else f"]({link[2]})"


def _file(path: str, problems: list[Problem], lines: Lines, address: str) -> str:
    link = f'<a href="{escape(address)}">Edit this file</a>' if address else ""
    told = "\n".join(_problem(problem, lines(problem.place)) for problem in problems)
    return f"<section><h2><code>{escape(visible(path)) or 'designgen'}</code>{link}</h2>{told}</section>"


def _problem(problem: Problem, lines: list[str]) -> str:
    place = problem.place
    at = f'<span class="at">line {place.line}, column {place.column}</span> ' if place.line else ""
    hint = f'<p class="hint">{escape(problem.hint)}</p>' if problem.hint else ""
    said = f'<p>{at}{_code(problem.code)} {escape(problem.text)}</p>{hint}'
    return f'<article class="problem">{said}{_excerpt(place, lines)}</article>'


def _code(code: str) -> str:
    """A code, with a link to its page."""
    shown = f'<code class="code">{escape(code)}</code>'
    return f'<a href="/-/problems/{code}">{shown}</a>' if CODE.fullmatch(code) else shown


def _excerpt(place: Place, lines: list[str]) -> str:
    if not 0 < place.line <= len(lines):
        return ""
    numbers = range(max(1, place.line - AROUND), min(len(lines), place.line + AROUND) + 1)
    rows = [_row(number, lines[number - 1], place) for number in numbers]
    return f'<pre class="lines">{"".join(rows)}</pre>'


def _row(number: int, line: str, place: Place) -> str:
    line = line.expandtabs(1)[:LONGEST]
    if number != place.line:
        return f'<span class="row"><b>{number}</b>{escape(visible(line))}\n</span>'
    at = min(max(place.column, 1), len(line) + 1) - 1
    marked = f"{escape(visible(line[:at]))}<mark>{escape(visible(line[at:])) or ' '}</mark>"
    return f'<span class="row bad"><b>{number}</b>{marked}\n</span>'


def editor_page(spec: str, shown: str, token: str, seen: str) -> bytes:
    """Form and text side by side; its script fetches both."""
    data = escape(json.dumps({"spec": spec, "token": token, "seen": seen}))
    return page("editor", "", data=data, spec=escape(spec), path=escape(visible(shown)))


@cache
def asset(name: str) -> bytes | None:
    """A script or style sheet of the preview; None for any other name."""
    if name == "logo.svg":
        return resource("site", "assets", name).read_bytes()
    known = {"live.js", "live.css", "preview.css", "editor.js"}
    return resource("templates", "preview", name).read_bytes() if name in known else None
