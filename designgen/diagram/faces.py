"""What is written on a box, and so how large it is; the size of a label."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from designgen.diagram.geometry import Rect
from designgen.diagram.picture import Box, Edge, Picture
from designgen.diagram.text import clean, fit, width, wrap

NAME_PX, DETAIL_PX, LABEL_PX, TITLE_PX = 13.0, 11.0, 11.0, 12.0
TILE, TEXT_X, TEXT_PAD = 30.0, 48.0, 12.0
LABEL_H, LABEL_LINE = 16.0, 13.0
_LABEL_LONG, _LABEL_MOST = 128.0, 132.0  # on one line; on each of two
_NAME_LINES, _DETAIL_LINES = 3, 2
_NAME_LINE, _DETAIL_LINE = 17.0, 15.0
TEXT_MOST, MARK_MOST, _TEXT_LEAST = 148.0, 168.0, 84.0


@dataclass(frozen=True, slots=True)
class Face:
    """The lines of a box and the least size that holds them."""

    name: tuple[str, ...]
    details: tuple[tuple[str, str], ...]  # (technology, number) a line, either may be ""
    w: float
    h: float
    marked: tuple[str, ...] = ()  # lines that say how it differs


@lru_cache(1024)
def face(box: Box) -> Face:
    """The face of a box: long names take two lines, a figure shares the line of the technology if there is room."""
    marked = tuple(fit(line, DETAIL_PX, MARK_MOST) for line in (box.mark.lines if box.mark else ()))
    name = wrap(clean(box.name) or box.id, NAME_PX, TEXT_MOST, bold=True, lines=_NAME_LINES)
    name_w = max(width(line, NAME_PX, bold=True) for line in name)
    details = _details(clean(box.detail), clean(box.number), name_w)
    lines = [name_w, _TEXT_LEAST, *(detail_width(*line) for line in (*details, *((line, "") for line in marked)))]
    wide = TEXT_X + max(lines) + TEXT_PAD
    high = 16 + _NAME_LINE * len(name) + _DETAIL_LINE * (len(details) + len(marked))
    return Face(name, details, max(4 * -(-wide // 4), box.least[0]), max(high, 48, box.least[1]), marked)


def detail_width(tech: str, number: str) -> float:
    """The width of a detail line, with the dot between its two halves."""
    return width(" · ".join(part for part in (tech, number) if part), DETAIL_PX)


def _details(tech: str, number: str, name_w: float) -> tuple[tuple[str, str], ...]:
    """On one line if there is room, else each on its own, a long one on two."""
    if tech and number and detail_width(tech, number) <= max(name_w, 132):
        return ((tech, number),)
    techs = wrap(tech, DETAIL_PX, TEXT_MOST, lines=_DETAIL_LINES) if tech else ()
    numbers = wrap(number, DETAIL_PX, TEXT_MOST, lines=_DETAIL_LINES) if number else ()
    return (*((line, "") for line in techs), *(("", line) for line in numbers))


def lines_at(box: Rect, shown: Face) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The baselines of the name and of the lines below it, centred in a box."""
    below = len(shown.details) + len(shown.marked)
    high = _NAME_LINE * len(shown.name) + _DETAIL_LINE * below
    top = box.cy - high / 2
    names = tuple(top + _NAME_LINE * n + 13 for n in range(len(shown.name)))
    first = top + _NAME_LINE * len(names)
    return names, tuple(first + _DETAIL_LINE * n + 11.5 for n in range(below))


def faces(picture: Picture) -> Mapping[str, Face]:
    """The faces of all boxes."""
    return {box.id: face(box) for box in picture.boxes}


@lru_cache(1024)
def label_lines(edge: Edge, wide: float = 0.0, high: float = 0.0) -> tuple[str, ...]:
    """The label as drawn: a long one takes two lines, and as many as were reckoned with in a place of a given size."""
    if wide and (wide < label_width(edge) - 0.1 or high != label_height(edge)):
        return wrap(edge.label, LABEL_PX, wide - 7.9, lines=round((high - LABEL_H) / LABEL_LINE) + 1)
    return wrap(edge.label, LABEL_PX, _LABEL_MOST if width(clean(edge.label), LABEL_PX) > _LABEL_LONG else _LABEL_LONG)


@lru_cache(1024)
def narrow_label(edge: Edge) -> tuple[float, float]:
    """The size of the label on one line more; (0, 0) if it is one word."""
    lines, words = label_lines(edge), clean(edge.label).split(" ")
    if len(words) < 2:
        return 0.0, 0.0
    most = max(*(width(word, LABEL_PX) for word in words), 0.62 * max(width(line, LABEL_PX) for line in lines))
    shown = wrap(edge.label, LABEL_PX, most, lines=3)
    return max(width(line, LABEL_PX) for line in shown) + 8, LABEL_H + LABEL_LINE * (len(shown) - 1)


def label_text(edge: Edge) -> str:
    """The label as drawn, on one line."""
    return " ".join(label_lines(edge))


@lru_cache(1024)
def label_width(edge: Edge) -> float:
    """The room a label takes in a line, 0 if there is none."""
    return max(width(line, LABEL_PX) for line in label_lines(edge)) + 8 if clean(edge.label) else 0.0


def label_height(edge: Edge) -> float:
    return LABEL_H + LABEL_LINE * (len(label_lines(edge)) - 1)
