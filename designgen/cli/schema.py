"""`designgen schema`: JSON Schema for editors."""

import json
from pathlib import Path

import click

from designgen.cli.options import Given, common_options
from designgen.cli.say import out_option, write


@click.command("schema", short_help="JSON Schema of specs, for editors.")
@out_option
@common_options
def command(out: Path | None, given: Given) -> None:
    """The JSON Schema of spec files; name it in their first line for completion while typing."""
    from designgen.spec import spec_schema

    write(json.dumps(spec_schema(given.knowledge()), indent=1, ensure_ascii=False) + "\n", out)
