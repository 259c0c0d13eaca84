"""`designgen explain`: why, why not, and where it flips."""

import json
from pathlib import Path

import click

from designgen.cli.options import Given, common_options, spec_argument
from designgen.cli.say import out_option, write
from designgen.problem import did_you_mean

NUMBER, CHECK = "number:", "check:"


@click.command("explain", short_help="Why, why not, and where it flips.")
@spec_argument
@click.argument("decision", metavar="[DECISION | number:NAME | check:NAME]", required=False)
@click.option("--why-not", "option", metavar="OPTION", help="What keeps OPTION out, and what would let it win; or all.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@out_option
@common_options
def command(path: Path, decision: str | None, option: str | None, as_json: bool, out: Path | None, given: Given) -> None:
    """Why the decisions of SPEC came out as they did; with DECISION, that one in full.

    --why-not OPTION tells what keeps an option from being chosen, and the smallest change of one fact or priority, else of
    two, with which it would be. number:NAME derives a number down to the facts, prices and sources it rests on; number:
    alone lists them all.
    check:NAME says what uses the budget of a check up, and which pins would repair it; check: alone lists them.
    """
    if option and (not decision or decision.startswith((NUMBER, CHECK))):
        raise click.UsageError("--why-not needs a decision: designgen explain SPEC DECISION --why-not OPTION")
    design = given.design(path)
    if decision and decision.startswith(NUMBER):
        from designgen.cli.explain_number import number_text

        write(number_text(design, decision.removeprefix(NUMBER), as_json), out)
        return
    if decision and decision.startswith(CHECK):
        from designgen.cli.explain_check import check_text

        write(check_text(design, decision.removeprefix(CHECK), as_json), out)
        return
    if decision and decision not in design.decisions:
        hint = did_you_mean(decision, design.decisions)
        raise click.BadParameter(f"unknown decision {decision}{'; ' + hint if hint else ''}", param_hint="DECISION")
    if decision and option:
        from designgen.cli.explain_whynot import why_not_text

        write(why_not_text(design, decision, option, as_json), out)
        return
    if as_json:
        from designgen.design import as_dict

        every = [item for item in as_dict(design)["decisions"] if decision in (None, item["id"])]
        write(json.dumps(every[0] if decision else every, indent=2, ensure_ascii=False) + "\n", out)
        return
    from designgen.cli.explain_text import explained, overview

    write(explained(design, decision) if decision else overview(design), out)
