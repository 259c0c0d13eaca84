"""A picture for other tools: one file a format, and the table of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from designgen.diagram.exports.d2 import to_d2
from designgen.diagram.exports.dot import to_dot
from designgen.diagram.exports.drawio import to_drawio
from designgen.diagram.exports.excalidraw import to_excalidraw
from designgen.diagram.exports.mermaid import to_mermaid
from designgen.diagram.exports.raster import to_pdf, to_png
from designgen.diagram.exports.script import to_python
from designgen.diagram.exports.structurizr import to_structurizr
from designgen.diagram.exports.tree import Source


@dataclass(frozen=True, slots=True)
class Format:
    """`suffix` without a dot; `title` is what a person calls it; `make` gives bytes where a format is no text."""

    suffix: str
    media: str
    title: str
    make: Callable[[Source], str | bytes]
    binary: bool = False


FORMATS: Mapping[str, Format] = {
    "svg": Format("svg", "image/svg+xml", "SVG", lambda source: source.svg()),
    "png": Format("png", "image/png", "PNG", to_png, binary=True),
    "pdf": Format("pdf", "application/pdf", "PDF", to_pdf, binary=True),
    "dot": Format("dot", "text/vnd.graphviz", "Graphviz DOT", to_dot),
    "mermaid": Format("mmd", "text/vnd.mermaid", "Mermaid", to_mermaid),
    "d2": Format("d2", "text/plain", "D2", to_d2),
    "drawio": Format("drawio", "application/vnd.jgraph.mxfile", "draw.io", to_drawio),
    "excalidraw": Format("excalidraw", "application/vnd.excalidraw+json", "Excalidraw", to_excalidraw),
    "structurizr": Format("dsl", "text/plain", "Structurizr DSL", to_structurizr),
    "python": Format("py", "text/x-python", "Python script for diagrams", to_python),
}

__all__ = ["FORMATS", "Format", "Source"]
