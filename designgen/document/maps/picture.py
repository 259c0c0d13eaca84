"""A map of one decision as one SVG: title, plane or strip, legend. It needs nothing beside it and follows light and dark."""

from designgen.decisions.words import listed
from designgen.diagram.svg import tag, words
from designgen.diagram.text import fit, width
from designgen.document.maps.colours import fill_class, style
from designgen.document.maps.plot import Frame, frame_of, key, names_in, own_place, shaped, text_at
from designgen.document.maps.shapes import numbers_of, shapes, texture_of, textures
from designgen.document.templates import sentence_start
from designgen.explore.layer import Layer, Outcome
from designgen.explore.map import Map

FONT = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
MOST_FOLLOWING = 3
WIDE, LEFT, TOP, SIDE, GAP = 960.0, 84.0, 104.0, 540.0, 34.0


def plane_svg(map: Map, layer: Layer) -> str:
    """The plane on the left, the legend on the right."""
    frame = Frame(LEFT, TOP, SIDE)
    legend, bottom = legend_of(layer, frame.right + GAP, frame.top, WIDE - 20)
    high = max(frame.bottom + 86, bottom + 40)
    inside = (
        heading(layer)
        + shaped(frame, shapes(layer)) + frame_of(frame, map.axes) + own_place(frame, map.axes) + names_in(frame, layer)
        + legend + text_at(20, high - 14, fit(footing(map), 11, WIDE - 40), 11)
    )  # fmt: skip
    return whole(map, layer, WIDE, high, inside)


def whole(map: Map, layer: Layer, wide: float, high: float, inside: str) -> str:
    """The document around what was drawn."""
    dark = f"@media (prefers-color-scheme: dark){{{style('dark')}}}"
    look = f"<style>.mp-name{{paint-order:stroke}}{dark}</style>"
    page = tag("rect", {"width": wide, "height": high, "class": "mp-page", "fill": "#ffffff"})
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {wide:.0f} {high:.0f}", "width": f"{wide:.0f}",
        "height": f"{high:.0f}", "role": "img", "font-family": FONT,
    }  # fmt: skip
    told = tag("title", {}, words(title_of(map, layer))) + tag("desc", {}, words(described(map, layer)))
    return tag("svg", attributes, told, look, textures(), page, inside) + "\n"


def title_of(map: Map, layer: Layer) -> str:
    """What the picture is of."""
    names = " and ".join(axis.fact.name.lower() for axis in map.axes)
    what = layer.decision.name if layer.decision else "How many decisions differ"
    return f"{what}, by {names}: {map.design.spec.title}"


def described(map: Map, layer: Layer) -> str:
    """The picture in words, for who cannot see it."""
    parts = [f"{outcome.name} on {part(share)} of the map" for outcome, share in layer.legend]
    own = next((outcome.name for outcome, _ in layer.legend if outcome.own), "")
    values = " and ".join(f"{axis.fact.name.lower()} {axis.says(axis.here)}" for axis in map.axes)
    return f"{'; '.join(parts)}. The spec itself lies at {values}{f': {own}' if own and layer.decision else ''}."


def heading(layer: Layer) -> str:
    """What is asked, above the picture."""
    name = layer.decision.name if layer.decision else "How many decisions differ from this spec"
    asks = layer.decision.question if layer.decision else "Each band tells how many choices come out otherwise than in the spec."
    return (
        text_at(20, 36, fit(sentence_start(name), 22, WIDE - 40, bold=True), 22, bold=True, ink=True)
        + text_at(20, 60, fit(asks, 13, WIDE - 40), 13)
    )  # fmt: skip


def footing(map: Map) -> str:
    """What stays the same everywhere, and how finely it was looked at."""
    points = 1
    for axis in map.axes:
        points *= len(axis.values)
    rest = ", but for what is worked out from these facts" if map.ground.followers() else ""
    return f"{map.design.spec.title}. All else is as the spec has it{rest}; {points:,} points decided."


def following(map: Map) -> str:
    """The facts that move with the varied ones, since nobody gave them."""
    names = [map.design.knowledge.facts[id].name.lower() for id in map.ground.followers()]
    more = len(names) - MOST_FOLLOWING
    shown = [*names[:MOST_FOLLOWING], f"{more} more"] if more > 1 else names
    return f", but for what is worked out from these facts ({listed(shown)})" if names else ""


def legend_of(layer: Layer, x: float, y: float, right: float) -> tuple[str, float]:
    """The outcomes with their share and reason, and where the legend ends."""
    drawn = []
    numbers = numbers_of(layer)
    for outcome, share in layer.legend:
        entry, y = _entry(layer, (outcome, share, numbers[outcome.code]), x, y, right)
        drawn.append(entry)
    return "".join(drawn), y


def _entry(layer: Layer, row: tuple[Outcome, float, int], x: float, y: float, right: float) -> tuple[str, float]:
    outcome, share, number = row
    parts = [swatch(outcome, number, x, y, 34, 24), key(x + 17, y + 12, str(number))]
    at, wide = x + 44, right - x - 44
    for line in lines_of(sentence_start(outcome.name), 13, wide, 2, bold=True):
        parts.append(text_at(at, y + 11, line, 13, bold=True, ink=True))
        y += 16
    told = part(share) + (" · the choice of this spec" if outcome.own and layer.decision else "")
    parts.append(text_at(at, y + 11, told, 11))
    y += 15
    largest = max((region for region in layer.regions if region.outcome is outcome), key=lambda one: one.share)
    for line in lines_of(sentence_start(largest.because), 11, wide, 3):
        parts.append(text_at(at, y + 11, line, 11))
        y += 14.5
    return "".join(parts), y + 14


def swatch(outcome: Outcome, number: int, x: float, y: float, wide: float, high: float) -> str:
    """A piece of the map's ground."""
    name, colour = fill_class(outcome.status, outcome.code if outcome.status == "count" else number - 1)
    box = {"x": x, "y": y, "width": wide, "height": high, "rx": 3}
    ground = tag("rect", {**box, "class": f"{name} mp-line", "fill": colour, "stroke": "#0f172a", "stroke-width": "1"})
    texture = texture_of(outcome.status, number - 1, "s")
    return ground + (tag("rect", {**box, "fill": f"url(#{texture})"}) if texture else "")


def lines_of(text: str, size: float, wide: float, most: int, bold: bool = False) -> list[str]:
    """The text in lines of a width, the last one cut where it is too long."""
    lines: list[str] = []
    words_left = text.split()
    while words_left and len(lines) < most:
        line = words_left.pop(0)
        while words_left and width(f"{line} {words_left[0]}", size, bold) <= wide:
            line += f" {words_left.pop(0)}"
        lines.append(line)
    if words_left:
        lines[-1] = f"{lines[-1]} {' '.join(words_left)}"
    return [fit(line, size, wide, bold) for line in lines]


def part(share: float) -> str:
    """A share of the map in words."""
    return "under 1 %" if share < 0.005 else "over 99 %" if 0.995 < share < 1 else f"{round(share * 100)} %"
