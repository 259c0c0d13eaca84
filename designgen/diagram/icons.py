"""One-path icons: the logo of a product when its technology has one, else the glyph of the role."""

import re
from functools import lru_cache

from designgen.resources import resource

_PATH = re.compile(r'<path d="([MmLlHhVvCcSsQqTtAaZz0-9 ,.\-+e]+)"/>')
FALLBACK = "cube"


def icon_path(icon: str, technology: str = "") -> str:
    """The path data of an icon on a 24 × 24 grid."""
    product = product_in(technology)
    return _read("products", product.replace(" ", "-")) if product else role_path(icon)


def role_path(icon: str) -> str:
    """The path data of the glyph of a role; a cube where there is none of that name."""
    return _read("roles", icon if icon in _names("roles") else FALLBACK)


def product_in(technology: str) -> str:
    """The product that a technology names first and that has a logo, in lower case; "" if none has."""
    words = f" {re.sub(r'[^a-z0-9]+', ' ', technology.lower())} "
    found = [(words.index(f" {name} "), -len(name), name) for name in _names("products") if f" {name} " in words]
    return min(found)[2] if found else ""


@lru_cache
def _names(kind: str) -> tuple[str, ...]:
    """What we have; dashes in the names of products stand for spaces."""
    folder = resource("knowledge", "icons", kind)
    stems = sorted(file.stem for file in folder.glob("*.svg"))
    return tuple(stem.replace("-", " ") if kind == "products" else stem for stem in stems)


@lru_cache
def _read(kind: str, name: str) -> str:
    text = resource("knowledge", "icons", kind, f"{name}.svg").read_text(encoding="utf-8")
    found = _PATH.search(text)
    return found[1] if found else ""
