"""Who may ask a preview, and for what."""

import json
import os
import socket
from pathlib import Path
from threading import BoundedSemaphore

import pytest

from designgen.preview.guard import is_known_host, is_loopback, path_in
from tests.preview.conftest import SPEC, Running, until


def spoken(running: Running, request: str) -> str:
    """The answer to a request that no library would send."""
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as line:
        line.sendall(request.encode("latin-1"))
        answer = b""
        while part := line.recv(65536):
            answer += part
    return answer.decode()


FOREIGN = ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "user@127.0.0.1:{port}", "a/b", ""]


@pytest.mark.parametrize("host", FOREIGN)
def test_a_name_that_only_leads_here_is_refused(running: Running, host: str) -> None:
    status, _, content = running.ask("GET", "/", Host=host.format(port=running.port))
    assert (status, content) == (421, b"421 Misdirected Request\n")


@pytest.mark.parametrize("hosts", [[], ["127.0.0.1:{port}", "evil.example"]])
def test_no_host_or_two_are_refused(running: Running, hosts: list[str]) -> None:
    lines = "".join(f"Host: {host.format(port=running.port)}\r\n" for host in hosts)
    assert spoken(running, f"GET / HTTP/1.1\r\n{lines}\r\n").startswith("HTTP/1.1 421 ")


def test_only_loopback_is_listened_to(running: Running) -> None:
    assert running.preview.server is not None
    assert running.preview.server.server_address[0] == "127.0.0.1"
    assert [is_loopback(host) for host in ("127.0.0.1", "localhost", "::1", "0.0.0.0", "example.org")] == [True] * 3 + [False] * 2


def test_asked_to_let_others_in_a_foreign_name_is_refused_still() -> None:
    every = ("10.0.0.7:80", "[::1]:80", "mine.lan:80", "evil.example:80", "localhost")
    known = [name for name in every if is_known_host(name, "mine.lan", 80)]
    assert known == ["10.0.0.7:80", "[::1]:80", "mine.lan:80", "localhost"]


WRITES = {
    "no token": {"X_Designgen_Token": ""},
    "another token": {"X_Designgen_Token": "x" * 32},
    "another origin": {"Origin": "http://evil.example"},
    "no page's origin": {"Origin": "null"},
    "another port's origin": {"Origin": "http://127.0.0.1:1"},
}


@pytest.mark.parametrize("why", WRITES)
@pytest.mark.parametrize("action", ["save", "check", "set"])
def test_only_a_page_of_ours_may_write(running: Running, project: Path, action: str, why: str) -> None:
    assert running.post(f"/-/{action}/shop", {"text": "stolen", "digest": ""}, **WRITES[why])[0] == 403
    assert (project / "shop.yaml").read_text() == SPEC


def test_without_an_origin_nothing_is_written(running: Running, project: Path) -> None:
    body = json.dumps({"text": "stolen"}).encode()
    assert running.ask("POST", "/-/save/shop", body, X_Designgen_Token=running.token)[0] == 403
    assert (project / "shop.yaml").read_text() == SPEC


def test_the_token_is_told_to_no_page_of_the_site(running: Running) -> None:
    assert running.token in running.get("/edit/shop")[1]
    assert running.token not in running.get("/shop/index.html")[1] + running.get("/-/spec/shop")[1]


CLEVER = ["/../specs/shop.yaml", "/%2e%2e/specs/shop.yaml", "/..%2fspecs/shop.yaml", "/a/../../mkdocs.yml", "/.designgen-pages",
          "/..\\specs", "/%00", "//etc/passwd", "/etc/passwd", "/%ff", "/shop", "/shop/.hidden/x.html"]  # fmt: skip


@pytest.mark.parametrize("path", CLEVER)
def test_nothing_outside_the_built_folder_is_served(running: Running, path: str) -> None:
    answer = spoken(running, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\nConnection: close\r\n\r\n")
    assert answer.startswith("HTTP/1.1 404 ")
    assert "title: Shop" not in answer


def test_a_folder_is_not_listed(running: Running) -> None:
    assert running.get("/nowhere/")[0] == 404
    assert path_in("/a/b.svg?x=1") == "a/b.svg"


def test_a_link_out_of_the_built_folder_leads_nowhere(running: Running, project: Path) -> None:
    room = running.preview.builder.rooms[0]
    os.symlink(project / "shop.yaml", room / "stolen.svg")
    assert running.get("/stolen.svg")[0] == 404
    assert running.get("/data.svg") == (200, "<svg/>")


@pytest.mark.parametrize("name", ["nowhere", "..", "%2e%2e%2fshop", "shop.yaml", "", "shop/../shop"])
def test_only_specs_of_the_project_can_be_named(running: Running, name: str) -> None:
    assert running.get(f"/-/spec/{name}")[0] == 404
    assert running.post(f"/-/save/{name}", {"text": "x", "digest": ""})[0] == 404
    assert running.get(f"/edit/{name}")[0] == 404


def test_a_spec_that_is_a_link_out_is_neither_read_nor_written(running: Running, project: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("secret: 1\n")
    os.symlink(tmp_path / "secret.yaml", project / "link.yaml")
    status, told = running.get("/-/spec/link")
    assert (status, "secret: 1" in told) == (403, False)
    assert running.post("/-/save/link", {"text": "x", "digest": ""})[0] == 403
    assert (tmp_path / "secret.yaml").read_text() == "secret: 1\n"


def test_a_link_inside_the_project_stays_one(running: Running, project: Path) -> None:
    os.symlink(project / "shop.yaml", project / "link.yaml")
    digest = json.loads(running.get("/-/spec/link")[1])["digest"]
    assert running.post("/-/save/link", {"text": "title: Through\n", "digest": digest})[0] == 200
    assert (project / "link.yaml").is_symlink()
    assert (project / "shop.yaml").read_text() == "title: Through\n"


SIZES = [("Content-Length: 5000000\r\n", 413), ("Content-Length: -1\r\n", 411), ("Content-Length: ²\r\n", 411),
         ("Transfer-Encoding: chunked\r\n", 411), ("", 411), (f"Content-Length: {'9' * 5000}\r\n", 413)]  # fmt: skip


@pytest.mark.parametrize(("size", "status"), SIZES, ids=range(len(SIZES)))
def test_what_is_sent_has_a_sensible_size(running: Running, size: str, status: int) -> None:
    own = f"Host: 127.0.0.1:{running.port}\r\nOrigin: http://127.0.0.1:{running.port}\r\nX-Designgen-Token: {running.token}\r\n"
    assert spoken(running, f"POST /-/save/shop HTTP/1.1\r\n{own}{size}\r\n").startswith(f"HTTP/1.1 {status} ")


SENT = [b"", b"[]", b"{", b"[" * 100_000, b'{"text": 1}', b"{}", b'{"text": "\\ud800", "digest": ""}']


@pytest.mark.parametrize("body", SENT, ids=range(len(SENT)))
def test_what_is_no_request_is_refused(running: Running, body: bytes) -> None:
    own = {"Origin": f"http://127.0.0.1:{running.port}", "X_Designgen_Token": running.token}
    assert running.ask("POST", "/-/save/shop", body, **own)[0] == 400


def test_a_text_of_more_than_a_megabyte_is_no_spec(running: Running) -> None:
    assert running.post("/-/check/shop", {"text": "x" * 1_000_001})[0] == 413


def test_other_methods_do_nothing(running: Running) -> None:
    assert running.ask("PUT", "/shop/index.html", b"x")[0] == 501
    assert running.ask("POST", "/shop/index.html", b"{}")[0] == 403


def test_every_answer_says_how_it_is_to_be_taken(running: Running) -> None:
    for path in ("/", "/shop/index.html", "/data.svg", "/nowhere", "/edit/shop", "/-/spec/shop", "/-/live.js"):
        _, headers, _ = running.ask("GET", path)
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert "default-src 'self'; " in headers["Content-Security-Policy"].replace("'none'", "'self'"), path
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", path
    assert "unsafe" not in running.ask("GET", "/edit/shop")[1]["Content-Security-Policy"]


def test_a_file_that_is_known_is_not_sent_again(running: Running) -> None:
    _, headers, _ = running.ask("GET", "/data.svg")
    status, _, content = running.ask("GET", "/data.svg", If_None_Match=headers["ETag"])
    assert (status, content) == (304, b"")
    assert running.ask("HEAD", "/data.svg")[2] == b""


ODD = ["Host: [", "Host: [::1", "Host: 127.0.0.1:{port}#", "Host: 127.0.0.1:{port}?x"]


@pytest.mark.parametrize("host", ODD)
def test_a_host_that_cannot_be_read_is_refused(running: Running, host: str) -> None:
    assert spoken(running, f"GET / HTTP/1.1\r\n{host.format(port=running.port)}\r\n\r\n").startswith("HTTP/1.1 421 ")


ANSWERS = [("GET /{long}.css", "", 404), ("GET /-/events?seen={start}-{digits}", "", 200),
           ("HEAD /-/events?seen={start}-9", "", 200), ("GET /data.svg", "Content-Length: 9\r\n", 400),
           ("GET /data.svg", "Transfer-Encoding: chunked\r\n", 400)]  # fmt: skip


@pytest.mark.parametrize(("asked", "more", "status"), ANSWERS, ids=range(len(ANSWERS)))
def test_an_odd_request_is_answered_and_ends(running: Running, asked: str, more: str, status: int) -> None:
    assert running.preview.server is not None
    start = running.preview.server.served.start
    line = asked.format(long="a" * 300, digits="9" * 5000, start=start)
    own = f"Host: 127.0.0.1:{running.port}\r\nConnection: close\r\n"
    answer = spoken(running, f"{line} HTTP/1.1\r\n{own}{more}\r\nGET /shop/index.html HTTP/1.1\r\n{own}\r\n")
    assert answer.startswith(f"HTTP/1.1 {status} ")
    assert answer.count("HTTP/1.1 ") == 1


def test_two_lengths_of_one_body_are_refused(running: Running) -> None:
    own = f"Host: 127.0.0.1:{running.port}\r\nOrigin: http://127.0.0.1:{running.port}\r\nX-Designgen-Token: {running.token}\r\n"
    sizes = "Content-Length: 2\r\nContent-Length: 30\r\n"
    assert spoken(running, f"POST /-/save/shop HTTP/1.1\r\n{own}{sizes}\r\n{{}}").startswith("HTTP/1.1 411 ")


def test_more_connections_than_there_is_room_for_are_closed(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    assert running.preview.server is not None
    monkeypatch.setattr(running.preview.server, "free", BoundedSemaphore(2))
    lines = [socket.create_connection(("127.0.0.1", running.port), timeout=20) for _ in range(3)]
    assert lines[2].recv(1) == b""
    for line in lines:
        line.close()
    until(lambda: is_answered(running))


def is_answered(running: Running) -> bool:
    try:
        return running.get("/data.svg") == (200, "<svg/>")
    except OSError:
        return False
