"""Designs in print: what is set by Typst, with its templates in templates/paper.

    document_pdf(design, paper)     the whole document
    sheet_pdf(design)               the cheat sheet, exactly one page or two
    booklet(designs)                those of several designs, with contents and a comparison

Nothing is decided here, and no sentence is written: pages take their words from `document` and `study`.
"""

from designgen.paper.booklet import Booklet, booklet
from designgen.paper.sheet import PAPERS, fitted_sheet, sheet_pdf
from designgen.paper.whole import document_pdf

__all__ = ["PAPERS", "Booklet", "booklet", "document_pdf", "fitted_sheet", "sheet_pdf"]
