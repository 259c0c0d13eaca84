"""Pictures as files for other tools, beside the pages that show them."""

from designgen.design.model import Design

FOLDER = "figures"
ON_THE_PAGE = ("svg",)  # made by the page itself, in the colours that it shows


def downloads(view: str) -> list[tuple[str, str]]:
    """(title, address) of each file of a view, from the folder of its design."""
    from designgen.diagram import FORMATS

    return [(FORMATS[one].title, f"{FOLDER}/{view}.{FORMATS[one].suffix}") for one in _texts()]


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
