"""From saving a spec to seeing it, on a site of a hundred designs, beside `mkdocs serve` of the same pages.

These are wall-clock times, since nobody waits for a processor: they mean something on a machine that does nothing else.
"""

import http.client
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from tests.benchmarks.lines import Line

SHIPPED = Path(__file__).parents[2] / "specs"
COUNT, PATIENCE_S = 100, 1800.0
ONE = "design-1"
USERS = ("3.1M", "4.7M", "6.3M")
PAGES = ("index", "3-data", "6-deploy")
Thing = TypeVar("Thing")


def preview_lines(folder: Path, count: int = COUNT) -> Iterator[Line]:
    """Edit to visible with either builder; `folder` is empty."""
    specs = many_specs(folder / "specs", count)
    build = [sys.executable, "-m", "designgen.cli", "build", str(specs), "-o", str(folder / "build")]
    subprocess.run(build, check=True, capture_output=True)
    ours = {name: _ours(specs, name) for name in ("mkdocs", "zensical")}
    bare = _bare(folder / "build")
    yield Line(f"edit to visible, {count} specs, Zensical", ours["zensical"], "s", 0.6)
    yield Line(f"edit to visible, {count} specs, MkDocs ÷ mkdocs serve", ours["mkdocs"] / bare, "×", 1.3)
    yield Line(f"edit to visible, {count} specs, MkDocs", ours["mkdocs"], "s", float("inf"))


def many_specs(folder: Path, count: int) -> Path:
    """So many specs: the shipped ones again and again under other titles, so that their drawings are known."""
    folder.mkdir()
    shipped = sorted(SHIPPED.glob("*.yaml"))
    for number in range(1, count + 1):
        text = shipped[(number - 1) % len(shipped)].read_text("utf-8")
        (folder / f"design-{number}.yaml").write_text(text.replace("title: ", f"title: {number} ", 1), "utf-8")
    return folder


def _ours(specs: Path, builder: str) -> float:
    """The median of some edits, each seen on another page; the next one comes when all pages are there."""
    spec, port = specs / f"{ONE}.yaml", _free_port()
    text = spec.read_text("utf-8")
    with _running("designgen.cli", "serve", specs, "--port", port, "--builder", builder):
        found = [_edited(spec, users, port, page) for users, page in zip(USERS, PAGES, strict=True)]
    spec.write_text(text, "utf-8")
    return statistics.median(found)


def _edited(spec: Path, users: str, port: int, page: str) -> float:
    seen = _until(lambda: _seen(_get(port, f"{ONE}/{page}.html")))
    changed = re.sub(r"daily_users: \S+", f"daily_users: {users}", spec.read_text("utf-8"), count=1)
    took = _seconds(lambda: spec.write_text(changed, "utf-8"), lambda: _told(port, page, seen))
    _told(port, page, _seen(_get(port, f"{ONE}/{page}.html")))  # the second time, complete
    return took


def _bare(built: Path) -> float:
    """An edit of one page, with `mkdocs serve`."""
    port, page = _free_port(), built / "docs" / ONE / "index.md"
    with _running("mkdocs", "serve", "--quiet", "-f", built / "mkdocs.yml", "-a", f"127.0.0.1:{port}"):
        _until(lambda: _get(port, f"{ONE}/index.html"))

        def edit() -> None:
            page.write_text(f"{page.read_text('utf-8')}\n\nAn edit.\n", "utf-8")

        return _seconds(edit, lambda: _until(lambda: "An edit." in _get(port, f"{ONE}/index.html")))


@contextmanager
def _running(*command: object) -> Iterator[None]:
    words = [sys.executable, "-m", *map(str, command)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield
        finally:
            process.terminate()


def _seconds(edit: Callable[[], object], visible: Callable[[], object]) -> float:
    start = time.perf_counter()
    edit()
    visible()
    return time.perf_counter() - start


def _told(port: int, page: str, seen: str) -> str:
    """The page after the event that tells of it."""
    _get(port, f"-/events?page={ONE}/{page}.html&seen={seen}")
    return _get(port, f"{ONE}/{page}.html")


def _seen(page: str) -> str:
    """What a page of ours says of its age, if it is one of the site."""
    found = re.search(r'data-seen="([^"]+)"', page)
    return found[1] if found and "dg-edit" in page else ""


def _get(port: int, path: str) -> str:
    """A page; nothing while there is none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
    try:
        connection.request("GET", f"/{path}")
        return connection.getresponse().read().decode()
    except OSError:
        return ""
    finally:
        connection.close()


def _until(found: Callable[[], Thing]) -> Thing:
    end = time.monotonic() + PATIENCE_S
    while not (thing := found()):
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.02)
    return thing


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
