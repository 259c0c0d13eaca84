"""The page of pictures side by side: one file that needs no other; blind it shows neither names nor numbers."""

import base64
import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from designgen.diagram import Picture
from tests.gallery.measures import Measures

SEED = 5
LETTERS = "ABCDEFG"


@dataclass(frozen=True)
class Entry:
    """One picture of one tool; `dark` is the same for a dark page, where the tool was asked for one."""

    tool: str
    svg: str
    measures: Measures
    dark: str = ""


@dataclass(frozen=True)
class Compared:
    """A reference graph as each tool draws it, ours first."""

    picture: Picture
    entries: tuple[Entry, ...]

    @property
    def best(self) -> str:
        return min(self.entries, key=lambda entry: entry.measures.score).tool


ROWS = {
    "crossings": "crossings",
    "label_hits": "label hits",
    "box_hits": "lines through boxes",
    "area": "area, Mpx²",
    "length": "line, kpx",
    "score": "score",
}


def totals(graphs: list[Compared]) -> Mapping[str, Measures]:
    """The sums over all graphs, by tool."""
    found: dict[str, Measures] = {}
    for graph in graphs:
        for entry in graph.entries:
            found[entry.tool] = found[entry.tool] + entry.measures if entry.tool in found else entry.measures
    return found


def open_page(graphs: list[Compared]) -> str:
    """Names, measured numbers, and the totals on top."""
    sections = [_section(graph.picture, [_card(entry.tool, entry, _numbers(entry.measures)) for entry in graph.entries])
                for graph in graphs]  # fmt: skip
    return _document("Twelve graphs, drawn by each tool", _INTRO + _total_table(graphs), sections)


def blind_page(graphs: list[Compared]) -> tuple[str, str]:
    """The page without names, each graph in an order of its own, and the key as JSON: graph -> letter -> tool."""
    sections, key = [], {}
    for graph in graphs:
        shuffled = list(graph.entries)
        random.Random(f"{SEED} {graph.picture.id}").shuffle(shuffled)
        named = dict(zip(LETTERS, shuffled, strict=False))
        key[graph.picture.id] = {letter: entry.tool for letter, entry in named.items()}
        sections.append(_section(graph.picture, [_card(letter, entry, "", blind=True) for letter, entry in named.items()]))
    return _document("Twelve graphs, drawn by different tools", _BLIND_INTRO, sections), json.dumps(key, indent=1) + "\n"


def _document(title: str, intro: str, sections: list[str]) -> str:
    return (f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head>\n<body><main><h1>{title}</h1>\n'
            f"{intro}\n" + "\n".join(sections) + f"\n</main><script>{_SCRIPT}</script></body></html>\n")  # fmt: skip


def _section(picture: Picture, cards: list[str]) -> str:
    counts = f"{len(picture.boxes)} boxes, {len(picture.edges)} arrows, {len(picture.groups)} groups."
    return (f'<section id="{picture.id}"><h2>{escape(picture.title)}</h2><p>{escape(picture.description)} {counts}</p>'
            f'<div class="cards">{"".join(cards)}</div></section>')  # fmt: skip


def _card(name: str, entry: Entry, below: str, blind: bool = False) -> str:
    dark = f'<source media="(prefers-color-scheme: dark)" srcset="{_address(entry.dark)}">' if entry.dark and not blind else ""
    image = f'<picture>{dark}<img src="{_address(entry.svg)}" alt="drawn by {escape(name)}"></picture>'
    return f"<figure><figcaption>{escape(name)}</figcaption><button>{image}</button>{below}</figure>"


def _address(svg: str) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(_with_pictures(svg).encode()).decode()


def _with_pictures(svg: str) -> str:
    """Icons that `diagrams` names by path, as data."""

    def data(found: "re.Match[str]") -> str:
        return f'href="data:image/png;base64,{base64.b64encode(Path(found.group(1)).read_bytes()).decode()}"'

    return re.sub(r'href="(/[^"]+\.png)"', data, svg)


def _numbers(measures: Measures) -> str:
    rows = "".join(f"<tr><th>{name}</th><td>{shown(measures, key)}</td></tr>" for key, name in ROWS.items())
    return f"<table>{rows}</table>"


def shown(measures: Measures, key: str) -> str:
    value = getattr(measures, key)
    return f"{value}" if isinstance(value, int) else f"{value:.1f}" if key == "score" else f"{value:.2f}"


def _total_table(graphs: list[Compared]) -> str:
    head = "".join(f"<th>{name}</th>" for name in ROWS.values())
    best = [graph.best for graph in graphs]
    rows = (f"<tr><th>{tool}</th>" + "".join(f"<td>{shown(sum_, key)}</td>" for key in ROWS) + f"<td>{best.count(tool)}</td></tr>"
            for tool, sum_ in totals(graphs).items())  # fmt: skip
    return f'<table class="totals"><tr><th></th>{head}<th>best of {len(graphs)}</th></tr>{"".join(rows)}</table>'


def lines(graphs: list[Compared]) -> Iterator[str]:
    """The same numbers for a terminal."""
    yield f"{'score':<24}" + "".join(f"{entry.tool:>11}" for entry in graphs[0].entries)
    for graph in graphs:
        yield f"{graph.picture.id:<24}" + "".join(f"{entry.measures.score:>11.1f}" for entry in graph.entries)
    for key, name in ROWS.items():
        yield f"{'all, ' + name:<24}" + "".join(f"{shown(sum_, key):>11}" for sum_ in totals(graphs).values())


_INTRO = """<p>The graphs were written down before any of them was drawn, and the score before any was measured.
Each tool gets the same boxes, groups, arrows and texts, and otherwise its own defaults, from top to bottom. All numbers
are taken at names of 13 px and, for text, with the widths of Helvetica. The score counts a crossing as 1, a label that
something lies on as 2, a line through a foreign box as 3, a million square px as 10 and a thousand px of line as 1:
less is better. A picture grows when it is pressed.</p>"""
_BLIND_INTRO = """<p>The letters of each graph are dealt anew; which tool is which stands in another file. For each graph,
note the letter of the picture that you would put into your own design document. A picture grows when it is pressed.</p>"""
_STYLE = """
:root{color-scheme:light dark;--page:#fff;--ink:#1b2330;--soft:#566074;--line:#d5dbe5;--card:#f6f8fb}
@media(prefers-color-scheme:dark){:root{--page:#12161d;--ink:#e7ebf2;--soft:#a3adbd;--line:#2d3643;--card:#1a202a}}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:1500px;margin:auto;padding:24px}p{max-width:90ch;color:var(--soft)}
h2{margin:48px 0 4px;border-top:1px solid var(--line);padding-top:20px}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(440px,100%),1fr));gap:18px;align-items:start}
figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px;min-width:0}
figcaption{font-weight:700;margin-bottom:6px}
button{all:unset;display:block;width:100%;cursor:zoom-in;background:#fff;border-radius:6px;text-align:center}
button:focus-visible{outline:3px solid #2f6fed}
img{max-width:100%;max-height:640px;border-radius:6px;vertical-align:top}
figure.large{grid-column:1/-1;overflow:auto}figure.large img{max-width:none;max-height:none}figure.large button{cursor:zoom-out}
table{border-collapse:collapse;font-size:13px;margin-top:8px}
th{text-align:left;font-weight:500;color:var(--soft);padding:1px 14px 1px 0}
td{text-align:right;font-variant-numeric:tabular-nums;padding:1px 14px 1px 0}
.totals{font-size:15px}.totals tr:nth-child(2) :is(th,td){font-weight:700;color:var(--ink)}
@media(prefers-color-scheme:dark){picture:has(source)>img{background:#12161d}}
"""
_SCRIPT = "document.querySelectorAll('button').forEach(b=>b.onclick=()=>b.parentNode.classList.toggle('large'))"
