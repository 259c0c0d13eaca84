"""`designgen diagram`: one view of a design, painted or as source for another tool."""

from pathlib import Path

import click

from designgen.cli.options import Given, common_options, spec_argument
from designgen.cli.say import out_option, write
from designgen.problem import did_you_mean


@click.command("diagram", short_help="One diagram, or its source.")
@spec_argument
@click.argument("view", default="overview")
@click.option("-f", "--format", "form", type=click.Choice(["svg", "dot", "mermaid", "python"]), default="svg", show_default=True)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@out_option
@common_options
def command(path: Path, view: str, form: str, theme: str, out: Path | None, given: Given) -> None:
    """The diagram of SPEC that VIEW shows (default: overview)."""
    from designgen.diagram import draw, export, picture_of

    design = given.design(path)
    views = design.knowledge.views
    if view not in views:
        hint = did_you_mean(view, views) or f"known are {', '.join(views)}"
        raise click.BadParameter(f"unknown view {view}; {hint}", param_hint="VIEW")
    picture = picture_of(design, view)
    if picture is None:
        raise click.ClickException(f"the view {view} has nothing to show for this spec")
    write(draw(picture, theme) if form == "svg" else export(picture, form), out)
