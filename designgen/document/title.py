"""What stands on the first page of a printed document. Texts are plain: whoever prints them escapes them."""

from dataclasses import dataclass

from designgen.design.headlines import BILL, BOXES, LOAD, P99, PEOPLE, TITLES, headline_of
from designgen.design.model import Design
from designgen.document.blocks.understanding import facts, statement
from designgen.document.draft import draft
from designgen.document.escape import one_line, paragraphs
from designgen.document.links import Links
from designgen.document.totals import totals

MOST_FACTS = 14


@dataclass(frozen=True, slots=True)
class TitlePage:
    """Pairs are a name and its value."""

    title: str
    summary: tuple[str, ...]
    task: str
    owners: tuple[str, ...]
    framework: str
    numbers: tuple[tuple[str, str], ...]
    facts: tuple[tuple[str, str], ...]  # that the spec gives, in the order of the knowledge
    more: int  # facts that the spec gives, too


def title_page(design: Design) -> TitlePage:
    """The problem, what the spec gives of it, and the few numbers of the design by which it is compared with others."""
    made = draft(design, Links(design))
    said, given = statement(made), facts(made)
    first = sorted(given, key=lambda one: one.rank)[:MOST_FACTS]
    return TitlePage(
        one_line(design.spec.title),
        tuple(paragraphs(design.spec.summary)),
        one_line(str(said["task"])),
        tuple(one_line(owner) for owner in design.spec.owners),
        made.framework.name,
        tuple(_numbers(design)),
        tuple((one.fact.name, one_line(one.shown)) for one in given if one in first),
        len(given) - len(first),
    )


def _numbers(design: Design) -> list[tuple[str, str]]:
    known, people = totals(design), headline_of(PEOPLE, design)
    pairs = [(LOAD, known.load), (P99, known.latency), (BILL, known.usd), (BOXES, str(known.components))]
    pairs.append((PEOPLE, f"{people:.0f}" if people else ""))
    return [(TITLES[name], shown) for name, shown in pairs if shown]
