"""`designgen explore SPEC --over FACT=LOW..HIGH`: a map of where the choices change."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from designgen.cli.explore_mode import AS_JSON, OUT, OVER, Asked, Mode, says_something
from designgen.cli.options import no_flips
from designgen.cli.say import write
from designgen.problem import did_you_mean

if TYPE_CHECKING:
    from designgen.explore.map import Map

FORMATS = ("text", "svg", "html", "json")
FORMAT_OF = {
    "": "text", ".txt": "text", ".text": "text", ".md": "text", ".svg": "svg", ".html": "html", ".htm": "html", ".json": "json",
}  # fmt: skip
POINTS = click.Option(
    ["--points"], type=int, default=300, show_default=True, metavar="N", help="Values to look at along each axis of numbers."
)
DECISION = click.Option(
    ["--decision"], callback=says_something, metavar="ID", help="This decision alone; otherwise all that change."
)
FORMAT = click.Option(["-f", "--format", "form"], type=click.Choice(FORMATS), help="By the name of FILE, else text.")


def run(asked: Asked) -> None:
    """Where the choices of a design change over one fact or two."""
    if asked.path is None:
        raise click.UsageError("a map needs a SPEC")
    out: Path | None = asked.values["out"]
    form = _form(out, asked.values["form"], asked.values["as_json"])
    knowledge = asked.given.knowledge()
    decision = asked.values["decision"] or ""
    if decision and decision not in knowledge.decisions:
        hint = did_you_mean(decision, knowledge.decisions)
        raise click.BadParameter(f"unknown decision {decision}{'; ' + hint if hint else ''}", param_hint="--decision")
    from designgen.design import design_for
    from designgen.explore.map import map_of

    spec = asked.given.spec(asked.path, knowledge)
    design = design_for(spec, knowledge, framework=asked.given.framework, flips_of=no_flips)
    write(_written(map_of(design, asked.values["over"], asked.values["points"]), decision, form), out)


def _form(out: Path | None, named: str | None, as_json: bool) -> str:
    """The one format that is asked for. Wrong usage if two are, or one that there is not."""
    suffix = out.suffix.lower() if out else ""
    if as_json and (named not in (None, "json") or suffix not in ("", ".json")):
        raise click.UsageError(f"--json does not go with {f'-f {named}' if named not in (None, 'json') else f'-o {out}'}")
    if named or as_json:
        return named or "json"
    if suffix not in FORMAT_OF:
        raise click.BadParameter(f"{out} ends in none of .txt, .svg, .html, .json; -f says the format", param_hint="-o")
    return FORMAT_OF[suffix]


def _written(map: "Map", decision: str, form: str) -> str:
    if form == "json":
        from designgen.explore.map_json import map_json

        return map_json(map, decision)
    from designgen.document.maps import map_html, map_svg, map_text

    return {"svg": map_svg, "html": map_html, "text": map_text}[form](map, decision)


MAP = Mode(switches=("over",), options=(OVER, DECISION, POINTS, FORMAT, OUT, AS_JSON), run=run)
