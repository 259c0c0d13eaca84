"""`designgen check`: every problem in specs and knowledge, at once."""

import os.path
from collections.abc import Iterator
from pathlib import Path

import click

from designgen.cli.options import SPEC, Given, common_options, no_flips
from designgen.cli.say import talk
from designgen.problem import Problem, ProblemsFound

KNOWLEDGE_PARTS = ("facts", "quantities", "decisions", "components", "views", "checks", "frameworks", "sources", "drills")
KNOWLEDGE_FILES = ("tasks", "priorities", "sections", "prices", "glossary", "accuracy", "signals")


@click.command("check", short_help="Every problem in specs and knowledge.")
@click.argument("paths", metavar="PATH...", type=SPEC, nargs=-1, required=True)
@common_options
def command(paths: tuple[Path, ...], given: Given) -> None:
    """Every problem in spec files, folders of specs and folders of knowledge."""
    packs = tuple(path for path in paths if is_knowledge(path))
    given = Given(given.sets, (*given.packs, *(pack for pack in packs if not _is_ours(pack))), given.framework)
    specs = tuple(path for path in paths if path not in packs)
    problems = [*(_in_knowledge(given) if packs else ()), *_in_specs(specs, given)]
    if problems:
        raise ProblemsFound(problems)
    talk("no problems")


def is_knowledge(path: Path) -> bool:
    """Is this a folder of knowledge rather than of specs?"""
    return any(os.path.isdir(path / part) for part in KNOWLEDGE_PARTS) or any(
        os.path.isfile(path / f"{name}.yaml") for name in KNOWLEDGE_FILES
    )


def _is_ours(pack: Path) -> bool:
    from designgen.resources import resource

    return os.path.realpath(pack) == os.path.realpath(resource("knowledge"))


def _in_knowledge(given: Given) -> Iterator[Problem]:
    from designgen.catalog import lint, load_knowledge

    yield from lint(given.knowledge(), below=load_knowledge() if given.packs else None)


def _in_specs(paths: tuple[Path, ...], given: Given) -> Iterator[Problem]:
    """What is wrong with the files, pins that cannot be obeyed and facts that exclude each other, alternatives included."""
    from designgen.design import contradictions, design_for

    if not paths:
        return
    knowledge = given.knowledge()
    try:
        specs = given.specs(paths, knowledge)
    except ProblemsFound as found:
        yield from found.problems
        return
    for spec in (one for whole in specs for one in (whole, *whole.alternatives.values())):
        try:
            yield from contradictions(design_for(spec, knowledge, framework=given.framework, flips_of=no_flips))
        except ProblemsFound as found:
            yield from found.problems
