"""`designgen explain`: why, why not, and where it flips."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from designgen.cli.options import Given, common_options, spec_argument
from designgen.cli.say import out_option, write
from designgen.problem import did_you_mean

if TYPE_CHECKING:
    from designgen.design import Design

NUMBER, CHECK = "number:", "check:"
CODE = re.compile(r"[A-Z][0-9]{3}")


@click.command("explain", short_help="Why, why not, and where it flips.")
@spec_argument
@click.argument("decision", metavar="[DECISION | number:NAME | check:NAME]", required=False)
@click.option("--why-not", "option", metavar="OPTION", help="What keeps OPTION out, and what would let it win; or all.")
@click.option("--y", "as_y", is_flag=True, help="As a sentence: in the context of …, we decided for …, accepting that ….")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@out_option
@common_options
def command(path: Path, decision: str | None, option: str | None, out: Path | None, given: Given, **form: bool) -> None:
    """Why the decisions of SPEC came out as they did; with DECISION, that one in full.

    --why-not OPTION tells what keeps an option from being chosen, and the smallest change of one fact or priority, else of
    two, with which it would be. number:NAME derives a number down to the facts, prices and sources it rests on; number:
    alone lists them all.
    check:NAME says what uses the budget of a check up, and which pins would repair it; check: alone lists them.

    The code of a problem in place of SPEC, such as S003, prints what it means and how to mend it.
    """
    _refuse_idle(decision, option, form["as_y"])
    if mending := _mending(path):
        write(mending, out)
        return
    design = given.design(path)
    if decision and decision.startswith(NUMBER):
        from designgen.cli.explain_number import number_text

        write(number_text(design, decision.removeprefix(NUMBER), form["as_json"]), out)
        return
    if decision and decision.startswith(CHECK):
        from designgen.cli.explain_check import check_text

        write(check_text(design, decision.removeprefix(CHECK), form["as_json"]), out)
        return
    if decision and decision not in design.decisions:
        hint = did_you_mean(decision, design.decisions)
        raise click.BadParameter(f"unknown decision {decision}{'; ' + hint if hint else ''}", param_hint="DECISION")
    if decision and option:
        from designgen.cli.explain_whynot import why_not_text

        write(why_not_text(design, decision, option, form["as_json"]), out)
        return
    write(_told(design, decision, form["as_y"], form["as_json"]), out)


def _mending(path: Path) -> str:
    """The page of a problem code; nothing for the path of a spec."""
    code = str(path)
    if not CODE.fullmatch(code) or path.exists():
        return ""
    from designgen.cli.mending import mending_text, problem_codes

    return mending_text(code) if code in problem_codes() else ""


def _refuse_idle(decision: str | None, option: str | None, as_y: bool) -> None:
    """Wrong usage: an argument that says nothing, or an option that would change nothing."""
    of_a_decision = decision is None or not decision.startswith((NUMBER, CHECK))
    if decision is not None and not decision.strip():
        raise click.BadParameter("is empty; leave it out for an overview of all decisions", param_hint="DECISION")
    if option is not None and not option.strip():
        raise click.BadParameter("is empty; name an option, or all", param_hint="--why-not")
    if option and (not decision or not of_a_decision):
        raise click.UsageError("--why-not needs a decision: designgen explain SPEC DECISION --why-not OPTION")
    if as_y and option:
        raise click.UsageError("--y tells why a decision came out as it did: it does not go with --why-not")
    if as_y and not of_a_decision:
        raise click.UsageError(f"--y is for decisions: it does not go with {NUMBER} or {CHECK}")


def _told(design: "Design", decision: str | None, as_y: bool, as_json: bool) -> str:
    from designgen.cli.explain_text import as_data, decision_log, explained, overview

    if as_json:
        every = as_data(design)
        return json.dumps(every[decision] if decision else list(every.values()), indent=2, ensure_ascii=False) + "\n"
    if as_y:
        from designgen.document.y_statement import y_statement

        return f"{y_statement(design, decision)}\n" if decision else decision_log(design)
    return explained(design, decision) if decision else overview(design)
