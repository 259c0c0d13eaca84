"""`designgen design`: one design, as a document or as data."""

from pathlib import Path

import click

from designgen.cli.options import SPEC, Given, common_options, spec_argument
from designgen.cli.say import out_option, refuse_terminal, write

FORMS = ("md", "json", "pdf")
PAPERS = ("a4", "letter")
"""As in paper.PAPERS."""
paper_option = click.option(
    "--paper", type=click.Choice(PAPERS), default=PAPERS[0], show_default=True, help="The size of the pages of a PDF."
)


@click.command("design", short_help="One design, as a document or as JSON.")
@spec_argument
@click.option("-f", "--format", "form", type=click.Choice(FORMS), help="What to make.  [default: as FILE is called, else md]")
@click.option("--template", type=SPEC, metavar="FILE", help="A document of your own: Markdown with holes that are filled.")
@paper_option
@out_option
@common_options
def command(path: Path, form: str | None, template: Path | None, paper: str, out: Path | None, given: Given) -> None:
    """The design of SPEC: the whole document as Markdown or as PDF, or design.json."""
    form = form or _called(out)
    if template:
        if form != "md":
            raise click.UsageError("--template makes Markdown")
        write(_filled(template, path, given), out)
    elif form == "pdf":
        refuse_terminal(form, out)
        from designgen.paper import document_pdf
        from designgen.paper.typesetter import ready

        ready()
        write(document_pdf(given.design(path), paper), out)
    elif form == "json":
        from designgen.design import to_json

        write(to_json(given.design(path)), out)
    else:
        from designgen.document import document

        write(document(given.design(path)), out)


def _filled(template: Path, path: Path, given: Given) -> str:
    from designgen.document.own import filled
    from designgen.yamlio import text_of

    text = text_of(template, str(template))
    return filled(text, str(template), given.design(path))


def _called(out: Path | None) -> str:
    """The format that the name of the file asks for."""
    suffix = out.suffix.removeprefix(".").lower() if out else ""
    return suffix if suffix in FORMS else FORMS[0]
