"""`designgen talk`: what to say aloud about a design."""

from pathlib import Path

import click

from designgen.cli.options import Given, common_options, spec_argument
from designgen.cli.say import out_option, write

SHORT, LONG = "2", "45"


@click.command("talk", short_help="What to say aloud, in two minutes or in full.")
@spec_argument
@click.option(
    "--minutes",
    type=click.Choice([SHORT, LONG]),
    help="Only the short talk, or only the one for a whole interview; by default both.",
)
@out_option
@common_options
def command(path: Path, minutes: str | None, out: Path | None, given: Given) -> None:
    """What to say about the design of SPEC, in the first person, as Markdown.

    The long talk goes through the steps of the framework: what to ask and what each answer changes, what to assume, what to
    propose and why, what nearly won, what to draw, what will be asked next, and where to check in.
    """
    from designgen.document import talk_track

    write(talk_track(given.design(path), short=minutes != LONG, long=minutes != SHORT), out)
