"""LaTeX formulas as MathML, made while the page is written."""

from xml.etree import ElementTree

from markupsafe import Markup

from designgen.document import escape
from designgen.document.escape import ours

_TAGS = frozenset(
    "math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub "
    "msubsup msup mtable mtd mtext mtr munder munderover none".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder align columnalign columnlines columnspacing depth display displaystyle fence form frame height "
    "linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation rowlines "
    "rowspacing rspace scriptlevel separator stretchy symmetric voffset width".split()
)


def mathml(latex: str) -> Markup:
    """The formula as a MathML block, or as code when the converter cannot read it."""
    from latex2mathml import converter, exceptions

    kinds = (kind for kind in vars(exceptions).values() if isinstance(kind, type))
    failures: tuple[type[Exception], ...] = tuple(kind for kind in kinds if issubclass(kind, Exception))
    try:
        made = converter.convert(latex.strip().strip("$"), display="block")
    except failures:
        return escape.code(latex)
    return ours(made.replace("\n", " ")) if _is_plain(made) else escape.code(latex)


def _is_plain(made: str) -> bool:
    """Is it well-formed, without links, styles and foreign elements? The converter does not escape what \\text holds."""
    try:
        parts = list(ElementTree.fromstring(made).iter())  # noqa: S314 - cannot declare entities: `<!` is no formula
    except ElementTree.ParseError:
        return False
    return all(part.tag.rpartition("}")[2] in _TAGS and _ATTRIBUTES.issuperset(part.attrib) for part in parts)
