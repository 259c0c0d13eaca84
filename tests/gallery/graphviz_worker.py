"""Graphviz in a process of its own: `["dot" | "diagrams", text]` as JSON comes in, an SVG goes out. With the argument
`time` a script for `diagrams` comes in, and the processor seconds that its PNG takes go out.

`diagrams` calls the program `dot`; here the library that pygraphviz brings draws what it would have drawn.
"""

import json
import sys
import time
from typing import Any


def drawn(source: str, format: str = "svg") -> bytes:
    import pygraphviz

    graph = pygraphviz.AGraph(string=source)
    graph.layout(prog="dot")
    return bytes(graph.draw(format=format))


def diagrams_source(script: str) -> str:
    """The DOT text that a script for the `diagrams` library hands to Graphviz."""
    import diagrams

    found: list[str] = []

    def leave(diagram: Any, *_: object) -> None:
        found.append(diagram.dot.source)

    diagrams.Diagram.__exit__ = leave
    exec(compile(script, "picture.py", "exec"), {})
    return found[0]


def seconds(script: str) -> float:
    """The quickest of four; the first one warms up."""
    found = []
    for _ in range(4):
        start = time.process_time()
        drawn(diagrams_source(script), "png")
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    if sys.argv[1:] == ["time"]:
        print(seconds(sys.stdin.read()))
        return
    kind, text = json.load(sys.stdin)
    sys.stdout.buffer.write(drawn(diagrams_source(text) if kind == "diagrams" else text))


if __name__ == "__main__":
    main()
