"""Live preview: watches what a site is made from, renders what changed, serves it to this machine.

    Preview(maker, editing, folder, ...)   watch -> loop -> builder -> server, with `start` and `stop`
    Maker, Editing                         what a caller must know of specs and designs
    Superseded                             raised by a Maker that was told to stop

An edit is told by `watch`, in a moment of quiet. `loop` has the page made that somebody looks at, then the site. `builder` turns
pages into HTML when they are asked for. `live` tells the browser, which asks again.
"""

from designgen.preview.codes import CODES
from designgen.preview.desk import Editing
from designgen.preview.guard import is_loopback
from designgen.preview.loop import Loop, Maker, Stop, Superseded
from designgen.preview.preview import BUILDERS, Preview, builder_of
from designgen.preview.room import own_room

__all__ = [
    "BUILDERS", "CODES", "Editing", "Loop", "Maker", "Preview", "Stop", "Superseded", "builder_of", "is_loopback", "own_room",
]  # fmt: skip
