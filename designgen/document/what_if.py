"""The page of one design's neighbours: the same spec at other sizes, and other designs of the same spec."""

from collections.abc import Callable

from designgen.design.model import Design
from designgen.document.charted import begin, climb_of, drawn
from designgen.document.draft import draft
from designgen.document.links import Links
from designgen.document.maps import default_map
from designgen.document.others import others
from designgen.document.rungs import ladders
from designgen.document.templates import tidy
from designgen.explore import Front, Ladder, front, ladder

PAGE = "explore.md"


def what_if_pages(design: Design, front_of: Callable[[Design], Front] = front) -> dict[str, str]:
    """The page by its path; nothing where there is nothing to tell. `front_of` finds the front; a caller's may remember."""
    made = draft(design, Links(design, site=True))
    begin(made)
    climbed, found, around = ladder(design), front_of(design), default_map(design)
    if climbed is None and around is None and not found.listed:
        return {}
    sizes = climbed and ladders(made, climbed)
    grown = climb_of(made, sizes) if sizes else None
    told = {"ladder": sizes, "grown": grown and drawn(made.links, grown), "others": others(made, found), "around": around}
    page = made.page(PAGE, **told)
    return {f"{design.spec.id}/{PAGE}": tidy(page)}


def ladder_text(design: Design, found: Ladder) -> str:
    """A ladder as Markdown without drawings."""
    made = draft(design, Links(design))
    return tidy(made.page("parts/ladder.md", ladder=ladders(made, found, drawn=False), grown=None))


def front_text(design: Design, found: Front) -> str:
    """The listed designs of a front as Markdown without pictures."""
    made = draft(design, Links(design))
    return tidy(made.page("parts/front.md", others=others(made, found, drawn=False)))
