"""The twelve reference graphs, from YAML to Picture."""

from pathlib import Path

from designgen.diagram import Box, Edge, Group, Picture
from designgen.yamlio import parse_yaml

FOLDER = Path(__file__).parent / "graphs"


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


def reference(name: str) -> Picture:
    """One graph. Groups are `id | label | plane | parent`, boxes `id | name | technology | figure | icon | group`,
    edges `source -> target | kind | label`; the last field may be left out."""
    path = FOLDER / f"{name}.yaml"
    table = parse_yaml(path.read_text("utf-8"), path.name)
    groups = [Group(*_fields(line)) for line in _lines(table, "groups")]
    plane = {group.id: group.plane for group in groups}
    walk = table.get("path")
    return Picture(
        id=name,
        title=str(table["title"]),
        description=str(table["description"]),
        groups=tuple(groups),
        boxes=tuple(_box(_fields(line), plane) for line in _lines(table, "boxes")),
        edges=tuple(_edge(line) for line in _lines(table, "edges")),
        rows=tuple(tuple(row.split()) for row in _lines(table, "rows")),
        path=tuple(walk.split()) if isinstance(walk, str) else (),
    )


def _lines(table: object, key: str) -> list[str]:
    assert isinstance(table, dict)
    return [str(line) for line in table[key]]


def _fields(line: str) -> list[str]:
    return [field.strip() for field in line.split("|")]


def _box(fields: list[str], plane: dict[str, str]) -> Box:
    id, name, detail, number, icon, group = fields
    return Box(id, name, detail, number, icon, plane[group], group=group)


def _edge(line: str) -> Edge:
    ends, kind, *label = _fields(line)
    source, target = (end.strip() for end in ends.split("->"))
    return Edge(source, target, "".join(label), kind)
