"""The page of one design's neighbours: the same spec at other sizes, and other designs of the same spec."""

from designgen.design.model import Design
from designgen.document.draft import draft
from designgen.document.links import Links
from designgen.document.maps import default_map
from designgen.document.rungs import ladders
from designgen.document.templates import tidy
from designgen.explore import Ladder, ladder

PAGE = "explore.md"


def what_if_pages(design: Design) -> dict[str, str]:
    """The page by its path; nothing where there is nothing to tell."""
    climbed, around = ladder(design), default_map(design)
    if climbed is None and around is None:
        return {}
    made = draft(design, Links(design))
    return {f"{design.spec.id}/{PAGE}": tidy(made.page(PAGE, ladder=climbed and ladders(made, climbed), around=around))}


def ladder_text(design: Design, found: Ladder) -> str:
    """A ladder as Markdown without drawings."""
    made = draft(design, Links(design))
    return tidy(made.page("parts/ladder.md", ladder=ladders(made, found, drawn=False)))
