"""How long answers take, as an SVG file of its own: the distribution above, what each stage adds below."""

from collections.abc import Iterator, Mapping, Sequence

from designgen import units
from designgen.document.escape import attribute

Bin = tuple[float, float, float]
"""From, to (seconds), share of the answers."""
Bar = tuple[str, float, float, float]
"""Name, p50, p99, p99 of waiting, in seconds."""
WIDTH, LEFT, RIGHT, TOP, TALL, ROW = 760, 190, 150, 62, 170, 24  # px
GAP = 66
"""Between the two pictures, for the axis and its figures."""
SEEN = 1.6
"""A target further right than so many times the distribution is told in words."""
STYLE = (
    "text{font:12px sans-serif;fill:#334155}.title{font-size:15px;font-weight:600;fill:#0f172a}.ground{fill:#fff}"
    ".share,.p50{fill:#2f6f9f}.p99{fill:#a9cbe2}.wait{fill:#c7762b}.axis{stroke:#94a3b8}.mark{stroke:#475569}"
    ".target{stroke:#b3261e;stroke-dasharray:5 3}.over{fill:#b3261e}"
    "@media (prefers-color-scheme:dark){text{fill:#cbd5e1}.title{fill:#f1f5f9}.ground{fill:#0f172a}.share,.p50{fill:#6fb1e0}"
    ".p99{fill:#2d5876}.wait{fill:#e0944d}.axis{stroke:#64748b}.mark{stroke:#cbd5e1}.target{stroke:#f2827a}.over{fill:#f2827a}}"
)


def histogram(title: str, bins: Sequence[Bin], marks: Mapping[str, float], stages: Sequence[Bar]) -> str:
    """`marks` are times to draw as lines over the distribution; the one called target in another colour."""
    height = TOP + TALL + GAP + ROW * len(stages) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img">',
        f"<title>{attribute(title)}</title><style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}" rx="8"/>',
        _text(16, 26, title, kind="title"),
        *(_distribution(bins, marks) if bins else [_text(16, 60, "No request was answered.")]),
        *_stages(stages, TOP + TALL + GAP),
        "</svg>\n",
    ]
    return "\n".join(part for part in parts if part)


def _distribution(bins: Sequence[Bin], marks: Mapping[str, float]) -> Iterator[str]:
    low, end = bins[0][0], bins[-1][1]
    high = max([end, *(mark * 1.03 for mark in marks.values() if mark <= SEEN * end)])
    scale = (WIDTH - 32) / (high - low or 1.0)
    most = max(share for _, _, share in bins) or 1.0
    for start, stop, share in bins:
        tall = share / most * TALL
        yield _rect("share", (16 + (start - low) * scale, TOP + TALL - tall, max((stop - start) * scale - 1, 1), tall))
    yield f'<line class="axis" x1="16" x2="{WIDTH - 16}" y1="{TOP + TALL}" y2="{TOP + TALL}"/>'
    yield from _ticks(low, high, scale)
    for place, (name, mark) in enumerate(sorted(marks.items(), key=lambda item: item[1])):
        yield _mark(name, mark, 16 + (mark - low) * scale if mark <= high else None, place)


def _ticks(low: float, high: float, scale: float) -> Iterator[str]:
    for place in range(7):
        time = low + (high - low) * place / 6
        anchor = ("start", "end")[place // 6] if place in (0, 6) else "middle"
        yield _text(16 + (time - low) * scale, TOP + TALL + 16, units.humane(time, "second"), anchor)


def _mark(name: str, mark: float, left: float | None, place: int) -> str:
    """A line with its name; beyond the right edge the name alone."""
    shown = f"{name} {units.humane(mark, 'second')}"
    kind = "over" if name == "target" else ""
    if left is None:
        return _text(WIDTH - 16, TOP - 18, f"{shown} →", "end", kind)
    line = "target" if name == "target" else "mark"
    top = TOP - 6 + place * 14
    anchor, beside = ("end", left - 4) if left > WIDTH * 0.7 else ("start", left + 4)
    return f'<line class="{line}" x1="{left:.1f}" x2="{left:.1f}" y1="{top - 10}" y2="{TOP + TALL}"/>' + _text(
        beside, top, shown, anchor, kind
    )


def _stages(stages: Sequence[Bar], top: int) -> Iterator[str]:
    """Per stage p50, the way to p99, and over its end the p99 of waiting alone."""
    if not stages:
        return
    longest = max(p99 for _, _, p99, _ in stages) or 1.0
    scale = (WIDTH - LEFT - RIGHT) / longest
    keys = [("p50", "p50"), ("p99", "p99")]
    if any(wait for *_, wait in stages):
        keys.append(("wait", "p99 of waiting alone"))
    for place, (kind, says) in enumerate(keys):
        yield _rect(kind, (LEFT + place * 90, top - 24, 12, 12)) + _text(LEFT + place * 90 + 17, top - 14, says)
    for number, (name, p50, p99, wait) in enumerate(stages):
        y = top + number * ROW
        yield _text(LEFT - 8, y + 12, name, "end")
        yield _rect("p99", (LEFT, y, p99 * scale, ROW - 8)) + _rect("p50", (LEFT, y, max(p50 * scale, 1), ROW - 8))
        if wait:
            yield _rect("wait", (LEFT, y + ROW - 11, max(wait * scale, 1), 3))
        figures = f"{units.humane(p50, 'second')} / {units.humane(p99, 'second')}"
        yield _text(LEFT + p99 * scale + 6, y + 12, figures)


def _rect(kind: str, at: tuple[float, float, float, float]) -> str:
    left, top, wide, tall = at
    return f'<rect class="{kind}" x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>'


def _text(left: float, top: float, text: str, anchor: str = "start", kind: str = "") -> str:
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{left:.1f}" y="{top:.0f}"{side}{named}>{attribute(text)}</text>'
