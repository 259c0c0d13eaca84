"""HTTP for a preview: the built site, its changes as events, the editor of specs. Loopback only, unless asked otherwise."""

import errno
import json
import mimetypes
import secrets
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import BoundedSemaphore, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from designgen.preview import guard, shown
from designgen.preview.builder import Builder
from designgen.preview.desk import Desk, Refused
from designgen.preview.live import Live
from designgen.preview.loop import failures_told
from designgen.problem import Place, Problem, ProblemsFound

BEAT_S = 10.0
MOST_LISTENERS = 100
MOST_CONNECTIONS = 300
LONGEST_COUNT = 18
"""Digits of a count of changes."""
MOST_BYTES = 4_000_000
SLOW_S = 60.0


@dataclass
class Served:
    """What a server serves."""

    live: Live
    builder: Builder
    desk: Desk
    host: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    start: str = field(default_factory=lambda: secrets.token_hex(4))
    port: int = 0


class Server(ThreadingHTTPServer):
    """Threads end with the process."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    served: Served

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(address, handler)
        self.free = BoundedSemaphore(MOST_CONNECTIONS)
        self.thread: Thread | None = None

    def server_bind(self) -> None:
        """Without asking what the address is called, which may ask the network."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def verify_request(self, request: Any, client_address: Any) -> bool:  # noqa: ARG002
        return self.free.acquire(blocking=False)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.free.release()

    def start(self) -> None:
        """Serves from a thread of its own."""
        self.thread = Thread(target=self.serve_forever, name="serve", daemon=True, kwargs={"poll_interval": 0.1})
        self.thread.start()

    def stop(self) -> None:
        """Gives the port back; one that never served has nothing to wait for."""
        if self.thread:
            self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no error of ours; anything else is."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def listen(served: Served, port: int) -> Server:
    """Takes the port. Raises ProblemsFound when that cannot be had."""
    place = Place(f"{served.host}:{port}")
    try:
        family = Server if ":" not in served.host else _server_6()
        server = family((served.host, port), Handler)
    except (OSError, TypeError, UnicodeError) as error:
        if not isinstance(error, OSError):
            raise ProblemsFound([Problem(place, "V001", "this is no address", "name another one with --host")]) from None
        taken = error.errno == errno.EADDRINUSE
        hint = "name another one with --port, or end what runs there" if taken else "name another one with --host or --port"
        text = "this port is in use" if taken else error.strerror or "this address cannot be served from"
        raise ProblemsFound([Problem(place, "V001", text, hint)]) from None
    served.port = server.server_address[1]
    server.served = served
    return server


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_COUNT


def _object(raw: bytes) -> dict[str, Any] | None:
    """A JSON object; None if it is something else."""
    try:
        sent = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    return sent if isinstance(sent, dict) else None


def _server_6() -> type[Server]:
    import socket

    return type("Server6", (Server,), {"address_family": socket.AF_INET6})


class Handler(BaseHTTPRequestHandler):
    """One request. Whoever is not let in learns nothing else."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "designgen", ""
    timeout = SLOW_S

    @property
    def served(self) -> Served:
        return self.server.served

    def log_message(self, *_: object) -> None:
        """The terminal is for problems."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = self._let_in()
        if path is None:
            return
        if self.headers.get("Content-Length", "0") != "0" or "Transfer-Encoding" in self.headers:
            self._refuse(400)  # what came along would be taken for the next request
            return
        head, _, rest = path.partition("/")
        if path == "-/events":
            self._events()
        elif head == "-" and rest.startswith("spec/"):
            self._json(lambda: self.served.desk.open(rest.removeprefix("spec/")))
        elif head == "-" and rest.startswith("problems/"):
            told = shown.mending(rest.removeprefix("problems/"))
            self._send(told, "text/html", guard.OURS) if told else self._refuse(404)
        elif head == "-":
            content = shown.asset(rest)
            self._send(content, mimetypes.guess_type(rest)[0] or "text/plain", guard.OURS) if content else self._refuse(404)
        elif head == "edit" and self.served.desk.path(rest):
            page = shown.editor_page(rest, str(self.served.desk.path(rest)), self.served.token, self._now())
            self._send(page, "text/html", guard.OURS)
        else:
            self._file(path)

    def do_POST(self) -> None:
        path = self._let_in()
        if path is None:
            return
        sent = self._body()
        if sent is None:
            return
        actions = {"check": self.served.desk.check, "set": self.served.desk.put, "save": self.served.desk.save}
        dash, _, rest = path.partition("/")
        name, _, spec = rest.partition("/")
        if dash == "-" and name in actions:
            self._json(lambda: actions[name](spec, sent))
        else:
            self._refuse(404)

    def _let_in(self) -> str | None:
        served = self.served
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or not guard.is_known_host(hosts[0], served.host, served.port):
            self._refuse(421)
            return None
        path = guard.path_in(self.path)
        if path is None:
            self._refuse(404)
        return path

    def _body(self) -> Mapping[str, Any] | None:
        """What was sent, if it may be: from a page of ours, and of a sensible size."""
        headers, status, sent = self.headers, 0, None
        length = ",".join(headers.get_all("Content-Length") or ())
        if not guard.may_write(headers.get("Origin"), headers.get("Host"), headers.get("X-Designgen-Token"), self.served.token):
            status = 403
        elif "Transfer-Encoding" in headers or not (length.isascii() and length.isdigit()):
            status = 411
        elif len(length) > 9 or int(length) > MOST_BYTES:
            status = 413
        else:
            sent = _object(self.rfile.read(int(length)))
            status = 0 if sent is not None else 400
        if status:
            self._refuse(status)
        return sent

    def _json(self, work: Any) -> None:
        try:
            with failures_told():
                status, told = 200, work()
        except Refused as refused:
            status, told = refused.status, refused.told
        except ProblemsFound as found:
            status, told = 500, {"said": str(found)}
        self._send(json.dumps(told).encode(), "application/json", guard.OURS, status)

    def _file(self, path: str) -> None:
        path = f"{path}index.html" if path.endswith("/") or not path else path
        if path.endswith(".html"):
            self._page(path)
            return
        found = next(filter(None, (guard.file_in(room, path) for room in self.served.builder.rooms)), None)
        self._static(found) if found else self._refuse(404)

    def _page(self, path: str) -> None:
        """A page; problems or a request to wait in its place."""
        live, good = self.served.live, shown.LAST_GOOD in parse_qs(urlsplit(self.path).query, keep_blank_values=True)
        listener = shown.listener(path, self._now())  # before the page is made: a change meanwhile counts
        if live.problems and not good:
            self._problems(live.problems, listener)
        elif not live.ready:
            self._send(shown.page("wait", listener), "text/html", guard.OURS, 503)
        else:
            self._made(path, listener)

    def _made(self, path: str, listener: str) -> None:
        try:
            with failures_told():
                content = self.served.builder.html(path)
        except ProblemsFound as found:
            self._problems(found.problems, listener)
            return
        if content is None:
            self._refuse(404)
            return
        spec = path.partition("/")[0]
        content = shown.alive(content, listener, spec if self.served.desk.path(spec) else "")
        self._send(content, "text/html", guard.PAGES)

    def _problems(self, problems: tuple[Problem, ...], listener: str) -> None:
        desk = self.served.desk
        self._send(shown.problems_page(problems, desk.lines, desk.address, listener), "text/html", guard.OURS, 500)

    def _now(self) -> str:
        return f"{self.served.start}-{self.served.live.now}"

    def _static(self, path: Path) -> None:
        try:
            status, content = path.stat(), path.read_bytes()
        except OSError:  # made anew just now
            self._refuse(404)
            return
        tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        more = {**guard.PAGES, "ETag": tag}
        if self.headers.get("If-None-Match") == tag:
            self._send(b"", "", more, 304)
        else:
            self._send(content, mimetypes.guess_type(path.name)[0] or "application/octet-stream", more)

    def _events(self) -> None:
        """Tells once that the page changed, and then ends: the page comes again."""
        asked = parse_qs(urlsplit(self.path).query)
        page = asked.get("page", [""])[0][:500]
        start, _, number = asked.get("seen", [""])[0].partition("-")
        live = self.served.live
        if sum(live.watched.values()) >= MOST_LISTENERS:
            self._refuse(503)
            return
        seen = int(number) if start == self.served.start and _is_count(number) else -1
        self._head(200, "text/event-stream", guard.OURS, None)
        if self.command == "HEAD":
            return
        live.look(page, 1)
        try:
            while not live.closed and (now := live.wait(page, seen, BEAT_S)) is None:
                self.wfile.write(b": still here\n\n")
            self.wfile.write(b"" if live.closed else f"data: {self.served.start}-{now}\n\n".encode())
        except OSError:
            return
        finally:
            live.look(page, -1)

    def _refuse(self, status: int) -> None:
        """The connection ends, too: what else was sent is not read."""
        self.close_connection = True
        self._send(f"{status} {HTTPStatus(status).phrase}\n".encode(), "text/plain", guard.OURS, status)

    def _send(self, content: bytes, kind: str, more: Mapping[str, str], status: int = 200) -> None:
        self._head(status, kind, more, len(content))
        if self.command != "HEAD" and content:
            self.wfile.write(content)

    def _head(self, status: int, kind: str, more: Mapping[str, str], length: int | None) -> None:
        self.send_response(status)
        if kind:
            text = kind.startswith("text/") or kind in ("application/json", "application/javascript")
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.close_connection = self.close_connection or length is None
        size = {"Connection": "close"} if length is None else {"Content-Length": str(length)}
        cache = "no-cache" if "ETag" in more else "no-store"
        for name, value in {**guard.EVERY, "Cache-Control": cache, **size, **more}.items():
            self.send_header(name, value)
        if self.close_connection and length is not None:
            self.send_header("Connection", "close")
        self.end_headers()
