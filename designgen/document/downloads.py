"""Pictures as files for other tools, beside the pages that show them."""

from designgen.design.model import Design

FOLDER = "figures"
KNOWN = {"dot": ("dot", "Graphviz"), "mermaid": ("mmd", "Mermaid"), "python": ("py", "Python with diagrams")}


def downloads(view: str) -> list[tuple[str, str]]:
    """(title, address) of each file of a view, from the folder of its design."""
    return [(title, f"{FOLDER}/{view}.{suffix}") for suffix, title in KNOWN.values()]


def figure_files(design: Design) -> dict[str, str]:
    """Every drawn view in every format that is text, by path."""
    from designgen.diagram import export, picture_of

    found = {}
    for view in design.knowledge.views:
        if picture := picture_of(design, view):
            for format, (suffix, _) in KNOWN.items():
                found[f"{design.spec.id}/{FOLDER}/{view}.{suffix}"] = export(picture, format)
    return found
