"""Typst: a template and data in, a tagged PDF out, in the fonts that ship."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from designgen.problem import NOWHERE, Problem, ProblemsFound
from designgen.resources import resource

_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed')
_MOST_SHOWN = 8
Pictures = Mapping[str, str]
"""name -> SVG, which a template reads as `bytes(sys.inputs.at("svg:" + name))`."""


def template(name: str) -> Path:
    """The file of a template of ours."""
    return resource("templates", "paper", name)


def typeset(source: Path, data: Mapping[str, Any], pictures: Pictures | None = None) -> bytes:
    """The PDF (PDF/UA-1) of a template, which finds `data` as JSON in `sys.inputs.data`, and may import what lies beside it.

    Data never become code. Equal data give equal bytes. Fonts of the machine are looked at only for characters that ours lack.
    Raises ProblemsFound (T001 without Typst, T002 for characters that no font can show).
    """
    inputs = {"data": json.dumps(data, ensure_ascii=False)} | {f"svg:{name}": svg for name, svg in (pictures or {}).items()}
    missing = _compile(source, inputs, False)
    if isinstance(missing, list):
        missing = _compile(source, inputs, True)
    if isinstance(missing, bytes):
        return missing
    said = ", ".join(f"{sign} (U+{ord(sign[0]):04X})" for sign in missing[:_MOST_SHOWN])
    more = f" and {len(missing) - _MOST_SHOWN} more" if len(missing) > _MOST_SHOWN else ""
    hint = "install a font that has them, such as Noto Sans for the script, or write the text in other characters"
    raise ProblemsFound([Problem(NOWHERE, "T002", f"no font can show {said}{more}", hint)])


def _compile(source: Path, inputs: dict[str, str], machine: bool) -> bytes | list[str]:
    """The PDF, or the characters that the fonts lack; `machine`: with the fonts of this machine behind ours."""
    typst = _typst()
    try:
        return typst.compile(  # type: ignore[no-any-return]
            source, format="pdf", root=source.parent,
            sys_inputs=inputs, font_paths=_fonts(machine), pdf_standards=["ua-1"],
        )  # fmt: skip
    except typst.TypstError as error:
        found = list(dict.fromkeys(_GLYPH.findall(str(error))))
        if not found:
            raise
        return found


def ready() -> None:
    """Raises ProblemsFound (T001) without Typst, for callers with much to do before they print."""
    _typst()


def _typst() -> Any:
    try:
        import typst
    except ImportError:
        problem = Problem(NOWHERE, "T001", "PDF needs Typst", "run pip install 'designgen[pdf]'")
        raise ProblemsFound([problem]) from None
    return typst


@lru_cache(maxsize=2)
def _fonts(machine: bool) -> Any:
    """Ours, and those inside Typst for formulas and code."""
    return _typst().Fonts(include_system_fonts=machine, include_embedded_fonts=True, font_paths=[resource("fonts")])
