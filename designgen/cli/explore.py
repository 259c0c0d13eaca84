"""`designgen explore`: many designs at once. Each way to explore is a `Mode` in a file of its own."""

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from designgen.cli.explore_front import ALTERNATIVES, LADDER
from designgen.cli.explore_map import MAP
from designgen.cli.explore_mode import Asked, Mode
from designgen.cli.explore_sweep import SWEEP
from designgen.cli.options import SPEC, Given, common_options

MODES: tuple[Mode, ...] = (MAP, SWEEP, LADDER, ALTERNATIVES)


@click.command("explore", short_help="Many designs at once.")
@click.argument("path", metavar="[SPEC]", type=SPEC, required=False)
@common_options
@click.pass_context
def command(context: click.Context, /, path: Path | None, given: Given, **values: Any) -> None:
    """Many designs at once, around SPEC or over the whole space of facts."""
    names = {name for name in values if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    mode = _mode_of(names)
    mode.run(Asked(path, given, {name: values[name] for name in mode.takes}))


def _mode_of(names: set[str]) -> Mode:
    """The one mode that is asked for and takes every option that was given."""
    meant = [mode for mode in MODES if names & {*mode.switches}]
    if not meant:
        ways = ", ".join(_FLAGS[switch] for mode in MODES for switch in mode.switches)
        raise click.UsageError(f"say what to explore: {ways}")
    fits = [mode for mode in meant if names <= mode.takes]
    if not fits:
        mode = meant[0]
        switch = next(_FLAGS[switch] for switch in mode.switches if switch in names)
        raise click.UsageError(f"{', '.join(sorted(_FLAGS[name] for name in names - mode.takes))} does not go with {switch}")
    return fits[0]


_OPTIONS = tuple(dict.fromkeys(option for mode in MODES for option in mode.options))
_FLAGS = {str(option.name): max(option.opts, key=len) for option in _OPTIONS}
command.params[1:1] = _OPTIONS
