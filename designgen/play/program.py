"""The program as the playground loads it: the rules, and functions that tell the values of further conditions and formulas."""

from collections.abc import Sequence

from designgen.catalog import Knowledge


def program_file(knowledge: Knowledge, texts: Sequence[str]) -> str:
    """`assets/play/program.js`; `designgen.texts` has a function per text (one of `Program.texts`), in the order asked for."""
    return knowledge.program.source("javascript", texts)
