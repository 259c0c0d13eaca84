"""What stands inside a line: text, and text with a meaning."""

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from designgen.paper.formulas import formula, kind, spoken

Span = str | dict[str, Any]
"""Text, or `k` (b, i, code, small, to, at, id, br, math) with what it holds in `s`."""
LONG = 22
"""Letters of a word from which it may be broken anywhere."""
BREAK = "\u200b"
_LONG_WORD = re.compile(rf"[^\s{BREAK}]{{{LONG},}}")
_JOINT = re.compile(r"(?<=\w)([._/])(?=\w)")
_KINDS = {"strong": "b", "b": "b", "em": "i", "i": "i", "code": "code", "small": "small"}


class Spans:
    """Reads what stands in lines. `known` are the places in the document; a link to any other is only its text."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.marked: set[str] = set()

    def of(self, element: Element, skip: tuple[str, ...] = ()) -> list[Span]:
        """The spans of an element; without children of the names in `skip`."""
        return joined(self._inside(element, skip, False))

    def _inside(self, element: Element, skip: tuple[str, ...], code: bool) -> Iterator[Span]:
        yield fitting(element.text or "", code)
        for child in element:
            if kind(child) not in skip:
                yield from self._span(child, code)
            yield fitting(child.tail or "", code)

    def _span(self, element: Element, code: bool) -> Iterator[Span]:
        name = kind(element)
        if name == "br":
            yield {"k": "br"}
            return
        if name == "math":
            node = formula(element)
            yield {"k": "math", "of": node, "alt": spoken(node)}
            return
        inside = joined(self._inside(element, (), code or name == "code"))
        if id := self.mark(element):
            yield {"k": "id", "id": id}
        if name == "a":
            yield from self._link(element.get("href", ""), inside)
        elif name in _KINDS:
            yield {"k": _KINDS[name], "s": inside}
        else:
            yield from inside

    def mark(self, element: Element) -> str:
        """The id of an element, the first time that it comes."""
        id = element.get("id", "")
        if not id or id in self.marked:
            return ""
        self.marked.add(id)
        return id

    def _link(self, target: str, inside: list[Span]) -> Iterator[Span]:
        if target.startswith("#") and target[1:] in self.known:
            yield {"k": "at", "at": target[1:], "s": inside}
        elif target.startswith(("http://", "https://")):
            yield {"k": "to", "to": target, "s": inside}
        else:
            yield from inside


def joined(spans: Iterator[Span]) -> list[Span]:
    """Texts that follow each other become one; a space that follows a space goes."""
    found: list[Span] = []
    for span in spans:
        if not isinstance(span, str):
            found.append(span)
        elif span:
            if found and isinstance(found[-1], str):
                found[-1] = re.sub(r"\s+", " ", found[-1] + span)
            else:
                found.append(span)
    return found


def trimmed(spans: list[Span]) -> list[Span]:
    """Without white space at either end."""
    if spans and isinstance(spans[0], str):
        spans = [spans[0].lstrip(" \n"), *spans[1:]]
    if spans and isinstance(spans[-1], str):
        spans = [*spans[:-1], spans[-1].rstrip(" \n")]
    return [span for span in spans if span]


def lean(spans: list[Span]) -> list[Span] | str:
    """A text by itself instead of a list of one."""
    return spans[0] if len(spans) == 1 and isinstance(spans[0], str) else spans


def text_of(spans: list[Span]) -> str:
    """The letters of spans; a line that ends is a line that ends."""
    return "".join(span if isinstance(span, str) else "\n" if span["k"] == "br" else text_of(span.get("s", [])) for span in spans)


def fitting(text: str, code: bool = False) -> str:
    """Text that fits any column: code may break after its dots, a very long word anywhere."""
    if not text:
        return ""
    text = re.sub(r"\s+", " ", text)
    if code:
        text = _JOINT.sub(rf"\1{BREAK}", text)
    return _LONG_WORD.sub(_pieces, text) if len(text) >= LONG else text


def _pieces(word: re.Match[str]) -> str:
    text = _JOINT.sub(rf"\1{BREAK}", word[0])
    return BREAK.join(BREAK.join(_chunks(part)) for part in text.split(BREAK))


def _chunks(text: str) -> list[str]:
    """A long word in pieces of ten letters, never between a letter and what clings to it; common words stay whole."""
    if len(text) < LONG or re.fullmatch(r"[A-Za-z]+(-[A-Za-z]+)+[.,;:]?", text):
        return [text]
    from designgen.diagram.text import clusters

    letters = clusters(text)
    return ["".join(letters[start : start + 10]) for start in range(0, len(letters), 10)]
