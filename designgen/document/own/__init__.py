"""A template of the user's, filled with a design.

    filled(text, shown, design)   its Markdown. Raises ProblemsFound

The template is not trusted, since one gets it from others: it sees plain values (`values.py`), and runs in a process of its own
(`worker.py`) that has no loader, no objects of ours, little memory and little time.
"""

from designgen.document.own.codes import CODES
from designgen.document.own.filled import filled

__all__ = ["CODES", "filled"]
