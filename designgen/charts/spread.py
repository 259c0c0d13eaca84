"""How long answers take: the distribution above, what each stage adds below."""

from collections.abc import Iterator, Mapping, Sequence

from designgen import units
from designgen.charts.house import (
    BAR,
    HEAD,
    SMALL,
    WIDE,
    Lanes,
    Layer,
    Row,
    Says,
    Scale,
    Spec,
    bars,
    grid,
    key,
    picture,
    rules,
    texts,
)
from designgen.charts.ticks import even
from designgen.diagram.text import width
from designgen.palette import LIGHT

Bin = tuple[float, float, float]
"""From, to (seconds), share of the answers."""
Bar = tuple[str, float, float, float]
"""Name, p50, p99, p99 of waiting, in seconds."""
TALL, EDGE = 170.0, 4.0
SEEN = 1.6
"""A target further right than so many times the distribution is told in words."""
TARGET = "target"


def spread(bins: Sequence[Bin], lines: Mapping[str, float], stages: Sequence[Bar], says: Says) -> Spec:
    """Of one width, for a file. `lines` are times to draw over the distribution; the one called target is told in red."""
    top, wide = HEAD + 14 * len(lines), WIDE
    upper = (
        [*_distribution(bins, lines, top, wide)]
        if bins
        else [texts([{"px": 0, "y": HEAD + 14, "text": "No request was answered."}])]
    )
    below = top + TALL + 44 if bins else HEAD + 40
    lower, bottom = _stages(stages, below, wide) if stages else ([], below)
    return picture(says, wide, bottom, [*upper, *lower])


def _distribution(bins: Sequence[Bin], lines: Mapping[str, float], top: float, wide: float) -> Iterator[Layer | None]:
    low, end = bins[0][0], bins[-1][1]
    high = max([end, *(line * 1.03 for line in lines.values() if line <= SEEN * end)])
    scale, most = Scale(low, high, EDGE, wide - EDGE), max(share for _, _, share in bins) or 1.0
    yield from grid(even(low, high, "second", 7), scale, top, top + TALL, wide)
    yield bars(
        [{"x": start, "x2": stop, "y": top + TALL * (1 - share / most), "y2": top + TALL,
          "tip": f"{_s(start)} to {_s(stop)}: {units.humane(share, 'share')}"} for start, stop, share in bins if share],
        scale, LIGHT.bold, stroke=LIGHT.page, strokeWidth=0.5,
    )  # fmt: skip
    yield rules([{"px": EDGE, "px2": wide - EDGE, "y": top + TALL, "y2": top + TALL}], None, LIGHT.soft)
    order = sorted(lines.items(), key=lambda item: (item[1] <= high, item[1]))  # no line runs through what is named at the edge
    for place, (name, line) in enumerate(order):
        yield from _marked(name, line, scale, (HEAD + 10 + 14 * place, top + TALL), wide)


def _marked(name: str, line: float, scale: Scale, ends: tuple[float, float], wide: float) -> Iterator[Layer | None]:
    """A line with its name beside its upper end; beyond the right edge the name alone."""
    shown, target = f"{name} {_s(line)}", name == TARGET
    colour = LIGHT.bad if target else LIGHT.ink
    if line > scale.high:
        yield texts(
            [{"px": wide - EDGE, "y": ends[0], "text": f"{shown} →"}], fill=colour, size=SMALL, bold=target, align="right"
        )
        return
    dash = {"strokeDash": [5, 3]} if target else {}
    yield rules([{"x": line, "x2": line, "y": ends[0] - 9, "y2": ends[1]}], scale, colour, strokeWidth=1.25, **dash)
    side = "right" if scale.at(line) + width(shown, SMALL) + 8 > wide else "left"
    beside = {"align": side, "dx": -5 if side == "right" else 5}
    yield texts([{"x": line, "y": ends[0], "text": shown}], scale, colour, SMALL, bold=target, **beside)


def _stages(stages: Sequence[Bar], top: float, wide: float) -> tuple[list[Layer | None], float]:
    """Per stage p50, the way to p99, and over it the p99 of waiting alone; and where they end."""
    samples = [(LIGHT.bold, "", "p50"), (LIGHT.pale, "", "on to p99")]
    samples += [(LIGHT.warm, "", "p99 of waiting alone")] if any(wait for *_, wait in stages) else []
    keys, first = key(samples, wide, top)
    lanes = Lanes(wide, [name for name, *_ in stages], [f"{_s(p50)} / {_s(p99)}" for _, p50, p99, _ in stages], first)
    longest = max(p99 for _, _, p99, _ in stages) or 1.0
    scale = Scale(0.0, longest, lanes.left, lanes.right)  # in px: a chart has one scale, and that is the distribution's
    tails = [_bar(lanes, scale, place, (p50, max(p50, p99))) for place, (_, p50, p99, _) in enumerate(stages)]
    typical = [_bar(lanes, scale, place, (0.0, p50)) for place, (_, p50, _, _) in enumerate(stages)]
    waits = [_bar(lanes, scale, place, (0.0, wait), BAR - 4) for place, (*_, wait) in enumerate(stages) if wait]
    drawn = [bars(tails, None, LIGHT.pale), bars(typical, None, LIGHT.bold), bars(waits, None, LIGHT.warm)]
    ends = [
        {"px": scale.at(p99) + 7, "y": lanes.y(place) + BAR - 3.5, "text": lanes.ends[place]}
        for place, (_, _, p99, _) in enumerate(stages)
    ]
    return [*keys, *drawn, *lanes.titles(), texts(ends, fill=LIGHT.soft)], lanes.bottom + 6


def _bar(lanes: Lanes, scale: Scale, place: int, ends: tuple[float, float], down: float = 0.0) -> Row:
    y = lanes.y(place)
    return {"px": scale.at(ends[0]), "px2": scale.at(ends[1]), "y": y + down, "y2": y + BAR}


def _s(seconds: float) -> str:
    return units.humane(seconds, "second")
