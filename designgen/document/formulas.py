"""LaTeX formulas as MathML, made while the page is written."""

from markupsafe import Markup

from designgen.document import escape
from designgen.document.escape import ours


def mathml(latex: str) -> Markup:
    """The formula as a MathML block, or as code when the converter cannot read it."""
    from latex2mathml import converter, exceptions

    kinds = (kind for kind in vars(exceptions).values() if isinstance(kind, type))
    failures: tuple[type[Exception], ...] = tuple(kind for kind in kinds if issubclass(kind, Exception))
    try:
        made = converter.convert(latex.strip().strip("$"), display="block")
    except failures:
        return escape.code(latex)
    return ours(made.replace("\n", " "))
