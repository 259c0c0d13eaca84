"""How long the whole document takes as PDF, with the design given and the room warm."""

from collections.abc import Iterator
from functools import partial

from tests.benchmarks.lines import Line, seconds


def print_lines() -> Iterator[Line]:
    """A small and a large document. Another one is printed before; drawings are laid out before, too."""
    from designgen.paper import document_pdf
    from designgen.paper.whole import printed
    from tests.shipped import SPECS, design

    by_name = {path.stem: design(path) for path in SPECS if path.stem in ("news-feed", "image-classification", "rag-assistant")}
    document_pdf(by_name["news-feed"])
    for name in ("image-classification", "rag-assistant"):
        made = by_name[name]
        printed(made, "a4")
        yield Line(f"{name} as PDF, its design given", seconds(partial(document_pdf, made)), "s", 2.0)
