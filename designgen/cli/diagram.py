"""`designgen diagram`: views of a design, painted or as source for other tools."""

import functools
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.options import Command, Given, common_options, spec_argument
from designgen.cli.say import OutPath, refuse_terminal, talk, writable, write, write_into
from designgen.problem import did_you_mean

if TYPE_CHECKING:
    from designgen.design import Design
    from designgen.diagram import Picture

SUFFIXES = {
    "svg": "svg", "png": "png", "pdf": "pdf", "dot": "dot", "mermaid": "mmd", "d2": "d2", "drawio": "drawio",
    "excalidraw": "excalidraw", "structurizr": "dsl", "python": "py",
}  # fmt: skip
"""Of each format, as in diagram.FORMATS, which is slow to import."""
NAMES = tuple(SUFFIXES)
BINARY = ("png", "pdf")
THEMES = ("light", "dark", "print", "whiteboard", "classic")
"""As in diagram.THEMES."""


@dataclass(frozen=True)
class Look:
    """What is written of a picture: formats (none where the file's name tells), and the theme of those that are painted
    ("" for its own); or how good it is."""

    forms: tuple[str, ...]
    theme: str
    report: bool = False
    as_json: bool = False


def look_options(command: Command) -> Command:
    """Adds the options of a look; the command gets them as `look`."""

    @functools.wraps(command)
    def wrapped(forms: tuple[str, ...], theme: str | None, report: bool, as_json: bool, **rest: Any) -> Any:
        if report and forms:
            raise click.UsageError("--report measures drawings; it takes no format")
        if as_json and not report:
            raise click.UsageError("--json is for --report; sources for programs have formats of their own, see -f")
        return command(look=Look(tuple(dict.fromkeys(forms)), theme or "", report, as_json), **rest)

    for option in (_json, _report, _theme, _forms):
        wrapped = option(wrapped)
    return wrapped


_forms = click.option(
    "-f", "--format", "forms", type=click.Choice(NAMES), multiple=True,
    help="Repeatable with --all.  [default: as FILE is called, else svg]",
)  # fmt: skip
_theme = click.option("--theme", type=click.Choice(THEMES), help="Of SVG, PNG and PDF.  [default: the view's own]")
_report = click.option("--report", is_flag=True, help="Measure the drawing of VIEW, or of every view; exit 1 on a fault.")
_json = click.option("--json", "as_json", is_flag=True, help="The report as JSON.")


@click.command("diagram", short_help="Diagrams, or their source for other tools.")
@spec_argument
@click.argument("view", required=False)
@look_options
@click.option("--all", "every", is_flag=True, help="Every view, as DIR/SPEC-VIEW.SUFFIX; needs -o DIR.")
@click.option("-o", "--output", "out", type=OutPath(path_type=Path), metavar="FILE|DIR", help="Write there instead of stdout.")
@common_options
def command(path: Path, view: str | None, look: Look, every: bool, out: Path | None, given: Given) -> None:
    """The diagram of SPEC that VIEW shows (default: overview)."""
    if look.report:
        _report_on(given.design(path), view, look, writable(click.get_current_context(), click.Option(["-o"]), out))
        return
    if every:
        folder = _folder(view, out)
        _write_all(given.design(path), look, folder)
        return
    if len(look.forms) > 1:
        raise click.UsageError("one format at a time; several go with --all")
    form = look.forms[0] if look.forms else _called(out)
    target = _file(form, out)
    write(_one(given.design(path), view or "overview", replace(look, forms=(form,))), target)


def _called(out: Path | None) -> str:
    """The format that the name of the file asks for."""
    suffix = out.suffix.removeprefix(".").lower() if out else ""
    return next((form for form, known in SUFFIXES.items() if known == suffix), "svg")


def _folder(view: str | None, out: Path | None) -> Path:
    if view is not None:
        raise click.UsageError("--all writes every view; name a view or give --all")
    if out is None or str(out) == "-":
        raise click.UsageError("--all needs a folder: -o DIR")
    if os.path.exists(out) and not os.path.isdir(out):
        raise click.BadParameter(f"{out} is a file, not a folder", param_hint="-o")
    return out


def _write_all(design: "Design", look: Look, folder: Path) -> None:
    """Views that say nothing of this design are left out. Nothing is written before everything is made."""
    from designgen.diagram import FORMATS, export_bytes, picture_of, prepare

    found = {view: picture for view in design.knowledge.views if (picture := picture_of(design, view))}
    prepare(found.values())
    files = {f"{picture.id}.{FORMATS[form].suffix}": export_bytes(picture, form, look.theme)
             for picture in found.values() for form in look.forms or ("svg",)}  # fmt: skip
    write_into(folder, files)
    talk(f"{len(found)} views, {len(files)} files in {folder}")


def _file(form: str, out: Path | None) -> Path | None:
    """Where to write, None for stdout; checked before any work is done."""
    target = writable(click.get_current_context(), click.Option(["-o"]), out)
    if form in BINARY:
        refuse_terminal(form, target)
    return target


def _report_on(design: "Design", view: str | None, look: Look, out: Path | None) -> None:
    """Measures of one view, or of all that say something of this design."""
    from designgen.cli.diagram_report import as_json, as_text, judged
    from designgen.diagram import picture_of

    views = [view] if view else list(design.knowledge.views)
    pictures = {one: _picture(design, one) for one in views if view or picture_of(design, one)}
    entries = judged(pictures, look.theme)
    write((as_json if look.as_json else as_text)(entries), out)
    if any(entry["faults"] for entry in entries):
        click.get_current_context().exit(1)


def _one(design: "Design", view: str, look: Look) -> bytes:
    from designgen.diagram import export_bytes

    return export_bytes(_picture(design, view), look.forms[0], look.theme)


def _picture(design: "Design", view: str) -> "Picture":
    from designgen.diagram import picture_of

    if view not in design.knowledge.views:
        hint = did_you_mean(view, design.knowledge.views) or f"known are {', '.join(design.knowledge.views)}"
        raise click.BadParameter(f"unknown view {view}; {hint}", param_hint="VIEW")
    picture = picture_of(design, view)
    if picture is None:
        raise click.ClickException(f"the view {view} has nothing to show for this spec")
    return picture
