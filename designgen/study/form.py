"""A form to fill in: every key decision with its question and options as comments, and nothing filled."""

import re
import textwrap
from collections.abc import Iterator
from itertools import groupby

from designgen.study.exam import Exam, Item

WIDE = 110


def blank(exam: Exam) -> str:
    """YAML that `read_answers` takes once something is filled in."""
    return "\n".join([*_head(exam), *(line for stage in exam.stages for line in _stage(stage.title, stage.items)), ""])


def _head(exam: Exam) -> Iterator[str]:
    yield from _comment(f"{exam.title}: {exam.prompt}")
    yield from _comment(
        "Write one option after the colon, and [several, options] where several hold. What stays empty counts as missing."
    )
    yield ""
    yield from _comment("The questions that you asked, by the name of their fact. Nothing of this is needed.")
    for group, found in groupby(exam.questions, key=lambda one: one.group):
        yield from _comment(group, "# -- ")
        for question in found:
            yield from _comment(f"{question.fact} – {question.ask}", "#   ")
    yield "asked: []"
    yield from _comment("Numbers that you worked out, such as {qps.peak: 20k/s}; within a factor of two they agree.")
    yield "numbers: {}"


def _stage(title: str, items: tuple[Item, ...]) -> Iterator[str]:
    yield ""
    yield from _comment(title, "# == ")
    for item in items:
        yield ""
        several = " (several may hold)" if item.pick == "all" else ""
        yield from _comment(f"{item.question}{several}")
        for answer in item.answers:
            yield from _comment(f"{answer.option} – {answer.name}", "#   ")
        yield f"{item.decision}:"


def _comment(text: str, start: str = "# ") -> list[str]:
    """Comment lines; nothing in the text can end one."""
    plain = re.sub(r"\s+", " ", "".join(letter if letter.isprintable() else " " for letter in text)).strip()
    return textwrap.wrap(plain, WIDE, initial_indent=start, subsequent_indent="#     ") or ["#"]
