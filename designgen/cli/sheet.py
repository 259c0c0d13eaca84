"""`designgen sheet`: the cheat sheet as a PDF of exactly one page, or two; a booklet of many."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from designgen.cli.options import SPEC, Given, common_options
from designgen.cli.say import out_option, progress, refuse_terminal, talk, write

if TYPE_CHECKING:
    from designgen.paper import Booklet

PAPERS = ("a4", "letter")
"""As in paper.PAPERS, which is slow to import."""


@click.command("sheet", short_help="The cheat sheet, as a PDF of one page or two.")
@click.argument("paths", metavar="SPEC...", type=SPEC, nargs=-1)
@click.option("--pages", type=click.IntRange(1, 2), default=1, show_default=True, metavar="N", help="Exactly so many a design.")
@click.option("--paper", type=click.Choice(PAPERS), default="a4", show_default=True, help="The size of a page.")
@click.option("--all", "every", is_flag=True, help="A booklet of all SPECs, files or folders; by default those that build takes.")
@out_option
@common_options
def command(paths: tuple[Path, ...], pages: int, paper: str, every: bool, out: Path | None, given: Given) -> None:
    """The cheat sheet of SPEC as a PDF that fills exactly its pages.

    The type is as large as fits, 6.5 to 9 pt; with room to spare there are more follow-ups, traps, numbers and decisions. What
    does not fit in 6.5 pt is left out, and named on stderr: follow-ups but one, traps but one, numbers but three, the second
    decision of a step from the last on, what to say while drawing, why the questions are asked, the diagram, in this order.
    """
    _refuse_wrong_use(paths, every, out)
    if every:
        made = _booklet(paths, pages, paper, given)
        write(made.pdf, out)
        for title, missed in made.left_out:
            talk(f"{title}: left out to fit: {', '.join(missed)}")
        return
    from designgen.paper import fitted_sheet

    alone = fitted_sheet(given.design(paths[0]), pages, paper)
    write(alone.pdf, out)
    if alone.left_out:
        talk(f"left out to fit: {', '.join(alone.left_out)}")


def _refuse_wrong_use(paths: tuple[Path, ...], every: bool, out: Path | None) -> None:
    if not every and len(paths) != 1:
        raise click.UsageError("a sheet is of one SPEC; --all makes a booklet of many")
    if not every and paths[0].is_dir():
        raise click.UsageError(f"{paths[0]} is a folder; --all makes a booklet of all specs in it")
    refuse_terminal("PDF", out)


def _booklet(paths: tuple[Path, ...], pages: int, paper: str, given: Given) -> "Booklet":
    from designgen.cli.build import default_specs
    from designgen.paper import booklet

    knowledge = given.knowledge()
    specs = given.specs(paths or (default_specs(),), knowledge)
    with progress(specs, len(specs), "Making designs") as each:
        designs = [given.design_of(spec, knowledge) for spec in each]
    return booklet(designs, pages, paper)
