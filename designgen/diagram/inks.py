"""What a role looks like in a theme: its fill, its stroke and, where a theme has no colours to tell kinds apart, its dash."""

from collections.abc import Iterator
from dataclasses import dataclass

from designgen.diagram.picture import KINDS, MARKS, PLANES
from designgen.diagram.theme import HOLLOW, THEMES, Theme
from designgen.palette import Tone

ALARMED = "alarmed"
_FLAT = {"page": "page", "shade": "shade", "name": "ink", "detail": "soft", "legend": "soft", "step-text": "on_accent",
         "alert-text": "on_accent", "alert": "alarm"}  # fmt: skip
_STROKES = {"axis": "soft", "frame": "soft", "limit": "alarm"}
_ON_PLANE = ("icon", "title", "number", "step")
_TONES = {"panel": ("panel", "border"), "nested": ("nested", "border"), "tile": ("tile", ""), "bar": ("tile", "accent"),
          "band": ("nested", "border"), "solid": ("accent", ""), "lifeline": ("", "border")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours, "" where the role has none; `dash` is an SVG dash array."""

    fill: str = ""
    stroke: str = ""
    dash: str = ""


def ink(theme: Theme, role: str, of: str = "") -> Ink:
    """The look of a role. `of` may name a plane and, after it, a mark or `alarmed`, which go before the plane."""
    own = of.rsplit(" ", maxsplit=1)[-1]
    if role in _FLAT:
        return Ink(getattr(theme, _FLAT[role]))
    if role in _STROKES:
        return Ink("", getattr(theme, _STROKES[role]))
    if role == "seat":
        return Ink(theme.box, theme.alarm if own == ALARMED else "")
    if role == "halo":
        return Ink(_ground(theme, own))
    if own in MARKS:
        return _marked(theme, role, own)
    if role in ("line", "head", "label"):
        return _flow(theme, role, own)
    if role == "glyph":
        return Ink(theme.on_accent)
    tone = theme.tone(of.split(" ", maxsplit=1)[0])
    if role == "card":
        return Ink(theme.box, theme.alarm if own == ALARMED else tone.accent)
    if role in _ON_PLANE:
        return Ink(tone.accent)
    fill, stroke = _TONES[role]
    return Ink(_of(tone, fill), _of(tone, stroke))


def _of(tone: Tone, name: str) -> str:
    return getattr(tone, name) if name else ""


def _flow(theme: Theme, role: str, kind: str) -> Ink:
    colour = theme.kinds[kind]
    return Ink("", colour, theme.dashes.get(kind, "")) if role == "line" else Ink(colour)


def _marked(theme: Theme, role: str, mark: str) -> Ink:
    """Ghosts and lines of what is gone have a stroke; cards and hollow tags a tint; all else is filled."""
    sign, hollow = theme.signs[mark], mark in HOLLOW
    if role in ("ghost", "line"):
        return Ink("", sign.strong)
    if role == "card" or (role == "tag" and hollow):
        return Ink(sign.tint, sign.strong)
    if role == "glyph" and not hollow:
        return Ink(theme.on_accent)
    return Ink(sign.strong, sign.strong if role == "tag" else "")


def _ground(theme: Theme, where: str) -> str:
    """What lies under a label: `on-page`, `on-<plane>` or `on-nested-<plane>`."""
    place = where.removeprefix("on-")
    if place == "page":
        return theme.page
    if place == "card":
        return theme.box
    return theme.tone(place.removeprefix("nested-")).nested if place.startswith("nested-") else theme.tone(place).panel


def stylesheet(scope: str, theme: str = "dark") -> str:
    """CSS that repaints every diagram inside `scope` in a theme, by the classes of its shapes."""
    rules = []
    for role, of in _everything():
        shown, classes = ink(THEMES[theme], role, of), "".join(f".dg-{name}" for name in (role, of) if name)
        looks = [("fill", shown.fill), ("stroke", shown.stroke), ("stroke-dasharray", shown.dash)]
        text = ";".join(f"{name}:{value}" for name, value in looks if value)
        rules.append((classes, text))
    merged: dict[str, list[str]] = {}
    for classes, text in rules:
        merged.setdefault(text, []).append(classes)
    merged |= {"fill:none!important": [".dg-sketch"], "stroke:none!important": [".dg-filled"]}
    return "".join(f"{','.join(f'{scope} {one}' for one in names)}{{{text}}}\n" for text, names in merged.items())


def _everything() -> Iterator[tuple[str, str]]:
    """Every role with everything that it may be of; marks follow planes, whose look they replace."""
    yield from ((role, "") for role in (*_FLAT, *_STROKES, "glyph"))
    grounds = ("page", "card", *PLANES, *(f"nested-{plane}" for plane in PLANES))
    yield from (("halo", f"on-{ground}") for ground in grounds)
    yield from ((role, plane) for role in ("card", *_ON_PLANE, *_TONES) for plane in PLANES)
    yield ("card", ALARMED)
    yield from ((role, kind) for role in ("line", "head", "label") for kind in KINDS)
    for mark in MARKS:
        hollow = mark in HOLLOW
        roles = ("tag", "glyph", "says") if hollow else ("card", "tag", "says", "head", "label", "ghost", "line")
        yield from ((role, mark) for role in roles)
