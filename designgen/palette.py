"""The palette: what each colour means, light and dark, for drawings, charts, pages and print.

A plane of the architecture, a step of the story and a series of a chart share their hues. Every text colour has a contrast of
at least 4.5:1 on the page, on a box, and on the panels, tiles and grounds that it stands on. Nothing here imports anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """The colours of a plane: line and icon, panel, border of the panel, nested panel, tile behind the icon."""

    accent: str
    panel: str
    border: str
    nested: str
    tile: str


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one scheme.

    `page` lies under everything, `box` under a card, `shade` around a drawing, `soft_bg` under code and what is folded.
    `ink` is for what is read first, `text` for running text, `soft` for what is read last, `line` for rules, `faint` for what is
    no text. `link` and `link_strong` can be followed. `good`, `bad` and `warm` say how something stands, each with a ground.
    `bold` and `pale` are the two parts of one bar.
    """

    page: str
    box: str
    shade: str
    soft_bg: str
    ink: str
    text: str
    soft: str
    faint: str
    line: str
    on_accent: str
    alarm: str
    link: str
    link_strong: str
    good: str
    good_bg: str
    bad: str
    bad_bg: str
    warm: str
    warm_bg: str
    pale: str
    code: Mapping[str, str]
    planes: Mapping[str, Tone]
    kinds: Mapping[str, str]

    @property
    def steps(self) -> tuple[Tone, ...]:
        """A tone a step, each that of the plane where most of its work is seen."""
        return tuple(self.planes[plane] for plane in STEPS)

    @property
    def series(self) -> tuple[str, ...]:
        """Colours that tell series apart, the first ones best; text inside a mark has the colour `on_accent`."""
        return tuple(self.planes[plane].accent for plane in SERIES)

    @property
    def bold(self) -> str:
        """The main part of a bar, whose rest is `pale`."""
        return self.planes["online"].accent


PLANES = ("client", "edge", "online", "feature", "stream", "offline", "training", "monitoring")
KINDS = ("sync", "async", "batch", "control")
STEPS = ("client", "edge", "feature", "training", "stream", "online", "monitoring", "offline")
"""By place in the framework; one with more steps begins anew."""
SERIES = ("online", "feature", "offline", "stream", "monitoring", "training", "edge", "client")


def _planes(*rows: str) -> Mapping[str, Tone]:
    return {plane: Tone(*row.split()) for plane, row in zip(PLANES, rows, strict=True)}


def _kinds(row: str) -> Mapping[str, str]:
    return dict(zip(KINDS, row.split(), strict=True))


LIGHT = Palette(
    page="#ffffff", box="#ffffff", shade="#dfe4ec", soft_bg="#f5f7fa",
    ink="#0f172a", text="#1e2839", soft="#475569", faint="#94a3b8", line="#dfe4ec", on_accent="#ffffff", alarm="#c81e1e",
    link="#1d57d8", link_strong="#123f9e",
    good="#126a33", good_bg="#eaf7ee", bad="#b01138", bad_bg="#fdecef", warm="#9a4708", warm_bg="#fff4e2",
    pale="#a9c4f7",
    code={"key": "#123f9e", "text": "#0d665f", "number": "#9a4708", "word": "#7c3aed", "note": "#5b6878"},
    planes=_planes(
        "#525a63 #f5f6f8 #dcdfe4 #eceef1 #eef0f2",
        "#0b6479 #effafc #c3e6ee #dff3f7 #def3f8",
        "#1d57d8 #f0f5ff #cbdcfb #e1ebfe #e3ecfe",
        "#9a4708 #fff8ec #f3dfba #fdefd3 #fdefd8",
        "#7c3aed #f6f2ff #dccffb #ece3fe #ede5fe",
        "#0d665f #effaf8 #c1e6e1 #ddf3f0 #dcf4f0",
        "#126a33 #f0faf3 #c5e7cf #def3e4 #def4e4",
        "#b01138 #fff3f5 #f6cdd5 #fde4e9 #fde5ea",
    ),
    kinds=_kinds("#334155 #6d28d9 #126a33 #b01138"),
)  # fmt: skip

DARK = Palette(
    page="#10141c", box="#1b212c", shade="#0b0e14", soft_bg="#171c26",
    ink="#f1f5f9", text="#dbe2ec", soft="#b3bdcb", faint="#6b7687", line="#2a3240", on_accent="#10141c", alarm="#ff8a80",
    link="#6ea8fe", link_strong="#a5c8ff",
    good="#4fd581", good_bg="#14271b", bad="#fb8397", bad_bg="#2e171d", warm="#f0ab4a", warm_bg="#2a2113",
    pale="#2b4a7d",
    code={"key": "#8fbcff", "text": "#34d0bd", "number": "#f0ab4a", "word": "#b197fc", "note": "#94a0b1"},
    planes=_planes(
        "#a3adba #171c25 #2c333f #1d232d #2a313c",
        "#38c6e0 #11202a #1c4250 #142a35 #14333f",
        "#6ea8fe #121d31 #233d68 #16263f #1b3158",
        "#f0ab4a #231c12 #4d3b1c #2d2416 #3f3019",
        "#b197fc #1c1830 #3d3268 #251f40 #322a57",
        "#34d0bd #10211f #1a4642 #142b29 #14393a",
        "#4fd581 #122118 #1f4a2e #172b1f #1a3c27",
        "#fb8397 #26151b #572535 #321b23 #472029",
    ),
    kinds=_kinds("#c3cddb #b197fc #4fd581 #fb8397"),
)  # fmt: skip

PALETTES = {"light": LIGHT, "dark": DARK}
_FLAT = (
    "page", "box", "shade", "soft_bg", "ink", "text", "soft", "faint", "line", "on_accent", "alarm", "link", "link_strong",
    "good", "good_bg", "bad", "bad_bg", "warm", "warm_bg", "bold", "pale",
)  # fmt: skip
_TONE = ("accent", "panel", "border", "nested", "tile")
_HEAD = "made by python -m tests.test_palette from designgen/palette.py"


def named(palette: Palette) -> Iterator[tuple[str, str]]:
    """(name, colour) of all there is, as `--dg-<name>` in CSS and `<name>` in Typst."""
    yield from ((name.replace("_", "-"), getattr(palette, name)) for name in _FLAT)
    for plane, tone in palette.planes.items():
        yield from _toned(f"plane-{plane}", tone)
    for place, tone in enumerate(palette.steps, 1):
        yield from _toned(f"step-{place}", tone)
    yield from ((f"kind-{kind}", colour) for kind, colour in palette.kinds.items())
    yield from ((f"series-{place}", colour) for place, colour in enumerate(palette.series, 1))
    yield from ((f"code-{name}", colour) for name, colour in palette.code.items())


def _toned(name: str, tone: Tone) -> Iterator[tuple[str, str]]:
    for part in _TONE:
        yield name if part == "accent" else f"{name}-{part}", getattr(tone, part)


def stylesheet() -> str:
    """CSS variables of both schemes; paper is light whatever the screen was."""
    light, dark = (_variables(palette) for palette in (LIGHT, DARK))
    return f'/* {_HEAD} */\n:root {{\n{light}}}\n@media screen {{ [data-md-color-scheme="slate"] {{\n{dark}}} }}\n'


def _variables(palette: Palette) -> str:
    return "".join(f"--dg-{name}:{colour};\n" for name, colour in named(palette))


def typst() -> str:
    """The light colours as definitions for Typst; steps and series also as arrays."""
    flat = {name: getattr(LIGHT, name) for name in _FLAT}
    lines = [f'#let {name.replace("_", "-")} = rgb("{colour}")' for name, colour in flat.items()]
    for name, colours in (("steps", [tone.accent for tone in LIGHT.steps]), ("series", LIGHT.series)):
        listed = ", ".join(f'rgb("{colour}")' for colour in colours)
        lines.append(f"#let {name} = ({listed})")
    return f"// {_HEAD}\n" + "\n".join(lines) + "\n"
