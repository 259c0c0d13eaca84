"""Shapes that the forms share: a card with its icon, lines of text, arrows, times."""

from collections.abc import Sequence

from designgen.diagram.geometry import Layout, Point, Rect
from designgen.diagram.icons import icon_path
from designgen.diagram.inks import ALARMED
from designgen.diagram.legend import entries, entry_width, legend_height
from designgen.diagram.legend import legend as keys
from designgen.diagram.picture import Box, Picture
from designgen.diagram.scene import Block, Disc, Glyph, Head, Item, Scene, Shape, Stroke, Words
from designgen.diagram.text import fit, width, wrap
from designgen.units import humane

WIDE, EDGE = 960.0, 18.0
SMALL, BODY, NAME = 11.0, 11.0, 13.0
_TILE, _TEXT_X = 28.0, 44.0


def page(picture: Picture, height: float, items: Sequence[Shape | Item], wide: float = WIDE) -> Scene:
    """A scene with its ground."""
    ground = Block(Rect(0, 0, wide, height), "page", radius=10)
    return Scene(picture.id, picture.title, picture.description, wide, height, (ground, *items))


def card(box: Box, place: Rect, *more: Shape) -> Item:
    """A box with its icon, its name and one line below it."""
    most, x = place.w - _TEXT_X - 8, place.x + _TEXT_X
    names, details = wrap(box.name, NAME, most, bold=True), wrap(box.detail, BODY, most) if box.detail else ()
    if 16 * len(names) + 14 * len(details) > place.h - 4:
        details = (fit(box.detail, BODY, most),)
    high = 16.0 * len(names) + 14 * len(details)
    y = place.cy - high / 2 + 11.5
    tile = Rect(place.x + 8, place.cy - _TILE / 2, _TILE, _TILE)
    shapes = (
        *frame_of(box, place),
        Block(tile, "tile", box.plane, 7),
        Glyph(icon_path(box.icon, box.detail), tile.x + 5, tile.y + 5, "icon", box.plane, 0.75),
        *(Words(line, x, y + 16 * n, "name", size=NAME, bold=True) for n, line in enumerate(names)),
        *(Words(line, x, y + 16 * len(names) - 1 + 14 * n, "detail", size=BODY) for n, line in enumerate(details)),
    )
    return Item("box", (*shapes, *alert(box, place), *more), box.id, spoken(box), box.link)


def frame_of(box: Box, place: Rect) -> tuple[Shape, ...]:
    """The card of a box, with a red border where a check of it fails."""
    shade = Block(Rect(place.x, place.y + 2, place.w, place.h), "shade")
    return shade, Block(place, "card", f"{box.plane} {ALARMED}" if box.alert else box.plane, line=2.2 if box.alert else 1.4)


def alert(box: Box, place: Rect) -> tuple[Shape, ...]:
    """The mark of a failing check, at the upper right corner."""
    return (Disc((place.right - 1, place.y + 1), "!", "alert"),) if box.alert else ()


def spoken(box: Box) -> str:
    """What a reader hears of a box."""
    said = ", ".join(part for part in (box.detail, box.number) if part)
    return f"{box.name}: {said}" if said else box.name


def arrow(points: Sequence[Point], ends: tuple[str, str], kind: str, dash: str = "") -> Item:
    """A line with its head."""
    (x0, y0), (x1, y1) = points[-2], points[-1]
    far = abs(x1 - x0) + abs(y1 - y0) or 1.0
    back = (x1 - (x1 - x0) / far * 7, y1 - (y1 - y0) / far * 7)
    line = Stroke((*points[:-1], back), "line", kind, dash=dash)
    return Item("edge", (line, Head(back, points[-1], kind)), ends=ends)


def times(p50: float, p99: float) -> str:
    """Both in the unit of the larger one: "0.65 / 2.8 ms"."""
    long, _, unit = humane(p99, "second").partition(" ")
    short, _, own = humane(p50, "second").partition(" ")
    if own != unit and p50 and p99:
        short = f"{p50 / p99 * float(long.replace(',', '')):.2g}"
    return f"{short} / {long} {unit}"


def seconds(value: float) -> str:
    """A time as people say it."""
    return humane(value, "second")


def centred(text: str, at: Point, role: str, of: str = "", size: float = SMALL, bold: bool = False) -> Words:
    """A line around a point of its baseline."""
    return Words(text, *at, role, of, size, bold, "middle")


def key(entries: Sequence[tuple[str, str, str]], x: float, y: float) -> list[Shape]:
    """Swatches with their meaning, given as (role, plane, text), from left to right."""
    shapes = list[Shape]()
    for role, of, text in entries:
        shapes += [Block(Rect(x, y - 9, 16, 10), role, of, 2), Words(text, x + 22, y, "legend", size=SMALL)]
        x += 22 + width(text, SMALL) + 20
    return shapes


def legend(picture: Picture, text: str, y: float, wide: float = WIDE) -> tuple[list[Shape | Item], float]:
    """How to read the drawing, at its foot: its arrows and signs, then a sentence; and where it ends."""
    found = entries(picture)
    high = legend_height([entry_width(*entry) for entry in found], wide)
    signs = keys(picture, Layout(wide, 0, {}, (), (), y))
    return [*signs, Words(text, EDGE, y + high + 6, "legend", size=SMALL)], y + high + 20
