"""What the commands that read a spec have in common: `--set`, `--knowledge`, `--framework`."""

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from designgen.catalog import Knowledge
    from designgen.decisions import Case, Decided, Flip
    from designgen.design import Design
    from designgen.design.model import Remember
    from designgen.spec import Spec

Command = Callable[..., Any]
SPEC = click.Path(path_type=Path, readable=False)
"""A spec argument; whether it can be read is said as a problem with a place, not as wrong usage."""


@dataclass(frozen=True)
class Given:
    """The common options, and the calls that use them."""

    sets: tuple[str, ...]
    packs: tuple[Path, ...]
    framework: str

    def knowledge(self) -> "Knowledge":
        from designgen.catalog import load_knowledge

        return load_knowledge(self.packs)

    def spec(self, path: Path, knowledge: "Knowledge") -> "Spec":
        from designgen.spec import load_spec

        return load_spec(path, knowledge, self.sets)

    def specs(self, paths: tuple[Path, ...], knowledge: "Knowledge") -> "tuple[Spec, ...]":
        from designgen.spec import load_specs

        return load_specs(paths, knowledge, self.sets)

    def design(self, path: Path) -> "Design":
        """The design of one file."""
        knowledge = self.knowledge()
        return self.design_of(self.spec(path, knowledge), knowledge)

    def design_of(self, spec: "Spec", knowledge: "Knowledge") -> "Design":
        from designgen.design import design_for

        return design_for(spec, knowledge, self.framework, remembered_flips, remembering(spec, knowledge))


def common_options(command: Command) -> Command:
    """Adds the three options; the command gets them as `given`."""

    @functools.wraps(command)
    def wrapped(sets: tuple[str, ...], packs: tuple[Path, ...], framework: str, **rest: Any) -> Any:
        return command(given=Given(sets, packs, framework), **rest)

    for option in (_framework, packs_option, _sets):
        wrapped = option(wrapped)
    return wrapped


def spec_argument(command: Command) -> Command:
    """The SPEC argument, as `path`."""
    return click.argument("path", metavar="SPEC", type=SPEC)(command)


_sets = click.option(
    "--set", "sets", multiple=True, metavar="NAME=VALUE",
    help="Override a fact, priorities.x, choose.decision or avoid.decision; repeatable.",
)  # fmt: skip
packs_option = click.option(
    "--knowledge", "packs", multiple=True, type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR",
    help="A folder of own knowledge on top of ours; repeatable.",
)  # fmt: skip
_framework = click.option(
    "--framework", default="seven_steps", show_default=True, metavar="ID", help="The order of steps of the document."
)


def remembered_flips(knowledge: "Knowledge", case: "Case", decided: "Decided") -> "dict[str, tuple[Flip, ...]]":
    """The flips of a case, kept in the cache: they are most of the work of a small command."""
    from designgen.cache import cached
    from designgen.decisions import flips

    key = repr((knowledge.digest, sorted(case.facts.items()), sorted(case.choose.items()), sorted(case.avoid.items())))
    return cached("flips", key, lambda: flips(knowledge, case, decided))


def remembering(spec: "Spec", knowledge: "Knowledge") -> "Remember":
    """Keeps in the cache what is worked out of a design only when it is asked for, by all that it depends on."""
    from designgen.cache import cached
    from designgen.resources import resource

    parts = (spec.facts, spec.presets, spec.choose, spec.avoid)
    case = repr((knowledge.digest, [sorted(part.items()) for part in parts]))

    def remember(name: str, work: "Callable[[], Any]") -> Any:
        ours = (path.read_bytes() for room in ("decisions", "design") for path in sorted(resource(room).glob("*.py")))
        return cached(name, f"{case}{hashlib.sha256(b''.join(ours)).hexdigest()}", work)

    return remember


def no_flips(knowledge: "Knowledge", case: "Case", decided: "Decided") -> "dict[str, tuple[Flip, ...]]":  # noqa: ARG001
    """For callers that only ask whether a design exists."""
    return {}
