"""Which problem wants what: the key decisions of several designs side by side, in few words."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from designgen.document.choices import Told
from designgen.document.draft import Draft
from designgen.document.speech import keys
from designgen.document.templates import sentence_start

MOST_KEYS, MOST_COLUMNS, MOST_AGREED = 24, 16, 14
_SHORT = re.compile(r"\((\S+)\)$")
_ASIDE = re.compile(r"\s*\([^()]*\)$")
_ARTICLE = re.compile(r"^(?:an?|the) (?=\S)")


@dataclass(frozen=True, slots=True)
class Column:
    """What the problems choose in one section; a cell is empty where the question does not arise."""

    name: str
    cells: tuple[str, ...]

    @property
    def usual(self) -> str:
        """What more than half choose of those who have the question; nothing where there is none such."""
        chosen = [cell for cell in self.cells if cell]
        cell, times = Counter(chosen).most_common(1)[0] if chosen else ("", 0)
        return cell if 2 * times > len(chosen) > 1 else ""

    @property
    def agreed(self) -> bool:
        """Do all choose alike who have the question?"""
        return len({cell for cell in self.cells if cell}) == 1 and sum(map(bool, self.cells)) > 1


@dataclass(frozen=True, slots=True)
class Matrix:
    """Columns in the order of the steps, and what all problems choose alike: (decision, choice)."""

    problems: tuple[str, ...]
    columns: tuple[Column, ...]
    agreed: tuple[tuple[str, str], ...]


def matrix(drafts: Sequence[Draft]) -> Matrix:
    """The sections in which at least half of the designs have a key decision, each told by its first."""
    rows = [_first_of_each(draft) for draft in drafts]
    sections = [section for step in drafts[0].framework.steps for section in step.sections] if drafts else []
    known = drafts[0].design.knowledge.sections if drafts else {}
    filled = {section: sum(section in row for row in rows) for section in sections}
    most = sorted((one for one in sections if 2 * filled[one] >= len(rows)), key=lambda one: -filled[one])[:MOST_COLUMNS]
    columns = [
        Column(known[one].title, tuple(short(row[one].first) if one in row else "" for row in rows))
        for one in sections
        if one in most
    ]
    return Matrix(tuple(draft.design.spec.title for draft in drafts), tuple(columns), tuple(_agreed(drafts)))


def _first_of_each(draft: Draft) -> Mapping[str, Told]:
    found: dict[str, Told] = {}
    for told in keys(draft, MOST_KEYS):
        found.setdefault(told.decision.section, told)
    return found


def _agreed(drafts: Sequence[Draft]) -> list[tuple[str, str]]:
    """Contested decisions on which more than one design, and every one, takes the same option; the weightiest first."""
    if len(drafts) < 2:
        return []
    first = drafts[0]
    same = [
        one
        for one in first.decided()
        if one.contested and all(draft.is_chosen(one.id) and draft.told(one.id).first == one.first for draft in drafts[1:])
    ]
    same.sort(key=lambda one: -sum(draft.weights[one.id] for draft in drafts))
    return [(one.decision.name, short(one.first)) for one in same[:MOST_AGREED]]


def short(name: str) -> str:
    """An option in few words: its abbreviation, else its name without aside and article."""
    if found := _SHORT.search(name):
        return found[1]
    return sentence_start(_ARTICLE.sub("", _ASIDE.sub("", name)))
