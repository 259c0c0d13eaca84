"""The same design at growing sizes: bill and load, then what comes and goes, and which choices turn, at which size."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from designgen.charts.house import (
    BAR,
    HEAD,
    SMALL,
    TEXT,
    WIDE,
    Lanes,
    Layer,
    Row,
    Says,
    Scale,
    Spec,
    bars,
    halo,
    marks,
    picture,
    rules,
    texts,
)
from designgen.diagram.text import fit, width
from designgen.palette import LIGHT

PANEL, RIGHT, SIDE, GAP = 72.0, 34.0, 24.0, 34.0
"""The height of a line with its values; room right of the last size, left of the first in a narrow chart, after a name."""
TINTS = ("edge", "feature", "training", "stream", "offline")


@dataclass(frozen=True, slots=True)
class Size:
    """A size that was looked at; amounts are None where nothing is known."""

    value: float
    shown: str
    own: bool
    usd: float | None
    usd_shown: str
    load: float | None
    load_shown: str
    p99_shown: str
    missed: bool  # the target of the p99


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sizes at which something holds; `begins` says in words from where on, "" if it does from the first."""

    low: float
    high: float
    name: str
    begins: str


@dataclass(frozen=True, slots=True)
class Span:
    """A component with the sizes at which it is there, or a decision with what it chooses at which sizes."""

    name: str
    plane: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Climb:
    """What grows, and all that moves with it."""

    name: str
    sizes: Sequence[Size]
    parts: Sequence[Span]
    choices: Sequence[Span]


def climb(found: Climb, says: Says, wide: float) -> Spec:
    """One chart with a common axis of sizes."""
    panels = [(name, [get(size) for size in found.sizes]) for name, get in _LINES]
    panels = [(name, values) for name, values in panels if all(value for value, _ in values)]
    waits = any(size.p99_shown for size in found.sizes)
    top = HEAD + 30
    first = top + PANEL * len(panels) + (0 if not waits else 24 if wide >= WIDE else 36)
    parts = Lanes(wide, [part.name for part in found.parts], top=first + (24 if found.parts else 0))
    chosen = Lanes(wide, [choice.name for choice in found.choices], top=parts.bottom + (30 if found.choices else 0))
    left = SIDE if wide < WIDE else max(parts.left, chosen.left, 90.0) + GAP - 12
    scale = Scale(found.sizes[0].value, found.sizes[-1].value, left, wide - RIGHT, "log")
    layers = [
        *_sizes(found, scale, chosen.bottom + 2, wide),
        *(one for place, (name, values) in enumerate(panels) for one in _line(name, values, found, scale, top + PANEL * place)),
        *(_times(found, scale, top + PANEL * len(panels)) if waits else ()),
        *_lanes("Components that come and go", found.parts, parts, scale, _part),
        *_lanes("Choices that turn", found.choices, chosen, scale, _choice),
    ]  # fmt: skip
    return picture(says, wide, chosen.bottom + 6, layers)


_LINES: tuple[tuple[str, Callable[[Size], tuple[float | None, str]]], ...] = (
    ("A month", lambda size: (size.usd, size.usd_shown)),
    ("Peak load", lambda size: (size.load, size.load_shown)),
)


def _sizes(found: Climb, scale: Scale, bottom: float, wide: float) -> Iterator[Layer | None]:
    """The axis on top: each size with a line through all, that of the spec stronger."""
    for own, colour, look in ((False, LIGHT.line, {}), (True, LIGHT.soft, {"strokeWidth": 1.5, "strokeDash": [2, 3]})):
        lines = [{"x": size.value, "x2": size.value, "y": HEAD + 24, "y2": bottom} for size in found.sizes if size.own is own]
        yield rules(lines, scale, colour, **look)
    rows = [(size, HEAD + 18, size.shown) for size in found.sizes]
    yield from _said(rows, scale, lambda size: LIGHT.ink if size.own else LIGHT.soft, TEXT)
    for size in found.sizes:
        half = width("this spec", SMALL) / 2
        place = max(half, min(scale.at(size.value), wide - half))
        own_text = "this spec" if size.own else ""
        yield texts([{"px": place, "y": HEAD + 4, "text": own_text}], fill=LIGHT.soft, size=SMALL, align="center")


def _line(
    name: str, values: Sequence[tuple[float | None, str]], found: Climb, scale: Scale, top: float
) -> Iterator[Layer | None]:
    """Values on a logarithmic scale of their own, each said at its dot where there is room."""
    amounts = [value or 1.0 for value, _ in values]
    up = Scale(min(amounts), max(amounts) * 1.0001, top + PANEL - 12, top + 26, "log")
    places = [(size.value, up.at(value)) for size, value in zip(found.sizes, amounts, strict=True)]
    lines = [{"x": a, "x2": c, "y": b, "y2": d} for (a, b), (c, d) in pairwise(places)]
    yield rules(lines, scale, LIGHT.bold, strokeWidth=2)
    tips = [f"{name} at {size.shown}: {text}" for size, (_, text) in zip(found.sizes, values, strict=True)]
    dots = [{"x": x, "y": y, "tip": tip} for (x, y), tip in zip(places, tips, strict=True)]
    yield marks({"type": "point", "filled": True, "fill": LIGHT.bold, "opacity": 1, "size": 34}, dots, scale)
    said = zip(found.sizes, places, values, strict=True)
    yield from _said([(size, y - 8, text) for size, (_, y), (_, text) in said], scale, lambda _: LIGHT.ink)
    yield _name(name, scale, top + PANEL - 10, top + 12)


def _name(name: str, scale: Scale, beside: float, above: float) -> Layer | None:
    if scale.left <= SIDE:
        return texts([{"px": 0, "y": above, "text": name}], fill=LIGHT.soft, size=SMALL)
    return texts([{"px": scale.left - GAP, "y": beside, "text": name}], align="right")


def _said(
    rows: Sequence[tuple[Size, float, str]], scale: Scale, fill: Callable[[Size], str], letters: float = SMALL
) -> Iterator[Layer | None]:
    """A text at each size, and its y, where they do not touch: that of the spec before the ends, and these before the others."""
    order = sorted(rows, key=lambda row: (not row[0].own, row not in (rows[0], rows[-1])))
    taken: list[tuple[float, float]] = []
    for size, y, text in order:
        half = width(text, letters) / 2
        at = max(half, min(scale.at(size.value), scale.right + RIGHT - half))
        if all(at + half < low or at - half > high for low, high in taken):
            taken.append((at - half, at + half))
            row = {"px": at, "y": y, "text": text}
            if size.own:
                yield halo([row], letters, scale, align="center")
            yield texts([row], scale, fill(size), letters, size.own, align="center")


def _times(found: Climb, scale: Scale, top: float) -> Iterator[Layer | None]:
    """The p99 at each size; what misses its target in the colour of what is bad."""
    narrow = scale.left <= SIDE
    rows = [(size, top + (26 if narrow else 12), size.p99_shown) for size in found.sizes]
    yield from _said(rows, scale, lambda size: LIGHT.bad if size.missed else LIGHT.ink)
    yield _name("p99", scale, top + 12, top + 10)


def _lanes(
    head: str, spans: Sequence[Span], lanes: Lanes, scale: Scale, of: Callable[[Span, int], str]
) -> Iterator[Layer | None]:
    """A bar for each stretch, with its words inside where there is room."""
    if not spans:
        return
    boxes: list[Row] = []
    inside: list[Row] = []
    for place, span in enumerate(spans):
        for number, one in enumerate(span.stretches):
            y = lanes.y(place)
            said = ": ".join(filter(None, (one.begins, one.name)))
            long = scale.at(one.high) - scale.at(one.low)
            tip = f"{span.name}: {said}" if said else span.name
            boxes.append({"x": one.low, "x2": one.high, "y": y, "y2": y + BAR, "fill": of(span, number), "tip": tip})
            ways = (said, one.name or one.begins, fit(one.name, SMALL, long - 8) if long > 60 else "")
            text = next((way for way in ways if width(way, SMALL) < long - 8), "")
            inside.append({"x": one.low, "y": y + BAR - 3.5, "text": text, "fill": _on(of(span, number))})
    yield texts([{"px": 0, "y": lanes.top - 6, "text": head}], fill=LIGHT.soft, size=SMALL, bold=True)
    yield bars(boxes, scale, stroke=LIGHT.page, strokeWidth=1)
    yield texts(inside, scale, size=SMALL, dx=5)
    yield from lanes.titles(beside=scale.left - GAP)


def _part(span: Span, _: int) -> str:
    return LIGHT.planes[span.plane].accent if span.plane in LIGHT.planes else LIGHT.faint


def _choice(span: Span, number: int) -> str:
    """Each choice of a decision in a tint of its own."""
    names = list(dict.fromkeys(one.name for one in span.stretches))
    return LIGHT.planes[TINTS[names.index(span.stretches[number].name) % len(TINTS)]].border


def _on(fill: str) -> str:
    return LIGHT.on_accent if any(fill == tone.accent for tone in LIGHT.planes.values()) else LIGHT.ink


__all__ = ["Climb", "Size", "Span", "Stretch", "climb"]
