"""`designgen diagram`: views of a design, painted or as source for other tools."""

import functools
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.options import Command, Given, common_options, spec_argument
from designgen.cli.say import talk, writable, write
from designgen.problem import did_you_mean

if TYPE_CHECKING:
    from designgen.design import Design

NAMES = ("svg", "png", "pdf", "dot", "mermaid", "d2", "drawio", "excalidraw", "structurizr", "python")
"""As in diagram.FORMATS, which is slow to import."""
BINARY = ("png", "pdf")


@dataclass(frozen=True)
class Look:
    """What is written of a picture: formats, and the theme of those that are painted."""

    forms: tuple[str, ...]
    theme: str


def look_options(command: Command) -> Command:
    """Adds the options of a look; the command gets them as `look`."""

    @functools.wraps(command)
    def wrapped(forms: tuple[str, ...], theme: str, **rest: Any) -> Any:
        return command(look=Look(tuple(dict.fromkeys(forms)) or ("svg",), theme), **rest)

    for option in (_theme, _forms):
        wrapped = option(wrapped)
    return wrapped


_forms = click.option(
    "-f", "--format", "forms", type=click.Choice(NAMES), multiple=True, help="Repeatable with --all.  [default: svg]"
)  # fmt: skip
_theme = click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)


@click.command("diagram", short_help="Diagrams, or their source for other tools.")
@spec_argument
@click.argument("view", required=False)
@look_options
@click.option("--all", "every", is_flag=True, help="Every view, as DIR/SPEC-VIEW.SUFFIX; needs -o DIR.")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), metavar="FILE|DIR", help="Write there instead of stdout.")
@common_options
def command(path: Path, view: str | None, look: Look, every: bool, out: Path | None, given: Given) -> None:
    """The diagram of SPEC that VIEW shows (default: overview)."""
    if every:
        folder = _folder(view, out)
        _write_all(given.design(path), look, folder)
        return
    if len(look.forms) > 1:
        raise click.UsageError("one format at a time; several go with --all")
    target = _file(look.forms[0], out)
    write(_one(given.design(path), view or "overview", look), target)


def _folder(view: str | None, out: Path | None) -> Path:
    if view is not None:
        raise click.UsageError("--all writes every view; name a view or give --all")
    if out is None or str(out) == "-":
        raise click.UsageError("--all needs a folder: -o DIR")
    if out.exists() and not out.is_dir():
        raise click.BadParameter(f"{out} is a file, not a folder", param_hint="-o")
    return out


def _write_all(design: "Design", look: Look, folder: Path) -> None:
    """Views that say nothing of this design are left out."""
    from designgen.diagram import FORMATS, export_bytes, picture_of, prepare

    found = {view: picture for view in design.knowledge.views if (picture := picture_of(design, view))}
    prepare(found.values())
    folder.mkdir(parents=True, exist_ok=True)
    for picture in found.values():
        for form in look.forms:
            write(export_bytes(picture, form, look.theme), folder / f"{picture.id}.{FORMATS[form].suffix}")
    talk(f"{len(found)} views, {len(found) * len(look.forms)} files in {folder}")


def _file(form: str, out: Path | None) -> Path | None:
    """Where to write, None for stdout; checked before any work is done."""
    target = writable(click.get_current_context(), click.Option(["-o"]), out)
    if form in BINARY and target is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text: write it to a file with -o FILE, or into a pipe")
    return target


def _one(design: "Design", view: str, look: Look) -> bytes:
    from designgen.diagram import export_bytes, picture_of

    if view not in design.knowledge.views:
        hint = did_you_mean(view, design.knowledge.views) or f"known are {', '.join(design.knowledge.views)}"
        raise click.BadParameter(f"unknown view {view}; {hint}", param_hint="VIEW")
    picture = picture_of(design, view)
    if picture is None:
        raise click.ClickException(f"the view {view} has nothing to show for this spec")
    return export_bytes(picture, look.forms[0], look.theme)
