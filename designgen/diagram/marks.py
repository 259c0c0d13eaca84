"""Small shapes that the drawing and its legend share."""

from designgen.diagram.geometry import Point, Rect
from designgen.diagram.svg import Attributes, rect, tag, words
from designgen.diagram.theme import HOLLOW, Theme

DASHES = {"async": "7 4", "control": "2 4"}
GHOST_DASH = "5 4"
MEANING = {"added": "added", "removed": "no longer there", "changed": "changed", "moved": "another number"}
_DELTA = "M0 -4.8L5.2 4.4H-5.2ZM0 -1.2L-2.2 2.7H2.2Z"
_GLYPHS = {  # on a field of 10 × 10 around 0, 0
    "added": "M-1 -4.5H1V-1H4.5V1H1V4.5H-1V1H-4.5V-1H-1Z",
    "removed": "M-4.5 -1H4.5V1H-4.5Z",
    "changed": _DELTA,
    "moved": _DELTA,
}


def head(back: Point, tip: Point, kind: str, theme: Theme) -> str:
    """An arrowhead from back to tip."""
    dx, dy = (tip[0] - back[0]) / 7 * 9, (tip[1] - back[1]) / 7 * 9
    x, y = tip[0] - dx, tip[1] - dy
    side_x, side_y = -dy * 0.42, dx * 0.42
    path = f"M{tip[0]:.1f} {tip[1]:.1f}L{x + side_x:.1f} {y + side_y:.1f}L{x - side_x:.1f} {y - side_y:.1f}Z"
    return tag("path", {"class": f"dg-head dg-{kind}", "d": path, "fill": theme.kinds[kind]})


def badge(centre: Point, text: str, plane: str, theme: Theme) -> str:
    """A filled circle with a letter or number, in the colour of a plane; without a plane an alarm."""
    kind, fill = (f"dg-step dg-{plane}", theme.tone(plane).accent) if plane else ("dg-alert", theme.alarm)
    look: Attributes = {"class": f"{kind.split(maxsplit=1)[0]}-text", "x": centre[0], "y": centre[1] + 3.6, "font-size": 10.0,
            "font-weight": "700", "text-anchor": "middle", "fill": theme.on_accent}  # fmt: skip
    disc: Attributes = {"class": kind, "cx": centre[0], "cy": centre[1], "r": 8.5, "fill": fill}
    return tag("circle", disc) + tag("text", look, words(text))


def sign(place: Rect, kind: str, theme: Theme) -> str:
    """A square tag with +, − or Δ. Its shape tells it from the round numbers of steps, its glyph from other marks."""
    x, y = place.cx, place.cy
    shown, hollow = theme.signs[kind], kind in HOLLOW
    tagged = rect(place, 4, class_=f"dg-tag dg-{kind}", fill=shown.tint if hollow else shown.strong,
                  stroke=shown.strong, stroke_width=1.6 if hollow else 0)  # fmt: skip
    fill, name = (shown.strong, f"dg-glyph dg-{kind}") if hollow else (theme.on_accent, "dg-glyph")
    look: Attributes = {"class": name, "transform": f"translate({x:.1f} {y:.1f})", "d": _GLYPHS[kind], "fill": fill,
                        "fill-rule": "evenodd"}  # fmt: skip
    return tag("g", {"class": "dg-sign"}, tag("title", {}, MEANING[kind]), tagged, tag("path", look))
