"""What makes a page easy to find and to read: a true description, a place in the search, and words that explain themselves.

    findable(path, page, knowledge, whose)   the page with all three
    unsearched(page)                         a page of a design that the search leaves out
    front(page)                              what stands in front of a page, by key
"""

from designgen.document.finding.findable import PICTURE, findable, front, unsearched

__all__ = ["PICTURE", "findable", "front", "unsearched"]
