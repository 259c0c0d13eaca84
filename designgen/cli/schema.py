"""`designgen schema`: JSON Schema for editors."""

import json
from pathlib import Path

import click

from designgen.cli.options import packs_option
from designgen.cli.say import out_option, write


@click.command("schema", short_help="JSON Schema of specs, for editors.")
@out_option
@packs_option
def command(out: Path | None, packs: tuple[Path, ...]) -> None:
    """The JSON Schema of spec files; name it in their first line for completion while typing."""
    from designgen.catalog import load_knowledge
    from designgen.spec import spec_schema

    write(json.dumps(spec_schema(load_knowledge(packs)), indent=1, ensure_ascii=False) + "\n", out)
