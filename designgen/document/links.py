"""Where things stand: a folder of pages for one design, or one file."""

from dataclasses import dataclass

from markupsafe import Markup

from designgen.catalog.model import Framework
from designgen.design.model import Design
from designgen.document.addresses import REFERENCE, decision_place
from designgen.document.escape import anchor, ours


@dataclass(frozen=True)
class Links:
    """Link targets inside one design's document. In a single file every target is an anchor of that file."""

    design: Design
    single: bool = False
    above: str = ""  # the way to the design's folder, for pages that stand elsewhere
    site: bool = False  # on a page of the site, which has a head and a way onward
    printed: bool = False  # on paper, where a contents page and the table of components do what folded tables do on a screen

    def decision(self, decision: str) -> Markup:
        """The heading of a decision; its line in the table of decisions when no section shows it."""
        shown = self.design.decisions[decision].status != "not_needed"
        page = self._page_of(self.design.knowledge.decisions[decision].section) if shown else ""
        return self._at(page or "decisions.md", f"decision-{decision}" if page else f"row-{decision}")

    def reference(self, decision: str) -> Markup:
        """Where the site tells of all its options, and of the other designs that chose them."""
        return ours(REFERENCE + decision_place(decision))

    def section(self, section: str) -> Markup:
        """The heading of a section; its step's where this design has nothing to say in it."""
        step = next((step for step in self._framework.steps if section in step.sections), None)
        if step is None:
            return self._at("index.md", section)
        return self._at(self.step_page(step.id), section) if self._written(section) else self.step(step.id)

    def step(self, step: str) -> Markup:
        return self._at(self.step_page(step), f"step-{step}")

    def page(self, page: str, fragment: str) -> Markup:
        return self._at(page, fragment)

    def number(self, name: str) -> Markup:
        """The line of a number on the page of numbers."""
        return self._at("numbers.md", f"number-{anchor(name)}")

    def step_page(self, step: str) -> str:
        """The file name of a framework step: its place, then its id."""
        for place, known in enumerate(steps_of(self.design), 1):
            if known == step:
                return f"{place}-{step}.md"
        raise KeyError(step)

    def html(self, section: str) -> str:
        """Like `section`, for raw HTML, where the site builder rewrites nothing."""
        return self.section(section).replace(".md#", ".html#")

    def decision_html(self, decision: str) -> str:
        """Like `decision`, for raw HTML."""
        return self.decision(decision).replace(".md#", ".html#")

    @property
    def _framework(self) -> Framework:
        return self.design.knowledge.frameworks[self.design.framework]

    def _written(self, section: str) -> bool:
        known, taken = self.design.knowledge, self.design.decisions
        decided = any(known.decisions[one].section == section for one in taken if taken[one].status != "not_needed")
        return decided or bool(known.sections[section].blocks)

    def _page_of(self, section: str) -> str:
        for step in self._framework.steps:
            if section in step.sections:
                return self.step_page(step.id)
        return ""

    def _at(self, page: str, fragment: str) -> Markup:
        return ours(f"#{fragment}" if self.single else f"{self.above}{page}#{fragment}")


def steps_of(design: Design) -> tuple[str, ...]:
    """The ids of the framework's steps, in order."""
    return tuple(step.id for step in design.knowledge.frameworks[design.framework].steps)
