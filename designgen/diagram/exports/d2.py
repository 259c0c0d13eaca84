"""D2, Terrastruct's language of diagrams."""

from designgen.diagram.exports.place import outside_link
from designgen.diagram.exports.tree import Source, Tree, group_names, lines_of, names
from designgen.diagram.picture import KINDS, Box, Picture
from designgen.diagram.text import clean
from designgen.diagram.theme import LIGHT

_DASH = {"sync": 0, "async": 5, "batch": 0, "control": 2}


def to_d2(source: Source) -> str:
    """A D2 file: panels as containers, the kinds of edges and the planes as classes."""
    picture, named, groups = source.picture, names(source.picture), group_names(source.picture)
    number = {plane: n for n, plane in enumerate(_planes(picture))}
    tree = Tree(
        lambda group: f"{groups[group.id]}: {quoted(group.label)} {{class: lane{number[group.plane]}",
        "}",
        lambda box: f"{named[box.id]}: {quoted(*lines_of(box))} {{class: box{number[box.plane]}{_leads(box)}}}",
    )
    lines = ["direction: down", "classes: {", *_kinds(picture), *_looks(number), "}"]
    look = "{shape: text; near: top-center; style: {font-size: 24; bold: true}}"
    lines += [f"title: {quoted(picture.title)} {look}"] if clean(picture.title) else []
    lines += tree.lines(picture, depth=0)
    where = _paths(picture, named, groups)
    for edge in picture.edges:
        label = f"{quoted(edge.label)} " if clean(edge.label) else ""
        lines.append(f"{where[edge.source]} -> {where[edge.target]}: {label}{{class: {edge.kind}}}")
    return "\n".join([*lines, ""])


def quoted(*lines: str) -> str:
    """A string between double quotes, in which nothing is a substitution."""
    escaped = (clean(line).replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$") for line in lines)
    return '"' + "\\n".join(escaped) + '"'


def _planes(picture: Picture) -> list[str]:
    return list(dict.fromkeys([*(box.plane for box in picture.boxes), *(group.plane for group in picture.groups)]))


def _kinds(picture: Picture) -> list[str]:
    used = {edge.kind for edge in picture.edges}
    return [f'  {kind}: {{style: {{stroke: "{LIGHT.kinds[kind]}"; font-color: "{LIGHT.kinds[kind]}"; stroke-width: 2; '
            f"stroke-dash: {_DASH[kind]}}}}}" for kind in KINDS if kind in used]  # fmt: skip


def _looks(number: dict[str, int]) -> list[str]:
    """Boxes are white with a border in the colour of their plane, panels are tinted."""
    lines = []
    for plane, n in number.items():
        tone = LIGHT.tone(plane)
        lines += [_class(f"box{n}", LIGHT.box, tone.accent, LIGHT.ink), _class(f"lane{n}", tone.panel, tone.border, tone.accent)]
    return lines


def _class(name: str, fill: str, stroke: str, text: str) -> str:
    return f'  {name}: {{style: {{fill: "{fill}"; stroke: "{stroke}"; font-color: "{text}"; border-radius: 8}}}}'


def _leads(box: Box) -> str:
    link = outside_link(box)
    return f"; link: {quoted(link)}" if link else ""


def _paths(picture: Picture, named: dict[str, str], groups: dict[str, str]) -> dict[str, str]:
    """The full name of each panel and box, from the outermost panel inwards."""
    found = {id: f"{groups[group.parent]}.{groups[id]}" if picture.is_nested(id) else groups[id]
             for id, group in picture.group.items()}
    for box in picture.boxes:
        parents = [picture.lane(box.group), box.group] if picture.is_nested(box.group) else [picture.lane(box.group)]
        found[box.id] = ".".join([*(groups[parent] for parent in parents if parent), named[box.id]])
    return found
