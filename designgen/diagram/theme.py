"""Colours. Every text has a contrast of at least 4.5:1 on what lies under it, in both themes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from designgen.diagram.picture import KINDS, MARKS, PLANES
from designgen.palette import PALETTES, Palette, Tone

FONT = "Inter, Roboto, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
DASHES = {"async": "7 4", "control": "2 4"}
HOLLOW = ("moved",)  # marks with a tag in outline, which leave border and ground of a box as they are


@dataclass(frozen=True, slots=True)
class Sign:
    """The colours of a mark: its tag, border and text; the ground of a box that carries it, or of a hollow tag."""

    strong: str
    tint: str


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of one theme."""

    page: str
    box: str
    shade: str
    ink: str
    soft: str
    on_accent: str
    alarm: str
    planes: Mapping[str, Tone]
    kinds: Mapping[str, str]
    signs: Mapping[str, Sign]
    dashes: Mapping[str, str] = field(default_factory=lambda: DASHES)  # of kinds of flows, as SVG dash arrays
    by_hand: bool = False
    stands: bool = False  # boxes are large icons with their text below, without a card
    font: str = FONT
    face: str = ""  # of ours, a font file that the drawing carries with it, for the first family of `font`

    def tone(self, plane: str) -> Tone:
        """The colours of a plane; those of the client for one that is not known."""
        return self.planes.get(plane, self.planes["client"])


def _planes(*rows: str) -> Mapping[str, Tone]:
    return {plane: Tone(*row.split()) for plane, row in zip(PLANES, rows, strict=True)}


def _signs(*rows: str) -> Mapping[str, Sign]:
    return {mark: Sign(*row.split()) for mark, row in zip(MARKS, rows, strict=True)}


def _of(colours: Palette, signs: Mapping[str, Sign]) -> Theme:
    """The theme with the colours of a palette."""
    return Theme(
        page=colours.page, box=colours.box, shade=colours.shade, ink=colours.ink, soft=colours.soft, on_accent=colours.on_accent,
        alarm=colours.alarm, planes=colours.planes, kinds=colours.kinds, signs=signs,
    )  # fmt: skip


LIGHT = _of(PALETTES["light"], _signs("#166534 #dcfce7", "#475569 #ffffff", "#8a3b0a #fef3c7", "#8a3b0a #ffffff"))
DARK = _of(PALETTES["dark"], _signs("#5ee08f #16331f", "#b3bdcb #10141c", "#fbbf24 #332a12", "#fbbf24 #1b212c"))

PRINT = Theme(
    page="#ffffff", box="#ffffff", shade="#ffffff", ink="#000000", soft="#333333", on_accent="#ffffff", alarm="#000000",
    planes=_planes(*("#000000 #ffffff #8a8a8a #f4f4f4 #ececec" for _ in PLANES)),
    kinds=dict.fromkeys(KINDS, "#000000"),
    signs=_signs("#000000 #ffffff", "#333333 #ffffff", "#000000 #ececec", "#000000 #ffffff"),
    dashes={**DASHES, "batch": "9 3 2 3"},
)  # fmt: skip

WHITEBOARD = Theme(
    page="#ffffff", box="#ffffff", shade="#ffffff", ink="#1b2430", soft="#45505f", on_accent="#ffffff", alarm="#c81e1e",
    planes=_planes(
        "#1b2430 #ffffff #c9cfd8 #fafbfc #eef0f3",
        "#0b6479 #ffffff #c9cfd8 #fafbfc #e3f4f8",
        "#1742b0 #ffffff #c9cfd8 #fafbfc #e5ecfd",
        "#9a4708 #ffffff #c9cfd8 #fafbfc #fdf0dc",
        "#6a27d6 #ffffff #c9cfd8 #fafbfc #efe8fe",
        "#0d665f #ffffff #c9cfd8 #fafbfc #e0f5f2",
        "#126a33 #ffffff #c9cfd8 #fafbfc #e2f5e8",
        "#b01138 #ffffff #c9cfd8 #fafbfc #fde9ed",
    ),
    kinds=dict(zip(KINDS, ("#1b2430", "#6a27d6", "#126a33", "#b01138"), strict=True)),
    signs=_signs("#166534 #ffffff", "#475569 #ffffff", "#8a3b0a #ffffff", "#8a3b0a #ffffff"),
    by_hand=True, font="Kalam, 'Segoe Print', 'Bradley Hand', 'Comic Sans MS', cursive", face="Kalam-Regular.woff2",
)  # fmt: skip

CLASSIC = Theme(
    page="#ffffff", box="#ffffff", shade="#ffffff", ink="#2d3436", soft="#4b555c", on_accent="#ffffff", alarm="#c81e1e",
    planes=_planes(*(f"#2d3436 {panel} #aeb6be {nested} #ffffff" for panel, nested in (
        ("#e5f5fd", "#ebf3e7"), ("#ebf3e7", "#ece8f6"), ("#e5f5fd", "#ece8f6"), ("#fdf7e3", "#ebf3e7"),
        ("#ece8f6", "#e5f5fd"), ("#fdf7e3", "#ebf3e7"), ("#ebf3e7", "#fdf7e3"), ("#ece8f6", "#e5f5fd"),
    ))),
    kinds=dict.fromkeys(KINDS, "#56626e"),
    signs=_signs("#166534 #dcfce7", "#475569 #ffffff", "#8a3b0a #fef3c7", "#8a3b0a #ffffff"),
    dashes={**DASHES, "batch": "9 3 2 3"}, stands=True, font="Helvetica, Arial, 'DejaVu Sans', sans-serif",
)  # fmt: skip

THEMES = {"light": LIGHT, "dark": DARK, "print": PRINT, "whiteboard": WHITEBOARD, "classic": CLASSIC}
