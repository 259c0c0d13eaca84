"""`llms.txt`, as llmstxt.org describes it: a title, a summary, and lists of links with a word on each."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """A file: its title, its path from the top of the site, and what it says."""

    title: str
    path: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files under one heading; those of a shelf named Optional may be left out by who is in a hurry."""

    name: str
    files: Sequence[Listed]


def llms_text(name: str, summary: str, notes: Sequence[str], shelves: Sequence[Shelf]) -> str:
    """The text of the file."""
    parts = [f"# {name}", f"> {summary}", *notes]
    for shelf in shelves:
        if shelf.files:
            lines = (f"- [{one.title}]({one.path})" + (f": {one.says}" if one.says else "") for one in shelf.files)
            parts.append(f"## {shelf.name}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"
