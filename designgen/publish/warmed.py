"""The other end of `warm`: a process of MkDocs that is asked for one page after the other."""

import contextlib
import json
import subprocess
import sys
from pathlib import Path
from threading import Lock
from typing import Any

from designgen.problem import Place, Problem, ProblemsFound
from designgen.publish.mkdocs import environment


class WarmMkDocs:
    """Asks a warm MkDocs; threads take turns. One that died is started again by the next `load`."""

    def __init__(self, folder: Path, html: Path) -> None:
        self.folder, self.html, self.turn = folder, html, Lock()
        self.process: subprocess.Popen[str] | None = None

    @property
    def alive(self) -> bool:
        """Whether it still knows what it loaded."""
        return self.process is not None and self.process.poll() is None

    def ask(self, **asked: Any) -> list[str]:
        """What MkDocs warns of. Raises ProblemsFound when it cannot do what is asked."""
        with self.turn:
            line = self._answer(json.dumps(asked) + "\n")
        told = json.loads(line) if line else {"said": ["MkDocs ended without an answer"]}
        if "said" in told:
            place = Place(str(self.folder / "mkdocs.yml"))
            raise ProblemsFound(Problem(place, "P001", text) for text in told["said"])
        warned: list[str] = told["warned"]
        return warned

    def _answer(self, line: str) -> str:
        process = self._running()
        assert process.stdin is not None and process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(line)
            process.stdin.flush()
        return process.stdout.readline()

    def _running(self) -> subprocess.Popen[str]:
        if not self.alive or self.process is None:
            command = [sys.executable, "-m", f"{__package__}.warm", str(self.folder / "mkdocs.yml"), str(self.html)]
            self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,  # noqa: S603 - our own
                                            text=True, encoding="utf-8", env=environment(), start_new_session=True)  # fmt: skip
        return self.process

    def close(self) -> None:
        """Ends the process."""
        if self.process is None:
            return
        assert self.process.stdin is not None and self.process.stdout is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
