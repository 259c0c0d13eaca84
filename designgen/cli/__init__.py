"""The commands, one file each. A command is glue: it loads, calls one stage, and writes what came out.

The artefact goes to stdout or to the file of `-o`, talk to stderr. Exit 0 fine, 1 problems found, 2 wrong usage.
"""

import gc
import importlib

import click

from designgen import __version__
from designgen.cli.say import report
from designgen.problem import ProblemsFound

COMMANDS = (
    "build", "serve", "design", "check", "explain", "questions", "compare", "diff", "explore", "simulate", "diagram", "sheet",
    "talk", "cards", "new", "practice", "knowledge", "schema", "doctor",
)  # fmt: skip


SELDOM = (50_000, 20, 50)
"""When to look for garbage: knowledge and designs are many small objects, and hardly any of them is garbage."""


class Commands(click.Group):
    """Imports the module of a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"designgen.cli.{name}").command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ProblemsFound as found:
            report(found.problems)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="designgen")
def main() -> None:
    """A short spec of a machine-learning problem in, a defended system design out."""
    gc.set_threshold(*SELDOM)


__all__ = ["COMMANDS", "main"]
