"""A page in one sentence, taken from its own text."""

import html
import re

MOST, LEAST = 160, 40
"""Letters of a description: search engines cut longer ones; shorter texts say little."""
_DRAWN = re.compile(r"<(svg|figure|script|style|math|table|details|button|form|nav)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r"\[([^][]*)\]\([^)]*\)")
_HEADING = re.compile(r"^# (.*?)(?: \{#[\w-]+\})?$", re.MULTILINE)
_NOISE = re.compile(r"\*\*|`|^\*|\*$|(?<=\s)\*|\*(?=[\s.,;:])")
_SIGNS = str.maketrans({'"': "”", "<": "‹", ">": "›"})
_OTHER = ("#", "|", ">", "```", "{:", "!!!")


def described(page: str, whose: str = "") -> str:
    """`Deploy of Ad click prediction. …`: the heading, whose it is, and the first text that says something."""
    found, head = _HEADING.search(page), titled(page, whose)
    body = _DRAWN.sub("\n\n", page[found.end() :] if found else page)
    texts = (plainly(block) for block in re.split(r"\n\s*\n", body) if not block.lstrip().startswith(_OTHER))
    said = next((text for text in texts if len(text) >= LEAST), "")
    return harmless(cut(". ".join(filter(None, (head, said)))))


def harmless(text: str) -> str:
    """Text that may stand in an attribute whether a theme escapes it or not."""
    return text.replace("&", "and").translate(_SIGNS)


def titled(page: str, whose: str = "") -> str:
    """The heading of a page and whose it is."""
    found = _HEADING.search(page)
    heading = re.sub(r"^\d+\. ", "", plainly(found[1])) if found else ""
    return harmless(f"{heading} – {whose}" if whose and whose not in heading else heading)


def plainly(text: str) -> str:
    """Markdown as the words that a reader sees, on one line."""
    text = html.unescape(_TAG.sub("", _LINK.sub(r"\1", text)))
    return re.sub(r"\s+", " ", re.sub(r"^(?:[-*]|\d+\.) ", "", _NOISE.sub("", text.strip()))).strip()


def cut(text: str, most: int = MOST) -> str:
    """The text up to a whole word."""
    return text if len(text) <= most else text[: text.rfind(" ", 0, most)].rstrip(" ,;:–") + " …"
