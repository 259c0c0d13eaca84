"""Maps put on paper: where the choices change, as a picture, a page, words for a terminal.

map_svg(map, decision)     one picture with its legend
map_html(map, decision)    one page that needs nothing beside it: pictures, a reading at every point, tables
map_text(map, decision)    for a terminal
default_map(design)        the picture and the table for a design's section of the site
"""

from designgen.document.maps.neighbours import default_map
from designgen.document.maps.page import map_html
from designgen.document.maps.picture import plane_svg
from designgen.document.maps.strip import strip_svg
from designgen.document.maps.terminal import map_text
from designgen.explore.map import Map

__all__ = ["default_map", "map_html", "map_svg", "map_text"]


def map_svg(map: Map, decision: str = "") -> str:
    """One decision over a plane, the most important one unless it is named; all that change along a strip."""
    if len(map.axes) > 1:
        return plane_svg(map, map.layer(decision or (map.changing[0] if map.changing else "")))
    return strip_svg(map, (decision,) if decision else map.changing)
