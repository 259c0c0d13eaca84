"""A document's elements as what a page is made of: neutral blocks that a template prints in its own way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from designgen.paper.formulas import formula, kind, spoken
from designgen.paper.spans import Spans, text_of, trimmed
from designgen.paper.tables import table
from designgen.paper.tree import PLACE, Drawing, ids, plain

Block = dict[str, Any]
"""`k`: h, p, quote, list, table, details, figure, math, code. Each numbered thing has a `caption`."""
HEADINGS = {f"h{level}": level for level in range(1, 7)}


class Flow:
    """Reads blocks in order. `wide`: pt between the margins."""

    def __init__(self, root: Element, drawings: Sequence[Drawing], wide: float) -> None:
        self.root, self.drawings, self.wide = root, drawings, wide
        self.spans = Spans(ids(root))
        self.heading, self.level = "", 0
        self.captions: Counter[str] = Counter()
        self.numbers: Counter[str] = Counter()

    def blocks(self) -> list[Block]:
        """In order. A chapter with figures is `fresh`: it starts on a new page, so that none that floats stands before it."""
        found = list(self.of(self.root))
        figures = False
        for block in reversed(found):
            figures = figures or block["k"] == "figure"
            if block["k"] == "h" and block["level"] == 1:
                block["fresh"], figures = figures, False
        return found

    def of(self, parent: Element) -> Iterator[Block]:
        """The blocks in an element; what stands loose in it, and nothing else, is a paragraph."""
        known = set(map(kind, parent)) & _READERS
        if not known and (loose := trimmed(self.spans.of(parent))):
            yield {"k": "p", "s": loose}
            return
        for child in parent:
            yield from self.one(child)

    def one(self, element: Element) -> Iterator[Block]:
        name = kind(element)
        if name in HEADINGS:
            yield self.head(element, HEADINGS[name])
        elif name in ("ul", "ol"):
            yield {"k": "list", "ordered": name == "ol", "items": [list(self.of(item)) for item in element]}
        elif name == "table":
            yield self.captioned(table(element, self.spans, self.wide))
        elif name == "details":
            yield from self.folded(element)
        elif name == "figure":
            yield from self.figure(element)
        elif name == "math" or (name == "div" and any(kind(child) == "math" for child in element)):
            yield self.math(element)
        elif name == "pre":
            yield {"k": "code", "text": "".join(element.itertext()).rstrip("\n")}
        elif name == "blockquote":
            yield {"k": "quote", "blocks": list(self.of(element))}
        elif name == "div":
            yield from self.of(element)
        elif said := trimmed(self.spans.of(element)):
            yield {"k": "p", "s": said} | ({"small": True} if _is_small(element) else {})

    def head(self, element: Element, level: int) -> Block:
        """A heading; no level is left out on the way down."""
        self.heading, self.level = plain([element]), min(level, self.level + 1)
        return {"k": "h", "level": self.level, "id": self.spans.mark(element), "s": trimmed(self.spans.of(element))}

    def captioned(self, block: Block, title: str = "") -> Block:
        """With a caption: what it is folded under, else the heading above it, with its first column where that comes again."""
        title = title or self.heading
        self.captions[title] += 1
        first = text_of(block["head"][0]) if block["head"] else ""
        again = self.captions[title] > 1 and first
        return block | {"name": self.numbered("Table"), "caption": f"{title}: {first}" if again else title}

    def numbered(self, kind: str) -> str:
        """`Table 3`: the next of its kind."""
        self.numbers[kind] += 1
        return f"{kind} {self.numbers[kind]}"

    def folded(self, element: Element) -> Iterator[Block]:
        """What the site folds stands open on paper, under its own title, or as the caption of the table that it begins with."""
        title = plain([child for child in element if kind(child) == "summary"])
        parts = [child for child in element if kind(child) != "summary"]
        if parts and kind(parts[0]) == "table":
            yield self.captioned(table(parts[0], self.spans, self.wide), f"{self.heading}: {title}")
            rest = [block for part in parts[1:] for block in self.one(part)]
            yield from (block | {"small": True} if block["k"] == "p" else block for block in rest)
            return
        holder = Element("div")
        holder.extend(parts)
        yield {"k": "details", "title": title, "blocks": list(self.of(holder))}

    def figure(self, element: Element) -> Iterator[Block]:
        """Each drawing with the caption of its figure."""
        places = [int(image.get(PLACE, "0")) for image in element.iter() if kind(image) == "img"]
        said = next((trimmed(self.spans.of(child)) for child in element if kind(child) == "figcaption"), [])
        for place in places:
            known = self.drawings[place]
            told = known.told or text_of(said) or self.heading
            size = {"wide": known.wide, "tall": known.tall}
            words = {"alt": told, "caption": said, "topic": topic(text_of(said) or told)}
            names = {"name": self.numbered("Figure"), "id": self.spans.mark(element), "drawing": str(place)}
            yield {"k": "figure", **names, **size, **words}

    def math(self, element: Element) -> Block:
        found = element if kind(element) == "math" else next(child for child in element if kind(child) == "math")
        node = formula(found)
        return {"k": "math", "of": node, "alt": spoken(node)}


_READERS = {*HEADINGS, "ul", "ol", "table", "details", "figure", "pre", "blockquote", "div", "p", "math"}


def topic(caption: str) -> str:
    """The first sentence, which says what a figure shows."""
    first, dot, _ = " ".join(caption.split()).partition(". ")
    return first + dot.strip()


def _is_small(element: Element) -> bool:
    return [kind(child) for child in element] == ["small"] and not (element.text or "").strip()
