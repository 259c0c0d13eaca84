"""`make gallery`: draws every reference graph with every tool that runs here, measures, and writes the pages."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from designgen.diagram import Picture, draw
from designgen.diagram.picture import normal
from tests.gallery.measures import measured
from tests.gallery.page import Compared, Entry, blind_page, lines, open_page
from tests.gallery.readers import read
from tests.gallery.reference import names, reference
from tests.gallery.tools import ALL, OURS, runnable


def compared(name: str, tools: Mapping[str, Callable[[Picture], str]]) -> Compared:
    picture = normal(reference(name))
    entries = []
    for tool, drawn in tools.items():
        svg = drawn(picture)
        dark = draw(picture, "dark") if tool == OURS else ""
        entries.append(Entry(tool, svg, measured(read(tool, svg, picture), picture), dark))
    return Compared(picture, tuple(entries))


def main() -> int:
    wanted = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    wanted.add_argument("-o", "--output", type=Path, default=Path("build/gallery"))
    wanted.add_argument("--blind", action="store_true", help="a page without names, and the key beside it")
    asked = wanted.parse_args()
    tools = runnable()
    for missing in [tool for tool in ALL if tool not in tools]:
        print(f"{missing} does not run here and is left out", file=sys.stderr)
    graphs = [compared(name, tools) for name in names()]
    asked.output.mkdir(parents=True, exist_ok=True)
    if asked.blind:
        page, key = blind_page(graphs)
        (asked.output / "blind.html").write_text(page, "utf-8")
        (asked.output / "blind-key.json").write_text(key, "utf-8")
        print(f"Open file://{(asked.output / 'blind.html').absolute()}")
        return 0
    (asked.output / "index.html").write_text(open_page(graphs), "utf-8")
    print(*lines(graphs), sep="\n")
    print(f"Open file://{(asked.output / 'index.html').absolute()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
