"""Graphviz in a process of its own: it has been seen to crash, and pygraphviz is not safe between threads.

Run as a script this file is the worker: DOT texts as a JSON list come in, one JSON object a line goes out, node -> x of
its centre. It imports nothing of ours, so it starts quickly.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

_SECONDS = 20.0  # and one more for each graph
Answer = Mapping[str, float]


def run_graphviz(sources: Sequence[str], command: Sequence[str] = ()) -> list[Answer | None]:
    """The place of every node of every graph; None for a graph at which Graphviz crashed, hung or is missing.

    A crash costs the graph at hand: a new worker carries on with the next one. `command` replaces the worker.
    """
    worker = list(command) or [sys.executable, "-P", __file__]
    answers: list[Answer | None] = []
    while len(answers) < len(sources):
        found = _one_run(worker, sources[len(answers) :])
        answers += found
        if len(answers) < len(sources):
            answers.append(None)
    return answers


def _one_run(worker: list[str], sources: Sequence[str]) -> list[Answer | None]:
    """The answers up to the end or to the first crash."""
    environment = {**os.environ, "FONTCONFIG_FILE": os.devnull}
    try:
        done = subprocess.run(  # noqa: S603 - ourselves, without a shell
            worker, input=json.dumps(list(sources)).encode(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env=environment, timeout=_SECONDS + len(sources), check=False,
        )  # fmt: skip
        text = done.stdout
    except subprocess.TimeoutExpired as late:
        text = late.stdout or b""
    except OSError:
        text = b""
    lines = text.decode().split("\n")[:-1]  # what a crash cut off is not a line
    return [json.loads(line) for line in lines[: len(sources)]]


def _by_library(source: str) -> dict[str, float]:
    import pygraphviz

    graph = pygraphviz.AGraph(string=source)
    graph.layout(prog="dot")
    return {str(node): float(node.attr["pos"].split(",")[0]) for node in graph.nodes()}


def _by_command(source: str) -> dict[str, float]:
    command = ["dot", "-Tplain"]
    done = subprocess.run(command, input=source, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 - found on PATH
    fields = [line.split() for line in done.stdout.splitlines()]
    return {field[1]: float(field[2]) * 72 for field in fields if field[0] == "node"}


def _main() -> None:
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
