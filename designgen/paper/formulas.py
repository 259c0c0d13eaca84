"""MathML as data that a template prints with Typst's own functions, and as a line of text for those who listen."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

Node = dict[str, Any]
"""`f` names what to draw, `a` its arguments."""
_WIDE = {"¯": "overline", "―": "overline", "‾": "overline", "_": "underline"}
_ACCENTS = {"^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307", "̂": "\u0302"}
_OPEN, _CLOSE = "([{⟨⌈⌊", ")]}⟩⌉⌋"


def formula(math: Element) -> Node:
    """A formula to draw."""
    return _row(list(math))


def kind(element: Element) -> str:
    """The name of an element without its namespace."""
    return element.tag.rsplit("}", 1)[-1]


def _node(element: Element) -> Node:
    name, parts = kind(element), list(element)
    if name in _LEAVES:
        return _LEAVES[name](element)
    if name in _SHAPES:
        return {"f": _SHAPES[name], "a": [_node(part) for part in parts]}
    if name in ("munder", "mover", "munderover"):
        return _stacked(name, parts)
    if name == "msqrt":
        return {"f": "sqrt", "a": [_row(parts)]}
    if name == "mtable":
        return {"f": "cases", "a": [_row(list(row)) for row in parts]}
    return _row(parts)


def _letter(element: Element) -> Node:
    text = _text(element)
    upright = element.get("mathvariant") == "normal" or len(text) > 1
    return {"f": "word" if upright else "sign", "a": text}


_LEAVES: dict[str, Callable[[Element], Node]] = {
    "mi": _letter,
    "mn": lambda element: {"f": "word", "a": _text(element)},
    "mtext": lambda element: {"f": "word", "a": "".join(element.itertext())},
    "mo": lambda element: _operator(_text(element)),
    "mspace": lambda element: {"f": "space", "a": _em(element.get("width", ""))},
}
_SHAPES = {"mfrac": "frac", "msub": "sub", "msup": "sup", "msubsup": "subsup", "mroot": "root"}


def _operator(text: str) -> Node:
    return {"f": "sign" if len(text) == 1 else "word", "a": text}


def _em(width: str) -> float:
    found = re.fullmatch(r"(-?[\d.]+)em", width)
    return float(found[1]) if found else 0.0


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _stacked(name: str, parts: Sequence[Element]) -> Node:
    """Something above or below: an accent, a bar, or the limits of a sum."""
    over = _text(parts[-1]) if name in ("mover", "munder") else ""
    if over in _WIDE:
        return {"f": _WIDE[over] if name == "mover" else "underline", "a": [_node(parts[0])]}
    if over in _ACCENTS and name == "mover":
        return {"f": "accent", "a": [_node(parts[0])], "by": _ACCENTS[over]}
    return {"f": {"munder": "under", "mover": "over", "munderover": "limits"}[name], "a": [_node(part) for part in parts]}


def _row(parts: Sequence[Element]) -> Node:
    """Parts side by side; upright letters that follow each other are a word; fences that stretch enclose what is between."""
    nodes = list(_words(parts))
    if len(nodes) == 1:
        return nodes[0]
    fenced = len(nodes) > 1 and kind(parts[0]) == "mo" and parts[0].get("stretchy") == "true"
    return {"f": "fenced" if fenced else "row", "a": nodes}


def _words(parts: Sequence[Element]) -> Iterator[Node]:
    word = ""
    for part in parts:
        node = _node(part)
        if node["f"] == "word" and kind(part) in ("mi", "mn"):
            word += node["a"]
            continue
        if word:
            yield {"f": "word", "a": word}
        word = ""
        yield node
    if word:
        yield {"f": "word", "a": word}


def spoken(node: Node) -> str:
    """The formula on one line: `idf(t) · (f_(t,d)) / (k_1 + 1)`."""
    return re.sub(r"\s+", " ", _said(node)).replace("( ", "(").replace(" )", ")").strip()


def _said(node: Node) -> str:
    shape, parts = node["f"], node["a"]
    if shape in ("sign", "word"):
        return f" {parts} " if parts in "+=−·×∈≤≥<>≈→∑∏←∝" or shape == "word" else str(parts)
    if shape == "space":
        return " "
    said = [_said(part) for part in parts]
    if shape in _SAID:
        return _SAID[shape].format(s=[text.strip() for text in said], b=[_bracketed(text) for text in said])
    return "; ".join(said) if shape == "cases" else "".join(said)


_SAID = {
    "frac": " {b[0]} / {b[1]} ", "sqrt": " √{b[0]} ", "root": " root {b[1]} of {b[0]} ",
    "sub": "{s[0]}_{b[1]}", "sup": "{s[0]}^{b[1]}", "subsup": "{s[0]}_{b[1]}^{b[2]}",
    "under": " {s[0]} over {s[1]} of ", "over": " {s[0]} with {s[1]} above ", "limits": " {s[0]} from {s[1]} to {s[2]} of ",
    "overline": "{b[0]} with a bar", "underline": "{b[0]} underlined", "accent": "{b[0]} with an accent",
}  # fmt: skip


def _bracketed(text: str) -> str:
    text = text.strip()
    return text if len(text) < 2 or re.fullmatch(r"\w+", text) else f"({text})"
