"""Designs put on paper: pure functions from a design to Markdown text.

    design_pages(design)        {path: text}: overview, a page a step, decisions, numbers, cheat sheet, sources
    one_page(design, name)      one of these pages
    document(design)            the same in one file
    title_page(design)          what stands before it on paper
    cheat_sheet(design)         the one page to learn by heart
    talk_track(design)          what to say, in two minutes and in full
    what_if_pages(design)       {path: text}: the same spec at other sizes, other designs of the same spec
    ladder_text(design, ladder), front_text(design, front)   one of them as text, without drawings
    comparison_page(comparison) designs side by side
    comparison_text(comparison) the same to be read as text, without drawings
    index_page(totals, knowledge)   the table of designs, of whose lines it is made
    reference_pages(knowledge, designs, codes)   the knowledge base to browse: knowledge_pages, and usage_pages of the designs
    published_pages(gallery)    published systems beside what we would choose
    figure_files(design)        {path: text}: the drawn views as files for other tools
    with_prints(overview, design)    its first page with links to the PDF files beside it
    with_figures(text, designs) a hand-written page with drawings put in

Nothing is decided here. Templates walk over the design; what they say about machine learning comes from the knowledge.
"""

from designgen.document.comparison import comparison_page, comparison_text, index_page
from designgen.document.downloads import DOCUMENT_FILE, SHEET_FILE, figure_files, with_prints
from designgen.document.landing import with_figures
from designgen.document.pages import cheat_sheet, design_pages, document, one_page, talk_track
from designgen.document.published import published_card, published_pages
from designgen.document.reference import knowledge_pages, reference_pages, shipped_of, tags_page, usage_pages
from designgen.document.title import TitlePage, title_page
from designgen.document.totals import Totals, totals
from designgen.document.what_if import front_text, ladder_text, what_if_pages

__all__ = [
    "DOCUMENT_FILE", "SHEET_FILE", "TitlePage", "Totals", "cheat_sheet", "comparison_page", "comparison_text",
    "design_pages", "document", "figure_files", "front_text", "index_page", "knowledge_pages", "ladder_text", "one_page",
    "published_card", "published_pages", "reference_pages", "shipped_of", "tags_page", "talk_track", "title_page",
    "totals", "usage_pages", "what_if_pages", "with_figures", "with_prints",
]  # fmt: skip
