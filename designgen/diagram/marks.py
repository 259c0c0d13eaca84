"""Small shapes that the drawing and its legend share."""

from designgen.diagram.geometry import Point, Rect
from designgen.diagram.scene import Block, Disc, Glyph, Item
from designgen.diagram.theme import HOLLOW

GHOST_DASH = "5 4"
MEANING = {"added": "added", "removed": "no longer there", "changed": "changed", "moved": "another number"}
_DELTA = "M0 -4.8L5.2 4.4H-5.2ZM0 -1.2L-2.2 2.7H2.2Z"
_GLYPHS = {  # on a field of 10 × 10 around 0, 0
    "added": "M-1 -4.5H1V-1H4.5V1H1V4.5H-1V1H-4.5V-1H-1Z",
    "removed": "M-4.5 -1H4.5V1H-4.5Z",
    "changed": _DELTA,
    "moved": _DELTA,
}


def badge(centre: Point, text: str, plane: str) -> Disc:
    """A filled circle with a letter or number, in the colour of a plane; without a plane an alarm."""
    return Disc(centre, text, "step" if plane else "alert", plane)


def sign(place: Rect, kind: str) -> Item:
    """A square tag with +, − or Δ. Its shape tells it from the round numbers of steps, its glyph from other marks."""
    hollow = kind in HOLLOW
    tagged = Block(place, "tag", kind, 4, 1.6 if hollow else 0)
    return Item("sign", (tagged, Glyph(_GLYPHS[kind], place.cx, place.cy, "glyph", kind)), title=MEANING[kind])
