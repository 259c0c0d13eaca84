"""A part of a page as Markdown that stands alone: no HTML around it, and no link to a page that is not there."""

import re

_HEADING_ID = re.compile(r"^(#+ .*?) \{#[\w-]+\}$", re.MULTILINE)
_LINK = re.compile(r"(?<!!)\[([^][]*)\]\((?!https?:)[^)\s]*\)")
_SUMMARY = re.compile(r"^<summary>(.*?)</summary>$", re.MULTILINE)
_BLOCK = re.compile(r"^</?(?:div|details)\b[^>]*>$\n?", re.MULTILINE)
_INSIDE = re.compile(r"</?bdi>")
_REFERENCE = re.compile(r"&(?:#(\d+)|(lt|gt|amp));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&"}
_MARKS = "\\`*[]|_"
"""Signs that Markdown acts on inside a line; a backslash before them says that they are meant."""


def standing_alone(page: str) -> str:
    """The text without elements, anchors and links into a site; a fold becomes its summary in bold and what it hid."""
    page = _BLOCK.sub("", _SUMMARY.sub(r"**\1:**", page))
    page = _LINK.sub(r"\1", _HEADING_ID.sub(r"\1", page))
    page = _REFERENCE.sub(_sign, _INSIDE.sub("", page))
    return re.sub(r"\n{3,}", "\n\n", page)


def _sign(match: re.Match[str]) -> str:
    """The sign that a reference means; one that could begin an element, an address or other references stays one."""
    sign = chr(int(match[1])) if match[1] else _NAMED[match[2]]
    if sign == "/" or (sign == "." and match.string[: match.start()].lower().endswith("www")):
        return match[0]
    after = match.string[match.end() : match.end() + 1]
    if (sign == "<" and not after.isspace()) or (sign == "&" and (after == "#" or after.isalpha())):
        return match[0]
    return f"\\{sign}" if sign in _MARKS else sign
