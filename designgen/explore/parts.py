"""Finished chunks on disk, beside the result they will become: kept over an interruption, joined at the end, then removed."""

import errno
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from designgen.explore import as_csv
from designgen.explore.join_parquet import PIECE, Damaged, join_parquet
from designgen.explore.lock import LOCK, Held, taken
from designgen.explore.plan import PARQUET, Plan
from designgen.explore.results import names_of
from designgen.problem import Place, Problem, ProblemsFound, remedy

MANIFEST = "manifest.json"
SUM = ".sum"
"""Ends the name of the file beside a chunk that holds its digest."""


@dataclass(frozen=True)
class Parts:
    """The folder `OUT.parts` of one plan."""

    out: Path
    plan: Plan

    @property
    def folder(self) -> Path:
        return self.out.with_name(f"{self.out.name}.parts")

    def path(self, number: int) -> Path:
        return self.folder / f"{number:08d}.{self.plan.format}"

    def has(self, number: int) -> bool:
        return self.path(number).exists()

    def count(self) -> int:
        return sum(1 for _ in self._chunks())

    @contextmanager
    def held(self) -> Iterator[None]:
        """The folder for this run alone. Raises ProblemsFound when another run has it, or it cannot be made."""
        with ExitStack() as stack:
            try:
                with self.writing():
                    stack.enter_context(taken(self.folder))
            except Held:
                text = f"another run is writing there: it holds {self.folder / LOCK}"
                hint = "wait until it is done, or write to another file with -o"
                raise ProblemsFound([Problem(Place(str(self.out)), "E004", text, hint)]) from None
            yield

    def open(self, fresh: bool = False) -> int:
        """How many chunks are there from an earlier run. Raises ProblemsFound if they are those of another plan."""
        with self.writing():
            self.folder.mkdir(exist_ok=True)
            manifest = self.folder / MANIFEST
            if fresh:
                self._clear()
            if self.count():
                self._compare(manifest)
            else:
                self._put(manifest, (json.dumps(self.plan.manifest, indent=1) + "\n").encode())
        return self.count()

    def keep(self, number: int, content: bytes) -> None:
        """One more finished chunk, whole or not at all. Raises ProblemsFound when it cannot be written."""
        with self.writing():
            self._put(self.path(number), content)
            _sum_of(self.path(number)).write_text(hashlib.blake2b(content).hexdigest(), "utf-8")

    def drop_damaged(self) -> int:
        """Removes chunks that are not as they were written, to be made anew; how many."""
        with self.writing():
            damaged = [path for path in self._chunks() if not _is_sound(path)]
            for path in damaged:
                path.unlink()
        return len(damaged)

    def join(self, count: int) -> None:
        """Makes the result of `count` chunks under its own name, and removes them."""
        with self.writing(), _atomic(self.out) as file:
            try:
                self._join([self.path(number) for number in range(count)], file)
            except Damaged as damaged:
                hint = "--fresh makes all chunks anew"
                raise ProblemsFound([Problem(Place(str(self.folder)), "E004", str(damaged), hint)]) from None
        self.remove()

    def leave(self) -> int:
        """How many chunks stay for the next run; a folder without any goes."""
        if not self.count():
            self.remove()
        return self.count()

    def remove(self) -> None:
        """What is ours in the folder, and the folder if that was all."""
        self._clear()
        (self.folder / LOCK).unlink(missing_ok=True)
        if self.folder.is_dir() and not any(self.folder.iterdir()):
            self.folder.rmdir()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """What goes wrong while writing, as a problem that says what is left."""
        try:
            yield
        except OSError as error:
            raise ProblemsFound([self._unwritable(error)]) from None

    def _unwritable(self, error: OSError) -> Problem:
        if self.folder.exists() and not self.folder.is_dir():
            hint = "move it away, or write to another file with -o"
            return Problem(
                Place(str(self.folder)), "E005", "finished chunks are kept in a folder of this name, and it is a file", hint
            )
        kept = self.count()
        left = f"; kept: {chunks(kept)} in {self.folder}" if kept else ""
        text = error.strerror or "it cannot be written"
        if isinstance(error, PermissionError) or error.errno == errno.EROFS:
            text = f"the folder {self.folder if kept else self.out.parent} cannot be written to"
        return Problem(Place(str(self.out)), "E005", f"{text}{left}", remedy(error))

    def _chunks(self) -> Iterator[Path]:
        return self.folder.glob(f"{'[0-9]' * 8}.{self.plan.format}")

    def _clear(self) -> None:
        for path in (*self.folder.glob(f"{'[0-9]' * 8}.*"), *self.folder.glob(".*.new"), self.folder / MANIFEST):
            path.unlink(missing_ok=True)

    def _compare(self, manifest: Path) -> None:
        try:
            before = json.loads(manifest.read_bytes())
        except (FileNotFoundError, ValueError):
            before = {}
        other = [name for name, value in self.plan.manifest.items() if not isinstance(before, dict) or before.get(name) != value]
        if other:
            text = f"{self.folder} holds chunks of another run; not the same: {', '.join(other)}"
            hint = "--fresh throws them away; or write to another file with -o"
            raise ProblemsFound([Problem(Place(str(self.out)), "E004", text, hint)])

    def _put(self, path: Path, content: bytes) -> None:
        with _atomic(path) as file:
            file.write(content)

    def _join(self, paths: list[Path], file: IO[bytes]) -> None:
        if self.plan.format == PARQUET:
            join_parquet(paths, file)
            return
        file.write(as_csv.head(names_of(self.plan.outputs)))
        for path in paths:
            with path.open("rb") as part:
                while piece := part.read(PIECE):
                    file.write(piece)


def _sum_of(path: Path) -> Path:
    return path.with_name(f"{path.name}{SUM}")


def _is_sound(path: Path) -> bool:
    """Without a digest a chunk may be anything."""
    try:
        return _sum_of(path).read_text("utf-8") == hashlib.blake2b(path.read_bytes()).hexdigest()
    except (FileNotFoundError, UnicodeDecodeError):
        return False


def chunks(count: int) -> str:
    return f"{count:,} finished {'chunk' if count == 1 else 'chunks'}"


@contextmanager
def _atomic(path: Path) -> Iterator[IO[bytes]]:
    """A new file beside the path, on disk and under its name only when all of it was written."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
