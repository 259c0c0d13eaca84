"""The elements of an Excalidraw drawing, with all that the editor expects of each."""

from base64 import b64encode
from zlib import crc32

from designgen.diagram.geometry import Rect
from designgen.diagram.theme import LIGHT

Element = dict[str, object]
Look = tuple[float, str]
"""Size and colour of a text."""
LINE = 1.25  # line height, in sizes
HAND, _SANS = 1, 2  # Excalidraw's numbers of its fonts


def text_element(id: str, text: str, place: Rect, look: Look, inside: list[str], container: str | None = None) -> Element:
    return element(id, "text", place, inside, strokeColor=look[1], text=text, originalText=text, fontSize=look[0],
                    fontFamily=_SANS, textAlign="center" if container else "left", verticalAlign="middle" if container else "top",
                    containerId=container, lineHeight=LINE, autoResize=True)  # fmt: skip


def element(id: str, type: str, place: Rect, inside: list[str], **more: object) -> Element:
    """What every element has. Seeds come from the id, so that a drawing is the same each time."""
    seed = crc32(id.encode()) & 0x7FFFFFFF
    x, y, wide, high = (round(value, 2) for value in place)
    return {
        "id": id, "type": type, "x": x, "y": y, "width": wide, "height": high, "angle": 0,
        "strokeColor": LIGHT.ink, "backgroundColor": "transparent", "fillStyle": "solid", "strokeWidth": 1,
        "strokeStyle": "solid", "roughness": 0, "opacity": 100, "groupIds": inside, "frameId": None, "roundness": None,
        "seed": seed, "version": 1, "versionNonce": seed, "isDeleted": False, "boundElements": [], "updated": 1, "link": None,
        "locked": False, **more,
    }  # fmt: skip


def image_file(svg: str) -> dict[str, object]:
    """An image as a drawing keeps it among its files, named by its content."""
    data = svg.encode()
    return {"mimeType": "image/svg+xml", "id": f"icon{crc32(data):08x}", "created": 1,
            "dataURL": f"data:image/svg+xml;base64,{b64encode(data).decode()}"}  # fmt: skip
