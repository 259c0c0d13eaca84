"""Hand-written pages with drawings and numbers of designs put in."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from designgen.design.model import Design
from designgen.document.draft import draft
from designgen.document.figures import figure_elsewhere
from designgen.document.links import Links

_PLACE = re.compile(r"<!-- figure:([a-z0-9_-]+)/([a-z0-9_]+) -->")
_NUMBERS = re.compile(r"<!-- numbers:([a-z0-9_-]+) -->")
_SPEC = re.compile(r"<!-- spec:([a-z0-9_-]+) -->")
_LINES = 20  # of a spec that fit beside the first words
_BESIDE = ("summary", "notes", "owners", "alternatives")  # what a spec may hold besides what it asks for
_CAPTION = Markup('Drawn from the spec: <a href="{}/index.html">{}</a>')


def with_figures(text: str, designs: Sequence[Design]) -> str:
    """The page with a drawing for each `<!-- figure:<spec id>/<view> -->`, and with what came out for each
    `<!-- numbers:<spec id> -->` and what it was asked for each `<!-- spec:<spec id> -->`; all of the first design when
    that spec is not there.

    The page stands above the designs' folders.
    """
    by_id = {design.spec.id: design for design in designs}

    def put(match: re.Match[str]) -> str:
        return _figure(by_id.get(match[1]) or designs[0], match[2]) if designs else ""

    def count(match: re.Match[str]) -> str:
        return _numbers(by_id.get(match[1]) or designs[0]) if designs else ""

    def ask(match: re.Match[str]) -> str:
        return _asked(by_id.get(match[1]) or designs[0]) if designs else ""

    return _SPEC.sub(ask, _NUMBERS.sub(count, _PLACE.sub(put, text)))


def _asked(design: Design) -> str:
    """The lines of the spec that say what is asked for, as they were written."""
    spec, kept, beside = design.spec, list[str](), False
    for line in spec.text.splitlines():
        if line[:1] not in (" ", "#", "-", "}", "]", ""):
            beside = line.partition(":")[0].strip() in _BESIDE
        if line.strip() and not beside and not line.startswith("#"):
            kept.append(line)
    more = len(kept) - _LINES
    kept[_LINES:] = [f"# … {more} more lines"] if more > 1 else kept[_LINES:]
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+|$", "\n".join(kept)))))
    return "\n".join((f'{fence}yaml title="{spec.id}.yaml"', *kept, fence))


def _numbers(design: Design) -> str:
    made = draft(design, Links(design, above=f"{design.spec.id}/"))
    return made.page("parts/came-out.md", decided=len(made.decided())).strip()


def _figure(design: Design, view: str) -> str:
    made = draft(design, Links(design, above=f"{design.spec.id}/"))
    return figure_elsewhere(made, view, _CAPTION.format(design.spec.id, design.spec.title))
