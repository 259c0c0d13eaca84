"""`designgen practice`: an interview about a spec, on a terminal or by a file of answers."""

import json
import random
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.options import SPEC, Given, common_options
from designgen.cli.say import out_option, printable, spare_what_was_read, talk, writable, write

if TYPE_CHECKING:
    from designgen.design import Design
    from designgen.study.grading import Grading

LEVELS = ("junior", "senior", "staff")
MOST_SEED, EASY_SEED = 10**9, 10**4


@dataclass(frozen=True)
class Wish:
    """What is to be done with the exam."""

    answers: Path | None
    blank: bool
    as_json: bool
    transcript: Path | None
    out: Path | None


@click.command("practice", short_help="An interview about a spec, with answers graded.")
@click.argument("path", metavar="[SPEC]", type=SPEC, required=False)
@click.option("--answers", type=SPEC, metavar="FILE", help="Grade these answers, a YAML of decisions, instead of asking.")
@click.option("--blank", is_flag=True, help="Print a form for --answers: every key decision with its options, nothing filled.")
@click.option("--json", "as_json", is_flag=True, help="With --answers, the marks as JSON.")
@click.option(
    "--transcript", type=click.Path(path_type=Path), callback=writable, metavar="FILE", help="Keep the interview as Markdown."
)
@click.option("--random", "at_random", is_flag=True, help="A drawn problem instead of SPEC.")
@click.option("--seed", type=click.IntRange(0, MOST_SEED), metavar="N", help="With --random, that problem again.")
@click.option("--level", type=click.Choice(LEVELS), help="With --random, how much is told and asked for; by default senior.")
@click.option("--print", "print_spec", is_flag=True, help="With --random, print the spec, or write it with -o, and ask nothing.")
@out_option
@common_options
def command(path: Path | None, given: Given, **wish: Any) -> None:
    """Practise the interview about SPEC: ask, decide step by step, and hear what each answer is worth.

    Only the prompt is told at first; the numbers come when they are asked for. An option is agreed (the choice of the
    design), defensible (possible, and nearly as good), weak (possible, and well behind) or refuted (ruled out by a
    requirement, with its numbers).
    """
    at_random, seed, level, print_spec = (wish.pop(name) for name in ("at_random", "seed", "level", "print_spec"))
    wanted = Wish(**wish)
    refuse(wanted, print_spec)
    if at_random == (path is not None):
        raise click.UsageError("give a SPEC, or --random for a drawn one")
    if path is not None:
        if seed is not None or level or print_spec:
            raise click.UsageError("--seed, --level and --print go with --random")
        practise(given.design(path), wanted)
    else:
        drawn_problem(given, seed, level or LEVELS[1], wanted, print_spec)


def drawn_problem(given: Given, seed: int | None, level: str, wish: Wish, print_spec: bool) -> None:
    """Draws, says how to draw it again, and prints the spec or practises it."""
    from designgen.spec import parse_spec
    from designgen.study.drawn import drawn

    number = seed if seed is not None else random.SystemRandom().randrange(1, EASY_SEED)
    knowledge = given.knowledge()
    found = drawn(knowledge, number, level)
    if seed is None:
        talk(f"the same problem again: designgen practice --random --seed {number} --level {level}")
    if print_spec:
        write(found.text, wish.out)
        return
    practise(given.design_of(parse_spec(found.text, "drawn.yaml", knowledge, given.sets), knowledge), wish)


def refuse(wish: Wish, print_spec: bool) -> None:
    """Wrong usage: options that do not go together."""
    alone = wish.blank + (wish.answers is not None) + print_spec
    if alone > 1:
        raise click.UsageError("--answers grades a form, --blank prints one, and --print prints a spec: use one of them")
    if wish.as_json and wish.answers is None:
        raise click.UsageError("--json goes with --answers")
    if wish.transcript and alone:
        raise click.UsageError("--transcript keeps an interview, and there is none with --answers, --blank or --print")
    if wish.out and not alone:
        raise click.UsageError("-o goes with --answers, --blank or --print; --transcript keeps the interview")


def practise(design: "Design", wish: Wish) -> None:
    """The form, the marks, or the interview."""
    from designgen.study.examine import exam_of

    if wish.blank:
        from designgen.study.form import blank

        write(blank(exam_of(design)), wish.out)
    elif wish.answers is not None:
        write(graded_text(design, wish.answers, wish.as_json), wish.out)
    else:
        interview(design, wish.transcript)


def graded_text(design: "Design", path: Path, as_json: bool) -> str:
    """The marks of a file. Raises ProblemsFound for what is wrong in it."""
    from designgen.cli.practice_text import grading_lines, text_of
    from designgen.study.answers import load_answers
    from designgen.study.examine import exam_of
    from designgen.study.grading import graded

    answers = load_answers(path, design)
    found = graded(exam_of(design), design, answers)
    if as_json:
        return json.dumps(as_data(found), indent=2, ensure_ascii=False, allow_nan=False) + "\n"
    return printable(text_of(grading_lines(found)))


def as_data(found: "Grading") -> dict[str, Any]:
    """Plain values; a ratio beyond all bounds is none."""
    data = asdict(found)
    for one in data["numbers"]:
        one["ratio"] = one["ratio"] if one["ratio"] != float("inf") else None
    return data


def interview(design: "Design", kept: Path | None) -> None:
    """On the terminal, or by the lines of stdin; it ends with them, or with Ctrl-C. The transcript is written in any case."""
    from designgen.cli.practice_session import Session
    from designgen.study.examine import exam_of
    from designgen.study.grading import graded
    from designgen.study.transcript import transcript

    if kept:
        spare_what_was_read(kept)
    exam = exam_of(design)
    session = Session(exam, line_of(sys.stdin.isatty()), say, partial(graded, exam, design))
    found = session.run()
    if kept:
        marks = found if session.options else None
        write(transcript(exam, session.asked, marks, session.scores, session.reached), kept)
        say(f"The interview is in {kept}.")


def say(text: str) -> None:
    click.echo(printable(text))


def line_of(typed: bool) -> Callable[[str], str]:
    """Reads a line; of lines that come by a pipe each is shown, so that what was answered can be read."""
    from designgen.cli.practice_session import Ended

    def read(prompt: str) -> str:
        click.echo(prompt, nl=False)
        line = sys.stdin.readline()
        if not line:
            raise Ended
        if not typed:
            click.echo(printable(line.rstrip("\r\n")))
        return line

    return read
