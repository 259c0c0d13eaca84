"""Markdown as `document` writes it, as a tree of elements with its drawings set aside."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

if TYPE_CHECKING:
    from markdown import Markdown

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SIZE = re.compile(r'<svg\b[^>]*? width="([\d.]+)"[^>]*? height="([\d.]+)"')
_TOLD = re.compile(r"<(title|desc)\b[^>]*>(.*?)</\1>", re.DOTALL)
_BARE = re.compile(r"<br>|(<figure[^>]*?) data-search-exclude>")
_NO_CHARACTER = re.compile("[\ufffe\uffff]")
EXTENSIONS = ("attr_list", "md_in_html", "tables", "fenced_code")
"""What templates/README.md allows a template to use."""
UNUSED = (
    "escape", "reference", "image_link", "image_reference", "short_reference", "short_image_ref", "autolink",
    "automail", "linebreak",
)  # fmt: skip
PLACE = "data-drawing"


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG of the document: width and height in px, and what it tells a reader who does not see it."""

    svg: str
    wide: float
    tall: float
    told: str


def drawing(svg: str) -> Drawing:
    """A drawing with its own size, title and description."""
    size = _SIZE.search(svg)
    wide, tall = (float(size[1]), float(size[2])) if size else (720.0, 400.0)
    head = svg[: svg.find("<g")] if "<g" in svg else svg
    told = dict.fromkeys(html.unescape(" ".join(text.split())) for _, text in _TOLD.findall(head))
    return Drawing(svg, wide, tall, ". ".join(told))


def parsed(markdown: str) -> tuple[Element, list[Drawing]]:
    """The root of the tree, and the drawings; `<img data-drawing="2" />` stands where the third of them was."""
    drawings: list[Drawing] = []

    def aside(found: re.Match[str]) -> str:
        drawings.append(drawing(found[0]))
        return f'<img {PLACE}="{len(drawings) - 1}" />'

    text = _NO_CHARACTER.sub("\ufffd", _DRAWING.sub(aside, markdown))
    closed = _BARE.sub(lambda found: f"{found[1]}>" if found[1] else "<br/>", _reader().convert(text))
    return ElementTree.fromstring(f"<div>{closed}</div>"), drawings  # noqa: S314 - no declarations: `<!` was escaped


def _reader() -> "Markdown":
    """Reads what the templates write and no more: each pattern is tried on every text."""
    from markdown import Markdown

    reader = Markdown(extensions=list(EXTENSIONS))
    for name in UNUSED:
        reader.inlinePatterns.deregister(name)
    return reader


def ids(root: Element) -> set[str]:
    """Every id that a link can lead to."""
    return {id for element in root.iter() if (id := element.get("id"))}


def plain(elements: Iterable[Element]) -> str:
    """The text of elements without markup."""
    return " ".join("".join(text for element in elements for text in element.itertext()).split())
