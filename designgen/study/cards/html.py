"""Texts of a card as HTML that neither a browser nor Anki takes for anything else."""

from markupsafe import Markup

from designgen.document.escape import inline, inline_plain, ours, url

BACKSLASH = Markup("<span>&#92;</span>")


def shown(text: str) -> Markup:
    """Text for a field. Brackets and braces are references, so that no sound, formula or field is seen in them; a backslash
    stands in an element of its own, or MathJax would begin a formula at it."""
    return ours(inline(text).replace("&#92;", BACKSLASH))


def at(path: str, site: str) -> str:
    """The address of a page of the site."""
    return f"{site.rstrip('/')}/{path}"


def link(path: str, site: str) -> Markup:
    """The way to a section: a link where the site is known, else its path."""
    if not site:
        return ours(inline_plain(path))
    return Markup('<a href="{}">{}</a>').format(url(at(path, site)), ours(inline_plain(path)))
