"""One value of a spec changed in its text: the lines around it, their comments and their order stay as somebody wrote them.

Afterwards the text is read again, and refused unless it says what it said before but for that value.
"""

import copy
import re
from collections.abc import Mapping, Sequence
from typing import Any

from designgen.problem import Place, Problem, ProblemsFound
from designgen.yamlio import Items, Node, Part, Table, parse_yaml, parts_of

PLAIN = re.compile(r"[A-Za-z0-9][\w .()/+%-]*")
WORDS_OF_YAML = ("null", "~", "true", "false", "yes", "no", "on", "off")
FIRST = ("title", "task", "summary")
"""Keys that stand at the top."""
LAST = ("priorities", "choose", "avoid", "notes", "alternatives")
"""Tables before which a new one is put."""

Value = str | Sequence[str] | None


def with_value(text: str, name: str, value: Value, shown: str = "spec") -> str:
    """The text with `name` (a fact or a word such as `title`) set to a value, or without it. Raises ProblemsFound."""
    root = parts_of(text, shown)
    group, _, key = name.partition(".")
    holder = root if name in root.inside or not key else root.inside[group][1] if group in root.inside else None
    own = name if holder is root else key
    if holder is None:
        changed = text if value is None else _new_line(text, root, f"{group}:\n  {key}: {_written(value)}")
    elif own in holder.inside:
        changed = _without(text, root, holder, name, own) if value is None else _set(text, holder.inside[own], value)
    else:
        changed = text if value is None else _added(text, root, holder, own, value)
    if _said(changed, shown) != _expected(_plain(parse_yaml(text, shown)), name, value):
        line = text.count("\n", 0, holder.start if holder else 0) + 1
        raise ProblemsFound([Problem(Place(shown, line), "S020", f"{name} cannot be changed by itself here", "edit the YAML")])
    return changed


def _said(text: str, shown: str) -> Any:
    """What a text says; a word if it cannot be read any more."""
    try:
        return _plain(parse_yaml(text, shown))
    except ProblemsFound:
        return "nothing"


def _written(value: str | Sequence[str]) -> str:
    """As YAML, on one line."""
    if not isinstance(value, str):
        return f"[{', '.join(map(_written, value))}]"
    line = " ".join(value.split())
    plain = PLAIN.fullmatch(line) and line.lower() not in WORDS_OF_YAML
    return line if plain or line in ("true", "false") else "'" + line.replace("'", "''") + "'"


def _set(text: str, entry: tuple[Part, Part], value: str | Sequence[str]) -> str:
    """A value on lines of its own moves up beside its key."""
    key, old = entry
    start = old.start if text[key.end : old.start].strip(" ") == ":" else text.index(":", key.end) + 1
    space = "" if text[start - 1] == " " else " "
    end = start + len(text[start : old.end].rstrip())
    return text[:start] + space + _written(value) + text[end:]


def _added(text: str, root: Part, holder: Part, key: str, value: str | Sequence[str]) -> str:
    line = f"{key}: {_written(value)}"
    if holder is root and not root.flow:
        return f"{text[: root.start]}{line}\n{text[root.start :]}" if key in FIRST else _new_line(text, root, line)
    if holder.flow:
        last = max((old.end for _, old in holder.inside.values()), default=holder.start + 1)
        return text[:last] + (", " if holder.inside else "") + line + text[last:]
    first = next(iter(holder.inside.values()))[0]
    indent = first.start - (text.rfind("\n", 0, first.start) + 1)
    return _line_after(text, holder.end, " " * indent + line)


def _new_line(text: str, root: Part, line: str) -> str:
    """At the top level, below the facts."""
    before = [old.end for name, (_, old) in root.inside.items() if name not in LAST]
    return text if root.flow or not before else _line_after(text, max(before), line)


def _line_after(text: str, place: int, line: str) -> str:
    """A line below the one that this place is in."""
    place -= text[:place].endswith("\n")
    end = text.find("\n", place)
    return f"{text}\n{line}\n" if end < 0 else f"{text[:end]}\n{line}{text[end:]}"


def _without(text: str, root: Part, holder: Part, name: str, own: str) -> str:
    """A table that would be left empty goes as well."""
    if holder is not root and len(holder.inside) == 1:
        holder, own = root, name.partition(".")[0]
    names = list(holder.inside)
    at = names.index(own)
    key, old = holder.inside[own]
    if not holder.flow:
        start, end = text.rfind("\n", 0, key.start) + 1, text.find("\n", old.end - text[: old.end].endswith("\n"))
        return text[:start] + (text[end + 1 :] if end >= 0 else "")
    if at + 1 < len(names):
        return text[: key.start] + text[holder.inside[names[at + 1]][0].start :]
    before = holder.inside[names[at - 1]][1].end if at else key.start
    return text[:before] + text[old.end :]


def _plain(node: Node) -> Any:
    if isinstance(node, Table):
        return {str(key): _plain(value) for key, value in node.items()}
    return [_plain(item) for item in node] if isinstance(node, Items) else node and str(node)


def _expected(said: Mapping[str, Any], name: str, value: Value) -> dict[str, Any]:
    """What the text must say afterwards."""
    now: dict[str, Any] = copy.deepcopy(dict(said))
    group, _, key = name.partition(".")
    table = now if name in now or not key else now.setdefault(group, {})
    own = name if table is now else key
    if not isinstance(table, dict):
        return {"": name}  # which no text says
    if value is None:
        table.pop(own, None)
    else:
        table[own] = " ".join(value.split()) if isinstance(value, str) else [" ".join(word.split()) for word in value]
    return {name: part for name, part in now.items() if part != {} or said.get(name) == {}}
