"""The site for those who read without a browser.

    plain_page(page)          a page as Markdown alone: no drawings, no scripts, links that lead from file to file
    whole(pages)              the pages of a design as one such file
    card_svg(design)          the picture that others show of a link to it
    llms_text(site, shelves)  `llms.txt`: what there is, with links to the Markdown
"""

from designgen.document.machine.card import card_svg
from designgen.document.machine.llms import Listed, Shelf, llms_text
from designgen.document.machine.plain_page import plain_page
from designgen.document.machine.whole import whole

__all__ = ["Listed", "Shelf", "card_svg", "llms_text", "plain_page", "whole"]
