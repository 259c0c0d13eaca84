"""`designgen compare`: designs side by side."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.options import SPEC, Given, common_options
from designgen.cli.say import out_option, write

if TYPE_CHECKING:
    from designgen.design.compare import Comparison


@click.command("compare", short_help="Designs side by side.")
@click.argument("paths", metavar="SPEC...", type=SPEC, nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of Markdown.")
@out_option
@common_options
def command(paths: tuple[Path, ...], as_json: bool, out: Path | None, given: Given) -> None:
    """Facts, decisions, numbers and components that differ between SPECs; a single SPEC is compared with its alternatives."""
    from designgen.design.compare import compare

    knowledge = given.knowledge()
    specs = given.specs(paths, knowledge)
    if len(specs) == 1:
        specs = (*specs, *specs[0].alternatives.values())
    if len(specs) < 2:
        raise click.UsageError("a comparison needs two specs, or one that names alternatives")
    comparison = compare([given.design_of(spec, knowledge) for spec in specs])
    if as_json:
        write(json.dumps(as_dict(comparison), indent=2, ensure_ascii=False) + "\n", out)
        return
    from designgen.cli.site import unlinked
    from designgen.document import comparison_page

    write(unlinked(comparison_page(comparison), [design.spec.id for design in comparison.designs]), out)


def as_dict(comparison: "Comparison") -> dict[str, Any]:
    """Plain values; every list of outcomes is in the order of `designs`."""
    return {
        "schema_version": 1,
        "designs": [{"id": design.spec.id, "title": design.spec.title} for design in comparison.designs],
        "same_decisions": comparison.same_decisions,
        **{name: [asdict(row) for row in getattr(comparison, name)] for name in ("facts", "decisions", "numbers", "parts")},
    }
