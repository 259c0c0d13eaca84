"""What those who look on must know: which page changed when, and what is wrong just now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Condition

from designgen.problem import Problem

EVERY = "*"
"""In place of a page: all of them."""


@dataclass
class Live:
    """Time is counted in changes. Threads wait here for the next one that concerns their page."""

    now: int = 0
    problems: tuple[Problem, ...] = ()
    changed: dict[str, int] = field(default_factory=dict)
    watched: dict[str, int] = field(default_factory=dict)
    last: str = ""
    ready: bool = False
    closed: bool = False
    _bell: Condition = field(default_factory=Condition, repr=False)

    def tell(self, pages: Iterable[str]) -> None:
        """These pages are other ones from now on."""
        with self._bell:
            self.now += 1
            self.changed |= dict.fromkeys(pages, self.now)
            self._bell.notify_all()

    def trouble(self, problems: Iterable[Problem]) -> None:
        """What is wrong from now on, nothing if nothing is. If that is news, every page is another one."""
        found = tuple(sorted(set(problems)))
        if found != self.problems:
            self.problems = found
            self.tell([EVERY])

    def wait(self, page: str, seen: int, seconds: float) -> int | None:
        """When the page changed after `seen`; None if it did not within so many seconds, or everything ends."""
        with self._bell:
            self._bell.wait_for(lambda: self.closed or self.since(page) > seen, seconds)
            return None if self.closed or self.since(page) <= seen else self.since(page)

    def since(self, page: str) -> int:
        """When the page changed last."""
        return max(self.changed.get(page, 0), self.changed.get(EVERY, 0))

    def look(self, page: str, more: int) -> None:
        """Somebody begins (1) or ceases (-1) to look at a page."""
        with self._bell:
            count = self.watched.get(page, 0) + more
            self.watched = {name: many for name, many in {**self.watched, page: count}.items() if many > 0}
            self.last = page if more > 0 else self.last

    def looked_at(self) -> list[str]:
        """The pages that somebody looks at, the one opened last first."""
        with self._bell:
            return sorted(self.watched, key=lambda page: page != self.last)

    def close(self) -> None:
        """Nobody waits any longer."""
        with self._bell:
            self.closed = True
            self._bell.notify_all()
