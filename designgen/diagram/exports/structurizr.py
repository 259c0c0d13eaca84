"""Structurizr DSL: a workspace with a C4 model and one view of its containers."""

import re
from collections.abc import Iterator

from designgen.diagram.exports.tree import Source, Tree, names
from designgen.diagram.legend import meanings
from designgen.diagram.picture import KINDS, Box, Picture
from designgen.diagram.ports import boxed
from designgen.diagram.text import clean
from designgen.diagram.theme import LIGHT

_LINE = {"sync": "solid", "async": "dashed", "batch": "solid", "control": "dotted"}


def to_structurizr(source: Source) -> str:
    """One person, one software system with a container a box, panels as groups; the kinds of edges are tags with styles."""
    picture, named = source.picture, names(source.picture)
    called = _unique(picture)
    tree = Tree(
        lambda group: f"group {_quoted(_path(group.label))} {{",
        "}",
        lambda box: f"{named[box.id]} = container {_quoted(called[box.id])} {_quoted(box.number)} "
        f"{_quoted(box.detail)} {_quoted(_plane(box.plane))}",
        "    ",
    )
    lines = [f"workspace {_quoted(picture.title)} {_quoted(picture.description)} {{", "    model {"]
    lines += ["        properties {", '            "structurizr.groupSeparator" "/"', "        }"]
    clients = [box for box in picture.boxes if box.plane == "client"]
    lines += ['        user = person "User"'] if clients else []
    system = _quoted(clean(picture.title) or "System")
    lines += [f"        system = softwareSystem {system} {{", *tree.lines(picture, depth=3), "        }"]
    lines += [f'        user -> {named[box.id]} "uses"' for box in clients]
    lines += [f"        {line}" for line in _relations(picture, named)]
    return "\n".join([*lines, "    }", *_views(picture), "}", ""])


def _relations(picture: Picture, named: dict[str, str]) -> Iterator[str]:
    """Two relationships between the same boxes must differ in what they say. A group has none: one of its boxes has them."""
    seen: set[tuple[str, str, str]] = set()
    meaning = meanings(picture)
    for edge in boxed(picture).edges:
        says = clean(edge.label) or meaning[edge.kind]
        if (edge.source, edge.target, says) in seen:
            says = f"{says} ({meaning[edge.kind]})"
        seen.add((edge.source, edge.target, says))
        yield f'{named[edge.source]} -> {named[edge.target]} {_quoted(says)} "" "{edge.kind}"'


def _views(picture: Picture) -> list[str]:
    key = re.sub(r"[^A-Za-z0-9_-]", "-", picture.id) or "picture"
    lines = ["    views {", f"        container system {_quoted(key)} {{", f"            title {_quoted(picture.title)}"]
    lines += ["            include *", "            autolayout tb", "        }", "        styles {"]
    for plane in dict.fromkeys(box.plane for box in picture.boxes):
        colour = LIGHT.tone(plane).accent
        lines += [f"            element {_quoted(_plane(plane))} {{", "                shape RoundedBox",
                  f"                background {LIGHT.box}", f"                stroke {colour}",
                  f"                color {LIGHT.ink}", "            }"]  # fmt: skip
    lines += ['            element "Person" {', "                shape Person", "            }"]
    for kind in (kind for kind in KINDS if kind in {edge.kind for edge in picture.edges}):
        lines += [f'            relationship "{kind}" {{', f"                style {_LINE[kind]}",
                  f"                color {LIGHT.kinds[kind]}", "            }"]  # fmt: skip
    return [*lines, "        }", "    }"]


def _unique(picture: Picture) -> dict[str, str]:
    """Names of boxes, of which no two are alike: a second one carries its number."""
    found: dict[str, str] = {}
    for box in picture.boxes:
        name, tries = _name(box), 1
        while name.lower() in (other.lower() for other in found.values()):
            tries += 1
            name = f"{_name(box)} ({tries})"
        found[box.id] = name
    return found


def _name(box: Box) -> str:
    return clean(box.name) or clean(box.id) or "box"


def _path(label: str) -> str:
    """The name of a group, in which a slash would open another one."""
    return clean(label).replace("/", "\N{FRACTION SLASH}") or "\N{MIDDLE DOT}"


def _plane(plane: str) -> str:
    return f"plane {clean(plane)}".replace(",", " ")


def _quoted(text: str) -> str:
    """A string of the DSL, which knows no escape but that of a quote, and in which `${…}` would be replaced."""
    kept = clean(text).replace("\\", "\N{SET MINUS}").replace("${", "$ {")
    return '"' + kept.replace('"', '\\"') + '"'
