"""Small shapes that the drawing and its legend share."""

from designgen.diagram.geometry import Point
from designgen.diagram.svg import Attributes, tag, words
from designgen.diagram.theme import Theme

DASHES = {"async": "7 4", "control": "2 4"}


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
