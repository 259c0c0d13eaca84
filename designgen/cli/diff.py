"""`designgen diff`: what a change of a spec, or of the knowledge, changes in the designs."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.options import SPEC, Given, common_options, no_flips
from designgen.cli.say import out_option, write

if TYPE_CHECKING:
    from designgen.catalog import Files, Knowledge
    from designgen.design import Design
    from designgen.document.difference import Difference
    from designgen.spec import Spec

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
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything differs.")
@out_option
@common_options
def command(
    paths: tuple[Path, ...], form: str, exit_code: bool, out: Path | None, given: Given, **states: Path | None
) -> None:
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
    knowledge = given.knowledge()
    if not old.is_dir() and not new.is_dir():
        return Found([_difference(given.spec(old, knowledge), given.spec(new, knowledge), knowledge, given)])
    before, after = ({spec.id: spec for spec in given.specs((path,), knowledge)} for path in (old, new))
    return Found(
        [_difference(before[id], after[id], knowledge, given) for id in before if id in after],
        [spec.title for id, spec in after.items() if id not in before],
        [spec.title for id, spec in before.items() if id not in after],
    )


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
    found = []
    for path in spec_files(tuple(paths)):
        designs = [design_for(given.spec(path, one), one, given.framework, no_flips) for one in states]
        changed = [id for id in designs[1].decisions if id in designs[0].decisions]
        differing = [id for id in changed if designs[0].decisions[id].chosen != designs[1].decisions[id].chosen]
        files = culprits.of(differing, partial(load_spec, path, sets=given.sets))
        found.append(_held(designs[0], designs[1], files))
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
    return "\n".join(told) or "no design differs\n"


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
