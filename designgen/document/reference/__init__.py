"""The knowledge base as pages to browse: what the tool knows, and which designs and published systems use it.

    knowledge_pages(knowledge, codes)     {path: text}: what concerns no design
    usage_pages(knowledge, known, keep)   {path: text}: decisions, facts and components, with who uses them
    outline(design), reasons(design)      what these pages need of a design; the reasons only where they are shown
    tags_page(knowledge, outlines)        the designs by problem, speed, size and technique
    in_order(pages)                       all of them, in reading order
"""

from designgen.document.reference.gathered import Outline, Reasons, outline, reasons
from designgen.document.reference.pages import Known, in_order, knowledge_pages, reference_pages, tags_page, usage_pages
from designgen.document.reference.shipped import Shipped, shipped_of

__all__ = [
    "Known", "Outline", "Reasons", "Shipped", "in_order", "knowledge_pages", "outline", "reasons", "reference_pages",
    "shipped_of", "tags_page", "usage_pages",
]  # fmt: skip
