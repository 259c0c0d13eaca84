"""`designgen explore --sample` and `--table`: many specs in, a table of choices and numbers out."""

import importlib.util
import re
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from designgen.cli.explore_mode import OUT, OVER, SEED, Asked, Mode
from designgen.cli.options import SPEC
from designgen.cli.say import progress, spare_what_was_read, talk

if TYPE_CHECKING:
    from designgen.cli.explore_plan import Job
    from designgen.explore.parts import Parts
    from designgen.explore.workers import Workers

NAMED = 5
ADDRESS = re.compile(r"(tcp|tls)://(\[[0-9A-Fa-f:.%\w]+\]|[^\s/:\[\]@]+):([0-9]{1,5})")
LAST_PORT = 65535
COUNT = click.IntRange(1)
INTERRUPTED = 130
"""What a shell reports of a program that Ctrl-C ended."""


def _address(_ctx: click.Context, _param: click.Parameter, text: str | None) -> str | None:
    """Dask would try what is no address for as long as one that does not answer."""
    read = ADDRESS.fullmatch(text) if text is not None else None
    if text is not None and not (read and 0 < int(read[3]) <= LAST_PORT):
        raise click.BadParameter(f"{text!r} is not tcp://HOST:PORT or tls://HOST:PORT")
    return text


def run(asked: Asked) -> None:
    """Everything that can be wrong is looked for before the first row is made."""
    from designgen.cli.explore_plan import planned

    values, out = asked.values, _out(asked)
    _needs(out, values["table"], values["scheduler"])
    if values["scheduler"] and values["workers"]:
        raise click.UsageError("--workers counts processes of this machine; it does not go with --scheduler")
    job = planned(asked, out)
    if job.unread:
        more = f" and {len(job.unread) - NAMED} more" if len(job.unread) > NAMED else ""
        talk(f"not read, because it follows from the facts: {', '.join(job.unread[:NAMED])}{more}")
    with job.parts.held():
        try:
            _make(asked, job)
        except KeyboardInterrupt:
            _interrupted(job.parts)
        finally:
            job.parts.leave()


def _make(asked: Asked, job: "Job") -> None:
    before = job.parts.open(asked.values["fresh"])
    damaged = job.parts.drop_damaged()
    if damaged:
        what = "1 finished chunk is" if damaged == 1 else f"{damaged:,} finished chunks are"
        talk(f"{what} not as written, and made anew")
    before -= damaged
    if before:
        talk(f"going on after {before:,} of {job.count:,} chunks")
    with _workers(asked, job.count - before) as workers, progress(job.finished(workers), job.count, "chunks") as every:
        for _ in every:
            pass


def _out(asked: Asked) -> Path:
    out: Path | None = asked.values["out"]
    if out is None:
        raise click.UsageError("the result is a file: -o out.parquet or -o out.csv")
    if out.suffix.lower() not in (".parquet", ".csv"):
        raise click.BadParameter(f"{out} is neither .parquet nor .csv", param_hint="-o")
    spare_what_was_read(out)
    return out


def _needs(out: Path, table: Path | None, scheduler: str | None) -> None:
    """Names the command that installs what is missing."""
    parquet = ".parquet" in (out.suffix.lower(), table.suffix.lower() if table else "")
    if parquet and importlib.util.find_spec("pyarrow") is None:
        raise click.ClickException("Parquet needs pyarrow: pip install 'designgen[tables]'; .csv needs nothing")
    if scheduler and importlib.util.find_spec("distributed") is None:
        raise click.ClickException("--scheduler needs Dask: pip install 'designgen[cluster]'")


def _workers(asked: Asked, left: int) -> "AbstractContextManager[Workers]":
    from designgen.explore.workers import cluster, cores, local

    if asked.values["scheduler"]:
        return cluster(asked.values["scheduler"])
    return local(max(1, min(asked.values["workers"] or cores(), left)))


def _interrupted(parts: "Parts") -> None:
    from designgen.explore.parts import chunks

    kept = parts.count()
    where = f"{chunks(kept)} in {parts.folder}; the same command goes on from there" if kept else "no chunk was finished"
    talk(f"\nstopped: {where}")
    sys.exit(INTERRUPTED)


SWEEP = Mode(
    switches=("sample", "table"),
    options=(
        click.Option(["--sample"], type=COUNT, metavar="N", help="A table of N random specs, around SPEC if there is one."),
        click.Option(["--table"], type=SPEC, metavar="FILE", help="A table of the specs in a .csv or .parquet file."),
        OUT,
        OVER,
        SEED,
        click.Option(["--limit"], type=COUNT, metavar="N", help="Only the first N rows."),
        click.Option(["--facts"], metavar="A,B", help="Columns for these facts only, or none; all that vary if not given."),
        click.Option(["--decisions"], metavar="A,B", help="Columns for these decisions only, or none; all if not given."),
        click.Option(
            ["--numbers"], metavar="A,B", help="Columns for these numbers, all, or none; else for those that decisions read."
        ),
        click.Option(["--workers"], type=click.IntRange(1, 1024), metavar="N", help="Processes; one for each core if not given."),
        click.Option(["--scheduler"], callback=_address, metavar="ADDRESS", help="A Dask cluster instead: tcp://HOST:PORT."),
        click.Option(["--fresh"], is_flag=True, help="Throw away finished chunks of an earlier run."),
    ),
    run=run,
)
