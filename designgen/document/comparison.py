"""Designs in tables: several side by side, and all in one list."""

from collections.abc import Sequence

from designgen.design.compare import Comparison
from designgen.design.model import Design
from designgen.document.blocks.sizing import estimation
from designgen.document.draft import draft
from designgen.document.figures import compared_drawings
from designgen.document.links import Links
from designgen.document.templates import renderer, tidy
from designgen.document.totals import totals
from designgen.document.wording import decision_name, fact_name, stated

OVERVIEW = "overview"
MOST_CAUSES = 3


def comparison_page(comparison: Comparison) -> str:
    """Facts, decisions, numbers and components that differ, and the overviews.

    The page stands in a folder beside the designs' folders: its links begin with `../<spec id>/`.
    """
    drafts = [draft(design, Links(design, above=f"../{design.spec.id}/")) for design in comparison.designs]
    first = drafts[0]
    used = {number.name for one in drafts for number in estimation(one)}
    page = first.page(
        "comparison.md",
        comparison=comparison,
        drafts=drafts,
        drawings=compared_drawings(drafts, OVERVIEW),
        totals=[totals(one) for one in comparison.designs],
        numbers=[row for row in comparison.numbers if row.name in used],
        answers=lambda row: [_answer(design, row.name) for design in comparison.designs],
        causes=lambda row: [fact_name(name, first.design) for name in row.caused_by[:MOST_CAUSES]],
        effects=lambda row: [decision_name(name, first.design) for name in row.changes],
    )
    return tidy(page)


def _answer(design: Design, name: str) -> str:
    """A fact of one design, as said."""
    return stated(design.knowledge.facts[name], design.facts[name].value, design.facts[name].shown)


def index_page(designs: Sequence[Design]) -> str:
    """The table of designs. The page stands above the designs' folders: its links begin with `<spec id>/`."""
    return tidy(renderer({})("designs.md", every=[totals(design) for design in designs]))
