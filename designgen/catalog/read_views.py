"""Views out of their files, with all that a view alone can have wrong."""

from collections import Counter
from collections.abc import Mapping

from designgen.catalog.architecture import AMOUNTS, LEAST_BOXES, MOST_BOXES, PLANES, View, ViewBox, ViewRow
from designgen.catalog.read_architecture import KINDS, ends_of, flow_in
from designgen.catalog.reader import Entry
from designgen.problem import Place, did_you_mean
from designgen.yamlio import Items, Node, Table, Text

THEMES = ("light", "whiteboard")  # that a view may ask for
ORDERS = ("free", "fixed")
NUMBERS = ("boxes", "steps")
FORMS = ("rows", "funnel", "sequence", "timeline")


def read_view(entry: Entry) -> View:
    rows = tuple(_rows(entry))
    _no_box_twice(entry, rows)
    view = View(
        id=entry.id,
        name=entry.text("name"),
        says=entry.text("says"),
        when=entry.text("when", "always"),
        path=entry.words("path"),
        cold=entry.words("cold"),
        rows=rows,
        hide=tuple(ends_of(text) for text in entry.words("hide")),
        flows=tuple(flow_in(flow, flow.one_of("kind", KINDS, "sync")) for flow in entry.entries("flows")),
        place=entry.place,
        form=entry.one_of("form", FORMS, "rows"),
        theme=entry.one_of("theme", THEMES, "light"),
        order=entry.one_of("order", ORDERS, "free"),
        arrows=_arrows(entry),
        own_flows=entry.flag("own_flows"),
        most=_most(entry),
        numbers=entry.one_of("numbers", NUMBERS, "boxes"),
    )
    if view.form == "sequence" and not (rows and rows[0].boxes):
        hint = "the first row holds the caller, whom the answer goes back to"
        entry.report.add(entry.at("rows"), "K003", f"{entry.id}: rows of a sequence must begin with a box", hint)
    _every_end_is_a_box(entry, view)
    entry.done()
    return view


def _arrows(entry: Entry) -> Mapping[str, str]:
    arrows = entry.mapping("arrows")
    for kind in (kind for kind in arrows if kind not in (*KINDS, "step")):
        entry.wrong("arrows", f"knows no kind {kind}; kinds are {', '.join(KINDS)}, and step for the numbers")
    return arrows


def _most(entry: Entry) -> int:
    most = entry.number("most", MOST_BOXES)
    if not LEAST_BOXES <= most <= MOST_BOXES:
        hint = f"leave it out for {MOST_BOXES}, the most that can be read"
        entry.report.add(entry.at("most"), "K003", f"{entry.id}: most must be from {LEAST_BOXES} to {MOST_BOXES}", hint)
    return most


def _rows(entry: Entry) -> list[ViewRow]:
    rows = entry.take("rows")
    if not isinstance(rows, Items):
        entry.wrong("rows", "must be a list")
        return []
    if not all(isinstance(row, Table) for row in rows):
        entry.wrong("rows", "must be a list of tables with plane, label and boxes")
    return [_row(Entry(entry.id, row, row.place, entry.report)) for row in rows if isinstance(row, Table)]


def _row(entry: Entry) -> ViewRow:
    boxes = entry.take("boxes")
    if boxes is not None and not isinstance(boxes, Items):
        entry.wrong("boxes", "must be a list")
    found = tuple(_box(entry, box) for box in boxes) if isinstance(boxes, Items) else ()
    row = ViewRow(_plane(entry), entry.text("label", ""), found)
    entry.done()
    return row


def _plane(entry: Entry) -> str:
    plane = entry.text("plane")
    if plane and plane not in PLANES:
        hint = did_you_mean(plane, PLANES) or f"planes are {', '.join(PLANES)}"
        entry.report.add(getattr(plane, "place", entry.at("plane")), "K003", f"{entry.id}: {plane} is not a plane", hint)
    return plane


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
    if not isinstance(node, Text):
        entry.wrong("boxes", "must hold ids of components, or tables with an id and a name")
    id = node if isinstance(node, Text) else ""
    return ViewBox(id, (), "", (id,))


def _no_box_twice(entry: Entry, rows: tuple[ViewRow, ...]) -> None:
    """One id, one box: arrows and links would not know which is meant."""
    ids = [box.id for row in rows for box in row.boxes if box.id]
    times = Counter(ids)
    seen = set[str]()
    for id in ids:
        if id in seen:
            hint = f"it is there {times[id]} times; where two boxes never stand together, give each an id of its own"
            entry.report.add(getattr(id, "place", entry.place), "K005", f"{entry.id}: the box {id} is there twice", hint)
        seen.add(id)


def _every_end_is_a_box(entry: Entry, view: View) -> None:
    """An arrow that is hidden or drawn runs between two boxes of the view."""
    home = {part: box.id for row in view.rows for box in row.boxes for part in (*box.merges, box.id)}
    hidden = [(text, getattr(text, "place", entry.at("hide"))) for text in entry.words("hide")]
    drawn = [(f"{flow.source} -> {flow.target}", flow.place) for flow in view.flows]
    for text, place in (*hidden, *drawn):
        for end in ends_of(text):
            if end not in home.values():
                _unknown_end(entry, (text, end), place, home)


def _unknown_end(entry: Entry, arrow: tuple[str, str], place: Place, home: Mapping[str, str]) -> None:
    text, end = arrow
    if not end:
        entry.report.add(place, "K003", f"{entry.id}: {text} is no arrow", "an arrow is `a -> b`")
        return
    boxes = list(dict.fromkeys(home.values()))
    hint = did_you_mean(end, boxes) or f"its boxes are {', '.join(boxes[:20])}" * bool(boxes)
    hint = f"here it is a part of the box {home[end]}" if end in home else hint
    entry.report.add(place, "K006", f"{entry.id}: {text}: no box of this view is called {end}", hint)
