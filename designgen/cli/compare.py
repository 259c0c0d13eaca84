"""`designgen compare`: designs side by side."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.options import SPEC, Given, common_options, no_flips
from designgen.cli.say import out_option, talk, write
from designgen.problem import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from designgen.catalog import Knowledge
    from designgen.design.compare import Comparison
    from designgen.spec import Spec

ROWS = ("facts", "decisions", "options", "headlines", "numbers", "parts", "bill", "path", "complexity")


@click.command("compare", short_help="Designs side by side.")
@click.argument("paths", metavar="SPEC...", type=SPEC, nargs=-1, required=True)
@click.option("--vary", multiple=True, metavar="NAME=A,B,…",
              help="One design a value of a fact, priorities.x or choose.decision; repeated, one a combination.")  # fmt: skip
@click.option("--priorities", multiple=True, metavar="NAME,…",
              help="Beside the spec's own priorities those of cheapest, fastest, quality, simplest or balanced.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of Markdown.")
@out_option
@common_options
def command(
    paths: tuple[Path, ...], vary: tuple[str, ...], priorities: tuple[str, ...], as_json: bool, out: Path | None, given: Given
) -> None:
    """Which of two to six designs to take when, what differs between them, and which facts cause it.

    A single SPEC is compared with its alternatives, or with its own variants by --vary and --priorities; without any, with itself
    under the priorities of cheapest, fastest and quality. Drawings are on the site that `designgen build` makes.
    """
    from designgen.design import design_for
    from designgen.design.compare import compare

    knowledge = given.knowledge()
    specs = _specs(paths, vary, priorities, given, knowledge)
    comparison = compare([design_for(spec, knowledge, given.framework, no_flips) for spec in specs])
    if as_json:
        write(json.dumps(as_dict(comparison), indent=2, ensure_ascii=False, allow_nan=False) + "\n", out)
        return
    from designgen.document import comparison_text

    write(comparison_text(comparison), out)


def _specs(
    paths: tuple[Path, ...], vary: tuple[str, ...], priorities: tuple[str, ...], given: Given, knowledge: "Knowledge"
) -> "list[Spec]":
    """What is to be compared. Raises ProblemsFound, and UsageError where one design stands alone."""
    from designgen.cli.variants import refuse_too_many, variants

    if vary or priorities:
        if len(paths) > 1 or paths[0].is_dir():
            raise click.UsageError("--vary and --priorities take one spec")
        return variants(paths[0], vary, priorities, given, knowledge)
    _refuse_twice(paths)
    specs = list(given.specs(paths, knowledge))
    if len(specs) == 1:
        specs += specs[0].alternatives.values() or _profiled(specs[0], knowledge)
    refuse_too_many(len(specs))
    if len(specs) < 2:
        raise click.UsageError("a comparison needs two specs, or one that names alternatives, or --vary or --priorities")
    return specs


def _profiled(spec: "Spec", knowledge: "Knowledge") -> "list[Spec]":
    """The spec under the usual profiles, so far as the knowledge has them; said on stderr."""
    from designgen.cli.beside import PROFILES
    from designgen.cli.variants import ranked

    names = [name for name in PROFILES if name in knowledge.profiles]
    if names:
        talk(f"the spec has no alternatives: compared with itself under the priorities of {', '.join(names)}")
    return [ranked(spec, knowledge.profiles[name]) for name in names]


def _refuse_twice(paths: tuple[Path, ...]) -> None:
    """Raises ProblemsFound for a file or folder that is named twice, be it in other words."""
    from designgen.spec.load import real

    files = [real(path) for path in paths]
    again = [path for place, path in enumerate(paths) if files[place] in files[:place]]
    if again:
        hint = "to compare it with a variant of itself use --vary"
        raise ProblemsFound([Problem(Place(str(path)), "S008", "this spec is given twice", hint) for path in again])


def as_dict(comparison: "Comparison") -> dict[str, Any]:
    """Plain values; every list of outcomes is in the order of `designs`. Units as in design.json; what is unbounded is null."""
    from designgen.document.because import labels
    from designgen.document.verdict import verdict

    names = labels(comparison.designs)
    return {
        "schema_version": 2,
        "designs": [
            {"id": one.spec.id, "title": one.spec.title, "label": name}
            for one, name in zip(comparison.designs, names, strict=True)
        ],
        "verdict": [asdict(advice) for advice in verdict(comparison)],
        "same_decisions": comparison.same_decisions,
        "same_parts": comparison.same_parts,
        **{name: [_finite(asdict(row)) for row in getattr(comparison, name)] for name in ROWS},
    }


def _finite(value: Any) -> Any:
    """JSON has no infinity."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and value in (float("inf"), float("-inf")) else value
