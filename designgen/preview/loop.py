"""What happens after an edit: first the page that somebody looks at, in haste; then all the rest, unless another edit comes."""

import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from subprocess import SubprocessError
from typing import Protocol

from designgen.preview.builder import SETTINGS, Builder, page_of, source_of
from designgen.preview.live import EVERY, Live
from designgen.problem import Place, Problem, ProblemsFound
from designgen.publish import OVERRIDES, Nav, prepare_site, write_if_changed

FAILURES = (
    ArithmeticError, AssertionError, AttributeError, EOFError, ImportError, LookupError, MemoryError, OSError, RuntimeError,
    SyntaxError, TypeError, ValueError, SubprocessError,
)  # fmt: skip
"""What an edit, a program that is missing or a full disk can make happen; it ends no thread."""
IDLE_S = 1.0
"""Nothing happened for so long: time for what nobody waits for."""


class Superseded(Exception):
    """Another edit came: what is being made is of no use any more."""


Stop = Callable[[], bool]
Say = Callable[[tuple[Problem, ...]], None]
"""Told all that is wrong, whenever that changes."""


class Maker(Protocol):
    """Who knows what the site is made from."""

    def refresh(self, changed: frozenset[Path]) -> list[Problem]:
        """Reads what changed; all that is wrong now. What was good before stays in use in place of it."""

    def doubts(self) -> list[Problem]:
        """What is worth saying, though it keeps no page from being made."""

    def page(self, name: str) -> str | None:
        """The Markdown of a page, quickly, heavy parts left out; None where that is all or nothing. Raises ProblemsFound."""

    def site(self, stop: Stop) -> tuple[Mapping[str, str | bytes], Nav]:
        """Every page and file of docs/, and the navigation. Raises Superseded when it is to stop, ProblemsFound."""


@contextmanager
def failures_told() -> Iterator[None]:
    """What fails meanwhile is a problem, at the innermost line of a file that is no Python, or of our own."""
    try:
        yield
    except FAILURES as error:
        steps = traceback.extract_tb(error.__traceback__)
        step = next((one for one in reversed(steps) if not one.filename.endswith(".py")), steps[-1])
        text = f"{type(error).__name__}: {error}"
        raise ProblemsFound([Problem(Place(step.filename, step.lineno or 0), "V004", text)]) from error


class Loop:
    """Two threads work here: the one that watches calls `changed`; the other makes whole sites, one after the other."""

    def __init__(self, maker: Maker, builder: Builder, folder: Path, live: Live, say: Say) -> None:
        self.maker, self.builder, self.folder, self.live, self.say = maker, builder, folder, live, say
        self.generation, self.made = 1, 0
        self.of_sources: tuple[Problem, ...] = ()
        self.of_site: tuple[Problem, ...] = ()
        self.said: tuple[Problem, ...] = ()
        self.torn = False  # files were written of which the builder was not told
        self.writing, self.telling = threading.Lock(), threading.Lock()
        self.bell = threading.Condition()
        self.ended = False
        self.thread = threading.Thread(target=self._run, name="site", daemon=True)

    def start(self) -> None:
        """Makes the site for the first time, and from then on after each change."""
        self._judge(self._refreshed(frozenset()))
        self.thread.start()

    def changed(self, paths: frozenset[Path]) -> None:
        """Shows what changed where somebody looks, and has the rest made."""
        self.generation += 1
        self._judge(self._refreshed(paths))
        for page in self.live.looked_at():
            self._hasten(page)
        with self.bell:
            self.bell.notify_all()

    def _refreshed(self, paths: frozenset[Path]) -> list[Problem]:
        try:
            with failures_told():
                return self.maker.refresh(paths)
        except ProblemsFound as found:
            return list(found.problems)

    def _judge(self, problems: Iterable[Problem]) -> None:
        self.of_sources = tuple(problems)
        self._tell()

    def _tell(self) -> None:
        with self.telling:  # both threads come here, and nothing is said twice
            self.live.trouble([*self.of_sources, *self.of_site])
            news = tuple(sorted({*self.live.problems, *self.maker.doubts()}))
            if news != self.said:
                self.said = news
                self.say(news)

    def _hasten(self, page: str) -> None:
        name = source_of(page)
        with suppress(ProblemsFound), failures_told():  # the site will say it
            text = self.maker.page(name)
            if text is not None:
                self._put(name, text)

    def _put(self, name: str, text: str) -> None:
        with self.writing:
            changed = write_if_changed(self.folder / "docs" / name, text.encode())
        if changed:
            self.builder.stale([name])
            self.live.tell([page_of(name)])

    def _run(self) -> None:
        while not self.ended:
            now = self.generation
            if now != self.made:
                self._make(partial(self._is_past, now))
                self.made = now
            with self.bell:
                self.bell.wait_for(lambda: self.ended or self.generation != self.made)

    def _is_past(self, generation: int) -> bool:
        return self.ended or self.generation != generation

    def _make(self, stop: Stop) -> None:
        try:
            with failures_told():
                self._written(*self.maker.site(stop), stop)
                self._finish(stop)
        except Superseded:
            return
        except ProblemsFound as found:
            self._found(found.problems)

    def _written(self, pages: Mapping[str, str | bytes], nav: Nav, stop: Stop) -> None:
        with self.writing:
            if stop():
                raise Superseded
            every, self.torn = self.torn, True
            changed = prepare_site(pages, nav, self.folder)
        changed = [*pages, SETTINGS] if every else changed
        self.builder.stale(changed)
        self.torn = False
        self.live.ready = True
        self._announce(changed)
        self._found(())

    def _announce(self, changed: Iterable[str]) -> None:
        names = list(changed)
        every = [EVERY] * any(name == SETTINGS or name.startswith(("assets/", OVERRIDES)) for name in names)
        if names:
            self.live.tell([*every, *(page_of(name) for name in names)])

    def _found(self, problems: Iterable[Problem]) -> None:
        self.of_site = tuple(one for one in problems if one not in self.of_sources)
        self._tell()

    def _finish(self, stop: Stop) -> None:
        with self.bell:
            self.bell.wait_for(stop, IDLE_S)
        self.builder.finish(stop)

    def stop(self) -> None:
        """Ends the thread once it notices."""
        with self.bell:
            self.ended = True
            self.bell.notify_all()
        if self.thread.is_alive():
            self.thread.join()
