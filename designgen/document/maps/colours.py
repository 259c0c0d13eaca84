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
TEXTURES = (
    "", "M0 8L8 0", "M2 2h.01M6 6h.01", "M0 4H8", "M0 0L8 8", "M4 0V8", "M0 8L8 0M0 0L8 8", "M4 2v4M2 4h4", "M0 2H8M0 6H8",
    "M2 6l2-4l2 4",
)  # fmt: skip


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
