"""A graph as plain DOT and as D2, as a user of each would write it: groups, labels, dashes by kind, nothing tuned."""

from collections.abc import Iterator

from designgen.diagram.picture import Box, Group, Picture, normal

_DASH = {"sync": "solid", "async": "dashed", "batch": "bold", "control": "dotted"}
_D2_LOOK = {"sync": "", "async": "style.stroke-dash: 5", "batch": "style.stroke-width: 4", "control": "style.stroke-dash: 2"}


def plain_dot(picture: Picture) -> str:
    """Clusters and labels, every other setting as Graphviz has it."""
    picture = normal(picture)
    names = _names(picture)
    lines = ["digraph {", "  node [shape=box];"]
    for what, depth in _nested(picture):
        indent = "  " * (depth + 1)
        if isinstance(what, Group):
            lines.append(f"{indent}subgraph cluster_{what.id} {{ label={_quoted(what.label)};")
        else:
            lines.append(indent + (f"{names[what.id]} [label={_quoted(*_texts(what))}];" if what else "}"))
    for edge in picture.edges:
        look = f"style={_DASH[edge.kind]}" + (f" label={_quoted(edge.label)}" if edge.label else "")
        lines.append(f"  {names[edge.source]} -> {names[edge.target]} [{look}];")
    return "\n".join([*lines, "}", ""])


def d2_text(picture: Picture) -> str:
    """Containers and labels, from top to bottom."""
    picture = normal(picture)
    names, paths = _names(picture), _paths(picture)
    lines = ["direction: down"]
    for what, depth in _nested(picture):
        indent = "  " * depth
        if isinstance(what, Group):
            lines.append(f"{indent}{_container(what.id)}: {_quoted(what.label)} {{")
        else:
            lines.append(indent + (f"{names[what.id]}: {_quoted(*_texts(what))}" if what else "}"))
    for edge in picture.edges:
        ends, look = f"{paths[edge.source]} -> {paths[edge.target]}", _D2_LOOK[edge.kind]
        lines.append(ends + (f": {_quoted(edge.label)}" if edge.label else "") + (f" {{ {look} }}" if look else ""))
    return "\n".join([*lines, ""])


def _nested(picture: Picture, parent: str = "", depth: int = 0) -> Iterator[tuple[Box | Group | None, int]]:
    """Boxes and groups in the order to write them, with their depth; None closes a group."""
    for box in picture.boxes:
        if box.group == parent:
            yield box, depth
    for group in picture.groups:
        if group.parent == parent:
            yield group, depth
            yield from _nested(picture, group.id, depth + 1)
            yield None, depth


def _names(picture: Picture) -> dict[str, str]:
    return {box.id: f"n{number}" for number, box in enumerate(picture.boxes)}


def _paths(picture: Picture) -> dict[str, str]:
    """The full D2 name of each box: its containers, then its own."""
    parent, names = {group.id: group.parent for group in picture.groups}, _names(picture)
    found = {}
    for box in picture.boxes:
        steps, group = [names[box.id]], box.group
        while group:
            steps, group = [_container(group), *steps], parent[group]
        found[box.id] = ".".join(steps)
    return found


def _container(group: str) -> str:
    """A group's own name may be a word of D2, such as `fill`."""
    return f"g_{group}"


def _texts(box: Box) -> list[str]:
    return [line for line in (box.name, box.detail, box.number) if line]


def _quoted(*lines: str) -> str:
    return '"' + "\\n".join(line.replace("\\", "\\\\").replace('"', '\\"') for line in lines) + '"'
