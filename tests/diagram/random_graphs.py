"""Random graphs with hostile texts, drawn and judged: `python -m tests.diagram.random_graphs [FIRST LAST]`, by default 2,000."""

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from xml.etree import ElementTree

from designgen.diagram.compose import composed
from designgen.diagram.craft import judge
from designgen.diagram.layout import lay_out
from designgen.diagram.painter import paint
from designgen.diagram.picture import normal
from tests.diagram.hostile import hostile_picture

ASKED = {"D012", "D019"}  # more boxes than can be read, and longer texts than have room: so it is asked here
SIMPLER, FALSE_ALARM = ("simpler",), ("called simpler, but nothing is wrong",)


def faults(seed: int) -> tuple[str, ...]:
    """The codes that the gate finds; SIMPLER if the drawing says so itself, with good reason. Its XML must be valid."""
    picture = normal(hostile_picture(seed))
    layout = lay_out(picture)
    scene = composed(picture, layout)
    ElementTree.fromstring(paint(scene))
    codes = tuple(sorted({fault.code for fault in judge(scene).faults} - ASKED))
    return (SIMPLER if codes else FALSE_ALARM) if layout.simpler else codes


def main() -> int:
    first, last = [int(text) for text in sys.argv[1:3]] or [0, 2000]
    with ProcessPoolExecutor() as pool:
        found = dict(zip(range(first, last), pool.map(faults, range(first, last), chunksize=4), strict=True))
    bad = {seed: codes for seed, codes in found.items() if codes and codes != SIMPLER}
    print(f"{len(found)} graphs: {sum(not codes for codes in found.values())} pass, "
          f"{sum(codes == ('simpler',) for codes in found.values())} say that they are simpler, {len(bad)} fail")
    print(dict(Counter(code for codes in bad.values() for code in codes)), list(bad.items())[:20])
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
