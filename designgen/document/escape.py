"""Text made harmless for Markdown and HTML at once; everything a user or a YAML author wrote passes through here.

Character references are used instead of backslashes: they mean the same in a paragraph, a table cell, a heading and raw HTML.
"""

import re
from functools import lru_cache

from markupsafe import Markup

_ALWAYS = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*{}[]|#~^"} | {38: "&amp;", 60: "&lt;", 62: "&gt;"}
_GONE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff\x00-\x08\x0e-\x1f\x7f-\x9f]")
_EDGE_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_EMOJI = re.compile(r":(?=[A-Za-z0-9_+-]+:)")
_ADDRESS = re.compile(r"://|(?<=www)\.", re.IGNORECASE)
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = re.compile(rf"[{_RIGHT}](?:(?:&#?\w+;|[^A-Za-z,;&{_RIGHT}])*[{_RIGHT}])*")
_START = re.compile(r"^(\s*)(?:([-+=:!?])|(\d+)([.)])(?=\s|$))")


def ours(text: str) -> Markup:
    """Markdown or HTML that this room made itself, from parts already escaped."""
    return Markup(text)  # noqa: S704 - the one door; callers escape what others wrote


def one_line(text: str) -> str:
    """Without control and direction characters; every run of white space becomes one space."""
    return re.sub(r"\s+", " ", _GONE.sub("", text))


@lru_cache(maxsize=50_000)  # names and reasons come again on every page
def inline(text: str) -> Markup:
    """Text for a paragraph, heading or table cell. Right-to-left words are isolated, so that they cannot reorder what is
    around them; the sentence about them keeps its own direction."""
    escaped = inline_plain(text)
    escaped = _EDGE_UNDERSCORE.sub("&#95;", escaped).replace("==", "&#61;&#61;")
    escaped = _START.sub(_entity_at_start, _EMOJI.sub("&#58;", escaped))
    if not escaped.isascii():
        escaped = _RIGHT_TO_LEFT.sub(r"<bdi>\g<0></bdi>", escaped)
    return ours(escaped)


def code(text: str) -> Markup:
    """Text as inline code, safe in a table cell and inside raw HTML."""
    return ours(f"<code>{_EDGE_UNDERSCORE.sub('&#95;', inline_plain(text))}</code>")


def attribute(text: str) -> Markup:
    """Text inside a double-quoted HTML attribute, or inside SVG."""
    return ours(inline_plain(text).replace('"', "&quot;"))


def inline_plain(text: str) -> str:
    """Like `inline`, without an isolating element. An address stays text: nothing makes a link of `:&#47;&#47;`."""
    return _ADDRESS.sub(_entities, one_line(text).translate(_ALWAYS))


def url(text: str) -> Markup:
    """A web address that may stand in a link; anything but http(s) becomes `#`."""
    if not re.fullmatch(r"https?://[^\s<>\"]+", text):
        return ours("#")
    return ours(text.replace("(", "%28").replace(")", "%29").replace("|", "%7C").replace("&", "&amp;"))


def paragraphs(text: str) -> list[str]:
    """Free text cut at its blank lines."""
    return [part for part in (one_line(block).strip() for block in re.split(r"\n\s*\n", text)) if part]


def anchor(text: str) -> str:
    """An id for a heading: letters, digits, dots become hyphens, underscores stay."""
    return re.sub(r"[^a-z0-9_]+", "-", text.lower()).strip("-")


def _entities(match: re.Match[str]) -> str:
    return match[0].replace("/", "&#47;").replace(".", "&#46;")


def _entity_at_start(match: re.Match[str]) -> str:
    space, sign, number, stop = match.groups()
    return f"{space}&#{ord(sign)};" if sign else f"{space}{number}&#{ord(stop)};"
