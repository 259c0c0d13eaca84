"""The cheat sheets of several designs in one file, with contents and with the designs side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from designgen.design.headlines import BILL, LOAD, P99, TITLES
from designgen.design.model import Design
from designgen.document.draft import draft
from designgen.document.escape import one_line
from designgen.document.links import Links
from designgen.paper.fit import fitted
from designgen.paper.matrix import Column, Matrix, matrix
from designgen.paper.sheet import PAPERS, alone, one_lined, sheet_data
from designgen.paper.typesetter import template, typeset

HEADLINES = (LOAD, P99, BILL)
MOST_ABREAST = 8  # columns of a table, so that words fit into them


@dataclass(frozen=True, slots=True)
class Booklet:
    """A PDF, and by title what was left out of a sheet so that it fits."""

    pdf: bytes
    left_out: tuple[tuple[str, tuple[str, ...]], ...]


def booklet(designs: Sequence[Design], pages: int = 1, paper: str = "a4") -> Booklet:
    """Contents, each sheet on so many pages, and which problem wants what. Raises ProblemsFound (T001–T003)."""
    sheets: list[dict[str, Any]] = []
    pictures: dict[str, str] = {}
    missed: list[tuple[str, tuple[str, ...]]] = []
    drafts = [draft(design, Links(design)) for design in designs]
    for place, one in enumerate(drafts):
        data, drawn = sheet_data(one, paper, f"drawing-{place}")
        found = fitted(data, pages, alone(drawn))
        sheets.append({**found.data, **_headlines(one.design), "key": f"sheet-{place}"})
        pictures.update(drawn)
        missed += [(one_line(one.design.spec.title), found.left_out)] if found.left_out else []
    compared = _tables(matrix(drafts)) if len(designs) > 1 else None
    data = {
        "title": "Cheat sheets",
        "paper": PAPERS[paper],
        "sheets": sheets,
        "compared": compared,
        "headings": [TITLES[name] for name in HEADLINES],
    }
    return Booklet(typeset(template("booklet.typ"), data, pictures), tuple(missed))


def _headlines(design: Design) -> dict[str, Any]:
    """Load, p99 and bill, as a line of the contents."""
    found = [design.number(name) for name in HEADLINES]
    return {"headlines": [one.shown if one else "–" for one in found]}


def _tables(found: Matrix) -> dict[str, Any]:
    """As few tables as hold the columns, of equal width."""
    count = max(1, -(-len(found.columns) // MOST_ABREAST))
    wide = -(-len(found.columns) // count) or 1
    groups = [found.columns[start : start + wide] for start in range(0, len(found.columns), wide)]
    made: dict[str, Any] = one_lined({
        "problems": list(found.problems),
        "tables": [[_column(column) for column in group] for group in groups],
        "agreed": [{"about": about, "choice": choice} for about, choice in found.agreed],
    })  # fmt: skip
    return made


def _column(column: Column) -> dict[str, Any]:
    return {"name": column.name, "cells": list(column.cells), "usual": column.usual, "agreed": column.agreed}
