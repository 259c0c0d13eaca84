"""Components, flows, views and checks out of their files."""

from designgen.catalog.model import AMOUNTS, Cases, Check, Component, Failure, Flow, View, ViewBox, ViewRow
from designgen.catalog.reader import Entry, Report
from designgen.yamlio import Items, Node, Table, Text

KINDS = ("sync", "async", "batch", "control")
POOL, NEEDED = ("rate", "takes", "slots", "groups", "usd"), ("rate", "takes")
STACKS = ("open_source", "aws", "gcp", "azure")
THEMES = ("light", "whiteboard")  # that a view may ask for
ORDERS = ("free", "fixed")
FORMS = ("rows", "funnel", "sequence", "timeline")


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
    )
    for missing in (name for name in STACKS if name not in stack):
        entry.wrong("stack", f"names no technology for {missing}", "K002")
    entry.done()
    return component


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
    return _flow(entry, entry.one_of("kind", KINDS))


def _flow(entry: Entry, kind: str) -> Flow:
    source, target = _ends(entry.id)
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


def _ends(text: str) -> tuple[str, str]:
    source, _, target = text.partition("->")
    return source.strip(), target.strip()


def read_view(entry: Entry) -> View:
    view = View(
        id=entry.id,
        name=entry.text("name"),
        says=entry.text("says"),
        when=entry.text("when", "always"),
        path=entry.words("path"),
        cold=entry.words("cold"),
        rows=tuple(_rows(entry)),
        hide=tuple(_ends(text) for text in entry.words("hide")),
        flows=tuple(_flow(flow, flow.one_of("kind", KINDS, "sync")) for flow in entry.entries("flows")),
        place=entry.place,
        form=entry.one_of("form", FORMS, "rows"),
        theme=entry.one_of("theme", THEMES, "light"),
        order=entry.one_of("order", ORDERS, "free"),
        arrows=entry.mapping("arrows"),
        own_flows=entry.flag("own_flows"),
        most=entry.number("most"),
    )
    for kind in (kind for kind in view.arrows if kind not in (*KINDS, "step")):
        entry.wrong("arrows", f"knows no kind {kind}; kinds are {', '.join(KINDS)}, and step for the numbers")
    entry.done()
    return view


def _rows(entry: Entry) -> list[ViewRow]:
    rows = entry.take("rows")
    if not isinstance(rows, Items):
        entry.wrong("rows", "must be a list")
        return []
    return [_row(Entry(entry.id, row, row.place, entry.report)) for row in rows if isinstance(row, Table)]


def _row(entry: Entry) -> ViewRow:
    boxes = entry.take("boxes")
    found = tuple(_box(entry, box) for box in boxes) if isinstance(boxes, Items) else ()
    row = ViewRow(entry.text("plane"), entry.text("label", ""), found)
    entry.done()
    return row


def _box(entry: Entry, node: Node) -> ViewBox:
    if isinstance(node, Table):
        box = Entry(entry.id, node, node.place, entry.report)
        made = ViewBox(
            id=box.text("id"),
            name=box.cases("name", required=True),
            icon=box.text("icon", ""),
            merges=box.words("merges"),
            when=box.text("when", "always"),
            detail=box.cases("detail"),
            number=box.cases("number"),
            says=box.cases("says"),
            then=box.cases("then"),
            alert=box.text("alert", ""),
            section=box.text("section", ""),
            amounts={key: cases for key in AMOUNTS if (cases := box.cases(key))},
        )
        box.done()
        return made
    id = node if isinstance(node, Text) else ""
    return ViewBox(id, (), "", (id,))


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
