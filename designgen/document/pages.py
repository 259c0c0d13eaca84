"""The document of one design: a folder of pages, or one file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from designgen.catalog.model import Section, Step
from designgen.design import default_of
from designgen.design.model import Design
from designgen.document.blocks import block
from designgen.document.blocks.understanding import facts, influenced
from designgen.document.charted import begin, drawn, reach_of, turning_of
from designgen.document.choices import Told
from designgen.document.closing import closing
from designgen.document.derived import assumed, derived, groups, linked, prices
from designgen.document.draft import Draft, draft
from designgen.document.links import Links
from designgen.document.opening import OVERVIEW, opening
from designgen.document.route import route
from designgen.document.sheet import sheet
from designgen.document.talk import talk_of
from designgen.document.templates import tidy


@dataclass(frozen=True, slots=True)
class Written:
    """A section with something in it."""

    section: Section
    blocks: tuple[Markup, ...]
    decisions: tuple[Told, ...]
    empty: tuple[Told, ...]  # decisions that no option could answer


Reading = tuple[str, str, str, str]
"""A page that others make: its title, file, anchor, and what it answers."""


def design_pages(design: Design, beside: Mapping[str, str] | None = None, further: Sequence[Reading] = ()) -> dict[str, str]:
    """Every page of a design by its path, in reading order. `beside` are finished pages, put before the tables at the back;
    the overview names what there is `further`."""
    made = draft(design, Links(design, site=True))
    begin(made)
    pages = {"index.md": made.page("overview.md", **opening(made), explored=bool(beside), further=further)}
    for step, name in _steps(made):
        pages[name] = _step(made, step)
    told = dict(pages)
    pages = {
        "decisions.md": _decisions(made),
        "numbers.md": _numbers(made),
        "cheat-sheet.md": made.page("cheat-sheet.md", sheet=sheet(made)),
        "talk.md": _talk(made),
    }
    pages["sources.md"] = made.page("sources.md", **closing(made, "\n".join([*told.values(), *pages.values()])))
    first, last = ({f"{design.spec.id}/{name}": tidy(text) for name, text in some.items()} for some in (told, pages))
    return {**first, **(beside or {}), **last}


def one_page(design: Design, name: str, further: Sequence[Reading] = ()) -> str | None:
    """One page by its file name, as `design_pages` has it; None for one that is made of others, or not of the design alone."""
    made = draft(design, Links(design))
    step = next((step for step, page in _steps(made) if page == name), None)
    if step:
        return tidy(_step(made, step))
    match name:
        case "index.md":
            return tidy(made.page("overview.md", **opening(made), explored=True, further=further))
        case "decisions.md":
            return tidy(_decisions(made))
        case "numbers.md":
            return tidy(_numbers(made))
        case "cheat-sheet.md":
            return tidy(made.page("cheat-sheet.md", sheet=sheet(made)))
        case "talk.md":
            return tidy(_talk(made))
    return None


def document(design: Design, printed: bool = False) -> str:
    """The whole document as one Markdown file; `printed` leaves out what only a screen needs."""
    made = draft(design, Links(design, single=True, printed=printed))
    begin(made)
    parts = [made.page("overview.md", **opening(made), explored=False, further=())]
    parts += [_step(made, step) for step, _ in _steps(made)]
    parts += [_decisions(made), _numbers(made), made.page("cheat-sheet.md", sheet=sheet(made))]
    parts.append(made.page("sources.md", **closing(made, "\n".join(parts))))
    return tidy("\n\n".join(part.strip() for part in parts))


def cheat_sheet(design: Design) -> str:
    """The one page to learn by heart."""
    made = draft(design, Links(design))
    return tidy(made.page("cheat-sheet.md", sheet=sheet(made)))


def talk_track(design: Design, short: bool = True, long: bool = True) -> str:
    """What to say: in two minutes, and in those of the framework."""
    return tidy(_talk(draft(design, Links(design)), short, long))


def _talk(made: Draft, short: bool = True, long: bool = True) -> Markup:
    return made.page("talk.md", talk=talk_of(made), short=short, long=long)


def _steps(made: Draft) -> Iterator[tuple[Step, str]]:
    for step in made.framework.steps:
        yield step, made.links.step_page(step.id)


def _step(made: Draft, step: Step) -> Markup:
    place = [known.id for known in made.framework.steps].index(step.id) + 1
    written = [one for one in (_section(made, section) for section in step.sections) if one]
    told = {"note": made.design.spec.notes.get(step.id, ""), "stops": route(made), "turning_of": turning_of, "drawn": drawn}
    return made.page("step.md", step=step, place=place, written=written, **told)


def _section(made: Draft, name: str) -> Written | None:
    """The section, or None when it would be empty."""
    section = made.design.knowledge.sections[name]
    mine = [made.told(one) for one in made.design.decisions if made.design.knowledge.decisions[one].section == name]
    names = [one for one in section.blocks if not (made.links.single and one == f"diagram:{OVERVIEW}")]  # drawn once a file
    blocks = tuple(text for text in (block(made, one) for one in names) if text)
    decided = tuple(one for one in mine if one.rationale.status == "chosen")
    empty = tuple(one for one in mine if one.rationale.status == "empty")
    return Written(section, blocks, decided, empty) if blocks or decided or empty else None


def _decisions(made: Draft) -> Markup:
    every = [made.told(one) for one in made.design.decisions]
    reach = reach_of(made)
    return made.page("decisions.md", every=every, reach=reach, drawn=reach and drawn(made.links, reach.spec))


def _numbers(made: Draft) -> Markup:
    return made.page(
        "numbers.md",
        facts=facts(made),
        assumptions=assumed(made),
        numbers=derived(made),
        groups=groups(made),
        prices=prices(made),
        default_of=lambda name: default_of(made.design, name),
        linked=lambda formula: linked(made, formula),
        influenced=lambda known: influenced(made, known),
    )
