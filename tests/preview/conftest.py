"""A preview of two pages whose maker and builder are played: no designs, no MkDocs."""

import http.client
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from designgen.preview import Preview, Stop
from designgen.preview.builder import source_of
from designgen.problem import Place, Problem, ProblemsFound
from designgen.publish import Nav

SPEC = "title: Shop\nscale: 10\n"
PATIENCE_S = 20.0


class Played:
    """A site of the spec files in a folder: a page each that says what its file says. `broken` in one is a problem."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.roots = folder, [folder]
        self.hasty: list[str] = []
        self.good: dict[str, str] = {}
        self.slow = False
        self.stops = 0

    def files(self) -> Mapping[str, Path]:
        return {path.stem: path for path in sorted(self.folder.glob("*.yaml"))}

    def wanted(self, path: Path) -> bool:
        return path.suffix == ".yaml" and not path.name.startswith(".")

    def refresh(self, changed: frozenset[Path]) -> list[Problem]:
        texts = {path: path.read_text("utf-8", "replace") for path in self.files().values() if path.is_file()}
        return [found for path, text in texts.items() for found in self._wrong(path, text)]

    def _wrong(self, path: Path, text: str) -> Iterator[Problem]:
        for number, line in enumerate(text.splitlines(), 1):
            if "broken" in line:
                yield Problem(Place(str(path), number, 3), "S001", "this is <broken>", "mend & it")

    def doubts(self) -> list[Problem]:
        texts = {path: path.read_text("utf-8", "replace") for path in self.files().values() if path.is_file()}
        return [Problem(Place(str(path)), "S018", "these exclude each other") for path, text in texts.items() if "doubt" in text]

    def page(self, name: str) -> str | None:
        path = self.files().get(name.partition("/")[0])
        if path is None or "broken" in (text := path.read_text("utf-8")):
            return None
        self.hasty.append(name)
        return f"hasty {text}"

    def site(self, stop: Stop) -> tuple[Mapping[str, str | bytes], Nav]:
        while self.slow and not stop():
            time.sleep(0.01)
        self.stops += stop()
        texts = {f"{id}/index.md": path.read_text("utf-8", "replace") for id, path in self.files().items() if path.is_file()}
        if "failing" in "".join(texts.values()):
            raise TypeError("it fails")
        good = {name: text for name, text in texts.items() if "broken" not in text}
        self.good = {name: text for name, text in {**self.good, **good}.items() if name in texts}
        return {"index.md": "home", "data.svg": "<svg/>", **self.good}, [{"Home": "index.md"}]

    def form(self, path: Path, text: str) -> Any:
        if "unreadable" in text:
            raise ProblemsFound([Problem(Place(str(path), 1), "Y003", "cannot be read")])
        scale = {"id": "scale", "name": "Scale", "ask": "How many?", "kind": "number"}
        kind = {"id": "kind", "name": "Kind", "ask": "Which?", "kind": "set", "values": {"a": "An a", "b": "A b"}, "given": None}
        return [{"group": "spec", "fields": [{**scale, "holds": "3", "given": _value(text, "scale")}, kind]}]

    def judged(self, path: Path, text: str) -> Any:
        if problems := list(self._wrong(path, text)):
            raise ProblemsFound(problems)
        before, now = (_value(one, "scale") for one in (path.read_text("utf-8"), text))
        flipped = [{"name": "Index", "before": str(before), "after": str(now)}]
        return {"decisions": flipped if before != now else [], "figures": []}

    def with_value(self, text: str, name: str, value: str | Sequence[str] | None) -> str:
        if name == "fixed":
            raise ProblemsFound([Problem(Place("spec"), "S020", "it cannot be changed")])
        return "".join(line for line in text.splitlines(True) if not line.startswith(f"{name}:")) + f"{name}: {value}\n"


def _value(text: str, name: str) -> str | None:
    return next((line.partition(": ")[2] for line in text.splitlines() if line.startswith(f"{name}:")), None)


class Plain:
    """A builder that wraps Markdown in a body."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.rooms = folder, (folder / "docs",)
        self.told: list[str] = []
        self.finished = self.closed = 0

    def stale(self, names: Iterable[str]) -> None:
        self.told += names

    def html(self, page: str) -> bytes | None:
        path = self.folder / "docs" / source_of(page)
        return f"<html><body><main>{path.read_text('utf-8')}</main></body></html>".encode() if path.is_file() else None

    def finish(self, stop: Callable[[], bool]) -> None:
        self.finished += 1

    def close(self) -> None:
        self.closed += 1


class Running:
    """A preview, and what a client can do with it."""

    def __init__(self, preview: Preview, played: Played, address: str, said: list[tuple[Problem, ...]]) -> None:
        self.preview, self.played, self.address, self.said = preview, played, address, said
        self.port = int(address.rstrip("/").rpartition(":")[2])
        assert preview.server is not None
        self.token = preview.server.served.token

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and content. Names of headers with `_` for `-`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)
        try:
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        status, _, content = self.ask("GET", path, None, **headers)
        return status, content.decode()

    def post(self, path: str, sent: object, **headers: str) -> tuple[int, Any]:
        """As a page of the preview would; `headers` replace what it sends."""
        own = {"Origin": f"http://127.0.0.1:{self.port}", "X_Designgen_Token": self.token, **headers}
        status, _, content = self.ask("POST", path, json.dumps(sent).encode(), **own)
        return status, json.loads(content) if content.startswith(b"{") else content

    def until(self, path: str, part: str) -> str:
        """The page once it holds this part."""
        found: str = until(lambda: text if part in (text := self.get(path)[1]) else "")
        return found


def until(found: Callable[[], Any]) -> Any:
    """What is found once it is something."""
    end = time.monotonic() + PATIENCE_S
    while not (value := found()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)
    return value


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "specs"
    folder.mkdir()
    (folder / "shop.yaml").write_text(SPEC)
    return folder


@pytest.fixture
def running(project: Path, tmp_path: Path) -> Iterator[Running]:
    played, said = Played(project), list[tuple[Problem, ...]]()
    preview = Preview(played, played, tmp_path / "out", Plain, said.append)
    address = preview.start("127.0.0.1", 0, [project], played.wanted)
    try:
        one = Running(preview, played, address, said)
        until(lambda: preview.live.ready)
        yield one
    finally:
        preview.stop()
