"""Who may ask, and for what: nothing here trusts a request."""

import hmac
import ipaddress
import os
import socket
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1")
PAGES = {
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'",
}
"""The theme begins each page with scripts of its own, so those of a page are allowed; none from elsewhere is."""
OURS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}
EVERY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches it."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_known_host(header: str | None, host: str, port: int) -> bool:
    """Whether a request was sent to us by a name of ours. Some other name that leads here (DNS rebinding) is none."""
    try:
        split = urlsplit(f"//{header}") if header and not set(header) & set("@/?#") else None
        name, said = (split.hostname, split.port or 80) if split else (None, 0)
    except ValueError:
        return False
    if not name or said != port:
        return False
    if is_loopback(host):
        return name in LOOPBACK or name == host
    return name in (*LOOPBACK, host, socket.gethostname().lower()) or _is_address(name)


def _is_address(name: str) -> bool:
    """An address needs no DNS, so nobody can have made it lead here."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def may_write(origin: str | None, host: str | None, token: str | None, ours: str) -> bool:
    """Whether a page of ours asks, which alone knows the token of this start."""
    return origin is not None and origin == f"http://{host}" and hmac.compare_digest((token or "").encode(), ours.encode())


def path_in(address: str) -> str | None:
    """The path of a request without its first slash; None for one that tries to be clever."""
    try:
        path = unquote(urlsplit(address).path, errors="strict")
    except (UnicodeDecodeError, ValueError):
        return None
    parts = path.split("/")
    odd = not path.startswith("/") or "\\" in path or any(not letter.isprintable() for letter in path)
    return None if odd or any(part.startswith(".") for part in parts) else path[1:]


def file_in(folder: Path, name: str) -> Path | None:
    """The regular file of this name in the folder; None where there is none, or where a link leads out."""
    path = Path(os.path.realpath(folder / name))
    return path if is_inside(path, [folder]) and os.path.isfile(path) else None


def is_inside(path: Path, folders: Iterable[Path]) -> bool:
    """Whether a path, links followed, is below one of the folders."""
    real = Path(os.path.realpath(path))
    return any(real.is_relative_to(os.path.realpath(folder)) for folder in folders)
