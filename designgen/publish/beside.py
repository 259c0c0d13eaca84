"""A plain text beside each page, made anew only when the page or the way to make it changes."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from designgen.publish.spool import Spool

FOLDER = ".plain"
"""Where the texts lie beside the pages, under the paths that they get in the finished site; no builder takes it for pages."""
MADE = f"{FOLDER}/.made"


@dataclass(frozen=True)
class Beside:
    """How a page becomes a plain text. `stamp` changes with that way."""

    plain: Callable[[str], str]
    stamp: str = ""


def plain_texts(pages: Mapping[str, bytes], docs: Path, beside: Beside) -> Spool:
    """A text for each page that ends in .md, by its path below `docs`; those of an earlier build where they still hold."""
    digests = {path: _digest(beside.stamp, pages[path]) for path in pages if path.endswith(".md") and path[0] != "."}
    before = _read(docs / MADE)
    found = Spool({MADE: json.dumps(digests).encode()})
    for path, digest in digests.items():
        text = docs / FOLDER / path
        kept = before.get(path) == digest and text.is_file() and not text.is_symlink()
        found[f"{FOLDER}/{path}"] = text.read_bytes() if kept else beside.plain(pages[path].decode()).encode()
    return found


def put_beside(docs: Path, html: Path) -> None:
    """The texts, among the pages of a finished site."""
    for path in sorted((docs / FOLDER).rglob("*.md")):
        if path.is_file():
            goal = html / path.relative_to(docs / FOLDER)
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, goal)


def _read(path: Path) -> Mapping[str, str]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(stamp: str, content: bytes) -> str:
    return hashlib.sha256(stamp.encode() + b"\0" + content).hexdigest()[:32]
