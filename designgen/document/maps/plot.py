"""The frame of a plane: axes with round values, the spec's own place, and names written into the regions."""

from collections.abc import Iterator
from dataclasses import dataclass

from designgen.diagram.svg import number, tag, words
from designgen.diagram.text import fit, width
from designgen.document.maps.lettering import Label, cut, labels
from designgen.explore.grid import Axis
from designgen.explore.layer import Layer
from designgen.explore.ticks import ticks

Look = dict[str, str | float]
INK: Look = {"class": "mp-ink", "fill": "#0f172a"}
SOFT: Look = {"class": "mp-soft", "fill": "#475569"}
SMALL, NORMAL = 11.0, 12.0
TICK_GAP = 74.0
UNDER_FLAG = 17.0  # px


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the square of the map lies in the picture, in px."""

    left: float
    top: float
    side: float

    @property
    def right(self) -> float:
        return self.left + self.side

    @property
    def bottom(self) -> float:
        return self.top + self.side

    def x(self, spot: float) -> float:
        return self.left + self.side * spot

    def y(self, spot: float) -> float:
        return self.bottom - self.side * spot


def shaped(frame: Frame, inside: str) -> str:
    """Shapes of the 1000 × 1000 square, put into the frame."""
    moved = f"translate({number(frame.left)} {number(frame.top)}) scale({frame.side / 1000:.4f})"
    return f'<g transform="{moved}">{inside}</g>'


def frame_of(frame: Frame, axes: tuple[Axis, ...]) -> str:
    """Border, ticks, names of the axes, and hairlines from the spec's own place to both axes."""
    across, up = axes
    border: Look = {"x": frame.left, "y": frame.top, "width": frame.side, "height": frame.side, "fill": "none"}
    parts = [tag("rect", {**border, "class": "mp-line", "stroke": "#0f172a", "stroke-width": "1.4"})]
    parts += [*_across(frame, across), *_up(frame, up)]
    return "".join(parts)


def _across(frame: Frame, axis: Axis) -> Iterator[str]:
    most = max(3, int(frame.side / TICK_GAP))
    wide = frame.side / len(axis.values) - 6 if axis.scale == "words" else 90.0
    own = axis.says(axis.here)
    for spot, text in ticks(axis, most):
        x = frame.x(spot)
        yield _line(x, frame.bottom, x, frame.bottom + 5)
        side = "start" if spot < 0.02 and axis.scale != "words" else "end" if spot > 0.98 and axis.scale != "words" else "middle"
        hidden = axis.scale != "words" and _near(axis, spot) * frame.side < (width(text, SMALL) + width(own, SMALL)) / 2 + 9
        for place, line in enumerate(() if hidden else cut(text, 2, SMALL) if width(text, SMALL) > wide else (text,)):
            yield text_at(x, frame.bottom + 19 + 13 * place, fit(line, SMALL, wide), SMALL, anchor=side)
    below = frame.bottom + (52 if axis.scale == "words" else 39)
    yield text_at(frame.right, below, f"{axis.fact.name} →", NORMAL, bold=True, anchor="end", ink=True)


def _up(frame: Frame, axis: Axis) -> Iterator[str]:
    for spot, text in ticks(axis, 8):
        y = frame.y(spot)
        yield _line(frame.left - 5, y, frame.left, y)
        down = 9.0 if spot > 0.98 and axis.scale != "words" else 0.0 if spot < 0.02 and axis.scale != "words" else 4.0
        if axis.scale != "words" and _near(axis, spot) * frame.side < UNDER_FLAG:
            continue
        room = frame.left - 12
        lines = cut(text, 3, SMALL) if width(text, SMALL) > room else (text,)
        for place, line in enumerate(lines):
            at = y + down + 13 * (place - (len(lines) - 1) / 2)
            yield text_at(frame.left - 8, at, fit(line, SMALL, room), SMALL, anchor="end")
    yield text_at(20, frame.top - 14, f"↑ {axis.fact.name}", NORMAL, bold=True, ink=True)


def _near(axis: Axis, spot: float) -> float:
    """How far a place is from the spec's own, where a flag stands."""
    return abs(spot - axis.marked) if axis.marked is not None else 1.0


def own_place(frame: Frame, axes: tuple[Axis, ...]) -> str:
    """The spec's own point, with its values flagged on both axes; "" when it lies outside."""
    spots = [axis.marked for axis in axes]
    if spots[0] is None or spots[1] is None:
        return ""
    x, y = frame.x(spots[0]), frame.y(spots[1])
    dash: Look = {"class": "mp-line", "stroke": "#0f172a", "stroke-dasharray": "2 3", "stroke-opacity": "0.75", "fill": "none"}
    lines = tag("path", {"d": f"M{number(frame.left)} {number(y)}H{number(x)}V{number(frame.bottom)}", **dash})
    white: Look = {"class": "mp-page mp-line", "fill": "#ffffff", "stroke": "#0f172a", "stroke-width": "2"}
    ring = tag("circle", {"cx": x, "cy": y, "r": 7.5, **white})
    dot = tag("circle", {"cx": x, "cy": y, "r": 3, **INK})
    across, up = (fit(axis.says(axis.here), SMALL, 100) if axis.scale != "words" else "" for axis in axes)
    flags = _flag(across, _kept(x, across, frame.left, frame.right), frame.bottom + 15.5) if across else ""
    flags += _flag(up, frame.left - 8 - width(up, SMALL) / 2, y) if up else ""
    return f'<g class="mp-own">{lines}{ring}{dot}{flags}</g>'


def _kept(x: float, text: str, low: float, high: float) -> float:
    half = width(text, SMALL) / 2
    return max(low + half, min(x, high - half))


def _flag(text: str, x: float, y: float) -> str:
    """A value on dark ground, centred on a point."""
    half = width(text, SMALL) / 2 + 6
    shape: Look = {"x": x - half, "y": y - 9, "width": 2 * half, "height": 18, "rx": 4, "class": "mp-flag", "fill": "#0f172a"}
    inside: Look = {"x": x, "y": y + 4, "text-anchor": "middle", "font-size": SMALL, "class": "mp-flag-text", "fill": "#ffffff"}
    return tag("rect", shape) + tag("text", inside, words(text))


def names_in(frame: Frame, layer: Layer) -> str:
    """The labels of the regions."""
    return "".join(_label(frame, label) for label in labels(layer, frame.side))


def _label(frame: Frame, label: Label) -> str:
    x, y = frame.x(label.x), frame.y(label.y)
    if label.key:
        return key(x, y, label.lines[0])
    high = label.size * 1.22
    top = y - high * (len(label.lines) - 1) / 2 + label.size * 0.36
    rows = "".join(tag("tspan", {"x": x, "y": top + high * place}, words(line)) for place, line in enumerate(label.lines))
    look = {"class": "mp-ink mp-name", "fill": "#0f172a", "font-weight": "600" if label.size > SMALL else "400"}
    turn: dict[str, str | float] = {"transform": f"rotate(-90 {number(x)} {number(y)})"} if label.upright else {}
    return tag("text", {"font-size": label.size, "text-anchor": "middle", **look, **turn}, rows)


def key(x: float, y: float, text: str) -> str:
    """A number in a circle."""
    circle: Look = {
        "cx": x,
        "cy": y,
        "r": 8,
        "class": "mp-page mp-line",
        "fill": "#ffffff",
        "stroke": "#0f172a",
        "stroke-width": "1",
    }
    return tag("circle", circle) + text_at(x, y + 3.6, text, 10, bold=True, anchor="middle", ink=True)


def text_at(x: float, y: float, text: str, size: float, *, bold: bool = False, anchor: str = "start", ink: bool = False) -> str:
    """A line of text."""
    look: dict[str, str | float] = {"x": x, "y": y, "font-size": size, "text-anchor": anchor, **(INK if ink else SOFT)}
    return tag("text", look | ({"font-weight": "700"} if bold else {}), words(text))


def _line(x: float, y: float, end_x: float, end_y: float) -> str:
    data = f"M{number(x)} {number(y)}L{number(end_x)} {number(end_y)}"
    return tag("path", {"d": data, "class": "mp-rule", "stroke": "#475569", "stroke-width": "1", "fill": "none"})
