"""DOT, for Graphviz."""

from designgen.diagram.exports.place import outside_link
from designgen.diagram.exports.tree import STYLE, Source, Tree, group_names, lines_of, names
from designgen.diagram.picture import Box, Picture
from designgen.diagram.ports import boxed
from designgen.diagram.text import clean
from designgen.diagram.theme import LIGHT


def to_dot(source: Source) -> str:
    """A DOT file that stands on its own: labels, panels as clusters, colours by kind and plane."""
    picture, named = source.picture, names(source.picture)
    groups = group_names(picture)
    tree = Tree(
        lambda group: f"subgraph cluster_{groups[group.id]} {{ label={_label(group.label)} style=\"rounded,filled\" "
        f"color={_quoted(LIGHT.tone(group.plane).border)} fillcolor={_quoted(LIGHT.tone(group.plane).panel)}",
        "}",
        lambda box: f"{named[box.id]} [{_look(box)}]",
    )
    return "\n".join([
        "digraph {",
        f"  graph [label={_label(picture.title)} labelloc=t rankdir=TB newrank=true compound=true fontname=Helvetica]",
        '  node [shape=box style="rounded,filled" fillcolor=white fontname=Helvetica fontsize=11]',
        "  edge [fontname=Helvetica fontsize=9]",
        *tree.lines(picture),
        *("  { rank=same " + "; ".join(named[box] for box in row) + " }" for row in picture.rows),
        *_edges(picture, named),
        "}",
        "",
    ])  # fmt: skip


def _look(box: Box) -> str:
    link = outside_link(box)
    leads = f" URL={_quoted(link)}" if link else ""
    return f"label={_label(*lines_of(box))} color={_quoted(LIGHT.tone(box.plane).accent)}{leads}"


def _edges(picture: Picture, named: dict[str, str]) -> list[str]:
    """An edge to a panel runs to a box inside it, and is cut at the border."""
    found, groups = [], group_names(picture)
    for edge, led in zip(picture.edges, boxed(picture).edges, strict=True):
        colour = _quoted(LIGHT.kinds[edge.kind])
        look = f"label={_label(edge.label)} style={STYLE[edge.kind]} color={colour} fontcolor={colour}"
        for side, end in (("ltail", edge.source), ("lhead", edge.target)):
            look += f" {side}=cluster_{groups[end]}" if end not in named else ""
        found.append(f"  {named[led.source]} -> {named[led.target]} [{look}]")
    return found


def _label(*lines: str) -> str:
    """Graphviz reads entities in labels, so that `&lt;` would be shown as `<`."""
    return '"' + "\\n".join(_escaped(line).replace("&", "&amp;") for line in lines) + '"'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return clean(text).replace("\\", "\\\\").replace('"', '\\"')
