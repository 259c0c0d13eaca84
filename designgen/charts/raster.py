"""A drawing as pixels, in our own fonts."""

from functools import lru_cache

from designgen.resources import resource


def png(svg: str) -> bytes:
    """The same bytes for the same drawing, fonts and version of the converter."""
    import vl_convert

    _fonts()
    found: bytes = vl_convert.svg_to_png(svg)
    return found


@lru_cache(maxsize=1)
def _fonts() -> None:
    """Once a process."""
    import vl_convert

    vl_convert.register_font_directory(str(resource("fonts")))
