"""`designgen sheet`: the cheat sheet as a PDF of exactly one page, or two."""

import sys
from pathlib import Path

import click

from designgen.cli.options import SPEC, Given, common_options
from designgen.cli.say import out_option, talk, write

PAPERS = ("a4", "letter")
"""As in paper.PAPERS, which is slow to import."""


@click.command("sheet", short_help="The cheat sheet, as a PDF of one page or two.")
@click.argument("path", metavar="SPEC", type=SPEC)
@click.option("--pages", type=click.IntRange(1, 2), default=1, show_default=True, help="Exactly so many.")
@click.option("--paper", type=click.Choice(PAPERS), default="a4", show_default=True)
@out_option
@common_options
def command(path: Path, pages: int, paper: str, out: Path | None, given: Given) -> None:
    """The cheat sheet of SPEC as a PDF that fills exactly its pages.

    The type is as large as fits, 6.5 to 9 pt; with room to spare there are more follow-ups, traps, numbers and decisions. What
    does not fit in 6.5 pt is left out, and named on stderr: follow-ups but one, traps but one, numbers but three, the second
    decision of a step from the last on, what to say while drawing, why the questions are asked, the diagram, in this order.
    """
    refuse_terminal(out)
    from designgen.paper import fitted_sheet

    made = fitted_sheet(given.design(path), pages, paper)
    write(made.pdf, out)
    if made.left_out:
        talk(f"left out to fit: {', '.join(made.left_out)}")


def refuse_terminal(out: Path | None) -> None:
    if out is None and sys.stdout.isatty():
        raise click.UsageError("a PDF is no text: write it to a file with -o FILE, or into a pipe")
