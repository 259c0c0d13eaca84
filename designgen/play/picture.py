"""How the picture of the playground looks: its colours and icons, as one JavaScript file."""

import json
from collections.abc import Iterator, Mapping

from designgen.catalog import Knowledge
from designgen.diagram.icons import FALLBACK, icon_path, product_in, role_path
from designgen.diagram.inks import ALARMED, Ink, ink
from designgen.diagram.picture import KINDS, MARKS, PLANES
from designgen.diagram.theme import LIGHT

VIEW = "overview"
_PLAIN = ("page", "shade", "name", "detail", "legend", "step-text", "alert-text", "alert")
_ON_PLANE = ("card", "icon", "title", "number", "step", "panel", "tile")


def picture_file(knowledge: Knowledge) -> str:
    """The text of `assets/play/picture.js`: the global `designgenPicture` with the colours of the light theme, which the site's
    styles repaint in the dark, and the icons that can appear."""
    data = {"inks": dict(_inks()), **_icons(knowledge)}
    return f"var designgenPicture = {json.dumps(data, separators=(',', ':'))};\n"


def _inks() -> Iterator[tuple[str, str]]:
    """Role and whose it is -> fill, stroke, dash."""
    asked = [(role, "") for role in _PLAIN]
    asked += [("halo", f"on-{ground}") for ground in ("page", *PLANES)]
    asked += [(role, plane) for role in _ON_PLANE for plane in PLANES]
    asked += [(role, kind) for role in ("line", "head", "label") for kind in KINDS]
    asked += [(role, mark) for role in ("card", "tag", "glyph", "says") for mark in MARKS]
    asked += [("card", ALARMED), ("ghost", "removed")]
    yield from ((f"{role} {of}".strip(), _written(ink(LIGHT, role, of))) for role, of in asked)


def _written(look: Ink) -> str:
    return ",".join((look.fill, look.stroke, look.dash)).rstrip(",")


def _icons(knowledge: Knowledge) -> Mapping[str, Mapping[str, str]]:
    components = knowledge.components.values()
    boxes = [shown for row in knowledge.views[VIEW].rows for shown in row.boxes]
    roles = sorted({FALLBACK, *(one.icon for one in components), *(shown.icon for shown in boxes)} - {""})
    stacks = [one.stack for one in components] + [variant.stack for one in components for variant in one.instead]
    names = {text for stack in stacks for text in stack.values()}
    names |= {text for shown in boxes for _, text in shown.detail}
    products = sorted({product for text in names if (product := product_in(text))})
    return {"roles": {name: role_path(name) for name in roles}, "products": {name: icon_path("", name) for name in products}}
