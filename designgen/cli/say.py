"""What a command says: the artefact to stdout or a file, everything else to stderr."""

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from designgen.problem import Place, Problem, ProblemsFound, remedy

Item = TypeVar("Item")


def report(problems: Iterable[Problem]) -> None:
    """Every problem, then how many."""
    every = sorted(set(problems))
    for problem in every:
        talk(str(problem))
    talk(f"{len(every)} {'problem' if len(every) == 1 else 'problems'}")


def talk(text: str) -> None:
    """A line to stderr; what a file name or a spec could smuggle into a terminal is made visible."""
    click.echo(printable(text), err=True)


def printable(text: str) -> str:
    """The text with every sign that a terminal would act on replaced by one that shows."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "\N{REPLACEMENT CHARACTER}" for letter in text)


class OutPath(click.Path):
    """A file or folder that is named: what an unset variable leaves of `-o "$DIR"` is not the folder at hand."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(value, param, ctx) if str(value) else self.fail("it is empty", param, ctx)


def writable(_ctx: click.Context, _param: click.Parameter, path: Path | None) -> Path | None:
    if path is None or str(path) == "-":
        return None
    if os.path.isdir(path):
        raise click.BadParameter(f"{path} is a folder, not a file")
    if not os.path.isdir(path.parent):
        raise click.BadParameter(f"the folder {path.parent} does not exist")
    return path


out_option = click.option(
    "-o", "--output", "out", type=click.Path(path_type=Path), callback=writable, metavar="FILE",
    help="Write to this file instead of stdout.",
)  # fmt: skip
"""`-o FILE`, checked before any work is done."""


def refuse_terminal(form: str, out: Path | None) -> None:
    """Wrong usage if what is no text would go to a terminal."""
    if out is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text: write it to a file with -o FILE, or into a pipe")


def write(text: str | bytes, out: Path | None) -> None:
    """The artefact, text as UTF-8; a file is replaced as a whole or not at all, and never one that was read."""
    if out:
        spare_what_was_read(out)
    content = text if isinstance(text, bytes) else text.encode("utf-8", errors="replace")
    try:
        _put(out, content) if out else _print(content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(str(out or "stdout"), error) from None


def write_into(folder: Path, files: Mapping[str, bytes]) -> None:
    """Files by name into a folder, which is made; each replaces what has its name, a link too, which is never followed."""
    from designgen.publish import write_if_changed

    at = folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for at in (folder / name for name in files):
            _refuse_taken(at)
        for name, content in files.items():
            at = folder / name
            write_if_changed(at, content)
    except OSError as error:
        raise _unwritten(str(at), error) from None


def _refuse_taken(path: Path) -> None:
    """What cannot be replaced, or should not: a folder, and a file that was read."""
    if path.is_symlink():
        return
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder of this name is in the way")
    spare_what_was_read(path)


def _unwritten(where: str, error: OSError) -> ProblemsFound:
    return ProblemsFound([Problem(Place(where), "P003", error.strerror or "cannot be written", remedy(error))])


def spare_what_was_read(out: Path) -> None:
    """Wrong usage if the file to be written is an argument of the running command, under this or another name."""
    context = click.get_current_context(silent=True)
    params, given = (context.command.params, context.params) if context else ([], {})
    outputs = {one.name: one for one in params if one.name == "out" or one.callback is writable}
    read = [one for name, value in given.items() if name not in outputs for one in _paths(value)]
    if any(os.path.exists(one) and os.path.exists(out) and os.path.samefile(one, out) for one in read):
        named = next((one.opts[0] for name, one in outputs.items() if given.get(name or "") == out), "-o")
        raise click.BadParameter(f"{out} is what this command reads", param_hint=named)


def _paths(value: object) -> list[Path]:
    every = value if isinstance(value, tuple | list) else (value,)
    return [one for one in every if isinstance(one, Path)]


def _print(content: bytes) -> None:
    """To stdout, past its buffer, in which a failed write would wait to fail again. Closed, it takes nothing."""
    if sys.stdout is None:
        return
    sys.stdout.flush()
    raw = getattr(sys.stdout.buffer, "raw", sys.stdout.buffer)
    while content:
        content = content[raw.write(content) or 0 :]


def _put(path: Path, content: bytes) -> None:
    """A device or a pipe is written to, never replaced; a link stays one."""
    if os.path.exists(path) and not os.path.isfile(path):
        with path.open("wb") as file:
            file.write(content)
        return
    from designgen.publish import write_if_changed

    write_if_changed(Path(os.path.realpath(path)), content)


@contextmanager
def progress(items: Iterable[Item], count: int, label: str) -> Iterator[Iterable[Item]]:
    """The items, with a progress bar on stderr when that is a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield items
        return
    with click.progressbar(items, length=count, label=label, file=sys.stderr) as bar:
        yield bar
