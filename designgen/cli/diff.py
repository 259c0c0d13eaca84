"""`designgen diff`: what a change of a spec, or of the knowledge, changes in the designs."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from designgen.cli.options import SPEC, Given, common_options, no_flips
from designgen.cli.say import out_option, write
from designgen.problem import Problem, ProblemsFound

if TYPE_CHECKING:
    from designgen.catalog import Files, Knowledge
    from designgen.design import Design
    from designgen.document.difference import Difference
    from designgen.spec import Spec

Read = TypeVar("Read")
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@dataclass
class Found:
    """Designs in both versions, and those in one alone, by title."""

    both: "list[Difference]" = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def differing(self) -> "list[Difference]":
        return [one for one in self.both if one.differs()]


@click.command("diff", short_help="What a change changes in the designs.")
@click.argument("paths", metavar="OLD NEW", type=SPEC, nargs=-1, required=True)
@click.option("--old-knowledge", "old", type=FOLDER, metavar="DIR", help="Compare the SPECs under this knowledge …")
@click.option("--new-knowledge", "new", type=FOLDER, metavar="DIR", help="… with this; each a pack or a whole; default: ours.")
@click.option("-f", "--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True,
              help="For a terminal, a pull request, a program.")  # fmt: skip
@click.option("--exit-code", is_flag=True, help="Exit with 1 if a design differs; texts such as the title do not count.")
@out_option
@common_options
def command(paths: tuple[Path, ...], form: str, exit_code: bool, out: Path | None, given: Given, **states: Path | None) -> None:
    """OLD and NEW are two versions of a spec, or two folders of specs, which are matched by their ids.

    With --old-knowledge or --new-knowledge all arguments are SPECs, and what differs is the knowledge: decisions that come out
    differently are told with the files that make them so.
    """
    if any(states.values()):
        found = _by_knowledge(paths, states["old"], states["new"], given)
    elif len(paths) == 2:
        found = _by_spec(paths[0], paths[1], given)
    else:
        raise click.UsageError("OLD and NEW are two files or folders; for another knowledge name its folder by --old-knowledge")
    write(_json(found) if form == "json" else _text(found, form), out)
    if exit_code and (found.differing() or found.added or found.removed):
        click.get_current_context().exit(1)


def _by_spec(old: Path, new: Path, given: Given) -> Found:
    if old.is_dir() != new.is_dir():
        folder, file = (old, new) if old.is_dir() else (new, old)
        raise click.UsageError(f"OLD and NEW are two files or two folders, but {folder} is a folder and {file} is not")
    knowledge = given.knowledge()
    if not old.is_dir():
        before, after = _all_of([partial(given.spec, path, knowledge) for path in (old, new)])
        return Found([_difference(before, after, knowledge, given)])
    read = _all_of([partial(given.specs, (path,), knowledge) for path in (old, new)])
    was, now = ({spec.id: spec for spec in specs} for specs in read)
    return Found(
        [_difference(was[id], now[id], knowledge, given) for id in was if id in now],
        [spec.title for id, spec in now.items() if id not in was],
        [spec.title for id, spec in was.items() if id not in now],
    )


def _all_of(readings: "Sequence[Callable[[], Read]]") -> "list[Read]":
    """What each reads. Raises ProblemsFound with the mistakes of all."""
    found: list[Read] = []
    problems: list[Problem] = []
    for read in readings:
        try:
            found.append(read())
        except ProblemsFound as error:
            problems += error.problems
    if problems:
        raise ProblemsFound(problems)
    return found


def _difference(old: "Spec", new: "Spec", knowledge: "Knowledge", given: Given) -> "Difference":
    from designgen.design import design_for

    before, after = (design_for(spec, knowledge, given.framework, no_flips) for spec in (old, new))
    return _held(before, after, {})


def _held(old: "Design", new: "Design", files: Mapping[str, Any]) -> "Difference":
    from designgen.design.compare import compare
    from designgen.document.difference import Difference

    return Difference(compare([old, new]), files)


def _by_knowledge(paths: Iterable[Path], old: Path | None, new: Path | None, given: Given) -> Found:
    """Each spec under both states of the knowledge, with packs of --knowledge on top of both."""
    from designgen.catalog import knowledge_from, read_folder
    from designgen.design import design_for
    from designgen.design.culprits import Culprits
    from designgen.spec import load_spec, spec_files

    packs = [read_folder(folder) for folder in given.packs]
    before, after = ([*_state(folder), *packs] for folder in (old, new))
    states, culprits = [knowledge_from(before), knowledge_from(after)], Culprits(before, after)
    found, files = [], spec_files(tuple(paths))
    read = _all_of([partial(given.spec, path, one) for path in files for one in states])
    for place, path in enumerate(files):
        specs = zip(read[2 * place :], states, strict=False)
        designs = [design_for(spec, one, given.framework, no_flips) for spec, one in specs]
        changed = [id for id in designs[1].decisions if id in designs[0].decisions]
        differing = [id for id in changed if designs[0].decisions[id].chosen != designs[1].decisions[id].chosen]
        causes = culprits.of(differing, partial(load_spec, path, sets=given.sets))
        found.append(_held(designs[0], designs[1], causes))
    return Found(found)


def _state(folder: Path | None) -> "list[Files]":
    """The folders of a state: one that is whole, or a pack on ours."""
    from designgen.catalog import is_whole, read_folder
    from designgen.resources import resource

    ours = resource("knowledge")
    if folder is None:
        return [read_folder(ours)]
    files = read_folder(folder)
    return [files] if is_whole(files) else [read_folder(ours), files]


def _text(found: Found, form: str) -> str:
    from designgen.document.difference import FORMS

    told = [FORMS[form](one) for one in found.differing()]
    told += [f"new: {title}\n" for title in found.added] + [f"gone: {title}\n" for title in found.removed]
    return "\n".join(told) or f"no design differs{_words(found)}\n"


def _words(found: Found) -> str:
    """Which text of the specs differs where no design does: texts choose nothing."""
    texts = ("title", "summary", "owners", "notes")
    pairs = [(old.spec, new.spec) for old, new in (one.designs for one in found.both)]
    differing = [name for name in texts if any(getattr(old, name) != getattr(new, name) for old, new in pairs)]
    return f"; the text differs: {', '.join(differing)}" if differing else ""


def _json(found: Found) -> str:
    from designgen.cli.compare import as_dict

    designs = [
        {
            "id": one.designs[1].spec.id,
            "differs": one.differs(),
            "summary": one.summary(),
            "files": {id: [list(names) for names in cause.sets] for id, cause in one.files.items()},
            "checks": one.checks(),
            "moved": [row.name for row in one.numbers()],
            **{key: value for key, value in as_dict(one.comparison).items() if key not in ("schema_version", "verdict")},
        }
        for one in found.both
    ]
    whole = {"schema_version": 1, "designs": designs, "added": found.added, "removed": found.removed}
    return json.dumps(whole, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
