"""A scene as SVG. Colours are attributes (so any engine shows them) and classes (so a page may repaint them)."""

import base64
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.sax.saxutils import escape

from designgen.diagram.inks import Ink, ink
from designgen.diagram.pens import Pen, pen_of
from designgen.diagram.scene import Area, Block, Disc, Glyph, Head, Image, Item, Scene, Shape, Stroke, Words
from designgen.diagram.svg import Attributes, safe_link, tag, words
from designgen.diagram.text import runs_leftwards
from designgen.diagram.theme import THEMES, Theme
from designgen.resources import resource


def paint(scene: Scene, theme: str = "light") -> str:
    """The SVG document of a scene in one of THEMES."""
    shown, name = THEMES[theme], re.sub(r"[^A-Za-z0-9_-]", "-", scene.id) or "picture"
    brush = Brush(shown, pen_of(shown))
    attributes: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg", "class": f"dg dg-{theme}", "id": f"dg-{name}", "role": "group",
        "aria-labelledby": f"dg-{name}-title", "aria-describedby": f"dg-{name}-desc", "font-family": shown.font,
        "width": scene.width, "height": scene.height, "viewBox": f"0 0 {scene.width:g} {scene.height:g}",
    }  # fmt: skip
    parts = [
        tag("title", {"id": f"dg-{name}-title"}, words(scene.title)),
        tag("desc", {"id": f"dg-{name}-desc"}, words(scene.description or scene.title)),
        *_carried(shown),
        *(brush.item(item) if isinstance(item, Item) else brush.shape(item) for item in scene.items),
    ]
    return tag("svg", attributes, *(f"\n{part}" for part in parts), "\n") + "\n"


def _carried(theme: Theme) -> Iterator[str]:
    """The font that a drawing brings along, so that it looks the same wherever it is opened."""
    if theme.face:
        data = base64.b64encode(resource("fonts", theme.face).read_bytes()).decode()
        name = theme.font.split(",", maxsplit=1)[0]
        yield f"<style>@font-face{{font-family:{name};src:url(data:font/woff2;base64,{data})}}</style>"


class Brush:
    """Shapes and items as markup, in one theme."""

    def __init__(self, theme: Theme, pen: Pen) -> None:
        self.theme, self.pen = theme, pen
        self._inks: dict[tuple[str, str], Ink] = {}

    def _ink(self, role: str, of: str) -> Ink:
        """The look of a role, worked out once."""
        if (role, of) not in self._inks:
            self._inks[role, of] = ink(self.theme, role, of)
        return self._inks[role, of]

    def item(self, item: Item) -> str:
        inside = [self.item(one) if isinstance(one, Item) else self.shape(one) for one in item.shapes]
        title = [tag("title", {}, words(item.title))] if item.title else []
        if item.kind == "box":
            link = safe_link(item.link)
            inside = [tag("a", {"href": link}, *inside)] if link else inside
        return tag("g", self._named(item), *title, *inside)

    def _named(self, item: Item) -> Attributes:
        name = f"dg-{item.kind}" + (" dg-gone" if item.gone else "")
        if item.kind in ("edge", "note"):
            return {"class": name, "data-source": item.ends[0], "data-target": item.ends[1]}
        return {"class": name, "data-id": item.id} if item.kind == "box" else {"class": name}

    def shape(self, shape: Shape) -> str:
        look = Ink() if isinstance(shape, Image) else self._ink(shape.role, shape.of)
        match shape:
            case Block():
                return self.pen.block(shape, _classed(shape, look) | _bordered(look, shape.line, shape.dash))
            case Area():
                return self.pen.area(shape, _classed(shape, look))
            case Words():
                return self._words(shape, look)
            case Stroke():
                return self.pen.stroke(shape, self._lined(shape, look))
            case Head():
                return self.pen.head(shape, _classed(shape, look))
            case Disc():
                return self._disc(shape, look)
            case Glyph():
                return _glyph(shape, look)
            case Image():
                return _image(shape)

    def _words(self, line: Words, look: Ink) -> str:
        apart = any(map(_leftwards, (line.text, *(span.text for span in line.more)))) and bool(line.more)
        more = [tag("tspan", {"class": _names(span), "fill": self._ink(span.role, span.of).fill}, _isolated(span.text, apart))
                if span.role else escape(span.text) for span in line.more]  # fmt: skip
        text = _isolated(line.text, apart)
        turned = runs_leftwards(line.text) and not line.more
        anchor = {"start": "end", "end": "start"}.get(line.anchor, line.anchor) if turned else line.anchor
        attributes: Attributes = {"class": _names(line), "x": line.x, "y": line.y, "font-size": line.size,
                      **({"font-weight": "700"} if line.bold else {}),
                      **({"direction": "rtl"} if turned else {}),
                      **({"text-anchor": anchor} if anchor != "start" else {}),
                      **({"text-decoration": "line-through"} if line.struck else {}), "fill": look.fill}  # fmt: skip
        return tag("text", attributes, text, *more)

    def _lined(self, line: Stroke, look: Ink) -> dict[str, str | float]:
        dash = line.dash or look.dash
        cap = "butt" if dash and not dash.startswith("2 ") else "round"
        return {"class": _names(line), "fill": "none", "stroke": look.stroke, "stroke-width": line.line, "stroke-linecap": cap,
                **({"stroke-dasharray": dash} if dash else {})}  # fmt: skip

    def _disc(self, disc: Disc, look: Ink) -> str:
        x, y = disc.centre
        text = Words(disc.text, x, y + 3.6, f"{disc.role}-text", "", 10.0, bold=True, anchor="middle")
        circle = tag("circle", {"class": _names(disc), "cx": x, "cy": y, "r": disc.radius, "fill": look.fill})
        return circle + self.shape(text)


def _leftwards(text: str) -> bool:
    """Whether any of it is read from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _isolated(text: str, apart: bool) -> str:
    """A part of a line as markup; if it stands apart, it cannot turn the order of its neighbours.

    It is put between characters that isolate it: a direction as an attribute would move the whole line to the left.
    """
    return f"\u2068{words(text)}\u2069" if apart and text else words(text)


def _names(shape: Mapping[str, str] | object) -> str:
    """The classes of a shape: its role, then each word of whose it is."""
    return _classes(getattr(shape, "role"), getattr(shape, "of"))  # noqa: B009 - every shape and span has both


@lru_cache(1024)
def _classes(role: str, of: str) -> str:
    return " ".join(f"dg-{name}" for name in (role, *of.split()))


def _classed(shape: object, look: Ink) -> dict[str, str | float]:
    return {"class": _names(shape), "fill": look.fill or "none", **({"stroke": look.stroke} if look.stroke else {})}


def _bordered(look: Ink, line: float, dash: str) -> dict[str, str | float]:
    found: dict[str, str | float] = {"stroke-width": line} if line and look.stroke else {}
    return {**found, **({"stroke-dasharray": dash} if dash else {}), **({"pointer-events": "all"} if not look.fill else {})}


def _image(shape: Image) -> str:
    data = base64.b64encode(resource("knowledge", "icons", "classic", shape.file).read_bytes()).decode()
    place: Attributes = {"x": shape.rect.x, "y": shape.rect.y, "width": shape.rect.w, "height": shape.rect.h}
    return tag("image", {"class": _names(shape), **place, "href": f"data:image/png;base64,{data}"})


def _glyph(shape: Glyph, look: Ink) -> str:
    move = f"translate({shape.x:.1f} {shape.y:.1f})" + (f" scale({shape.scale:g})" if shape.scale != 1 else "")
    attributes: dict[str, str | float] = {"class": _names(shape), "transform": move, "d": shape.path, "fill": look.fill}
    if shape.role == "glyph":
        attributes["fill-rule"] = "evenodd"
    return tag("path", attributes | ({"fill-opacity": "0.6"} if shape.faint else {}))
