"""What the picture of the playground is made from: the view of the whole system as plain data."""

from collections.abc import Iterator
from typing import Any

from designgen.catalog import Knowledge
from designgen.catalog.architecture import Flow, ViewBox
from designgen.play.asked import Asked
from designgen.play.files import said
from designgen.play.picture import VIEW

Plain = dict[str, Any]


def view_of(knowledge: Knowledge, asked: Asked) -> Plain:
    """Boxes in their rows, the arrows that the view hides or rewrites, its path, and where a request's steps are at home."""
    view = knowledge.views[VIEW]
    rows = [[row.plane, row.label, [_box(shown, asked) for shown in row.boxes]] for row in view.rows]
    turns = _turns(knowledge) if view.numbers == "steps" else None
    return {
        "name": view.name, "says": view.says, "most": view.most, "rows": rows, "path": list(_path(view.path)),
        "hide": [f"{source} {target}" for source, target in view.hide], "flows": [_flow(flow, asked) for flow in view.flows],
        **said({"when": asked.when(view.when), "ownFlows": view.own_flows, "turns": turns}),
    }  # fmt: skip


def view_texts(knowledge: Knowledge) -> Iterator[str]:
    """All that it may say, with placeholders."""
    view = knowledge.views[VIEW]
    yield from (text for row in view.rows for shown in row.boxes for text in shown.texts)
    yield from (flow.label for flow in view.flows)


def _path(entries: tuple[str, ...]) -> Iterator[str]:
    for entry in entries:
        yield from (part.strip() for part in entry.split("|"))


def _box(shown: ViewBox, asked: Asked) -> Plain:
    texts = {key: asked.told(getattr(shown, key)) for key in ("name", "detail", "number", "says", "then")}
    when, alert = asked.when(shown.when), asked.of(shown.alert) if shown.alert else None
    return {"id": shown.id, **said({"icon": shown.icon, "merges": list(shown.merges), "when": when, "alert": alert, **texts})}


def _flow(flow: Flow, asked: Asked) -> list[Any]:
    return [flow.source, flow.target, flow.kind, flow.label, asked.when(flow.when)]


def _turns(knowledge: Knowledge) -> Plain:
    """By component its box in the view of one request, and who calls there."""
    view = next((view for view in knowledge.views.values() if view.form == "sequence"), None)
    if view is None:
        return {"home": {}, "caller": ""}
    home = {part: box.id for row in view.rows for box in row.boxes for part in box.merges}
    return {"home": home, "caller": view.rows[0].boxes[0].id}
