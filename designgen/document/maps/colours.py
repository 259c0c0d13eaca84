"""How outcomes are told apart: a tint, a texture and a number each, so that no reader depends on colour.

The tints are Paul Tol's "light" scheme (2021), made for areas under dark text and for colour-blind readers, mixed with paper.
"""

from designgen.diagram.theme import DARK, LIGHT, Theme

HUES = ("#77aadd", "#eedd88", "#ee8866", "#44bb99", "#ffaabb", "#bbcc33", "#99ddff", "#aaaa00", "#bb99dd", "#dddddd")
MOST = len(HUES)
STRENGTH = {"light": 0.52, "dark": 0.42}
NOT_NEEDED = {"light": "#f4f6f9", "dark": "#171c25"}
RAMP = ("#f4f6f9", "#e1edf8", "#c4dcf0", "#a3c8e7", "#84b3dc", "#6aa1d2", "#5590c4")
DARK_RAMP = ("#171c25", "#1b2a3c", "#20384f", "#264a69", "#2d5d85", "#3572a2", "#4088be")
HATCH = "M0 8L8 0"
"""Of regions where nothing is left to choose, and of no others."""
TEXTURES = (
    "", "M2 2h.01M6 6h.01", "M4 2.4v3.2M2.4 4h3.2", "M4 2.5a1.5 1.5 0 1 0 .01 0z", "M1 2h2M5 6h2", "M2.4 5L4 3L5.6 5",
    "M2 1v2M6 5v2", "M2.6 2.6h2.8v2.8h-2.8z", "M2.8 2.8L5.2 5.2M5.2 2.8L2.8 5.2", "M4 4h.01",
)  # fmt: skip
"""Small marks that stand apart: no line runs through, so none is taken for hatching."""


def mixed(colour: str, paper: str, part: float) -> str:
    """So much of the colour on paper."""
    pairs = zip((colour[1:3], colour[3:5], colour[5:7]), (paper[1:3], paper[3:5], paper[5:7]), strict=True)
    return "#" + "".join(f"{round(int(one, 16) * part + int(two, 16) * (1 - part)):02x}" for one, two in pairs)


def fill(number: int, theme: str) -> str:
    """The tint of an outcome by its number, from 0."""
    paper = (LIGHT if theme == "light" else DARK).page
    return mixed(HUES[number % MOST], paper, STRENGTH[theme])


def style(theme: str, scope: str = "") -> str:
    """CSS for every class of a map in one theme."""
    shown: Theme = LIGHT if theme == "light" else DARK
    ramp = RAMP if theme == "light" else DARK_RAMP
    rules = [
        (".mp-page", f"fill:{shown.page}"), (".mp-ink", f"fill:{shown.ink}"), (".mp-soft", f"fill:{shown.soft}"),
        (".mp-line", f"stroke:{shown.ink}"), (".mp-rule", f"stroke:{shown.soft}"), (".mp-halo", f"stroke:{shown.page}"),
        (".mp-flag", f"fill:{shown.ink}"), (".mp-flag-text", f"fill:{shown.page}"),
        (".mp-not_needed", f"fill:{NOT_NEEDED[theme]}"),
        (".mp-empty", f"fill:{mixed(shown.alarm, shown.page, 0.18)}"), (".mp-alarm", f"stroke:{shown.alarm}"),
        (".mp-texture", f"stroke:{shown.ink}"),
        *((f".mp-{number}", f"fill:{fill(number, theme)}") for number in range(MOST)),
        *((f".mp-band{number}", f"fill:{colour}") for number, colour in enumerate(ramp)),
    ]  # fmt: skip
    return "".join(f"{scope}{' ' if scope else ''}{name}{{{text}}}" for name, text in rules)


def fill_class(status: str, number: int) -> tuple[str, str]:
    """(class, light colour as an attribute) of an outcome; `number` is its place in the legend, or its band."""
    if status == "count":
        return f"mp-band{min(number, len(RAMP) - 1)}", RAMP[min(number, len(RAMP) - 1)]
    if status == "not_needed":
        return "mp-not_needed", NOT_NEEDED["light"]
    if status == "empty":
        return "mp-empty", mixed(LIGHT.alarm, LIGHT.page, 0.18)
    return f"mp-{number % MOST}", fill(number, "light")
