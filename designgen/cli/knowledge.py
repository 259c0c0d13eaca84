"""`designgen knowledge`: the knowledge base, checked, listed and shown."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.options import packs_option
from designgen.cli.say import out_option, talk, write
from designgen.problem import ProblemsFound, did_you_mean

if TYPE_CHECKING:
    from designgen.catalog import Knowledge

KINDS = (
    "facts", "quantities", "criteria", "tasks", "decisions", "components", "views", "checks", "sections", "frameworks",
    "sources", "prices", "glossary", "signals", "drills",
)  # fmt: skip
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
json_option = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.group("knowledge", short_help="The knowledge base: check, list, show, print.")
def command() -> None:
    """The knowledge base: check it, list it, show one entry, print its rules as a program."""


@command.command("check")
@click.argument("folders", metavar="[DIR]...", nargs=-1, type=FOLDER)
def check(folders: tuple[Path, ...]) -> None:
    """Every problem in the knowledge base, with the packs in DIRs on top of it."""
    from designgen.catalog import lint
    from designgen.explore.coverage import coverage

    knowledge = _load(folders)
    tried = coverage(knowledge)
    problems = list(lint(knowledge, tried.wins, _load(()) if folders else None))
    said = {problem.text for problem in problems}
    problems += [problem for problem in tried.problems(knowledge) if problem.text not in said]
    if problems:
        raise ProblemsFound(problems)
    talk(f"{_counts(knowledge)}; no problems")


@command.command("list")
@click.argument("kind", metavar="[KIND]", required=False, type=click.Choice(KINDS))
@json_option
@out_option
@packs_option
def list_(kind: str | None, as_json: bool, out: Path | None, packs: tuple[Path, ...]) -> None:
    """The ids of one KIND of entry (decisions, say) with their names; without KIND, every kind and how many there are."""
    knowledge = _load(packs)
    rows = {id: _name(thing) for id, thing in getattr(knowledge, kind).items()} if kind else _sizes(knowledge)
    if as_json:
        write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", out)
        return
    wide = max(map(len, rows), default=0)
    write("".join(f"{id:<{wide}}  {name}".rstrip() + "\n" for id, name in rows.items()), out)


@command.command("show")
@click.argument("id")
@json_option
@out_option
@packs_option
def show(id: str, as_json: bool, out: Path | None, packs: tuple[Path, ...]) -> None:
    """Everything that is known about ID: a fact, decision, decision.option, component, source …"""
    from designgen.cli.plain import lines, plain

    knowledge = _load(packs)
    known = _entries(knowledge)
    if id not in known:
        hint = did_you_mean(id, known) or "designgen knowledge list names them"
        raise click.BadParameter(f"unknown id {id}; {hint}", param_hint="ID")
    kind, thing = known[id]
    entry: dict[str, Any] = {"entry": kind, "id": id, **({"text": thing} if isinstance(thing, str) else plain(thing))}
    write(json.dumps(entry, indent=2, ensure_ascii=False) + "\n" if as_json else "\n".join(lines(entry)) + "\n", out)


@command.command("program")
@click.option(
    "-f", "--format", "language", type=click.Choice(["javascript", "python"]), default="javascript", show_default=True,
    help="The language of the functions.",
)  # fmt: skip
@out_option
@packs_option
def program(language: str, out: Path | None, packs: tuple[Path, ...]) -> None:
    """The rules as one file of functions that choose as designgen does: for a browser, or to be read.

    The JavaScript file defines `designgen`, with `inputs`, `decisions`, `names` and the functions `picks(given, allowed)`,
    `values(given, allowed)` and, after either of them, `changed(inputs, values)` and `rule(decision)`.
    """
    write(_load(packs).program.source(language), out)


def _entries(knowledge: "Knowledge") -> dict[str, tuple[str, Any]]:
    """Kind and entry by id; options under decision.option. Where two kinds share an id, the first of KINDS has it."""
    every = knowledge.decisions.values()
    options = {f"{one.id}.{id}": ("options", option) for one in every for id, option in one.options.items()}
    return options | {id: (kind, thing) for kind in reversed(KINDS) for id, thing in getattr(knowledge, kind).items()}


def _load(packs: tuple[Path, ...]) -> "Knowledge":
    from designgen.catalog import load_knowledge

    return load_knowledge(packs)


def _sizes(knowledge: "Knowledge") -> dict[str, str]:
    return {kind: str(len(getattr(knowledge, kind))) for kind in KINDS}


def _counts(knowledge: "Knowledge") -> str:
    options = sum(len(decision.options) for decision in knowledge.decisions.values())
    return f"{len(knowledge.decisions)} decisions, {options} options, {len(knowledge.components)} components"


def _name(thing: object) -> str:
    return thing if isinstance(thing, str) else str(getattr(thing, "name", "") or getattr(thing, "title", ""))
