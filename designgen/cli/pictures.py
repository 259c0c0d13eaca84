"""Which pictures a site shows, to be laid out ahead of its pages."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from designgen.cli.beside import Beside
from designgen.cli.kept import Make, has_comparison
from designgen.design import Design
from designgen.diagram import Picture, compared, picture_of
from designgen.document.comparison import OVERVIEW

AT_ONCE = 24
"""Designs, or pages of several, whose pictures are laid out together: enough to keep all processors at work, few in memory."""
Item = TypeVar("Item")


def chunked(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Lists of so many items, the last one shorter."""
    left = iter(items)
    while chunk := list(islice(left, size)):
        yield chunk


def pictures_of(design: Design) -> Iterator[Picture]:
    """All that the pages of a design show."""
    return (picture for view in design.knowledge.views if (picture := picture_of(design, view)))


def together(pages: Sequence[Beside], make: Make) -> Iterator[Picture]:
    """The pictures by which the overviews of compared designs are laid out, for pages that are not kept."""
    for page in pages:
        if page.drawn and not has_comparison(page, make):
            yield from _of_all([make.design(spec) for spec in page.specs])


def _of_all(designs: Sequence[Design]) -> Iterator[Picture]:
    if all(OVERVIEW in design.knowledge.views for design in designs) and (found := compared(designs, OVERVIEW)):
        yield found.whole
