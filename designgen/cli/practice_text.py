"""Marks as lines of a terminal."""

import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from designgen.study.exam import GRADES
from designgen.study.grading import MISSING, NOT_NEEDED, Asking, Grading, Mark, Score

WIDE, INDENT = 110, " " * 14
ORDER = (*GRADES, MISSING, NOT_NEEDED)
VERDICTS = ((0.85, "strong"), (0.7, "solid"), (0.5, "mixed"), (0.0, "not there yet"))


def grading_lines(found: Grading, reached: Collection[str] | None = None) -> Iterator[str]:
    """All of a grading: the score, every mark by step, the questions, the numbers, the signals.

    Of a session that ended early only the decisions that were `reached` are told, so that one can go on another time.
    """
    counted = Counter(mark.grade for mark in found.marks)
    yield found.title
    yield f"{share(found.overall)} of {found.overall.of} key decisions: {verdict(found.overall)}"
    yield from _left_open(found, counted)
    yield ", ".join(f"{counted[grade]} {grade}" for grade in ORDER if counted[grade])
    for step in found.steps:
        mine = [mark for mark in found.marks if mark.step == step.id and (reached is None or mark.decision in reached)]
        if mine:
            yield ""
            yield f"{step.name}: {share(step)}"
            yield from (line for mark in mine for line in mark_lines(mark))
    if found.beyond:
        yield ""
        yield "Not among the key decisions, so it does not count"
        yield from (line for mark in found.beyond for line in mark_lines(mark))
    yield from asking_lines(found.asking)
    yield from _numbers(found)
    yield ""
    yield "What an interviewer marks"
    yield from (f"  {one.name}: {share(one)} of {_marks(one.of)}" if one.of else f"  {one.name}: –" for one in found.signals)


def _marks(number: int) -> str:
    return "one mark" if number == 1 else f"{number} marks"


def _left_open(found: Grading, counted: Counter[str]) -> Iterator[str]:
    if counted[MISSING] and found.answered.of:
        yield f"{share(found.answered)} of what was answered"


def share(score: Score) -> str:
    return "–" if score.value is None else f"{score.value * 100:.0f} %"


def verdict(score: Score) -> str:
    """A score in words."""
    value = score.value or 0.0
    return next(word for least, word in VERDICTS if value >= least)


def mark_lines(mark: Mark) -> Iterator[str]:
    """The grade and what was picked, then why; of what was left out what would have been right."""
    picked, choice = "; ".join(mark.picked), "; ".join(mark.choice)
    if not mark.picked:
        yield from hanging(mark.grade, f"{mark.name}: {choice or 'nothing'}")
    elif set(mark.picked) == set(mark.choice):
        yield from hanging(mark.grade, f"{mark.name}: {picked}")
    else:
        beside = f" – the design has {choice}" if choice else ""
        yield from hanging(mark.grade, f"{mark.name}: {picked}{beside}")
    for line in mark.says:
        yield from wrapped(line)


def asking_lines(asking: Asking | None) -> Iterator[str]:
    """Which questions were asked, and which were not."""
    if asking is None:
        return
    yield ""
    yield f"Questions: {len(asking.hits)} of the {len(asking.hits) + len(asking.missed)} on which most hangs"
    for one in asking.missed:
        yield from hanging("not asked", f"{one.ask} (another answer can change {_choices(one.matters)})")
    for one in asking.idle:
        yield from hanging("no effect", f"{one.ask} (no choice changes with it here)")


def _choices(number: int) -> str:
    return "one choice" if number == 1 else f"{number} choices"


def _numbers(found: Grading) -> Iterator[str]:
    if found.numbers:
        yield ""
        yield "Numbers"
    for one in found.numbers:
        grade = "agreed" if one.agreed else "far off"
        yield from hanging(grade, f"{one.title}: {one.given}; the design has {one.shown}")


def hanging(label: str, text: str) -> list[str]:
    """A label and its text beside it."""
    return textwrap.wrap(text, WIDE, initial_indent=f"  {label:<12}", subsequent_indent=INDENT, break_on_hyphens=False)


def listed(number: int, text: str) -> list[str]:
    """A line of a numbered list."""
    return textwrap.wrap(text, WIDE, initial_indent=f"{number:>4}  ", subsequent_indent=" " * 6, break_on_hyphens=False)


def wrapped(text: str, indent: str = INDENT) -> list[str]:
    return textwrap.wrap(text, WIDE, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)


def text_of(lines: Iterable[str]) -> str:
    return "\n".join((*lines, ""))
