"""`designgen design`: one design, as a document or as data."""

from pathlib import Path

import click

from designgen.cli.options import Given, common_options, spec_argument
from designgen.cli.say import out_option, write


@click.command("design", short_help="One design, as a document or as JSON.")
@spec_argument
@click.option("-f", "--format", "form", type=click.Choice(["md", "json"]), default="md", show_default=True)
@out_option
@common_options
def command(path: Path, form: str, out: Path | None, given: Given) -> None:
    """The design of SPEC: the whole document, or design.json."""
    design = given.design(path)
    if form == "json":
        from designgen.design import to_json

        write(to_json(design), out)
    else:
        from designgen.document import document

        write(document(design), out)
