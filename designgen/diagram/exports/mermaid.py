"""Mermaid: a flowchart."""

import json

from designgen.diagram.exports.tree import Source, Tree, group_names, lines_of, names
from designgen.diagram.picture import Picture
from designgen.diagram.text import clean
from designgen.diagram.theme import LIGHT

_ARROW = {"sync": "-->", "async": "-.->", "batch": "==>", "control": "-.->"}


def to_mermaid(source: Source) -> str:
    """A Mermaid flowchart with panels as subgraphs, in the colours of kinds and planes."""
    picture, named, groups = source.picture, names(source.picture), group_names(source.picture)
    tree = Tree(
        lambda group: f'subgraph {groups[group.id]}["{_said(group.label) or "&nbsp;"}"]',
        "end",
        lambda box: f'{named[box.id]}["{"<br>".join(_said(line) for line in lines_of(box)) or "&nbsp;"}"]',
    )
    title = json.dumps(clean(picture.title), ensure_ascii=False).replace("<", "\\u003c")
    lines = ["---", f"title: {title}", "---", "flowchart TB", *tree.lines(picture)]
    ends = groups | named
    for edge in picture.edges:
        label = f'|"{_said(edge.label)}"|' if clean(edge.label) else ""
        lines.append(f"  {ends[edge.source]} {_ARROW[edge.kind]}{label} {ends[edge.target]}")
    return "\n".join([*lines, *_colours(picture, named, groups), ""])


def _colours(picture: Picture, named: dict[str, str], groups: dict[str, str]) -> list[str]:
    planes = dict.fromkeys(box.plane for box in picture.boxes)
    number = {plane: n for n, plane in enumerate(planes)}
    looks = {n: LIGHT.tone(plane).accent for plane, n in number.items()}
    lines = [f"  classDef p{n} fill:{LIGHT.box},stroke:{accent},color:{LIGHT.ink}" for n, accent in looks.items()]
    lines += [f"  class {named[box.id]} p{number[box.plane]}" for box in picture.boxes]
    used = {box.group for box in picture.boxes}
    used |= {picture.group[name].parent for name in used if name in picture.group}
    for group in picture.groups:
        if group.id in used:
            tone = LIGHT.tone(group.plane)
            lines.append(f"  style {groups[group.id]} fill:{tone.panel},stroke:{tone.border},color:{tone.accent}")
    return lines + [f"  linkStyle {n} stroke:{LIGHT.kinds[edge.kind]}" for n, edge in enumerate(picture.edges)]


def _said(text: str) -> str:
    """Text inside quotes: what Mermaid would read as markup becomes an entity."""
    return "".join(f"#{ord(letter)};" if letter in '"#<>&`\\*_~[]{}|$' else letter for letter in clean(text))
