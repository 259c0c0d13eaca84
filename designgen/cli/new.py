"""`designgen new`: a commented spec, by questions on a terminal or by flags."""

import os.path
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from designgen.cli.say import out_option, talk, write
from designgen.problem import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from designgen.catalog import Fact, Knowledge

ASK_AT_MOST = 12
PLACE = Place("--set")


@click.command("new", short_help="A commented spec to start from.")
@click.argument("name")
@click.option("--task", default="", metavar="ID", help="What kind of problem it is; `designgen knowledge list tasks` names them.")
@click.option("--set", "sets", multiple=True, metavar="FACT=VALUE", help="A fact that is known already; repeatable.")
@click.option("--force", is_flag=True, help="Replace an existing file.")
@out_option
def command(name: str, task: str, sets: tuple[str, ...], force: bool, out: Path | None) -> None:
    """A spec to start from, titled NAME: facts given by --set, the others as comments with what is assumed.

    On a terminal, without --task and --set, it asks.
    """
    from designgen.catalog import load_knowledge
    from designgen.spec import new_spec, parse_spec

    if out is not None and os.path.lexists(out) and not force:
        raise click.BadParameter(f"{out} exists; --force replaces it")
    knowledge = load_knowledge()
    answers = given(sets, knowledge)
    if not task and not sets and all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        task, answers = interview(knowledge)
    if task and task not in knowledge.tasks:
        raise click.BadParameter(f"{task} is unknown; known are {', '.join(knowledge.tasks)}", param_hint="--task")
    text = new_spec(name, task, answers, knowledge, assumed(knowledge, task, answers))
    parse_spec(text, "NAME" if out is None else str(out), knowledge)
    write(text, out)
    if out is not None:
        talk(f"for completion in an editor: designgen schema -o {out.parent / 'designgen.schema.json'}")


def given(sets: tuple[str, ...], knowledge: "Knowledge") -> dict[str, str]:
    """The facts of --set, as one would write them in a spec. Raises ProblemsFound."""
    from designgen.spec import read_answer, unknown_fact

    answers, problems = {}, []
    for name, equals, value in ((part.strip() for part in item.partition("=")) for item in sets):
        if not equals or not value:
            problems.append(Problem(PLACE, "S016", f'"{name}" is not name=value'))
        elif name not in knowledge.facts:
            problems.append(Problem(PLACE, "S001", *unknown_fact(name, knowledge)))
        else:
            answers[name], wrong = read_answer(knowledge.facts[name], value, PLACE)
            problems += wrong
    if problems:
        raise ProblemsFound(problems)
    return answers


def interview(knowledge: "Knowledge") -> tuple[str, dict[str, str]]:
    """Asks for the task and the first facts of the list; an empty answer leaves the assumption."""
    from designgen.spec.new import ASKED

    for id, known in knowledge.tasks.items():
        talk(f"  {id:<22} {known.name}")
    task: str = click.prompt("Task", type=click.Choice(list(knowledge.tasks)), show_choices=False, err=True)
    answers: dict[str, str] = {}
    for name in ASKED[:ASK_AT_MOST]:
        default = assumed(knowledge, task, answers).get(name, "")
        answer = _ask(knowledge.facts[name], default)
        if answer and answer != default:
            answers[name] = answer
    return task, answers


def _ask(fact: "Fact", default: str) -> str:
    """One question, again and again until the answer can be read."""
    from designgen.spec import read_answer

    if fact.values:
        talk("  " + ", ".join(fact.values))
    while True:
        answer, problems = read_answer(fact, click.prompt(fact.ask, default=default.strip("[]"), err=True))
        if not problems:
            return answer
        for problem in problems:
            talk(f"{problem.text}\n  {problem.hint}" if problem.hint else problem.text)


def assumed(knowledge: "Knowledge", task: str, answers: dict[str, str]) -> dict[str, str]:
    """What each fact would be by default, written as in a spec. Raises ProblemsFound for answers that cannot be read."""
    from designgen.decisions import Case, decide, fact_value
    from designgen.spec import parse_spec, written

    lines = ["title: new", *([f"task: {task}"] if task else []), *(f"{name}: {value}" for name, value in answers.items())]
    spec = parse_spec("\n".join(lines), "--set", knowledge)
    case = Case({**spec.presets, **spec.facts}, {}, {})
    values = decide(knowledge, case).values
    types = knowledge.program.types
    return {name: written(fact, fact_value(fact, case, values, types[name])) for name, fact in knowledge.facts.items()}
