"""A design on its way to paper: the design, where its parts stand, and the templates."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from markupsafe import Markup

from designgen import units
from designgen.catalog.model import Framework, Source
from designgen.decisions.model import Verdict
from designgen.design.asked import Question
from designgen.design.mended import repair_said, uses_said
from designgen.design.model import Design, Number
from designgen.document import escape
from designgen.document.choices import LEVEL, VERDICTS, Told, told
from designgen.document.escape import ours
from designgen.document.firm import Firm, firm
from designgen.document.formulas import mathml
from designgen.document.links import Links
from designgen.document.templates import Render, renderer
from designgen.document.tiles import Tile, tiles
from designgen.document.weights import Reading, reading
from designgen.document.wording import decision_name, fact_name, in_sentence, option_name, stated

Thing = TypeVar("Thing")
DAGGER = Markup('<abbr title="cited from memory, not read for this document">†</abbr>')
LONG = 45  # characters of a title that stands in a table
MOST_WORDS = 3  # of an author's name; longer ones are descriptions


@dataclass(frozen=True)
class Draft:
    """What pages and blocks are written from."""

    design: Design
    links: Links
    render: Render = field(repr=False)
    reading: Reading = field(repr=False)

    @property
    def framework(self) -> Framework:
        return self.design.knowledge.frameworks[self.design.framework]

    @property
    def weights(self) -> dict[str, int]:
        """Decision id -> how much hangs on it."""
        return self.reading.weights

    @cached_property
    def _once(self) -> dict[str, Any]:
        return {}

    def once(self, name: str, make: Callable[[], Thing]) -> Thing:
        """What others work out of this draft, worked out once."""
        if name not in self._once:
            self._once[name] = make()
        found: Thing = self._once[name]
        return found

    @cached_property
    def _told(self) -> dict[str, Told]:
        return {one: told(one, self.design) for one in self.design.decisions}

    @cached_property
    def open_questions(self) -> dict[str, Question]:
        """By fact, what is worth asking of it; without those that make it another problem."""
        return {one.fact: one for one in self.design.questions if not one.defines}

    @cached_property
    def likely_flips(self) -> Counter[str]:
        """By fact, how many decisions are likely to flip with it."""
        return Counter(fact for one in self.decided() for fact in {line.fact for line in one.flips if line.likely})

    def firm(self, decision: str) -> Firm | None:
        """How firmly a choice stands; None where there is nothing to choose, or the spec pins it."""
        return firm(self.design, decision)

    @cached_property
    def tiles(self) -> list[Tile]:
        """The numbers at the head of a page."""
        return tiles(self.design, self.links)

    def told(self, decision: str) -> Told:
        return self._told[decision]

    def decided(self) -> list[Told]:
        """Every decision with an outcome, in framework order."""
        return [one for one in self._told.values() if one.rationale.status == "chosen"]

    def is_chosen(self, decision: str) -> bool:
        return self.design.decisions[decision].status == "chosen"

    def option(self, decision: str, option: str) -> str:
        return option_name(decision, option, self.design)

    def criterion(self, name: str) -> str:
        return in_sentence(self.design.knowledge.criteria[name].name)

    def verdict(self, verdict: Verdict) -> str:
        """`chosen`, `ruled out`, `7 behind` …"""
        if verdict.verdict == "behind":
            return f"{verdict.behind_by} behind" if verdict.behind_by else LEVEL
        return VERDICTS[verdict.verdict]

    def deciding(self, number: Number) -> list[str]:
        """The decisions taken here that turn on a number, weightiest first."""
        decisions = self.design.decisions
        found = [one for one in decisions if decisions[one].status == "chosen" and number.name in self.reading.by[one]]
        return sorted(found, key=lambda one: (-self.weights[one], one))

    def page(self, template: str, **context: Any) -> Markup:
        return self.render(template, draft=self, design=self.design, **context)


def draft(design: Design, links: Links) -> Draft:
    """The draft of a design, with its filters bound to it."""
    return Draft(design, links, renderer(_filters(design, links)), reading(design))


def _filters(design: Design, links: Links) -> dict[str, Any]:
    def source(name: str) -> Markup:
        return cited(name, design.knowledge.sources.get(name), links.page("sources.md", f"source-{escape.anchor(name)}"))

    return {
        "fill": design.say,
        "uses_said": uses_said,
        "repair_said": lambda mending: repair_said(design.knowledge, mending),
        "decision_name": lambda name: decision_name(name, design),
        "fact_name": lambda name: fact_name(name, design),
        "stated": lambda known: stated(design.knowledge.facts[known.name], known.value, known.shown),
        "mathml": mathml,
        "source": source,
        "time": lambda seconds: units.humane(seconds, "second"),
        "usd": lambda amount: units.humane(amount, "usd"),
        "share": lambda amount: units.humane(amount, "share"),
        "size": lambda amount: units.humane(amount, "byte"),
        "count": units.magnitude,
        "points": lambda points: ours(f"{points:+d}".replace("-", "−")),
        "times": lambda ratio: f"× {units.magnitude(ratio)}" if ratio >= 1 else f"÷ {units.magnitude(1 / ratio)}",
        "paragraphs": escape.paragraphs,
    }


def cited(name: str, source: Source | None, listed: str = "") -> Markup:
    """A source as a short link: first author and year, the full title as tooltip.

    One without address leads to its line in the list of sources, which stands at `listed`, if there is one.
    A dagger marks a text that was not read for this knowledge base.
    """
    if source is None:
        return escape.inline(name)
    author = source.authors.split(",")[0].split(" and ")[0].strip()
    known = f"{author} {source.year}".strip() if 0 < len(author.split()) <= MOST_WORDS else ""
    if source.url:
        label, address = escape.inline(known or _short(source.title)), escape.url(source.url)
        return Markup('[{}]({} "{}"){}').format(label, address, escape.attribute(source.title), DAGGER if source.unread else "")
    label = escape.inline(known if known and len(_short(source.title)) > LONG else _short(source.title))
    return Markup("[{}]({})").format(label, ours(listed)) if listed else label


def _short(title: str) -> str:
    """A title up to its first aside."""
    return re.split(r"[;(:]", title, maxsplit=1)[0].strip()
