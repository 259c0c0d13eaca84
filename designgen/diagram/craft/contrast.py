"""Whether text can be told from what lies behind it, in every theme (WCAG 2.2, success criterion 1.4.3)."""

from collections.abc import Iterator

from designgen.diagram.craft.seen import Seen, Text
from designgen.diagram.inks import ink
from designgen.diagram.theme import THEMES, Theme

LEAST = 4.5


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, 0 to 1."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, two: str) -> float:
    """The contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(two)))
    return (light + 0.05) / (dark + 0.05)


def faint_text(seen: Seen, themes: tuple[str, ...] = tuple(THEMES)) -> Iterator[tuple[str, str]]:
    """Every text below the least contrast, with the theme in which it is."""
    looks = {(text.words.role, text.words.of, *_behind(seen, text)): text.words.whole for text in seen.texts}
    for name in themes:
        for (role, of, under, whose), whole in looks.items():
            if (found := _contrast(THEMES[name], (role, of), (under, whose))) < LEAST:
                yield "D015", f"“{whole}” has {found:.1f}:1 in {name}"


def _behind(seen: Seen, text: Text) -> tuple[str, str]:
    ground = seen.ground(text)
    return (ground.role, ground.of) if ground else ("page", "")


def _contrast(theme: Theme, text: tuple[str, str], ground: tuple[str, str]) -> float:
    return contrast(ink(theme, *text).fill or theme.ink, ink(theme, *ground).fill or theme.page)
