"""The style of the house, and what every kind of chart is made of. Sizes in px; y grows downwards and is given in px."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from designgen.charts.ticks import Tick
from designgen.diagram.text import clean, fit, width
from designgen.palette import LIGHT

Spec = dict[str, Any]
Layer = dict[str, Any]
Row = Mapping[str, Any]
"""Of a mark: `x`, `x2` on the scale or `px`, `px2` in px; `y`, `y2` in px; `fill`, `stroke`, `text`, `size`; `tip`, a tooltip."""
WIDE, NARROW = 720, 360
FONT = "Inter, Roboto, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
TEXT, SMALL, TITLE = 12.0, 11.0, 13.5
BAR, ROW, HIGHER = 15.0, 25.0, 42.0
"""The height of a bar; of a row with its name at the left; of a row with its name above."""
HEAD = 30.0
"""What the title takes."""
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_RAW = {"type": "quantitative", "scale": None, "axis": None}
_LOOK = {"type": "nominal", "scale": None, "legend": None}
_CHANNELS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "px": ("x", _RAW), "y": ("y", _RAW), "x2": ("x2", {}), "px2": ("x2", {}), "y2": ("y2", {}), "fill": ("fill", _LOOK),
    "stroke": ("stroke", _LOOK), "size": ("size", {"type": "quantitative", "scale": None, "legend": None}),
    "text": ("text", {"type": "nominal"}), "tip": ("description", {"type": "nominal"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to px. `kind` is linear or log."""

    low: float
    high: float
    left: float
    right: float
    kind: str = "linear"

    def at(self, value: float) -> float:
        """The px of a value."""
        low, high, here = (math.log(one) if self.kind == "log" else one for one in (self.low, self.high, value))
        return self.left + (here - low) / ((high - low) or 1.0) * (self.right - self.left)

    @property
    def channel(self) -> dict[str, Any]:
        scale = {"type": self.kind, "domain": [self.low, self.high], "range": [self.left, self.right]}
        return {"field": "x", "type": "quantitative", "axis": None, "scale": {**scale, "nice": False, "zero": False}}


@dataclass(frozen=True, slots=True)
class Says:
    """A title, for readers and over the chart, and what the chart shows, for whoever does not see it."""

    title: str
    told: str
    shown: str = ""  # over the chart, where that is not the title


def picture(says: Says, wide: float, tall: float, layers: Iterable[Layer | None]) -> Spec:
    """The spec of a chart. Its size is fixed and everything in it placed, so that no width of a letter moves anything."""
    head = texts([{"px": 0, "y": 13, "text": fit(says.shown or says.title, TITLE, wide, bold=True)}], size=TITLE, bold=True)
    return {
        "$schema": SCHEMA, "usermeta": {"title": clean(says.title), "told": clean(says.told)},
        "width": wide, "height": math.ceil(tall), "padding": 0, "autosize": "none", "background": None,
        "config": {"font": FONT, "view": {"stroke": None, "fill": None}},
        "layer": _joined([layer for layer in (head, *layers) if layer]),
    }  # fmt: skip


def _joined(layers: Sequence[Layer]) -> list[Layer]:
    """Neighbours of one look are one layer: each costs Vega-Lite a millisecond."""
    found: list[Layer] = []
    for layer in layers:
        last = found[-1] if found else {}
        if (last.get("mark"), last.get("encoding")) == (layer["mark"], layer["encoding"]):
            found[-1] = {**layer, "data": {"values": last["data"]["values"] + layer["data"]["values"]}}
        else:
            found.append(layer)
    return found


def marks(mark: Mapping[str, Any], rows: Sequence[Row], scale: Scale | None = None) -> Layer | None:
    """One mark a row; nothing for no rows. Every row has the fields of the first."""
    if not rows:
        return None
    encoding: dict[str, Any] = {}
    for field in rows[0]:
        if field == "x":
            assert scale
            encoding["x"] = scale.channel
        else:
            channel, more = _CHANNELS[field]
            encoding[channel] = {"field": field, **more}
    values = [_printable(row) for row in rows]
    return {"data": {"values": values}, "mark": {**mark, "aria": "tip" in rows[0]}, "encoding": encoding}


def _printable(row: Row) -> Row:
    return {name: clean(value) if name in ("text", "tip") else value for name, value in row.items()}


def bars(rows: Sequence[Row], scale: Scale | None, fill: str = "", **look: Any) -> Layer | None:
    """Filled boxes."""
    return marks({"type": "rect", **({"fill": fill} if fill else {}), "stroke": None, **look}, rows, scale)


def rules(rows: Sequence[Row], scale: Scale | None, stroke: str = LIGHT.line, **look: Any) -> Layer | None:
    """Lines from (x, y) to (x2, y2)."""
    return marks({"type": "rule", "stroke": stroke, "strokeWidth": 1, **look}, rows, scale)


def texts(
    rows: Sequence[Row], scale: Scale | None = None, fill: str = LIGHT.ink, size: float = TEXT, bold: bool = False, **look: Any
) -> Layer | None:
    """Words; `y` is their base line."""
    kept = [row for row in rows if row["text"]]
    weight = {"fontWeight": 600} if bold else {}
    own = {} if kept and "fill" in kept[0] else {"fill": fill}
    return marks(
        {"type": "text", "align": "left", "baseline": "alphabetic", "fontSize": size, **weight, **own, **look}, kept, scale
    )


def halo(rows: Sequence[Row], size: float, scale: Scale | None = None, **look: Any) -> Layer | None:
    """The ground around words that lie on lines or dots; the words come after it."""
    return texts(rows, scale, LIGHT.page, size, stroke=LIGHT.page, strokeWidth=4, strokeJoin="round", **look)


def grid(ticks: Sequence[Tick], scale: Scale, top: float, bottom: float, wide: float) -> list[Layer | None]:
    """Upright lines with their values below, none over an edge of the chart."""
    lines = [{"x": tick.value, "y": top, "x2": tick.value, "y2": bottom} for tick in ticks]
    return [rules(lines, scale), *_values(ticks, scale, bottom + 15, wide)]


def _values(ticks: Sequence[Tick], scale: Scale, y: float, wide: float) -> list[Layer | None]:
    found: dict[str, list[Row]] = {"left": [], "center": [], "right": []}
    for tick in ticks:
        half, at = width(tick.text, SMALL) / 2, scale.at(tick.value)
        side = "left" if at < half else "right" if at + half > wide else "center"
        found[side].append({"x": tick.value, "y": y, "text": tick.text})
    return [texts(rows, scale, LIGHT.soft, SMALL, align=side) for side, rows in found.items()]


@dataclass(frozen=True, slots=True)
class Lanes:
    """Rows with a name: at the left of a wide chart, above the bars of a narrow one. `ends` are texts right of the bars."""

    wide: float
    names: Sequence[str]
    ends: Sequence[str] = ()
    top: float = HEAD
    lead: float = 0.0  # room over each bar for something else

    @property
    def above(self) -> bool:
        return self.wide < WIDE

    @property
    def left(self) -> float:
        """Where bars begin."""
        longest = max((width(name, TEXT) for name in self.names), default=0.0)
        return 1.0 if self.above else min(longest + 12, self.wide * 0.33)

    @property
    def right(self) -> float:
        """Where the longest bar may end."""
        longest = max((width(text, TEXT) for text in self.ends), default=0.0)
        return self.wide - 14 if self.above else self.wide - longest - 12

    @property
    def step(self) -> float:
        return (HIGHER if self.above else ROW) + self.lead

    @property
    def bottom(self) -> float:
        return self.top + self.step * len(self.names)

    def y(self, place: int) -> float:
        """The upper edge of the bar of a row."""
        return self.top + self.step * place + (20 if self.above else 4) + self.lead

    def titles(self, bold: Iterable[int] = (), beside: float = 0.0) -> list[Layer | None]:
        """The names, some of them bold; `beside` is where they end if not at the left of the bars."""
        heavy, end = set(bold), beside or self.left - 8
        room = self.wide * (0.62 if self.ends else 1.0) if self.above else end

        def of(want: bool) -> list[Row]:
            at = {"px": 0.0 if self.above else end}
            return [
                {**at, "y": self._base(place), "text": fit(name, TEXT, room, bold=want)}
                for place, name in enumerate(self.names) if (place in heavy) is want
            ]  # fmt: skip

        side = "left" if self.above else "right"
        halos = [halo(of(want), TEXT, align=side) for want in (False, True) if self.above]
        return [*halos, *(texts(of(want), bold=want, align=side) for want in (False, True))]

    def _base(self, place: int) -> float:
        """The base line of a name."""
        return self.y(place) - 6 - self.lead if self.above else self.y(place) + BAR - 3.5

    def told(self, at: Sequence[float], scale: Scale, bold: Iterable[int] = ()) -> list[Layer | None]:
        """The texts of the ends: behind what a row shows, up to the values `at`; in a narrow chart at the right edge above."""
        heavy = set(bold)

        def of(want: bool) -> list[Row]:
            rows = [(place, text) for place, text in enumerate(self.ends) if (place in heavy) is want]
            if self.above:
                return [{"px": self.wide - 18, "y": self._base(place), "text": text} for place, text in rows]
            return [{"x": at[place], "y": self._base(place), "text": text} for place, text in rows]

        side = {"align": "right"} if self.above else {"align": "left", "dx": 7}
        return [texts(of(want), scale, LIGHT.ink if want else LIGHT.soft, bold=want, **side) for want in (False, True)]


def key(samples: Sequence[tuple[str, str, str]], wide: float, top: float, left: float = 0.0) -> tuple[list[Layer | None], float]:
    """Squares with their meaning from left to right, wrapped, and where they end. A sample: fill, stroke, words."""
    x, y = left, top
    boxes, words = [], []
    for fill, stroke, name in samples:
        shown = fit(name, SMALL, wide - left - 20)
        room = 16 + width(shown, SMALL) + 14
        if x > left and x + room > wide + 10:
            x, y = left, y + 18
        boxes.append({"px": x, "px2": x + 11, "y": y, "y2": y + 11, "fill": fill or LIGHT.page, "stroke": stroke or fill})
        words.append({"px": x + 16, "y": y + 9.5, "text": shown})
        x += room
    return [marks({"type": "rect", "strokeWidth": 1}, boxes), texts(words, fill=LIGHT.soft, size=SMALL)], y + 18
