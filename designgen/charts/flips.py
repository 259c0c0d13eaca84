"""Where choices turn, along the ratio of a number to what it is now: for one decision, or for a whole design."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from designgen.charts.house import (
    BAR,
    HEAD,
    SMALL,
    Lanes,
    Layer,
    Row,
    Says,
    Scale,
    Spec,
    bars,
    grid,
    marks,
    picture,
    rules,
    texts,
)
from designgen.charts.ticks import Tick
from designgen.diagram.text import fit, width
from designgen.palette import LIGHT

FAR = 1000.0
"""The ends of the axis."""
NEAR = 9.0  # px between dots that are one
LEAD = 12.0
TICKS = [Tick(1 / FAR, "÷ 1,000"), Tick(0.01, "÷ 100"), Tick(0.1, "÷ 10"), Tick(1.0, "now"),
         Tick(10.0, "× 10"), Tick(100.0, "× 100"), Tick(FAR, "× 1,000")]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """Ratios at which an option is chosen; `begins` is the number at the end that is nearer to now, in words."""

    low: float
    high: float
    option: str
    begins: str


@dataclass(frozen=True, slots=True)
class Turning:
    """A number on which a decision turns, as it is `now`, and what is chosen along it."""

    name: str
    now: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Flip:
    """A decision that turns at a ratio: the number there in words, the decision, and what is chosen then."""

    ratio: float
    at: str
    decision: str
    option: str


@dataclass(frozen=True, slots=True)
class Reach:
    """A number with every choice of the design that turns on it."""

    name: str
    now: str
    flips: tuple[Flip, ...]


def turnings(rows: Sequence[Turning], says: Says, wide: float) -> Spec:
    """A bar for each number: around now what is chosen, at its sides what would be."""
    lanes, scale, frame = _laid(rows, wide, 0.0)
    boxes: list[Row] = []
    inside: list[Row] = []
    for place, row in enumerate(rows):
        for one in row.stretches:
            y, fill = lanes.y(place), LIGHT.planes["online"].border if one.begins else LIGHT.good
            tip = f"{row.name}: {_at(one)}{one.option}"
            boxes.append({"x": one.low, "x2": one.high, "y": y, "y2": y + BAR, "fill": fill, "tip": tip})
            inside.append({**_inside(one, scale), "y": y + BAR - 3.5, "fill": LIGHT.ink if one.begins else LIGHT.on_accent})
    own = [bars(boxes, scale, stroke=LIGHT.page, strokeWidth=1), _now(scale, lanes), texts(inside, size=SMALL, align="center")]
    return picture(says, wide, lanes.bottom + 24, [*frame, *own, *lanes.titles(), *lanes.told([FAR] * len(rows), scale)])


def _at(one: Stretch) -> str:
    return f"{one.begins}: " if one.begins else ""


def _inside(one: Stretch, scale: Scale) -> Row:
    """The words in a stretch, with its number where there is room; they keep off the line of now."""
    low, high, now = scale.at(one.low), scale.at(one.high), scale.at(1.0)
    if low < now < high:
        low, high = (low, now) if now - low > high - now else (now, high)
    room = high - low - 8
    ways = (f"{_at(one)}{one.option}", one.option, fit(one.option, SMALL, room) if room > 50 else "")
    return {"px": (low + high) / 2, "text": next((way for way in ways if width(way, SMALL) * 0.95 < room), "")}


def reaches(rows: Sequence[Reach], says: Says, wide: float) -> Spec:
    """A line for each number with a dot wherever something turns, larger where more does; the nearest are named."""
    lanes, scale, frame = _laid(rows, wide, LEAD)
    lines = [{"px": scale.left, "px2": scale.right, "y": y, "y2": y} for y in _middles(rows, lanes)]
    grouped = [(row, y, _groups(row.flips, scale)) for row, y in zip(rows, _middles(rows, lanes), strict=True)]
    dots = [one for row, y, groups in grouped for one in _dots(row, groups, scale, y)]
    names = [one for _, y, groups in grouped for one in _named(groups, scale, y)]
    layers = [*frame, rules(lines, None, LIGHT.faint), _now(scale, lanes), *dots, *names]
    return picture(says, wide, lanes.bottom + 24, [*layers, *lanes.titles(), *lanes.told([FAR] * len(rows), scale)])


def _laid(rows: Sequence[Turning | Reach], wide: float, lead: float) -> tuple[Lanes, Scale, list[Layer | None]]:
    lanes = Lanes(wide, [row.name for row in rows], [f"now {row.now}" for row in rows], HEAD, lead)
    scale = Scale(1 / FAR, FAR, lanes.left + (2 if lanes.above else 6), lanes.right, "log")
    ticks = TICKS[::3] if lanes.above else TICKS
    return lanes, scale, grid(ticks, scale, lanes.top, lanes.bottom + 4, wide)


def _now(scale: Scale, lanes: Lanes) -> Layer | None:
    return rules([{"x": 1.0, "x2": 1.0, "y": lanes.top, "y2": lanes.bottom + 4}], scale, LIGHT.ink, strokeWidth=1.5)


def _middles(rows: Sequence[Reach], lanes: Lanes) -> list[float]:
    return [lanes.y(place) + BAR / 2 for place in range(len(rows))]


def _groups(flips: Sequence[Flip], scale: Scale) -> list[list[Flip]]:
    """Flips so near to each other that their dots would be one, from left to right."""
    found: list[list[Flip]] = []
    for flip in sorted(flips, key=lambda one: one.ratio):
        last = found[-1][0] if found else None
        if last and (last.ratio < 1) == (flip.ratio < 1) and scale.at(flip.ratio) - scale.at(last.ratio) < NEAR:
            found[-1].append(flip)
        else:
            found.append([flip])
    return found


def _dots(row: Reach, groups: Sequence[Sequence[Flip]], scale: Scale, y: float) -> Iterator[Layer | None]:
    rows = [
        {"x": group[0].ratio, "y": y, "size": min(50 + 34 * (len(group) - 1), 300),
         "tip": f"{row.name} {'; '.join(f'{flip.at}: {flip.decision} becomes {flip.option}' for flip in group)}"}
        for group in groups
    ]  # fmt: skip
    yield marks({"type": "point", "filled": True, "fill": LIGHT.bold, "opacity": 1, "stroke": LIGHT.page}, rows, scale)


def _named(groups: Sequence[Sequence[Flip]], scale: Scale, y: float) -> Iterator[Layer | None]:
    """Over the dots what is chosen there, the nearest to now first, as far as there is room on their side of now."""
    taken: list[tuple[float, float]] = []
    kept: list[Row] = []
    now = scale.at(1.0)
    for group in sorted(groups, key=lambda one: abs(scale.at(one[0].ratio) - now)):
        left, right = (now + 3, scale.right) if group[0].ratio > 1 else (scale.left, now - 3)
        text = fit(group[0].option, SMALL, min(150.0, right - left - 20)) + (f" +{len(group) - 1}" if len(group) > 1 else "")
        half = width(text, SMALL) / 2
        middle = max(left + half, min(scale.at(group[0].ratio), right - half))
        if all(middle + half < low - 3 or middle - half > high + 3 for low, high in taken):
            taken.append((middle - half, middle + half))
            kept.append({"px": middle, "y": y - 10, "text": text})
    yield texts(kept, fill=LIGHT.soft, size=SMALL, align="center")
