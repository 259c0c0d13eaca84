"""What was asked and answered, as Markdown to keep."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from designgen.document.escape import inline
from designgen.document.templates import tidy
from designgen.study.exam import Exam
from designgen.study.grading import Grading, Mark, Score


def transcript(exam: Exam, asked: Sequence[str], found: Grading | None, own: Mapping[str, str], reached: Collection[str]) -> str:
    """The page. `own` are one's own marks by signal; `found` is None where nothing was answered.

    Only the decisions that were `reached` are told, so that one can go on another time.
    """
    lines = [f"# {inline(exam.title)}", "", inline(exam.prompt), "", *_questions(exam, asked)]
    lines += list(_marks(exam, found, reached)) if found else ["Nothing was answered."]
    lines += _signals(exam, found, own)
    return tidy("\n".join(map(str, lines)))


def _questions(exam: Exam, asked: Sequence[str]) -> Iterator[str]:
    yield "## Questions"
    yield ""
    by = {one.fact: one for one in exam.questions}
    for fact in asked:
        yield f"- {inline(by[fact].ask)} – {inline(by[fact].answer)}"
    yield "" if asked else "Nothing was asked.\n"


def _marks(exam: Exam, found: Grading, reached: Collection[str]) -> Iterator[str]:
    for stage, step in zip(exam.stages, found.steps, strict=True):
        mine = [mark for mark in found.marks if mark.step == stage.step and mark.decision in reached]
        if mine:
            yield f"## {inline(stage.title)} ({_share(step)})"
            yield ""
            yield from (line for mark in mine for line in _mark(mark))
            yield ""
    yield f"**All in all {_share(found.overall)}; of what was answered {_share(found.answered)}.**"
    yield ""


def _mark(mark: Mark) -> Iterator[str]:
    picked = inline("; ".join(mark.picked) or "no answer")
    beside = "" if set(mark.picked) == set(mark.choice) or not mark.choice else f" (the design: {inline('; '.join(mark.choice))})"
    yield f"- **{inline(mark.name)}**: {picked}{beside} – *{inline(mark.grade)}*"
    yield from (f"    - {inline(line)}" for line in mark.says)


def _signals(exam: Exam, found: Grading | None, own: Mapping[str, str]) -> Iterator[str]:
    """What the answers give, and what one says of oneself."""
    yield "## What an interviewer marks"
    yield ""
    counted = {one.id: one for one in found.signals} if found else {}
    for signal in exam.signals:
        score = counted.get(signal.id)
        answers = f"answers {_share(score)}" if score and score.of else ""
        said = f"own mark: {own[signal.id]}" if signal.id in own else ""
        yield f"- {inline(signal.name)}: {'; '.join(filter(None, (answers, said))) or 'not marked'}"


def _share(score: Score) -> str:
    return "–" if score.value is None else f"{score.value * 100:.0f} %"
