"""What a user must mend: a place, a code, a sentence and a hint."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """Where in a file: 1-based line and column. Line 0 is the file as a whole, or an option of a command such as `--set`."""

    path: str
    line: int = 0
    column: int = 1

    def __reduce__(self) -> tuple[type, tuple[str, int, int]]:
        """Pickled as a call: knowledge has thousands of places, and dataclasses restore theirs slowly."""
        return Place, (self.path, self.line, self.column)

    def __str__(self) -> str:
        return f"{visible(self.path)}:{self.line}:{self.column}" if self.line else visible(self.path)


WHOSE = {
    "S": "Specs", "Y": "Any YAML file", "K": "Knowledge and packs", "E": "Tables and sweeps", "A": "Answers of practice",
    "C": "Cards", "D": "Drawings", "T": "Print", "F": "Own templates", "P": "Building the site", "V": "The preview",
}  # fmt: skip
"""What a code is about, by its letter."""
NOWHERE = Place("")
"""The place of what is wrong with no file."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake. The letter of `code` is one of WHOSE."""

    place: Place
    code: str
    text: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        where = f"{self.place}: " if self.place != NOWHERE else ""
        return f"{where}{self.code} {self.text}{hint}"


def visible(path: str) -> str:
    """A file's name on one line: signs that a terminal acts on, line breaks among them, as `\\n` or `\\x1b`."""
    return "".join(sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in path)


class ProblemsFound(Exception):
    """All mistakes found, sorted by place, each once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
BARRED = (errno.EACCES, errno.EPERM, errno.EROFS)


def remedy(error: OSError) -> str:
    """A hint for what could not be written, or nothing."""
    if error.errno in FULL:
        return "make room, then run the same command again"
    return "write to a folder of yours with -o, or change its permissions" if error.errno in BARRED else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest known word, or nothing."""
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else ""
