"""A built site as a whole: its pages by kind, and what may be wrong in their HTML."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import html5lib
from selectolax.lexbor import LexborHTMLParser

MANY = 6
"""A folder with more pages than this holds pages of one kind."""
ATTRIBUTES = {"href": "[href]", "src": "[src]", "xlink:href": "[xlink\\:href]", "data": "object[data]", "poster": "[poster]"}
"""Attributes that hold an address, as selectors."""
CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)['\"]?\s*\)")
NOT_FOUND = "404.html"
"""A server shows it under any address, so its own are those of a server."""
STEP = re.compile(r"<design>/(\d+)-")
STATES = re.compile(r"(^|/)playground\.html$")
"""Pages whose fragment is a state and no place."""
BESIDE = "compare"
"""The folder of designs side by side: of several with their pictures, and of one under other priorities."""
MUCH = 1.25
Syntax = tuple[tuple[int, int], str, dict[str, object]]


@dataclass(frozen=True)
class Page:
    """Ids, in order, and what a page links to or loads: (element, address)."""

    ids: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def kinds(html: Path) -> dict[str, tuple[str, str]]:
    """Kind of page -> the smallest and the largest page of that kind; the pages of a design are of one kind each."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted(html.rglob("*.html"), key=lambda path: (path.stat().st_size, path)):
        name = path.relative_to(html)
        kind = _kind(html, name)
        found[kind] = found.get(kind, (name.as_posix(),))[0], name.as_posix()
    return dict(sorted(found.items()))


def visited(html: Path) -> dict[str, bool]:
    """What a browser visits: the smallest page of each kind, and the largest if it is much larger -> with axe.

    The steps of a design are alike in all that axe looks at: every third is enough, and none of the large ones.
    """
    found = {}
    for kind, (small, large) in kinds(html).items():
        step = STEP.search(kind)
        found[small] = not step or int(step[1]) % 3 == 1
        if (html / large).stat().st_size > MUCH * (html / small).stat().st_size:
            found[large] = False
    return {name: axe for name, axe in found.items() if name != NOT_FOUND}


def _kind(html: Path, name: Path) -> str:
    folder = html / name.parent
    if (folder / "decisions.html").exists():
        return f"<design>/{name.name}"
    if name.parts[0] == BESIDE:
        return f"{BESIDE}/<any>{'-priorities' if name.stem.endswith('-priorities') else ''}"
    beside = sum(1 for _ in folder.glob("*.html"))
    return f"{name.parent.as_posix()}/<any>" if beside > MANY and name.parent.name and name.stem != "index" else name.as_posix()


def read(path: Path) -> Page:
    tree = LexborHTMLParser(path.read_text("utf-8"))
    ids = tuple(str(node.attributes["id"]) for node in tree.css("[id]"))
    links = ((str(node.tag), str(node.attributes[name])) for name, css in ATTRIBUTES.items() for node in tree.css(css))
    return Page(ids, tuple(links))


def broken(html: Path) -> list[str]:
    """Every link, anchor or file that leads nowhere, every id that stands twice, everything that comes from elsewhere."""
    pages = {path.relative_to(html).as_posix(): read(path) for path in html.rglob("*.html")}
    places = {name: frozenset(page.ids) for name, page in pages.items()}
    faults = [f"{name}: id {id} stands {times} times" for name, page in pages.items()
              for id, times in Counter(page.ids).items() if times > 1]  # fmt: skip
    for name, page in pages.items():
        faults += [f"{name}: {fault}" for tag, address in page.links for fault in _leads(html, places, name, tag, address)]
    return faults + list(_styles(html))


def _leads(html: Path, places: dict[str, frozenset[str]], name: str, tag: str, address: str) -> Iterator[str]:
    url = urlsplit(address)
    if url.scheme in ("http", "https"):
        if tag != "a":
            yield f"<{tag}> asks for {address}"
    elif url.scheme == "data":
        if tag == "a":
            yield f"a link to data: {address[:40]}"
    elif url.scheme or url.netloc or url.path.startswith("/"):
        if name != NOT_FOUND:
            yield f"<{tag}> leads to {address}"
    else:
        target = normpath((PurePosixPath(name).parent / unquote(url.path)).as_posix()) if url.path else name
        if target not in places and not (html / target).is_file():
            yield f"<{tag}> leads to {address}, which is not there"
        elif url.fragment and target in places and not STATES.search(target) and unquote(url.fragment) not in places[target]:
            yield f"<{tag}> leads to {address}, where there is no such place"


def _styles(html: Path) -> Iterator[str]:
    for path in html.rglob("*.css"):
        for address in CSS_URL.findall(path.read_text("utf-8")):
            if (
                not address.startswith(("data:", "#"))
                and not (path.parent / address.partition("?")[0].partition("#")[0]).is_file()
            ):
                yield f"{path.relative_to(html)}: {address} is not there"


def syntax(path: Path) -> list[str]:
    """What a strict reader of HTML complains of: `line:column code`."""
    parser = html5lib.HTMLParser()
    parser.parse(path.read_text("utf-8"))
    return [f"{line}:{column} {code} {said}" for (line, column), code, said in parser.errors]
