"""Writes files: pages only if changed, atomically; then the site by MkDocs.

build_site(pages, nav, folder) -> the page to open
prepare_site(pages, nav, folder) -> what changed; for WarmMkDocs, which makes single pages
shipped_page(name)             -> a hand-written page, to put something into
guide_nav(), guide_pages()     -> the navigation of the hand-written guide, and its pages in that order
write_if_changed(path, content)
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from designgen.problem import Place, Problem, ProblemsFound, remedy
from designgen.publish.beside import FOLDER as PLAIN
from designgen.publish.beside import Beside, plain_texts
from designgen.publish.codes import CODES
from designgen.publish.files import MANIFEST, refuse_links_out, write_if_changed, write_pages
from designgen.publish.mkdocs import build_html
from designgen.publish.spool import Raw, Spool
from designgen.publish.warmed import WarmMkDocs
from designgen.resources import resource

__all__ = [
    "CODES", "OVERRIDES", "PLAIN", "Beside", "Nav", "Spool", "WarmMkDocs", "build_site", "guide_nav", "guide_pages",
    "prepare_site", "shipped_page", "write_if_changed", "write_pages",
]  # fmt: skip

Files = Mapping[str, str | bytes]
"""Path -> content, text as UTF-8."""
Nav = Sequence[Mapping[str, Any]]
"""MkDocs' own form: [{title: page or nested list}, …]."""
OVERRIDES = ".overrides"
"""Where the parts of the theme that are ours lie beside the pages; a name with a dot, so that no builder takes it for pages."""


def build_site(
    pages: Files, nav: Nav, folder: Path, strict: bool = True, beside: Beside | None = None, url: str = ""
) -> Path:
    """`folder/docs` and `folder/html` from Markdown pages and the shipped site project; returns the page to open.

    `beside`: with the text of each page as a file. `url`: where the site will stand, for addresses that must be whole.
    An earlier `folder/html` stays as it is when this fails. Raises ProblemsFound.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        refuse_links_out(folder, ["docs/index.md"])
        _refuse_folder_of_others(folder)
        _prepare(pages, nav, folder, beside, url)
        return build_html(folder, strict)
    except OSError as error:
        raise _unwritten(folder, error) from None


def prepare_site(pages: Files, nav: Nav, folder: Path) -> list[str]:
    """The same without the HTML: `folder/docs`, and `folder/mkdocs.yml`; returns what changed or went. Raises ProblemsFound."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _prepare(pages, nav, folder)
    except OSError as error:
        raise _unwritten(folder, error) from None


def _unwritten(folder: Path, error: OSError) -> ProblemsFound:
    return ProblemsFound([Problem(Place(str(folder)), "P003", error.strerror or "cannot be written", remedy(error))])


def _refuse_folder_of_others(folder: Path) -> None:
    """A folder whose docs/, html/ or mkdocs.yml are somebody else's stays as it is."""
    if (folder / "docs" / MANIFEST).exists():
        return
    for name in ("docs", "html", "mkdocs.yml"):
        if (folder / name).exists():
            hint = "name another folder with -o, or remove it first"
            raise ProblemsFound([Problem(Place(str(folder)), "P004", f"{name} is there and was not built by designgen", hint)])


def shipped_page(name: str) -> str:
    """The Markdown of a hand-written page, such as `index.md`."""
    return (resource("site", "docs") / name).read_text("utf-8")


def guide_nav() -> list[Any]:
    """The pages of the guide as its first page links to them, under its headings."""
    return ["guide/index.md", *_shelves(shipped_page("guide/index.md"), "##")]


def guide_pages() -> list[str]:
    """The same without headings."""
    return list(_paths(guide_nav()))


def _paths(nav: Any) -> Iterator[str]:
    if isinstance(nav, str):
        yield nav
    else:
        yield from (path for one in (nav.values() if isinstance(nav, dict) else nav) for path in _paths(one))


def _shelves(text: str, mark: str) -> list[Any]:
    """What stands before the first heading of this depth, then each heading with what is linked under it."""
    before, *parts = re.split(rf"^{mark} (.*?)(?: \{{.*\}})?$", text, flags=re.MULTILINE)
    found: list[Any] = [f"guide/{name}" for name in dict.fromkeys(re.findall(r"\]\(([a-z-]+\.md)\)", before))]
    shelves = ((title, _shelves(inside, f"{mark}#")) for title, inside in zip(parts[::2], parts[1::2], strict=True))
    return found + [{title: inside[0] if len(inside) == 1 else inside} for title, inside in shelves if inside]


def _prepare(pages: Files, nav: Nav, folder: Path, beside: Beside | None = None, url: str = "") -> list[str]:
    site = resource("site")
    shipped: dict[str, str | bytes] = {}
    for room, shown in (("docs", ""), ("assets", "assets/"), ("overrides", f"{OVERRIDES}/")):
        shipped |= {f"{shown}{path.relative_to(site / room).as_posix()}": path.read_bytes() for path in _files(site / room)}
    every = Raw(shipped, pages)
    texts = plain_texts(every, folder / "docs", beside) if beside else {}
    changed = write_pages(Raw(every, texts), folder / "docs")
    settings = config_text((site / "mkdocs.yml").read_text("utf-8"), nav, url).encode()
    return changed + ["mkdocs.yml"] * write_if_changed(folder / "mkdocs.yml", settings)


def config_text(base: str, nav: Nav, url: str = "") -> str:
    """The site's configuration with its folders beside it, its address if it has one, and the navigation (JSON is YAML)."""
    base = base.replace("custom_dir: overrides", f"custom_dir: docs/{OVERRIDES}")
    address = [f"site_url: {json.dumps(url)}"] if url else []
    lines = [line for line in base.splitlines() if not line.startswith(("docs_dir:", "site_dir:", "nav:"))]
    return "\n".join([*lines, "docs_dir: docs", "site_dir: html", *address, f"nav: {json.dumps(nav, ensure_ascii=False)}", ""])


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
