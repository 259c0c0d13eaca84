"""LaTeX formulas as MathML, made while the page is written."""

import re
from xml.etree import ElementTree

from markupsafe import Markup

from designgen.document import escape
from designgen.document.escape import ours

_TAG = re.compile(
    r"\{http://www.w3.org/1998/Math/MathML\}"
    "(math|menclose|mfrac|mi|mmultiscripts|mn|mo|mover|mpadded|mphantom|mprescripts|mroot|mrow|mspace|msqrt|mstyle|msub|msubsup"
    "|msup|mtable|mtd|mtext|mtr|munder|munderover|none)"
)
_ATTRIBUTE = re.compile(
    "accent(under)?|align|(column|row)(align|lines|spacing)|depth|display(style)?|fence|form|frame|height|linethickness|[lr]space"
    "|math(background|color|size|variant)|(max|min)size|movablelimits|notation|scriptlevel|separator|stretchy|symmetric|voffset"
    "|width"
)


_ARGUMENT = re.compile(r"\\arg\s*\\(min|max)(?![a-z])")
"""The converter knows no `arg`."""


def mathml(latex: str) -> Markup:
    """The formula as a MathML block, or as code when the converter cannot read it."""
    from latex2mathml import converter, exceptions

    kinds = (kind for kind in vars(exceptions).values() if isinstance(kind, type))
    failures: tuple[type[Exception], ...] = (RecursionError, *(kind for kind in kinds if issubclass(kind, Exception)))
    try:
        made = converter.convert(_ARGUMENT.sub(r"\\operatorname*{arg\1}", latex).strip().strip("$"), display="block")
    except failures:
        return escape.code(latex)
    return ours(made.replace("\n", " ")) if _is_plain(made) else escape.code(latex)


def _is_plain(made: str) -> bool:
    """Is it well-formed, without links, styles and foreign elements? The converter does not escape what text{} holds."""
    try:
        parts = list(ElementTree.fromstring(made).iter())  # noqa: S314 - cannot declare entities: `<!` is no formula
    except ElementTree.ParseError:
        return False
    return all(_TAG.fullmatch(part.tag) and all(map(_ATTRIBUTE.fullmatch, part.attrib)) for part in parts)
