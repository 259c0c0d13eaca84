"""The latency budget as bars: each stage starts where the one before it ends."""

from markupsafe import Markup

from designgen import units
from designgen.design.model import Latency, Stage
from designgen.document.escape import attribute, ours

WIDTH, LEFT, RIGHT, ROW = 720, 200, 110, 24  # px; names on the left, figures on the right
FAR = 3.0


def waterfall(latency: Latency, title: str) -> Markup:
    """An inline SVG: p50 as a full bar, the way to p99 as a pale one, the target as a dashed line.

    A stage's bars start at the sum of the earlier p50s: the picture of a typical request, with each stage's own tail.
    A target far beyond the path is named at the right edge instead of squeezing the bars.
    """
    ends = [_before(latency, place) + stage.p99 for place, stage in enumerate(latency.stages)]
    longest = max([*ends, latency.p99, latency.sum_p99])
    span = (latency.target if longest < latency.target < FAR * longest else longest) or 1.0
    scale = (WIDTH - LEFT - RIGHT) / span
    height = ROW * (len(latency.stages) + 2) + 26
    bars = "".join(
        _bar(stage, LEFT + _before(latency, place) * scale, scale, place * ROW + 4) for place, stage in enumerate(latency.stages)
    )
    bars += _totals(latency, scale, len(latency.stages) * ROW + 4)
    bars += _target(latency, LEFT + latency.target * scale, height) if latency.target <= span else _beyond(latency, height)
    return ours(
        f'<svg class="dg-waterfall" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" font-family="sans-serif" font-size="12"><title>{attribute(title)}</title>{bars}</svg>'
    )


def _before(latency: Latency, place: int) -> float:
    return sum(stage.p50 for stage in latency.stages[:place])


def _bar(stage: Stage, left: float, scale: float, top: int) -> str:
    typical, tail = max(1.0, stage.p50 * scale), max(0.0, (stage.p99 - stage.p50) * scale)
    figures = f"{units.humane(stage.p50, 'second')} / {units.humane(stage.p99, 'second')}"
    return (
        _name(stage.name, top)
        + _rect("dg-p50", left, top, typical, "#2f6f9f")
        + _rect("dg-p99", left + typical, top, tail, "#a9cbe2")
        + _text(left + typical + tail + 6, top, figures)
    )


def _totals(latency: Latency, scale: float, top: int) -> str:
    """The sum of the p99s in outline, as if every stage were slow at once, and the modelled p99 in full."""
    bound, below = latency.sum_p99 * scale, top + ROW
    return (
        _name("all p99s at once", top)
        + f'<rect class="dg-bound" x="{LEFT}" y="{top + 1}" width="{bound:.1f}" height="{ROW - 10}" rx="2" fill="none" '
        f'stroke="#c7762b" stroke-dasharray="3 2"/>'
        + _text(LEFT + bound + 6, top, units.humane(latency.sum_p99, "second"))
        + _name("p99 of the whole path", below, bold=True)
        + _rect("dg-p99-all", LEFT, below, latency.p99 * scale, "#c7762b")
        + _text(LEFT + latency.p99 * scale + 6, below, units.humane(latency.p99, "second"))
    )


def _beyond(latency: Latency, height: int) -> str:
    shown = units.humane(latency.target, "second")
    place = f'x="{WIDTH - 4}" y="{height - 4}" text-anchor="end"'
    return f'<text class="dg-goal" {place} fill="#b3261e">target {shown}, far to the right →</text>'


def _target(latency: Latency, left: float, height: int) -> str:
    return (
        f'<line class="dg-target" x1="{left:.1f}" x2="{left:.1f}" y1="0" y2="{height - 18}" stroke="#b3261e" '
        f'stroke-dasharray="4 3"/><text class="dg-goal" x="{left:.1f}" y="{height - 4}" text-anchor="end" fill="#b3261e">'
        f"target {units.humane(latency.target, 'second')}</text>"
    )


def _rect(kind: str, left: float, top: int, width: float, fill: str) -> str:
    return f'<rect class="{kind}" x="{left:.1f}" y="{top}" width="{width:.1f}" height="{ROW - 8}" rx="2" fill="{fill}"/>'


def _text(left: float, top: int, text: str) -> str:
    return f'<text class="dg-text" x="{left:.1f}" y="{top + 12}" fill="#475569">{attribute(text)}</text>'


def _name(name: str, top: int, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text class="dg-text" x="{LEFT - 8}" y="{top + 12}" text-anchor="end" fill="#1e293b"{weight}>{attribute(name)}</text>'
    )
