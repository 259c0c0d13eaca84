"""`designgen simulate`: the serving path under load, request by request."""

import importlib.util
import math
from pathlib import Path
from typing import Any

import click

from designgen.cli.options import Given, common_options, spec_argument
from designgen.cli.say import talk, writable, write

MOST_REQUESTS = 2_000_000


class Factor(click.ParamType[float]):
    """How many times the load a spike brings."""

    name = "factor"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            factor = float(value)
        except ValueError:
            self.fail(f"{value!r} is not a number; write --spike=3, or --spike after the SPEC", param, ctx)
        if not 1 <= factor <= 1000 or math.isnan(factor):
            self.fail(f"{value} is not between 1 and 1,000 times the load", param, ctx)
        return factor


@click.command("simulate", short_help="The serving path under load, request by request.")
@spec_argument
@click.option("--requests", type=click.IntRange(1000, MOST_REQUESTS), default=20_000, show_default=True, metavar="N",
              help="How many requests to simulate; the first tenth fills the queues and is not counted.")  # fmt: skip
@click.option("--seed", type=int, default=1, show_default=True, metavar="S", help="The same seed gives the same numbers.")
@click.option("--lose-one", is_flag=True, help="Also with one replica less, for each component in turn.")
@click.option("--spike", type=Factor(), is_flag=False, flag_value="3", metavar="[FACTOR]",
              help="Also with FACTOR times the load (3 if not given) in the middle of the run.")  # fmt: skip
@click.option("--cold-cache", is_flag=True, help="Also with every cache empty.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), callback=writable, metavar="FILE",
              help="Also draw the chart into this SVG file.")  # fmt: skip
@common_options
def command(path: Path, as_json: bool, out: Path | None, given: Given, **asked: Any) -> None:
    """Runs the serving path of SPEC at its peak and holds p50, p99 and p99.9 against the target and the model."""
    from designgen.cli.simulate_runs import Ask, rehearse
    from designgen.cli.simulate_text import as_json_text, chart, text

    if importlib.util.find_spec("simpy") is None:
        raise click.ClickException("the simulation needs simpy: pip install 'designgen[simulate]'")
    ask = Ask(**asked)
    rehearsal = rehearse(given.design(path), ask)
    write(as_json_text(rehearsal) if as_json else text(rehearsal), None)
    if out and rehearsal.scenes:
        write(chart(rehearsal), out)
    elif out:
        talk(f"{out} was not written: there is nothing to draw")
