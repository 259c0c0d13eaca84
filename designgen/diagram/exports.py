"""A picture as text for other tools: Graphviz, Mermaid, and a script for the `diagrams` library."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from designgen.diagram.picture import Box, Group, Picture, normal
from designgen.diagram.text import clean
from designgen.diagram.theme import LIGHT

_DOT_STYLE = {"sync": "solid", "async": "dashed", "batch": "bold", "control": "dotted"}
_MERMAID_ARROW = {"sync": "-->", "async": "-.->", "batch": "==>", "control": "-.->"}
_NODES = {
    "client": ("onprem.client", "Users"), "edge": ("generic.network", "Router"), "online": ("onprem.compute", "Server"),
    "feature": ("generic.database", "SQL"), "stream": ("generic.network", "Switch"), "offline": ("generic.storage", "Storage"),
    "training": ("generic.compute", "Rack"), "monitoring": ("onprem.monitoring", "Prometheus"),
}  # fmt: skip
_PRODUCTS = {
    "kafka": ("onprem.queue", "Kafka"), "flink": ("onprem.analytics", "Flink"), "spark": ("onprem.analytics", "Spark"),
    "redis": ("onprem.inmemory", "Redis"), "nginx": ("onprem.network", "Nginx"), "envoy": ("onprem.network", "Envoy"),
    "airflow": ("onprem.workflow", "Airflow"), "mlflow": ("onprem.mlops", "Mlflow"), "grafana": ("onprem.monitoring", "Grafana"),
    "postgres": ("onprem.database", "Postgresql"), "neo4j": ("onprem.database", "Neo4J"),
    "clickhouse": ("onprem.database", "Clickhouse"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tree:
    """How panels and boxes are written: the line that opens a panel, the one that closes it, the line of a box."""

    open: Callable[[Group], str]
    close: str
    leaf: Callable[[Box], str]
    step: str = "  "

    def lines(self, picture: Picture, parent: str = "", depth: int = 1) -> Iterator[str]:
        """Everything inside a panel ("" for the whole picture)."""
        known, indent = picture.group, self.step * depth
        for box in picture.boxes:
            if (box.group if box.group in known else "") == parent:
                yield indent + self.leaf(box)
        for group in picture.groups:
            if group.id == parent or (group.parent if group.parent in known else "") != parent:
                continue
            inside = list(self.lines(picture, group.id, depth + 1))
            if inside:
                yield indent + self.open(group)
                yield from inside
                if self.close:
                    yield indent + self.close


def to_dot(picture: Picture) -> str:
    """A DOT file that stands on its own: labels, panels as clusters, colours by kind and plane."""
    picture = normal(picture)
    names, number = _names(picture), {group.id: n for n, group in enumerate(picture.groups)}
    tree = Tree(
        lambda group: f"subgraph cluster_{number[group.id]} {{ label={_quoted(group.label)} style=rounded",
        "}",
        lambda box: f"{names[box.id]} [label={_quoted(*_lines(box))} color={_quoted(LIGHT.tone(box.plane).accent)}]",
    )
    lines = [
        "digraph {",
        f"  graph [label={_quoted(picture.title)} labelloc=t rankdir=TB newrank=true fontname=Helvetica]",
        "  node [shape=box style=rounded fontname=Helvetica fontsize=11]",
        "  edge [fontname=Helvetica fontsize=9]",
        *tree.lines(picture),
        *("  { rank=same " + "; ".join(names[box] for box in row) + " }" for row in picture.rows),
    ]
    for edge in picture.edges:
        colour = _quoted(LIGHT.kinds[edge.kind])
        look = f"label={_quoted(edge.label)} style={_DOT_STYLE[edge.kind]} color={colour} fontcolor={colour}"
        lines.append(f"  {names[edge.source]} -> {names[edge.target]} [{look}]")
    return "\n".join([*lines, "}", ""])


def to_mermaid(picture: Picture) -> str:
    """A Mermaid flowchart."""
    picture = normal(picture)
    names, number = _names(picture), {group.id: n for n, group in enumerate(picture.groups)}
    tree = Tree(
        lambda group: f'subgraph g{number[group.id]}["{_mermaid(group.label)}"]',
        "end",
        lambda box: f'{names[box.id]}["{"<br>".join(_mermaid(line) for line in _lines(box))}"]',
    )
    title = json.dumps(clean(picture.title), ensure_ascii=False).replace("<", "\\u003c")
    lines = ["---", f"title: {title}", "---", "flowchart TB", *tree.lines(picture)]
    for edge in picture.edges:
        label = f'|"{_mermaid(edge.label)}"|' if clean(edge.label) else ""
        lines.append(f"  {names[edge.source]} {_MERMAID_ARROW[edge.kind]}{label} {names[edge.target]}")
    colours = (LIGHT.kinds[edge.kind] for edge in picture.edges)
    lines += [f"  linkStyle {n} stroke:{colour}" for n, colour in enumerate(colours)]
    return "\n".join([*lines, ""])


def to_python(picture: Picture) -> str:
    """A script that draws the picture with the `diagrams` library; every text in it is a Python literal."""
    picture = normal(picture)
    names, nodes = _names(picture), {box.id: _node(box) for box in picture.boxes}
    tree = Tree(
        lambda group: f"with Cluster({_literal(group.label)}):",
        "",
        lambda box: f"{names[box.id]} = {nodes[box.id][1]}({_literal(*_lines(box))})",
        "    ",
    )
    file = re.sub(r"[^A-Za-z0-9_-]", "-", picture.id) or "picture"
    lines = [
        "from diagrams import Cluster, Diagram, Edge",
        *sorted({f"from diagrams.{module} import {name}" for module, name in nodes.values()}),
        "",
        f'with Diagram({_literal(picture.title)}, filename="{file}", direction="TB", show=False):',
        *tree.lines(picture),
    ]
    for edge in picture.edges:
        look = f'label={_literal(edge.label)}, color="{LIGHT.kinds[edge.kind]}", style="{_DOT_STYLE[edge.kind]}"'
        lines.append(f"    {names[edge.source]} >> Edge({look}) >> {names[edge.target]}")
    return "\n".join([*lines, "    pass", ""] if not picture.boxes else [*lines, ""])


def _names(picture: Picture) -> dict[str, str]:
    """Short safe names, since ids come from files."""
    return {box.id: f"n{number}" for number, box in enumerate(picture.boxes)}


def _lines(box: Box) -> list[str]:
    return [line for line in (clean(box.name), clean(box.detail), clean(box.number)) if line]


def _node(box: Box) -> tuple[str, str]:
    words = re.split(r"[^a-z0-9]+", box.detail.lower())
    return next((_PRODUCTS[word] for word in words if word in _PRODUCTS), _NODES.get(box.plane, _NODES["online"]))


def _quoted(*lines: str) -> str:
    escaped = (clean(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines)
    return '"' + "\\n".join(escaped) + '"'


def _mermaid(text: str) -> str:
    """Text inside quotes: what Mermaid would read as markup becomes an entity."""
    return "".join(f"#{ord(letter)};" if letter in '"#<>&`\\' else letter for letter in clean(text))


def _literal(*lines: str) -> str:
    """A Python literal that Graphviz, to which `diagrams` hands it, shows as it is."""
    text = "\n".join(clean(line).replace("\\", "\\\\") for line in lines)
    return repr(f" {text}" if text.startswith("<") else text)
