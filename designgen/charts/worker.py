"""Vega-Lite in a process of its own: the JavaScript engine inside takes over 100 MB, which are given back with the process.

Run as a script this file is the worker: a folder of fonts is its argument; a spec as JSON a line comes in, its SVG as a JSON
string a line goes out, or in a list why there is none. It imports nothing of ours, so it starts quickly, and ends by itself
when nobody has asked for long.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from threading import Timer

IDLE = 20.0  # seconds without a question
Process = subprocess.Popen[bytes]


class Worker:
    """Answers questions one after the other, beside whatever we do meanwhile. `command` replaces the process."""

    def __init__(self, fonts: str, command: Sequence[str] = ()) -> None:
        self.command = [*(command or (sys.executable, "-P", __file__)), fonts]
        self.process: Process | None = None
        self.thread = ThreadPoolExecutor(1, "charts")

    def ask(self, spec: str) -> "Future[str]":
        """The SVG of a spec in JSON. RuntimeError when Vega-Lite refuses it, or ends twice in a row at it."""
        return self.thread.submit(self._answer, spec)

    def _answer(self, spec: str) -> str:
        for _ in range(2):  # it may have ended for want of questions just now
            line = self._told(self._running(), spec)
            if line.endswith(b"\n"):
                return _drawing(json.loads(line))
            self._end()
        raise RuntimeError("Vega-Lite ended without drawing this chart")

    def _running(self) -> Process:
        if self.process is None or self.process.poll() is not None:
            self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - ourselves
        return self.process

    def _told(self, process: Process, spec: str) -> bytes:
        """One line, b"" at the end of the process."""
        assert process.stdin
        assert process.stdout
        with suppress(OSError):
            process.stdin.write(f"{spec}\n".encode())
            process.stdin.flush()
            return process.stdout.readline()
        return b""

    def _end(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()


def _drawing(answer: str | list[str]) -> str:
    if isinstance(answer, list):
        raise RuntimeError(f"Vega-Lite draws no such chart: {answer[0]}")
    return answer


def _main(fonts: str) -> None:
    import vl_convert

    vl_convert.register_font_directory(fonts)
    idle = _idle()
    for line in sys.stdin.buffer:
        idle.cancel()
        try:
            answer: str | list[str] = vl_convert.vegalite_to_svg(line.decode(), allowed_base_urls=[])
        except ValueError as error:
            answer = [str(error)]
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()
        idle = _idle()


def _idle() -> Timer:
    timer = Timer(IDLE, os._exit, [0])
    timer.daemon = True
    timer.start()
    return timer


if __name__ == "__main__":
    _main(sys.argv[1])
