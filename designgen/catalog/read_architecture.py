"""Components, flows and checks out of their files."""

from designgen.catalog.architecture import Component, Failure, Flow, Variant
from designgen.catalog.cases import Cases
from designgen.catalog.model import Check
from designgen.catalog.reader import Entry, Report
from designgen.yamlio import Table

KINDS = ("sync", "async", "batch", "control")
POOL, NEEDED = ("rate", "takes", "slots", "groups", "usd"), ("rate", "takes")
STACKS = ("open_source", "aws", "gcp", "azure")


def read_component(entry: Entry, plane: str) -> Component:
    stack = entry.mapping("stack")
    component = Component(
        id=entry.id,
        name=entry.text("name"),
        role=entry.text("role"),
        plane=plane,
        icon=entry.text("icon"),
        section=entry.text("section"),
        stack=stack,
        shows=entry.cases("shows"),
        time=_times(entry),
        pool=_pool(entry),
        replicas=entry.cases("replicas"),
        memory=entry.cases("memory"),
        usd=entry.cases("usd"),
        says=entry.text("says", ""),
        sources=entry.words("sources"),
        fails=_failure(entry),
        place=entry.place,
        when=entry.text("when", "always"),
        works=" ".join(entry.text("works", "").split()),
        avoid_when=entry.text("avoid_when", ""),
        instead=tuple(map(_variant, entry.entries("instead"))),
    )
    for missing in (name for name in STACKS if name not in stack):
        entry.wrong("stack", f"names no technology for {missing}", "K002")
    entry.done()
    return component


def _variant(entry: Entry) -> Variant:
    """Its key is the condition."""
    variant = Variant(entry.id, entry.text("name"), entry.mapping("stack"))
    entry.done()
    return variant


def _times(entry: Entry) -> dict[str, tuple[tuple[str, str], ...]]:
    table = entry.take("time")
    if not isinstance(table, Table):
        return {}
    times = Entry(entry.id, table, entry.at("time"), entry.report)
    found = {key: times.cases(key, required=True) for key in ("p50", "p99")}
    times.done()
    return found


def _pool(entry: Entry) -> dict[str, Cases]:
    table = entry.take("pool")
    if not isinstance(table, Table):
        return {}
    pool = Entry(entry.id, table, entry.at("pool"), entry.report)
    found = {key: pool.cases(key, required=key in NEEDED) for key in POOL}
    pool.done()
    return {key: cases for key, cases in found.items() if cases}


def _failure(entry: Entry) -> Failure | None:
    table = entry.take("fails")
    if not isinstance(table, Table):
        return None
    fails = Entry(entry.id, table, entry.at("fails"), entry.report)
    failure = Failure(fails.text("how"), fails.text("detect"), fails.words("ladder"), fails.text("off", ""))
    fails.done()
    return failure


def read_flow(entry: Entry) -> Flow:
    return flow_in(entry, entry.one_of("kind", KINDS))


def flow_in(entry: Entry, kind: str) -> Flow:
    """An arrow of this kind; its id is `a -> b`."""
    source, target = ends_of(entry.id)
    flow = Flow(source, target, kind, entry.text("label", ""), entry.text("when", "always"), entry.place)
    entry.done()
    return flow


def flows_of(table: Table, report: Report) -> list[Flow]:
    """The flows of a file: keys are `a -> b`."""
    flows = []
    for key, item in table.items():
        if "->" not in key or not isinstance(item, Table):
            report.add(table.at(key), "K003", f"{key}: a flow is `a -> b:` with a table below")
        else:
            flows.append(read_flow(Entry(key, item, table.at(key), report)))
    return flows


def ends_of(text: str) -> tuple[str, str]:
    """The two ends of `a -> b`; the second is "" without an arrow."""
    source, _, target = text.partition("->")
    return source.strip(), target.strip()


def read_check(entry: Entry) -> Check:
    check = Check(
        id=entry.id,
        name=entry.text("name"),
        severity=entry.one_of("severity", ("error", "warning", "info")),
        when=entry.text("when", "always"),
        holds=entry.text("holds"),
        value=entry.text("value", ""),
        limit=entry.text("limit", ""),
        says=entry.text("says"),
        mend=entry.text("mend"),
        place=entry.place,
    )
    entry.done()
    return check
