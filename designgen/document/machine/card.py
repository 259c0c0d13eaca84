"""The picture that others show of a link to a design: its title, its numbers, and its architecture."""

import re
from collections.abc import Iterator

from designgen.design.model import Design
from designgen.document.escape import attribute
from designgen.document.links import Links
from designgen.document.tiles import Tile, tiles
from designgen.palette import LIGHT

WIDTH, HEIGHT, EDGE = 1200, 630, 56
WORDS, DRAWING = 600, 460
"""How wide the words and the drawing are at most."""
TITLE, SAID, FIGURE, NAME = 58, 25, 40, 20
"""Sizes of the fonts."""
WIDE = 0.54
"""The mean width of a letter, as a part of its size."""
MOST_TITLE, MOST_SAID, MOST_TILES = 3, 4, 4
VIEW = "overview"
LEGEND = 38
"""Pixels at the foot of the drawing that say what its lines mean."""
_SMALL = re.compile(r'<g class="dg-note".*?</g>|<text class="dg-(?:detail|label|legend)".*?</text>', re.DOTALL)
"""Texts of the drawing that nobody could read at this size."""


def card_svg(design: Design) -> str:
    """As an SVG of the size that is asked for: 1200 by 630."""
    grounds = ((HEIGHT, LIGHT.page), (12, LIGHT.link))
    parts = [f'<rect width="{WIDTH}" height="{height}" fill="{colour}"/>' for height, colour in grounds]
    parts += [*_words(design), *_drawing(design)]
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Inter">{"".join(parts)}</svg>'


def _words(design: Design) -> Iterator[str]:
    down = EDGE + 24
    yield _text("designgen", EDGE, down, 22, LIGHT.link, 700)
    for line in wrapped(design.spec.title, TITLE, MOST_TITLE):
        down += TITLE + 12
        yield _text(line, EDGE, down, TITLE, LIGHT.ink, 700)
    down += 14
    for line in wrapped(design.spec.summary, SAID, MOST_SAID):
        down += SAID + 10
        yield _text(line, EDGE, down, SAID, LIGHT.text)
    for place, tile in enumerate(tiles(design, Links(design))[:MOST_TILES]):
        yield from _tile(tile, EDGE + place % 2 * WORDS / 2, HEIGHT - 142 + place // 2 * 82)


def _tile(tile: Tile, x: float, y: float) -> Iterator[str]:
    yield _text(tile.shown, x, y, FIGURE, LIGHT.ink, 700)
    yield _text(f"{tile.name} {tile.of}".strip(), x, y + 26, NAME, LIGHT.soft)


def _drawing(design: Design) -> Iterator[str]:
    """The overview, as large as it fits beside the words."""
    from designgen.diagram import draw, picture_of

    picture = picture_of(design, VIEW) if VIEW in design.knowledge.views else None
    if picture is None:
        return
    svg = draw(picture, "light")
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if found:
        across, down = float(found[1]), float(found[2])
        scale = min(DRAWING / across, (HEIGHT - 2 * EDGE + 40) / down)
        x, y = WIDTH - EDGE + 16 - across * scale, (HEIGHT - down * scale) / 2 + 6
        svg = _SMALL.sub("", svg)
        inner = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
        legend = f'<rect y="{down - LEGEND:g}" width="{across:g}" height="{LEGEND}" fill="{LIGHT.page}"/>'
        yield f'<g transform="translate({x:.1f} {y:.1f}) scale({scale:.4f})">{inner}{legend}</g>'


def _text(text: str, x: float, y: float, size: int, colour: str, weight: int = 400) -> str:
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" font-weight="{weight}" fill="{colour}">{attribute(text)}</text>'


def wrapped(text: str, size: int, most: int) -> list[str]:
    """Lines of whole words; the last one says by an ellipsis that there is more. A word too long for a line is cut."""
    letters = int(WORDS / (size * WIDE))
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    lines = [line if len(line) <= letters + 2 else f"{line[:letters]}…" for line in lines if line]
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1].rstrip(' ,;:.')} …"]
