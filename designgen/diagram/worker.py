"""Graphviz in a process of its own: it has been seen to crash, and pygraphviz is not safe between threads.

Run as a script this file is the worker: DOT texts as a JSON list come in, one JSON object a line goes out, node -> x of
its centre. It imports nothing of ours, so it starts quickly, and it may use only so much memory.
"""

import json
import os
import queue
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from threading import Thread
from typing import IO

SECONDS = 5.0  # for one graph, and as much for the start; the largest takes a tenth of a second
_MEMORY = 1 << 30  # bytes of address space
_MOST_LOST = 2  # workers that one picture may cost
Answer = Mapping[str, float]


def run_graphviz(sources: Sequence[str], command: Sequence[str] = (), pictures: Sequence[int] = ()) -> list[Answer | None]:
    """The place of every node of every graph; None for a graph at which Graphviz crashed, hung or is missing.

    A crash costs the graph at hand: a new worker carries on with the next one. `pictures` says to which picture each
    graph belongs; after two crashes at one picture the worker is asked no more for it, but `dot` is, if it is installed.
    `command` replaces the worker.
    """
    worker = list(command) or [sys.executable, "-P", __file__]
    answers: dict[int, Answer | None] = {}
    owner = pictures or range(len(sources))
    lost: Counter[int] = Counter()
    while waiting := [n for n in range(len(sources)) if n not in answers and lost[owner[n]] < _MOST_LOST]:
        found = _one_run(worker, [sources[n] for n in waiting])
        answers.update(zip(waiting, found, strict=False))
        if len(found) < len(waiting):
            answers[waiting[len(found)]] = None
            lost[owner[waiting[len(found)]]] += 1
    for number in (number for number, times in lost.items() if times >= _MOST_LOST):
        answers.update(_asked_of_dot({n: sources[n] for n in range(len(sources)) if owner[n] == number and not answers.get(n)}))
    return [answers.get(n) for n in range(len(sources))]


def _asked_of_dot(sources: Mapping[int, str]) -> dict[int, Answer]:
    """What the program makes of graphs for which the worker was lost, up to the first at which it fails as well."""
    found: dict[int, Answer] = {}
    if shutil.which("dot"):
        with suppress(OSError, subprocess.SubprocessError, ValueError, IndexError):
            for number, source in sources.items():
                found[number] = _by_command(source)
    return found


def _one_run(worker: list[str], sources: Sequence[str]) -> list[Answer | None]:
    """The answers up to the end or to the first crash."""
    try:
        process = subprocess.Popen(  # noqa: S603 - ourselves, without a shell
            worker, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
    except OSError:
        return []
    with process:
        try:
            return [json.loads(line) for line in _lines(process, sources)]
        finally:
            process.kill()


def _environment() -> dict[str, str]:
    """Ours, but without fonts: no layout depends on those of the machine."""
    return {**os.environ, "FONTCONFIG_FILE": os.devnull}


def _lines(process: subprocess.Popen[bytes], sources: Sequence[str]) -> Iterator[bytes]:
    """Whole lines as they come, until the worker ends or takes too long for one."""
    assert process.stdin
    assert process.stdout
    found: queue.Queue[bytes] = queue.Queue()
    Thread(target=_feed, args=(process.stdin, json.dumps(list(sources)).encode()), daemon=True).start()
    Thread(target=_read, args=(process.stdout, found), daemon=True).start()
    for number in range(len(sources)):
        try:
            line = found.get(timeout=SECONDS if number else 2 * SECONDS)
        except queue.Empty:
            return
        if not line.endswith(b"\n"):  # the end, or what a crash cut off
            return
        yield line


def _feed(pipe: IO[bytes], text: bytes) -> None:
    with suppress(OSError), pipe:
        pipe.write(text)


def _read(pipe: IO[bytes], found: "queue.Queue[bytes]") -> None:
    with suppress(OSError, ValueError):
        for line in pipe:
            found.put(line)
    found.put(b"")


def _by_library(source: str) -> dict[str, float]:
    import pygraphviz

    graph = pygraphviz.AGraph(string=source)
    graph.layout(prog="dot")
    return {str(node): float(node.attr["pos"].split(",")[0]) for node in graph.nodes()}


def _by_command(source: str) -> dict[str, float]:
    """The same from the program, which gives up before anybody who waits for it does."""
    done = subprocess.run(
        ["dot", "-Tplain"], input=source, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,  # noqa: S607
        text=True, check=True, timeout=0.9 * SECONDS, env=_environment(),
    )  # fmt: skip
    fields = [line.split() for line in done.stdout.splitlines()]
    return {field[1]: float(field[2]) * 72 for field in fields if field[0] == "node"}


def _main() -> None:
    with suppress(ImportError, ValueError, OSError):  # no such limits here, or narrower ones already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    for source in json.load(sys.stdin):
        print(json.dumps(_places(source)), flush=True)


def _places(source: str) -> dict[str, float] | None:
    """By the library, else by the program, else nothing."""
    try:
        return _by_library(source)
    except ImportError:
        return _by_command(source) if shutil.which("dot") else None


if __name__ == "__main__":
    _main()
