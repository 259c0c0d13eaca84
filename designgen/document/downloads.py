"""Files beside the pages: pictures for other tools, and the design in print."""

import re

from designgen.design.model import Design
from designgen.document.escape import attribute

FOLDER = "figures"
DOCUMENT_FILE, SHEET_FILE = "document.pdf", "cheat-sheet.pdf"
"""In the folder of a design."""
ON_THE_PAGE = ("svg",)  # made by the page itself, in the colours that it shows


def downloads(view: str) -> list[tuple[str, str]]:
    """(title, address) of each file of a view, from the folder of its design."""
    from designgen.diagram import FORMATS

    return [(FORMATS[one].title, f"{FOLDER}/{view}.{FORMATS[one].suffix}") for one in _texts()]


def with_prints(overview: str, design: Design) -> str:
    """The overview with links to the design in print under its title."""
    id, titles = attribute(design.spec.id), {DOCUMENT_FILE: "Download as PDF", SHEET_FILE: "Cheat sheet as PDF"}
    names = {DOCUMENT_FILE: f"{id}.pdf", SHEET_FILE: f"{id}-{SHEET_FILE}"}
    line = " · ".join(f'[{title}]({file}){{: download="{names[file]}" }}' for file, title in titles.items())
    return re.sub(r"^# .*\n", lambda title: f"{title[0]}\n{line}\n", overview, count=1, flags=re.MULTILINE)


def figure_files(design: Design) -> dict[str, str]:
    """Every drawn view in every format that is text, by path."""
    from designgen.diagram import FORMATS, export, picture_of

    found: dict[str, str] = {}
    for view in design.knowledge.views:
        if picture := picture_of(design, view):
            path = f"{design.spec.id}/{FOLDER}/{view}"
            found |= {f"{path}.{FORMATS[one].suffix}": export(picture, one) for one in _texts()}
    return found


def _texts() -> list[str]:
    from designgen.diagram import FORMATS

    return [name for name, format in FORMATS.items() if not format.binary and name not in ON_THE_PAGE]
