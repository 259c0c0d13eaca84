"""Sections, frameworks and sources out of their files."""

from designgen.catalog.model import Framework, Section, Source, Step
from designgen.catalog.reader import ID, Entry
from designgen.yamlio import Items, Table


def read_section(entry: Entry) -> Section:
    section = Section(entry.id, entry.text("title"), entry.text("says", ""), entry.words("blocks"))
    entry.done()
    return section


def read_framework(entry: Entry) -> Framework:
    steps = entry.take("steps")
    entry.number("minutes")
    framework = Framework(
        id=_id(entry),
        name=entry.text("name"),
        says=entry.text("says", ""),
        steps=tuple(_step(entry, step) for step in steps if isinstance(step, Table)) if isinstance(steps, Items) else (),
    )
    entry.done()
    return framework


def _step(entry: Entry, table: Table) -> Step:
    step = Entry(entry.id, table, table.place, entry.report)
    made = Step(
        id=_id(step),
        title=step.text("title"),
        minutes=step.number("minutes"),
        goal=step.text("goal", ""),
        sections=step.words("sections"),
        say=step.words("say"),
        place=step.place,
        lead=step.text("lead", ""),
        opens=step.cases("opens"),
        check_in=step.cases("check_in"),
    )
    step.done()
    return made


def _id(entry: Entry) -> str:
    """An id inside a table; a step's names a page."""
    id = entry.text("id")
    if id and not ID.fullmatch(id):
        entry.wrong("id", "is lower-case words joined by _")
    return id


def read_source(entry: Entry) -> Source:
    source = Source(
        id=entry.id,
        title=entry.text("title"),
        authors=entry.text("authors", ""),
        year=entry.text("year", ""),
        url=entry.text("url", ""),
        supports=entry.text("supports", ""),
        checked=entry.flag("checked"),
    )
    if source.url and not source.url.startswith(("https://", "http://")):
        entry.wrong("url", "must start with https:// or http://", "K014")
    entry.done()
    return source
