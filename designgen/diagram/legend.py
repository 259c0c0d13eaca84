"""The legend at the foot of a picture: only what occurs in it."""

from collections.abc import Iterable, Iterator, Mapping

from designgen.diagram.faces import LABEL_PX
from designgen.diagram.geometry import Layout, Rect
from designgen.diagram.marks import MEANING as MARKED
from designgen.diagram.marks import badge, sign
from designgen.diagram.picture import KINDS, MARKS, Picture
from designgen.diagram.scene import Head, Item, Shape, Stroke, Words
from designgen.diagram.text import width

MEANING = {
    "sync": "request, caller waits", "async": "event", "batch": "batch, on a schedule", "control": "control",
    "step": "main path, in order",
}  # fmt: skip
_SAMPLE, _GAP = 30.0, 26.0
_SMALL = ("step", "alert", *MARKS)


def meanings(picture: Picture) -> Mapping[str, str]:
    """What the kinds of arrows mean in this picture."""
    return {**MEANING, **dict(picture.meanings)}


def entries(picture: Picture) -> list[tuple[str, str]]:
    """(kind, meaning) of what occurs: kinds of edges, numbers of the path, the mark of a broken check, those of a comparison."""
    kinds, meaning = {edge.kind for edge in picture.edges}, meanings(picture)
    found = [(kind, meaning[kind]) for kind in KINDS if kind in kinds]
    if picture.steps():
        found.append(("step", _of_steps(picture)))
    if any(box.alert for box in picture.boxes):
        found.append(("alert", "breaks a check"))
    return found + [(kind, MARKED[kind]) for kind in picture.marks]


def _of_steps(picture: Picture) -> str:
    """What the numbers are: steps of one request agree with those of its sequence, so a box of several has the first."""
    numbers = sorted(set(picture.steps().values()))
    if picture.chart or not picture.numbers:
        return meanings(picture)["step"]
    return "steps on the clock" if numbers == list(range(1, len(numbers) + 1)) else "steps on the clock, the first in each box"


def entry_width(kind: str, text: str) -> float:
    """The room of an entry and the gap after it."""
    return (18.0 if kind in _SMALL else _SAMPLE) + 7 + width(text, LABEL_PX) + _GAP


def legend(picture: Picture, layout: Layout) -> Iterator[Shape | Item]:
    """The entries from left to right, wrapped to the width of the picture."""
    left, x, y = 18.0, 18.0, layout.legend_y + 6
    for kind, text in entries(picture):
        wide = entry_width(kind, text)
        if x > left and x + wide - _GAP > layout.width - 10:
            x, y = left, y + 20
        yield from _sample(kind, x, y)
        yield Words(text, x + wide - _GAP - width(text, LABEL_PX), y + 3.8, "legend", size=LABEL_PX)
        x += wide


def legend_height(widths: Iterable[float], room: float) -> float:
    """The height of a legend with entries of these widths in a picture of that width."""
    rows, x = 0, room + 1
    for wide in widths:
        if x > 18 and x + wide - _GAP > room - 10:
            rows, x = rows + 1, 18.0
        x += wide
    return 20.0 * rows + (10 if rows else 0)


def _sample(kind: str, x: float, y: float) -> Iterator[Shape | Item]:
    if kind == "step":
        yield badge((x + 9, y), "1", "online")
    elif kind == "alert":
        yield badge((x + 9, y), "!", "")
    elif kind in MARKS:
        yield sign(Rect(x, y - 9, 18, 18), kind)
    else:
        yield Stroke(((x, y), (x + _SAMPLE - 7, y)), "line", kind)
        yield Head((x + _SAMPLE - 7, y), (x + _SAMPLE, y), kind)
