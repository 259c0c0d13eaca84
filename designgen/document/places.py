"""Links to the reference: of names, of conditions and of texts with holes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePath

from markupsafe import Markup

from designgen.catalog.model import Knowledge, Source
from designgen.document.addresses import component_place, decision_place, fact_place, leaf, option_place
from designgen.document.draft import DAGGER, cited
from designgen.document.escape import anchor, attribute, inline, inline_plain, ours

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)+|[a-z][a-z0-9_]*")
_HOLE = re.compile(r"\{([a-z_][a-z0-9_.]*)\}")


def quantity_group(knowledge: Knowledge, quantity: str) -> str:
    """The name of the file that holds it."""
    return leaf(anchor(PurePath(knowledge.quantities[quantity].place.path).stem) or "quantities")


@dataclass(frozen=True)
class Places:
    """Links to the reference from a page that reaches its folder by `above`; names of the rule language become links."""

    knowledge: Knowledge
    above: str = ""

    def option(self, decision: str, option: str) -> Markup:
        return ours(self.above + option_place(decision, option))

    def decision(self, decision: str) -> Markup:
        return ours(self.above + decision_place(decision))

    def component(self, component: str) -> Markup:
        return ours(self.above + component_place(component, self.knowledge.components[component].plane))

    def quantity(self, quantity: str) -> Markup:
        return ours(f"{self.above}quantities/{quantity_group(self.knowledge, quantity)}.md#quantity-{anchor(quantity)}")

    def fact(self, fact: str) -> Markup:
        return ours(self.above + fact_place(fact))

    def name(self, name: str) -> Markup | None:
        """Where a name of the rule language stands; None for a word that is none."""
        base, known = name.removesuffix(".first"), self.knowledge
        ways: tuple[tuple[object, Callable[[str], Markup]], ...] = (
            (known.facts, self.fact), (known.quantities, self.quantity), (known.decisions, self.decision),
        )  # fmt: skip
        return next((way(base) for kind, way in ways if base in kind), None)  # type: ignore[operator]

    def called(self, name: str) -> str:
        """What a name is called; the name itself for one that is none of ours."""
        base, known = name.removesuffix(".first"), self.knowledge
        return next((kind[base].name for kind in (known.facts, known.quantities, known.decisions) if base in kind), base)

    def code(self, text: str) -> Markup:
        """A condition or formula as code, its names linked; what each is called is its tooltip."""
        return ours(f"<code>{self._linked(_NAME, text, inline_plain, self._in_code)}</code>")

    def holes(self, text: str) -> Markup:
        """A text without a design to fill its holes: each shows the linked name of what would stand there."""
        return ours(self._linked(_HOLE, text, inline, self._in_text))

    def _linked(self, names: re.Pattern[str], text: str, plain: Callable[[str], str], linked: Callable[[str], str]) -> str:
        parts: list[str] = []
        end = 0
        for match in names.finditer(text):
            if said := linked(match[match.lastindex or 0]):
                parts += [plain(text[end : match.start()]) if match.start() > end else "", said]
                end = match.end()
        return "".join([*parts, plain(text[end:]) if end < len(text) else ""])

    def _in_code(self, name: str) -> str:
        place = self.name(name)
        return f'[{name}]({place} "{attribute(self.called(name))}")' if place else ""

    def _in_text(self, name: str) -> str:
        place, label = self.name(name), inline(f"‹{self.called(name)}›")
        return f"[{label}]({place})" if place else label

    def source(self, name: str) -> Markup:
        """A source by author and year, leading to its line in the list of sources."""
        known = self.knowledge.sources.get(name)
        return _cited(name, known, f"{self.above}sources.md#source-{anchor(name)}") if known else inline(name)


@cache
def _cited(name: str, source: Source, listed: str) -> Markup:
    return cited(name, replace(source, url=""), listed) + (DAGGER if source.unread else "")
