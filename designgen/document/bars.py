"""The bill as bars: what a month of each component costs, with a whisker from the low to the high end."""

from collections.abc import Sequence

from markupsafe import Markup

from designgen import units
from designgen.design.model import Part
from designgen.document.escape import attribute, ours

WIDTH, LEFT, RIGHT, ROW = 720, 190, 190, 24  # px; names on the left, figures on the right
MOST = 12


def bars(parts: Sequence[Part], title: str) -> Markup:
    """An inline SVG of the dearest components, given in that order; the rest are one bar."""
    rows = [(part.name, part.usd or 0.0, part.usd_low or 0.0, part.usd_high or 0.0) for part in parts]
    if len(rows) > MOST:
        typical, low, high = (sum(amounts) for amounts in list(zip(*rows[MOST - 1 :], strict=True))[1:])
        rows = [*rows[: MOST - 1], (f"{len(rows) - MOST + 1} more", typical, low, high)]
    scale = (WIDTH - LEFT - RIGHT) / (max((high for _, _, _, high in rows), default=0.0) or 1.0)
    height = ROW * len(rows) + 6
    drawn = "".join(_row(row, scale, place * ROW + 4) for place, row in enumerate(rows))
    return ours(
        f'<svg class="dg-costs" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" role="img" font-family="sans-serif" font-size="12"><title>{attribute(title)}</title>{drawn}</svg>'
    )


def _row(row: tuple[str, float, float, float], scale: float, top: int) -> str:
    name, typical, low, high = row
    ends = f" ({units.humane(low, 'usd')} to {units.humane(high, 'usd')})" if high > low else ""
    right = LEFT + max(high, typical) * scale + 8
    return (
        f'<text class="dg-text" x="{LEFT - 8}" y="{top + 12}" text-anchor="end" fill="#1e293b">{attribute(name)}</text>'
        f'<rect class="dg-p50" x="{LEFT}" y="{top}" width="{max(1.0, typical * scale):.1f}" height="{ROW - 8}" rx="2" '
        f'fill="#2f6f9f"/>'
        f"{_whisker(LEFT + low * scale, LEFT + high * scale, top) if high > low else ''}"
        f'<text class="dg-text" x="{right:.1f}" y="{top + 12}" fill="#475569">{units.humane(typical, "usd")}{ends}</text>'
    )


def _whisker(left: float, right: float, top: int) -> str:
    middle = top + (ROW - 8) / 2
    ticks = "".join(f"M{x:.1f} {middle - 4}v8" for x in (left, right))
    drawn = f"M{left:.1f} {middle}H{right:.1f}{ticks}"
    return f'<path class="dg-whisker" d="{drawn}" fill="none" stroke="#c7762b" stroke-width="1.5"/>'
