"""Where things stand: a folder of pages for one design, or one file."""

from dataclasses import dataclass

from markupsafe import Markup

from designgen.design.model import Design
from designgen.document.escape import anchor, ours


@dataclass(frozen=True)
class Links:
    """Link targets inside one design's document. In a single file every target is an anchor of that file."""

    design: Design
    single: bool = False
    above: str = ""  # the way to the design's folder, for pages that stand elsewhere

    def decision(self, decision: str) -> Markup:
        """The heading of a decision; its line in the table of decisions when no section shows it."""
        shown = self.design.decisions[decision].status != "not_needed"
        page = self._page_of(self.design.knowledge.decisions[decision].section) if shown else ""
        return self._at(page or "decisions.md", f"decision-{decision}" if page else f"row-{decision}")

    def section(self, section: str) -> Markup:
        return self._at(self._page_of(section) or "index.md", section)

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

    def _page_of(self, section: str) -> str:
        framework = self.design.knowledge.frameworks[self.design.framework]
        for step in framework.steps:
            if section in step.sections:
                return self.step_page(step.id)
        return ""

    def _at(self, page: str, fragment: str) -> Markup:
        return ours(f"#{fragment}" if self.single else f"{self.above}{page}#{fragment}")


def steps_of(design: Design) -> tuple[str, ...]:
    """The ids of the framework's steps, in order."""
    return tuple(step.id for step in design.knowledge.frameworks[design.framework].steps)
