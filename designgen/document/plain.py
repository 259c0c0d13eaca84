"""A page as Markdown to be read as text, without what only a site can show."""

import re

_ENTITY = re.compile(r"(?P<line>^[ \t]*)?(?:&#(?P<number>\d+);|&(?P<name>amp|lt|gt);)(?=(?P<next>.?))", re.MULTILINE)
_NAMED = {"amp": "&", "lt": "<", "gt": ">"}
_SPEAKING = "\\`*_[]|"  # signs that Markdown acts on in the middle of a line, too
_ANCHOR = re.compile(r" \{#[\w-]+\}$", re.MULTILINE)


def plain(page: str) -> str:
    """Without anchors, and with signs instead of character references wherever Markdown and HTML leave them alone.

    A sign that Markdown would act on gets a backslash; `<` and `&` stay references where they could begin a tag or a reference.
    """
    return _ENTITY.sub(_sign, _ANCHOR.sub("", page).replace('<details markdown="1">', "<details>"))


def _sign(found: re.Match[str]) -> str:
    start, after = found["line"], found["next"]
    sign = _NAMED[found["name"]] if found["name"] else chr(int(found["number"]))
    if sign in "<&" and not after.isspace():
        return found[0]
    escaped = sign in _SPEAKING or (start is not None and not sign.isalnum())
    return (start or "") + ("\\" if escaped else "") + sign
