"""`designgen questions`: what to ask first, and why."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.options import Given, common_options, spec_argument
from designgen.cli.say import out_option, write

if TYPE_CHECKING:
    from designgen.design.asked import Question

MOST = 10
ANOTHER = "Another answer here makes it another problem"


@click.command("questions", short_help="What to ask first, and why.")
@spec_argument
@click.option(
    "--top", "most", type=click.IntRange(min=1), default=None, metavar="N", help=f"How many; by default {MOST}, with --json all."
)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@out_option
@common_options
def command(path: Path, most: int | None, as_json: bool, out: Path | None, given: Given) -> None:
    """The clarifying questions that SPEC leaves open, the one whose answer could change most first.

    Each assumed fact is tried at other plausible answers; counted are the choices and the money that they change.
    """
    asked = given.design(path).questions
    if as_json:
        told = [_told(one) for one in asked[:most]]
        write(json.dumps(told, indent=2, ensure_ascii=False, allow_nan=False) + "\n", out)
        return
    write("\n".join([*_lines(asked, most or MOST), ""]), out)


def _told(question: "Question") -> dict[str, Any]:
    spans = {name: asdict(span) if (span := getattr(question, name)) else None for name in ("usd", "p99", "boxes")}
    plain = ("fact", "ask", "assumed", "basis", "range", "because", "weight", "defines")
    changed = {"choices": [asdict(change) for change in question.choices], "lists": [one.decision for one in question.lists]}
    return {name: getattr(question, name) for name in plain} | changed | spans


def _lines(asked: "Sequence[Question]", most: int) -> Iterator[str]:
    """The first of them; those that make it another problem only when there is room."""
    for number, question in enumerate(asked[:most], 1):
        if question.defines and (number == 1 or not asked[number - 2].defines):
            yield f"{ANOTHER}:"
        yield f"{number}. {question.ask}"
        tried = f", tried from {question.range[0]} to {question.range[1]}" if question.range else ""
        yield f"   assumed {question.assumed}{tried}"
        yield f"   because {question.because}."
        yield f"   {_counted(len(question.choices), 'choice')} and {_counted(len(question.lists), 'list')} change"
    more = len(asked) - most
    if more > 0:
        yield f"{more} more; --top {len(asked)} prints all."
    if not asked:
        yield "Nothing is left to ask: no assumed fact changes a choice or the bill within its plausible range."


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
