"""The page of numbers: everything that is computed, each with what it is computed from, linked."""

from dataclasses import dataclass

from markupsafe import Markup

from designgen.design import Number, Step, default_of, read_by, step_of
from designgen.design.numbers import NAME
from designgen.document.blocks.sizing import components, used, with_sources
from designgen.document.blocks.understanding import Asked, asked, assumptions
from designgen.document.draft import Draft
from designgen.document.escape import anchor, inline_plain, ours

PATH, BILL = "path.", "cost."


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers under one heading."""

    id: str
    title: str
    numbers: tuple[Number, ...]


def derived(draft: Draft) -> list[Number]:
    """The quantities that the design prints, decides by, or computes its components from."""
    design = draft.design
    formulas = [number.formula for number in design.sized.values()] + [default_of(design, name) for name in design.facts]
    below = {name for formula in formulas for name in read_by(design, formula)}
    return with_sources(draft, {number.name for number in used(draft)} | below)


def groups(draft: Draft) -> list[Group]:
    """The numbers of each component, then of the path and of the bill."""
    every = draft.design.sized.values()
    boxes = [box.part for _, boxes in components(draft) for box in boxes]
    found = [Group(f"sized-{part.id}", part.name, tuple(one for one in every if one.part == part.id)) for part in boxes]
    found.append(Group("sized-path", "The request path", tuple(one for one in every if one.name.startswith(PATH))))
    found.append(Group("sized-bill", "The bill", tuple(one for one in every if one.name.startswith(BILL))))
    return [group for group in found if group.numbers]


def prices(draft: Draft) -> list[Step]:
    """The unit prices that some number reads."""
    design = draft.design
    numbers = (*derived(draft), *design.sized.values())
    names = {name for number in numbers for name in read_by(design, number.formula) if name.startswith("price.")}
    return [step_of(design, f"price.{id}") for id in design.knowledge.prices if f"price.{id}" in names]


def facts_below(draft: Draft) -> set[str]:
    """The facts on which a number of the page rests, directly or through the defaults of other facts."""
    design = draft.design
    waiting = [name for number in (*derived(draft), *design.sized.values()) for name in read_by(design, number.formula)]
    waiting += [one.known.name for one in assumptions(draft)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in design.facts and name not in found:
            found.add(name)
            waiting += read_by(design, default_of(design, name))
    return found


def assumed(draft: Draft) -> list[Asked]:
    """The assumptions that matter, weightiest first, then those on which a number rests."""
    first, below = assumptions(draft), facts_below(draft)
    named = {one.known.name for one in first}
    rest = [name for name, fact in draft.design.facts.items() if name in below - named and fact.origin == "assumed"]
    return first + [asked(draft, name) for name in rest]


def target(draft: Draft, name: str) -> str:
    """The anchor of a name on the page of numbers."""
    return f"fact-{anchor(name)}" if name in draft.design.facts else f"number-{anchor(name)}"


def linked(draft: Draft, formula: str) -> Markup:
    """A formula as code, in which every name leads to its own line."""
    known, parts, end = set(read_by(draft.design, formula)), [], 0
    for match in NAME.finditer(formula):
        if match[0] in known:
            parts.append(inline_plain(formula[end : match.start()]))
            parts.append(f'<a href="#{target(draft, match[0])}">{match[0]}</a>')
            end = match.end()
    return ours(f"<code>{''.join(parts)}{inline_plain(formula[end:])}</code>")
