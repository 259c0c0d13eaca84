"""What Vega writes made ours: named, without what only its own viewer needs, small, and repainted by the palette in CSS."""

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from designgen.palette import DARK, LIGHT, named

SVG = "http://www.w3.org/2000/svg"
SCOPE = ".dg-chart"
_KEPT = {
    "d", "fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-opacity", "opacity",
    "transform", "x", "y", "x1", "x2", "y1", "y2", "text-anchor", "font-family", "font-size", "font-weight", "font-style",
}  # fmt: skip
_FOR_TEXT = ("font-family", "font-size", "font-weight", "font-style")
_USUAL = {"opacity": "1", "text-anchor": "start", "font-weight": "normal", "stroke-miterlimit": "10"}
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_USED = re.compile(r"page|ink|soft|faint|line|on-accent|good|bad|warm|bold|pale|series-\d|plane-\w+|plane-\w+-border")
"""Names of the palette that charts use; of the same light colour under two of these names the dark ones are equal as well."""
LAID_OUT = """/* made by python -m tests.charts.test_paint from designgen/charts/paint.py */
.md-typeset figure.dg-plot { display: block; width: 100%; margin: 1.2rem 0 .6rem; overflow-x: auto; }
.md-typeset figure.dg-plot > svg { display: block; width: 100%; max-width: 50rem; height: auto; margin: 0; }
.md-typeset figure.dg-plot > figcaption { max-width: none; margin: .5rem 0 0; font-style: normal; font-size: .68rem;
  text-align: left; color: var(--md-default-fg-color--light); }
.md-typeset figure.dg-pair { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .6rem; }
.md-typeset figure.dg-pair > svg { flex: 1 1 15rem; width: 15rem; min-width: 0; max-width: 22rem; margin: 0; }
.md-typeset figure.dg-pair > figcaption { flex-basis: 100%; }
@media screen and (min-width: 45em), print { .md-typeset figure.dg-plot > svg.dg-narrow { display: none; } }
@media screen and (max-width: 44.9375em) {
  .md-typeset figure.dg-plot:has(> svg.dg-narrow) > svg:not(.dg-narrow) { display: none; }
  .md-typeset figure.dg-plot > svg.dg-narrow { max-width: 28rem; margin: 0; }
}
.dg-decision .dg-chart { --dg-page: var(--dg-box); }
.dg-chart text { font-variant-numeric: tabular-nums; }
"""
_SIZE = re.compile(r'viewBox="[^"]*" width="([\d.]+)" height="([\d.]+)"')
MARGIN = 16
"""Around a drawing that stands alone, px."""
ElementTree.register_namespace("", SVG)


def painted(svg: str, title: str, told: str, words: Sequence[str]) -> str:
    """The drawing with a title and a description of its own, and words for their numbers. What is described has a tooltip."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - written by Vega, which escapes
    size = {name: _short(root.get(name, "")) for name in ("width", "height")}
    look = {"class": SCOPE[1:], "viewBox": f"0 0 {size['width']} {size['height']}", **size, "role": "img", "fill": "none"}
    shown = Element(f"{{{SVG}}}svg", look)
    shown.extend([_text("title", title), _text("desc", told)])
    family = next((text.get("font-family") for text in root.iter(f"{{{SVG}}}text")), None)
    if family:
        shown.set("font-family", family)
    for child in root:
        shown.extend(_cleaned(child, family, words))
    return ElementTree.tostring(shown, "unicode")


def _text(kind: str, words: str) -> Element:
    made = Element(f"{{{SVG}}}{kind}")
    made.text = words
    return made


def _cleaned(element: Element, family: str | None, words: Sequence[str]) -> Iterator[Element]:
    """The element with what is seen of it; nothing where nothing is seen, and the children of a group that says nothing."""
    kind = element.tag.removeprefix(f"{{{SVG}}}")
    inside = [one for child in element for one in _cleaned(child, family, words)]
    if kind == "g":
        kept = {name: value for name, value in _kept(element) if name == "transform"}
        if not kept or kept["transform"] == "translate(0,0)" or not inside:
            yield from inside
            return
    else:
        kept = dict(_kept(element))
        if not _seen(kind, element, kept):
            return
    for name in _FOR_TEXT if kind != "text" else ():
        kept.pop(name, None)
    if kept.get("font-family") == family:
        del kept["font-family"]
    made = Element(element.tag, kept)
    made.text = words[int(element.text or "")] if kind == "text" else None
    if said := element.get("aria-label"):
        made.append(_text("title", words[int(said)]))
    made.extend(inside)
    yield made


def _kept(element: Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name in _KEPT and _USUAL.get(name) != value:
            yield name, _short(value.removesuffix("px"))


def _seen(kind: str, element: Element, kept: Mapping[str, str]) -> bool:
    if kind == "text":
        return bool((element.text or "").strip())
    if kind == "path":
        return bool(kept.get("d")) and {"fill", "stroke"} <= {*kept, *_none(kept)} and element.get("display") != "none"
    return kind != "rect" or kept.get("fill") not in ("white", None)


def _none(kept: Mapping[str, str]) -> Iterator[str]:
    """A fill is black unless it is said."""
    yield from ("fill", "stroke") if "fill" in kept or "stroke" in kept else ()


def _short(value: str) -> str:
    """Coordinates in hundredths of a pixel, which no processor computes otherwise."""
    return _NUMBER.sub(lambda found: _rounded(float(found[0])), value)


def _rounded(number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def stylesheet() -> str:
    """CSS: how charts lie in a page, and each colour of a chart as the variable of its name, whatever the scheme."""
    rules = (
        f'{SCOPE} [{kind}="{colour}"]{{{kind}:var(--dg-{name})}}\n' for colour, name in _colours() for kind in ("fill", "stroke")
    )
    return LAID_OUT + "".join(rules)


def _colours() -> list[tuple[str, str]]:
    """(light colour, name) of what charts are painted with, each colour once."""
    used = [(colour, name) for name, colour in named(LIGHT) if _USED.fullmatch(name)]
    return sorted(dict(reversed(used)).items())


def _dark_style() -> str:
    """The same for a drawing that stands alone, by the scheme of its reader."""
    dark = dict(named(DARK))
    rules = (f'[{kind}="{colour}"]{{{kind}:{dark[name]}}}' for colour, name in _colours() for kind in ("fill", "stroke"))
    return f"@media (prefers-color-scheme:dark){{{''.join(rules)}}}"


def standalone(svg: str) -> str:
    """The drawing as a file: on a ground with a margin, in light or dark as its reader has it."""
    head, told, rest = svg.partition("</desc>")
    size = _SIZE.search(head)
    assert size
    wide, tall = (float(one) + 2 * MARGIN for one in size.groups())
    box = f'viewBox="{-MARGIN} {-MARGIN} {wide:g} {tall:g}" width="{wide:g}" height="{tall:g}"'
    ground = f'<rect x="{-MARGIN}" y="{-MARGIN}" width="{wide:g}" height="{tall:g}" fill="{LIGHT.page}"/>'
    return f"{_SIZE.sub(box, head)}{told}<style>{_dark_style()}</style>{ground}{rest}\n"
