"""Zensical for a preview: its frame around each page, and what a page says rendered by it the moment it is asked for.

`zensical serve` runs besides and makes the whole site again after a change, which takes seconds. Until it has, a page is its last
frame (header, navigation, search) around what its Markdown says now. A page that it has not made yet comes from MkDocs.
"""

import contextlib
import os
import re
import socket
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock

from designgen.preview.builder import SETTINGS, MkDocsBuilder, source_of

START = re.compile(rb'<article class="md-content__inner md-typeset"[^>]*>')
END = b"</article>"
LINK = re.compile(r'(<a [^>]*?href="(?![a-z]+:)[^"#]*?)\.md(#[^"]*)?"')
FRONT = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
MOST_KEPT = 50
WITH_US = """
import os, runpy, sys, threading
threading.Thread(target=lambda: (sys.stdin.buffer.read(), os._exit(0)), daemon=True).start()
runpy.run_module("zensical", run_name="__main__", alter_sys=True)
"""
"""Runs Zensical until its input ends, which it does with us, however we end."""
GENTLY = 10


class ZensicalBuilder:
    """See the module."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.first = MkDocsBuilder(folder, "html-first")
        self.rooms = (folder / "html", *self.first.rooms)
        self.turn = Lock()
        self.settings_read = False
        self.kept: OrderedDict[str, tuple[str, bytes]] = OrderedDict()
        self.process: subprocess.Popen[bytes] | None = None

    def stale(self, names: Iterable[str]) -> None:
        changed = list(names)
        self.first.stale(changed)
        if SETTINGS in changed:
            self.settings_read = False
            self._start_again()

    def html(self, page: str) -> bytes | None:
        source = self.folder / "docs" / source_of(page)
        try:
            frame, text = (self.folder / "html" / page).read_bytes(), source.read_text("utf-8")
        except OSError:
            return self.first.html(page)
        head, end = START.search(frame), frame.rfind(END)
        if head is None or end < head.end():
            return self.first.html(page)
        return frame[: head.end()] + self._content(page, text) + frame[end:]

    def _content(self, page: str, text: str) -> bytes:
        """What the Markdown of a page becomes, kept for as long as it says the same."""
        with self.turn:
            if page not in self.kept or self.kept[page][0] != text:
                self.kept[page] = text, self._rendered(page, text).encode()
                while len(self.kept) > MOST_KEPT:
                    self.kept.popitem(last=False)
            return self.kept[page][1]

    def _rendered(self, page: str, text: str) -> str:
        from zensical.config import parse_config
        from zensical.markdown.render import render

        if not self.settings_read:
            parse_config(str(self.folder / SETTINGS))
            self.settings_read = True
        content: str = render(FRONT.sub("", text), source_of(page), page)["content"]
        return LINK.sub(lambda found: f'{found[1]}.html{found[2] or ""}"', content)

    def _start_again(self) -> None:
        """Its own server is asked for nothing; that it watches is what we want."""
        self._end()
        command = [sys.executable, "-c", WITH_US, "serve", "-f", str(self.folder / SETTINGS)]
        command += ["-a", f"127.0.0.1:{_free_port()}"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,  # noqa: S603 - our own
                                        stderr=subprocess.DEVNULL, start_new_session=True)  # fmt: skip
        if hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self.process.pid, GENTLY)

    def finish(self, stop: Callable[[], bool]) -> None:
        """Zensical does it by itself."""

    def close(self) -> None:
        self._end()
        self.first.close()

    def _end(self) -> None:
        if self.process:
            assert self.process.stdin
            self.process.stdin.close()
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(5)
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
