"""`designgen diagram --report`: the craft of drawings, measured."""

import gzip
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from designgen.diagram import Picture
    from designgen.diagram.craft import Verdict

_HEAD = ("view", "theme", "boxes", "arrows", "crossings", "bends", "px of line", "size", "text at 690", "kB", "faults")


def judged(pictures: Mapping[str, "Picture"], theme: str = "") -> list[dict[str, Any]]:
    """One entry a view: measures and faults, in a theme or, by default, in its own."""
    from designgen.diagram import draw, scene_of
    from designgen.diagram.craft import judge

    return [
        _entry(view, theme or picture.theme, judge(scene_of(picture, theme)), draw(picture, theme))
        for view, picture in pictures.items()
    ]


def _entry(view: str, theme: str, verdict: "Verdict", svg: str) -> dict[str, Any]:
    return {
        "view": view, "theme": theme, "boxes": verdict.boxes, "arrows": verdict.arrows, "crossings": verdict.crossings,
        "bends": verdict.bends, "length": round(verdict.length), "width": verdict.width, "height": verdict.height,
        "smallest_text": verdict.smallest, "bytes_gzipped": len(gzip.compress(svg.encode(), mtime=0)),
        "faults": [{"code": fault.code, "subject": fault.subject, "says": str(fault)} for fault in verdict.faults],
    }  # fmt: skip


def as_text(entries: list[dict[str, Any]]) -> str:
    """A table, and below it every fault."""
    rows = [_HEAD, *(_row(entry) for entry in entries)]
    wide = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = ["  ".join(_cell(row[column], wide[column], column) for column in range(len(_HEAD))) for row in rows]
    faults = [f"{entry['view']} ({entry['theme']}): {fault['says']}" for entry in entries for fault in entry["faults"]]
    return "\n".join([*(line.rstrip() for line in lines), "", *(faults or ["no faults"]), ""])


def as_json(entries: list[dict[str, Any]]) -> str:
    """The same for programs."""
    return json.dumps({"schema_version": 1, "drawings": entries}, indent=2, ensure_ascii=False) + "\n"


def _row(entry: dict[str, Any]) -> tuple[str, ...]:
    size = f"{entry['width']:g} × {entry['height']:g}"
    counts = (str(entry[key]) for key in ("boxes", "arrows", "crossings", "bends", "length"))
    text, kilobytes = f"{entry['smallest_text']:g} px", f"{entry['bytes_gzipped'] / 1000:.1f}"
    return (entry["view"], entry["theme"], *counts, size, text, kilobytes, str(len(entry["faults"])))


def _cell(text: str, width: int, column: int) -> str:
    return text.ljust(width) if column < 2 else text.rjust(width)
