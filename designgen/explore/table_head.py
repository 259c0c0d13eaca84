"""The columns of a table of specs: which are facts, which are taken over, which are not read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from designgen.catalog import Knowledge
from designgen.explore.cells import TASK
from designgen.explore.plan import ROW
from designgen.problem import Place, Problem, ProblemsFound, did_you_mean
from designgen.spec import unknown_fact
from designgen.spec.values import quoted

PASSED = ("id", "title")
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
WHOLE, TRUTHS, TEXTS, LISTS = "numbers", "truths", "text", "lists of words"
FITS: Mapping[str, tuple[str, ...]] = {
    "number": (WHOLE, TEXTS), "bool": (TRUTHS, TEXTS), "enum": (TEXTS,), "set": (TEXTS, LISTS),
}  # fmt: skip
"""What a typed column may hold for each kind of fact."""


@dataclass(frozen=True)
class Head:
    """`columns` are all of them; `unread` are choices and numbers of ours, which follow from the facts."""

    columns: tuple[str, ...]
    facts: tuple[str, ...]
    passed: tuple[str, ...]
    has_task: bool
    unread: tuple[str, ...]

    @property
    def read(self) -> tuple[str, ...]:
        return (*self.passed, *((TASK,) if self.has_task else ()), *self.facts)


def head_of(columns: Sequence[str], shown: str, knowledge: Knowledge, holds: Sequence[str] = ()) -> Head:
    """`holds` says what each column of a typed table holds. Raises ProblemsFound with every column that is wrong."""
    ours = {ROW, *knowledge.program.names} - {*knowledge.facts}
    problems = [Problem(Place(shown), "E002", "the table has no columns")] if not any(columns) else []
    for place, name in enumerate(columns):
        at = Place(shown, 1, place + 1)
        if name in columns[:place]:
            problems.append(Problem(at, "E001", f"column {place + 1}: {quoted(name)} is here twice"))
        elif name not in knowledge.facts and name not in (*PASSED, TASK, *ours):
            problems.append(_unknown(name, at, knowledge))
        elif holds and name not in ours and (wrong := _misfit(name, holds[place], knowledge)):
            problems.append(Problem(at, "E003", wrong))
    facts = tuple(name for name in columns if name in knowledge.facts)
    if not problems and not facts and TASK not in columns:
        problems = [Problem(Place(shown), "E002", "the table has no column that is a fact", "name columns as scale.items")]
    if problems:
        raise ProblemsFound(problems)
    passed = tuple(name for name in columns if name in PASSED)
    return Head(tuple(columns), facts, passed, TASK in columns, tuple(name for name in columns if name in ours and name != ROW))


def _unknown(name: str, at: Place, knowledge: Knowledge) -> Problem:
    """A pin is the same in every row; a head in one piece is set apart by something else than commas."""
    if not name.strip():
        return Problem(at, "E001", f"column {at.column} has no name")
    if name.partition(".")[0] in ("choose", "avoid"):
        text = f"column {at.column}: {quoted(name)} can only be the same for every row"
        return Problem(at, "E001", text, "give a SPEC that says it, or --set")
    for mark, called in SEPARATORS.items():
        if mark in name:
            text = f"column {at.column}: {quoted(name)} is no fact"
            return Problem(at, "E001", text, f"set columns apart by commas, not {called}")
    text, hint = unknown_fact(name.strip(), knowledge)
    return Problem(at, "E001", f"column {at.column}: {text}", hint or did_you_mean(name, (*PASSED, TASK)))


def _misfit(name: str, held: str, knowledge: Knowledge) -> str:
    fact = knowledge.facts.get(name)
    wanted = FITS[fact.kind] if fact else (TEXTS, WHOLE) if name in PASSED else (TEXTS,)
    return "" if held in wanted else f"{name} holds {held}; {' or '.join(wanted)} can be read"
