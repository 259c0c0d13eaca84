"""A script for the `diagrams` package."""

import re

from designgen.diagram.exports.tree import STYLE, Source, Tree, lines_of, names
from designgen.diagram.nodes import node_of
from designgen.diagram.ports import boxed
from designgen.diagram.text import clean
from designgen.diagram.theme import LIGHT


def to_python(source: Source) -> str:
    """A script that draws the picture with the `diagrams` package; every text in it is a Python literal."""
    picture, named = source.picture, names(source.picture)
    nodes = {box.id: node_of(box).rpartition(".") for box in picture.boxes}
    alias = _aliases({(module, name) for module, _, name in nodes.values()})
    tree = Tree(
        lambda group: f"with Cluster({_literal(group.label)}):",
        "",
        lambda box: f"{named[box.id]} = {alias[nodes[box.id][0], nodes[box.id][2]]}({_literal(*lines_of(box))})",
        "    ",
    )
    file = re.sub(r"[^A-Za-z0-9_-]", "-", picture.id) or "picture"
    lines = [
        "from diagrams import Cluster, Diagram, Edge",
        *sorted(f"from diagrams.{module} import {name}" + (f" as {known}" if known != name else "")
                for (module, name), known in alias.items()),
        "",
        f'with Diagram({_literal(picture.title)}, filename="{file}", direction="TB", show=False):',
        *tree.lines(picture),
    ]  # fmt: skip
    for edge in boxed(picture).edges:  # a cluster is no end of an edge there
        look = f'label={_literal(edge.label)}, color="{LIGHT.kinds[edge.kind]}", style="{STYLE[edge.kind]}"'
        lines.append(f"    {named[edge.source]} >> Edge({look}) >> {named[edge.target]}")
    return "\n".join([*lines, "    pass", ""] if not picture.boxes else [*lines, ""])


def _aliases(used: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Each class under its name; one whose name another has, or the script itself, under that of its module as well."""
    taken = [name for _, name in used] + ["Cluster", "Diagram", "Edge"]
    return {(module, name): name if taken.count(name) == 1 else f"{module.replace('.', '_')}_{name}" for module, name in used}


def _literal(*lines: str) -> str:
    """A Python literal that Graphviz, to which `diagrams` hands it, shows as it is: that reads escapes and entities."""
    text = "\n".join(clean(line).replace("\\", "\\\\").replace("&", "&amp;") for line in lines)
    return repr(f" {text}" if text.startswith("<") else text)
