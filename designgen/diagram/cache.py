"""Layouts kept on disk. A folder that cannot be written, or an entry that is damaged, means computing again."""

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import Any

from designgen.diagram.geometry import Layout, Panel, Rect, Route
from designgen.diagram.layout import as_they_stand, lay_out, lay_out_all
from designgen.diagram.picture import Picture, normal
from designgen.diagram.rescue import NO_ORDER

_DAMAGED = (OSError, ValueError, KeyError, TypeError, AttributeError)
_HASTY = ContextVar("hasty", default=False)


@contextmanager
def in_haste() -> Iterator[None]:
    """A layout that is not kept is not searched for meanwhile: boxes stand as they are written. Such a layout is not kept."""
    before = _HASTY.set(True)
    try:
        yield
    finally:
        _HASTY.reset(before)


def layout_of(picture: Picture, folder: Path | None) -> Layout:
    """The layout of a picture, from the folder if it is there; without a folder always computed."""
    if folder is None:
        return lay_out(picture)
    path = path_of(picture, folder)
    try:
        return _read(_intact(path.read_text(encoding="utf-8")), normal(picture))
    except _DAMAGED:
        if _HASTY.get():
            return as_they_stand(picture)
        layout = lay_out(picture)
        _write(path, layout)
        return layout


def fill(pictures: Sequence[Picture], folder: Path) -> None:
    """Puts the layouts of all these pictures into the folder."""
    for picture, layout in zip(pictures, lay_out_all(pictures), strict=True):
        _write(path_of(picture, folder), layout)


def path_of(picture: Picture, folder: Path) -> Path:
    """Where the layout of a picture is kept."""
    return folder / f"layout-{_key(picture)}.json"


def _key(picture: Picture) -> str:
    """A hash of all that placement depends on: what boxes and lines say, kinds, order, groups and path."""
    tied = normal(picture)
    boxes = [(box.id, box.name, box.detail, box.number, box.group, box.least, box.mark and box.mark.lines) for box in tied.boxes]
    edges = [(edge.source, edge.target, edge.label, edge.kind, edge.mark) for edge in tied.edges]
    signs = (any(box.alert for box in tied.boxes), tied.marks, tied.meanings, tied.fixed)
    rest = (_version(), boxes, edges, tied.rows, tied.groups, tied.path, tuple(tied.steps()), signs)
    return hashlib.sha256(repr(rest).encode()).hexdigest()[:32]


@lru_cache
def _version() -> str:
    """A hash of the files that make a layout and judge it: one by older code is not reused."""
    room = Path(__file__).parent
    files = sorted([*room.glob("*.py"), *room.glob("craft/*.py")])
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _intact(entry: str) -> Any:
    """The JSON of an entry; ValueError if it is not what was written."""
    digest, _, text = entry.partition("\n")
    if hashlib.sha256(text.encode()).hexdigest() != digest:
        raise ValueError("damaged")
    return json.loads(text)


def _read(text: Any, picture: Picture) -> Layout:
    """The layout; ValueError if it is not one of this picture."""
    boxes = {id: Rect(*map(float, rect)) for id, rect in text["boxes"].items()}
    panels = tuple(Panel(group, Rect(*rect), Rect(*title), nested) for group, rect, title, nested in text["panels"])
    routes = tuple(Route(edge, tuple((float(x), float(y)) for x, y in points), Rect(*label) if label else None)
                   for edge, points, label in text["routes"])
    whole = set(boxes) == set(picture.box) and [route.edge for route in routes] == list(range(len(picture.edges)))
    if not whole or not {panel.group for panel in panels} <= set(picture.group) or any(len(r.points) < 2 for r in routes):
        raise ValueError("another picture")
    width, height, legend_y = (float(text[name]) for name in ("width", "height", "legend_y"))
    return Layout(width, height, boxes, panels, routes, legend_y, str(text["simpler"]))


def _shape(rect: Rect | None) -> list[float] | None:
    return [rect.x, rect.y, rect.w, rect.h] if rect else None


def _write(path: Path, layout: Layout) -> None:
    if layout.simpler == NO_ORDER:  # the next time may be luckier
        return
    text = json.dumps({
        "width": layout.width, "height": layout.height, "legend_y": layout.legend_y,
        "simpler": layout.simpler,
        "boxes": {id: _shape(rect) for id, rect in layout.boxes.items()},
        "panels": [[panel.group, _shape(panel.rect), _shape(panel.title), panel.nested] for panel in layout.panels],
        "routes": [[route.edge, route.points, _shape(route.label)] for route in layout.routes],
    })  # fmt: skip
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, prefix=".", delete=False, encoding="utf-8") as file:
            try:
                file.write(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}")
                file.close()
                os.replace(file.name, path)
            finally:
                Path(file.name).unlink(missing_ok=True)
    except OSError:
        return
