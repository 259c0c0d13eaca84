"""`designgen schema`: JSON Schema for editors, and of what the tool writes."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from designgen.cli.options import packs_option
from designgen.cli.say import out_option, write

if TYPE_CHECKING:
    from designgen.catalog import Knowledge

KINDS = ("spec", "design")


@click.command("schema", short_help="JSON Schema of specs, for editors, and of design.json.")
@click.option("--of", "kind", type=click.Choice(KINDS), default="spec", show_default=True,
              help="Of spec files, or of what `designgen design -f json` writes.")  # fmt: skip
@out_option
@packs_option
def command(kind: str, out: Path | None, packs: tuple[Path, ...]) -> None:
    """The JSON Schema of spec files; name it in their first line for completion while typing.

    Or that of a design as JSON, for programs that read one.
    """
    from designgen.catalog import load_knowledge

    write(schema_text(kind, load_knowledge(packs)), out)


def schema_text(kind: str, knowledge: "Knowledge") -> str:
    """A schema as indented JSON with a final newline."""
    from designgen.design.json_schema import design_schema
    from designgen.spec import spec_schema

    found = spec_schema(knowledge) if kind == "spec" else design_schema()
    return json.dumps(found, indent=1, ensure_ascii=False) + "\n"
