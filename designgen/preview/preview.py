"""The parts of a preview put together, started and stopped."""

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from designgen.preview.builder import Builder, MkDocsBuilder
from designgen.preview.desk import Desk, Editing
from designgen.preview.live import Live
from designgen.preview.loop import Loop, Maker
from designgen.preview.server import Served, Server, listen
from designgen.preview.watch import Watch
from designgen.preview.zensical import ZensicalBuilder
from designgen.problem import Place, Problem, ProblemsFound

BUILDERS = ("zensical", "mkdocs")


def builder_of(name: str | None) -> Callable[[Path], Builder]:
    """Makes the builder that is named, by default the first that is installed. Raises ProblemsFound where it is not."""
    has_zensical = find_spec("zensical") is not None
    if name == "zensical" and not has_zensical:
        raise ProblemsFound([Problem(Place("--builder"), "V003", "Zensical is not installed", "pip install 'designgen[fast]'")])
    if has_zensical and name != "mkdocs":
        return ZensicalBuilder
    return MkDocsBuilder


class Preview:
    """Everything between a folder of specs and a browser."""

    def __init__(
        self, maker: Maker, editing: Editing, folder: Path, builder: Callable[[Path], Builder],
        say: Callable[[tuple[Problem, ...]], None],
    ) -> None:  # fmt: skip
        self.live, self.builder = Live(), builder(folder)
        self.loop = Loop(maker, self.builder, folder, self.live, say)
        self.desk = Desk(editing)
        self.server: Server | None = None
        self.watch: Watch | None = None

    def start(self, host: str, port: int, folders: Iterable[Path], wanted: Callable[[Path], bool]) -> str:
        """Takes the port, then watches and makes the site; returns the address. Raises ProblemsFound."""
        served = Served(self.live, self.builder, self.desk, host)
        self.server = listen(served, port)
        self.watch = Watch(folders, wanted, self.loop.changed)
        self.watch.start()
        self.server.start()
        self.loop.start()
        named = f"[{host}]" if ":" in host else host
        return f"http://{named}:{served.port}/"

    def stop(self) -> None:
        """Ends all that runs."""
        self.live.close()
        if self.watch:
            self.watch.stop()
        if self.server:
            self.server.stop()
        self.loop.stop()
        self.builder.close()
