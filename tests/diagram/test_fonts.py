"""The fonts that ship: no text is wider than we think, and the hand fits into an SVG."""

import struct
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from designgen.catalog import load_knowledge
from designgen.diagram.faces import TEXT_PAD
from designgen.diagram.text import width
from designgen.resources import resource

HOUSE, HAND = (("Inter-Regular.otf", False), ("Inter-Bold.otf", True)), (("Kalam-Regular.ttf", False), ("Kalam-Bold.ttf", True))


def advances(path: Path) -> dict[int, float]:
    """The width of each character, as a share of the size."""
    data = path.read_bytes()
    tables = {data[at : at + 4]: struct.unpack(">L", data[at + 8 : at + 12])[0]
              for at in range(12, 12 + 16 * struct.unpack(">H", data[4:6])[0], 16)}  # fmt: skip
    unit = struct.unpack(">H", data[tables[b"head"] + 18 :][:2])[0]
    last = struct.unpack(">H", data[tables[b"hhea"] + 34 :][:2])[0] - 1
    wide = [struct.unpack(">H", data[tables[b"hmtx"] + 4 * glyph :][:2])[0] / unit for glyph in range(last + 1)]
    return {code: wide[min(glyph, last)] for code, glyph in _glyphs(data, tables[b"cmap"])}


def _glyphs(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """(character, glyph) of the table of format 4."""
    for at in range(cmap + 4, cmap + 4 + 8 * struct.unpack(">H", data[cmap + 2 :][:2])[0], 8):
        sub = cmap + struct.unpack(">L", data[at + 4 :][:4])[0]
        if struct.unpack(">H", data[sub:][:2])[0] == 4:
            break
    count = struct.unpack(">H", data[sub + 6 :][:2])[0] // 2
    ends, starts, deltas, offsets = (struct.unpack(f">{count}H", data[sub + 14 + 2 * count * n + 2 * bool(n) :][: 2 * count])
                                     for n in range(4))  # fmt: skip
    for n in range(count):
        for code in range(starts[n], min(ends[n], 0xFFFE) + 1):
            place = sub + 16 + 6 * count + 2 * n + offsets[n] + 2 * (code - starts[n])
            found = struct.unpack(">H", data[place:][:2])[0] if offsets[n] else code
            yield code, (found + deltas[n]) % 65536 if found else 0


@pytest.mark.parametrize(("name", "bold"), [*HOUSE, *HAND])
def test_no_text_of_the_knowledge_leaves_its_box(name: str, bold: bool) -> None:
    found, known = advances(resource("fonts", name)), load_knowledge()
    texts = set(chain.from_iterable((part.name, *part.stack.values()) for part in known.components.values()))
    texts |= {flow.label for flow in known.flows}
    assert len(texts) > 300
    room = TEXT_PAD / 4  # of that around a text
    assert [text for text in texts if 13 * sum(found.get(ord(letter), 0) for letter in text) > width(text, 13, bold) + room] == []


@pytest.mark.parametrize("name", ["Kalam-Regular.woff2", "Kalam-Bold.woff2"])
def test_the_hand_fits_into_an_svg(name: str) -> None:
    content = resource("fonts", name).read_bytes()
    assert content[:4] == b"wOF2"
    assert len(content) < 12_000


def test_every_font_comes_with_its_licence() -> None:
    for family in {path.stem.split("-")[0] for path in resource("fonts").glob("*-*.[ot]tf")}:
        text = resource("fonts", f"LICENSE-{family.lower()}.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert text.startswith("Copyright")
