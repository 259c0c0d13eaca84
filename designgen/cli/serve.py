"""`designgen serve`: the site while one writes it."""

import signal
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, current_thread, main_thread

import click

from designgen.cli.options import SPEC, Given, common_options
from designgen.cli.say import report, talk
from designgen.problem import Problem

HOST, PORT = "127.0.0.1", 8000
ENDS = ("SIGINT", "SIGTERM", "SIGHUP")


@click.command("serve", short_help="The site while one edits it.")
@click.argument("paths", metavar="[SPEC]...", type=SPEC, nargs=-1)
@click.option("--host", default=HOST, show_default=True, metavar="ADDRESS", help="Another one lets other machines in.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, metavar="N", help="0 takes a free one.")
@click.option("--open", "open_it", is_flag=True, help="Open a browser.")
@click.option("--builder", type=click.Choice(["zensical", "mkdocs"]), default=None,
              help="What makes pages of Markdown; by default Zensical where it is installed.")  # fmt: skip
@common_options
def command(paths: tuple[Path, ...], host: str, port: int, open_it: bool, builder: str | None, given: Given) -> None:
    """The site of all designs on this machine, made anew while specs, knowledge and templates are edited.

    SPECs are files or folders, by default every spec in specs/, or the shipped ones. Ends with Ctrl-C.
    """
    from designgen.cli.build import default_specs
    from designgen.cli.desk import SpecDesk
    from designgen.cli.studio import Studio
    from designgen.preview import Preview, builder_of, is_loopback, own_room

    if not host:
        raise click.BadParameter("it is empty", param_hint="--host")
    chosen = builder_of(builder)
    studio = Studio(paths or (default_specs(),), given)
    if not is_loopback(host):
        talk(f"warning: whoever reaches {host} can read this site and change these specs")
    ended = _until_interrupted()
    with own_room() as folder:
        preview = Preview(studio, SpecDesk(studio), folder, chosen, _said)
        try:
            address = preview.start(host, port, studio.folders, studio.wanted)
            talk(f"serving {address}; end with Ctrl-C")
            if open_it:
                webbrowser.open(address)
            ended.wait()
        finally:
            preview.stop()


def _until_interrupted() -> Event:
    """Set by Ctrl-C, a closed terminal, or whoever ends processes; the second time they do what they always do."""
    ended = Event()
    every = [getattr(signal, name) for name in ENDS if hasattr(signal, name)]

    def end(*_: object) -> None:
        ended.set()
        for one in every:
            signal.signal(one, signal.SIG_DFL)

    if current_thread() is main_thread():
        for one in every:
            if signal.getsignal(one) != signal.SIG_IGN:  # as under nohup
                signal.signal(one, end)
    return ended


def _said(problems: Sequence[Problem]) -> None:
    """A terminal that is gone ends nothing: the pages say it, too."""
    with suppress(OSError, ValueError):
        if problems:
            report(problems)
        else:
            talk("no problems")
