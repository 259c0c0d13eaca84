"""Pages remembered: written anew only when their designs, the templates or our code changed."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import designgen.document as room
from designgen.cache import cached, forget_oldest, is_kept, keep, recall
from designgen.catalog import Knowledge
from designgen.charts.raster import png
from designgen.cli.beside import Beside
from designgen.cli.options import no_flips
from designgen.design import Design, design_for
from designgen.design.as_json import to_json
from designgen.design.compare import compare
from designgen.document.finding import PICTURE, findable
from designgen.document.machine import card_svg, whole
from designgen.document.reference import Known, Outline, Reasons, Shipped, in_order, outline, reasons
from designgen.explore import Front
from designgen.play.page import PLAY, general_page, playground_page
from designgen.play.page import READING as PLAYGROUND
from designgen.publish import PLAIN
from designgen.resources import resource
from designgen.spec import Spec
from designgen.study.pages import READING, Practice, framework_page, practice_of

ENGINE = ("rules", "catalog", "decisions", "sizing", "design", "explore")
"""The rooms on which a front depends."""
APART = ("explore.md", "talk.md")
"""Pages of a design that its whole document leaves out, as `designgen design` does."""
Thing = TypeVar("Thing")
KEPT = {"entry": 1000, "outline": 1000, "reasons": 1000}
"""How many things of these kinds stay: pages of the reference, and what they need of each design."""


MOST_BESIDE = 24
"""Designs beside others that stay in memory: those of a page, and of the next ones."""


class Make:
    """Makes the designs that stand beside others, without flips, which a comparison does not print."""

    def __init__(self, knowledge: Knowledge, framework: str) -> None:
        self.knowledge, self.framework = knowledge, framework
        self.made: dict[tuple[str, str], Design] = {}

    def design(self, spec: Spec) -> Design:
        key = spec.path, spec.id
        made = self.made.pop(key, None) or design_for(spec, self.knowledge, self.framework, no_flips)
        self.made[key] = made  # the newest is the last
        if len(self.made) > MOST_BESIDE:
            del self.made[next(iter(self.made))]
        return made


def design_pages(design: Design) -> dict[str, str]:
    """Its document; the overview leads to what is made of it besides."""
    return cached("pages", _key([design]), lambda: _design_pages(design))


def _design_pages(design: Design) -> dict[str, str]:
    pages = room.design_pages(design, room.what_if_pages(design, remembered_front), (PLAYGROUND, *READING))
    return found(pages, design.knowledge, design.spec.title)


def found(pages: Mapping[str, str], knowledge: Knowledge, whose: str = "") -> dict[str, str]:
    """The pages made ready to be found. `whose`: the title of the design that they belong to."""
    return {path: findable(path, page, knowledge, whose) for path, page in pages.items()}


def machine_files(design: Design, pages: Mapping[str, str]) -> dict[str, str | bytes]:
    """A design for programs: its data, and all of its pages as one text that stands beside them."""
    id = design.spec.id
    data = cached("json", _key([design]), lambda: to_json(design))
    told = {path: page for path, page in pages.items() if path.rpartition("/")[2] not in APART}
    text = cached("whole", _key([design]), lambda: whole(told))
    picture = cached("card", _key([design]), lambda: png(card_svg(design)))
    return {f"{id}/{PICTURE}": picture, f"{id}/design.json": data, f"{PLAIN}/{id}/document.md": text}


def code_digest() -> str:
    """Changes with our code and templates."""
    return _code()


def practice(design: Design) -> Practice:
    """A drill and cards."""
    return cached("practice", _key([design]), lambda: _practice(design))


def _practice(design: Design) -> Practice:
    made = practice_of(design)
    return replace(made, pages=found(made.pages, design.knowledge, design.spec.title))


def playground(design: Design) -> dict[str, str]:
    """The page on which a reader changes it."""
    return cached("playground", _key([design]), lambda: _playground(design))


def _playground(design: Design) -> dict[str, str]:
    page = {f"{design.spec.id}/{PLAY}": playground_page(design)}
    return found(page, design.knowledge, design.spec.title)


def general_playground(knowledge: Knowledge, framework: str) -> tuple[str, dict[str, str]]:
    """The playground that starts from nothing, and what all of them load, by path."""
    from designgen.play.assets import play_files

    key = f"{_code()}{knowledge.digest}\0{framework}"
    return cached("playground", key, lambda: (general_page(knowledge, framework), play_files(knowledge, framework)))


def shared_cards(knowledge: Knowledge, framework: str) -> str:
    """The page of cards that the designs share."""
    return cached("practice", f"{_code()}{knowledge.digest}\0{framework}", lambda: framework_page(knowledge, framework))


def figure_files(design: Design) -> dict[str, str]:
    return cached("figures", _key([design]), lambda: room.figure_files(design))


def prints(design: Design) -> dict[str, bytes]:
    """The document and the cheat sheet as PDF, by path. Raises ProblemsFound."""
    from importlib.metadata import version

    return cached("prints", f"typst {version('typst')}\0{_key([design])}", lambda: _prints(design))


def _prints(design: Design) -> dict[str, bytes]:
    from designgen.paper import document_pdf, sheet_pdf

    made = {room.DOCUMENT_FILE: document_pdf(design), room.SHEET_FILE: sheet_pdf(design)}
    return {f"{design.spec.id}/{name}": content for name, content in made.items()}


def remembered_front(design: Design) -> Front:
    """The front of a design, kept as long as its knowledge, its facts, pins and bans, and the code that finds it stay."""
    from designgen.explore import front

    spec = design.spec
    asked = repr([sorted(part.items()) for part in (spec.presets, spec.facts, spec.choose, spec.avoid)])
    return cached("front", f"{_engine()}{design.knowledge.digest}{design.framework}{asked}", lambda: front(design))


def has_pages(design: Design) -> bool:
    """Whether its pages need not be written anew."""
    return is_kept("pages", _key([design]))


def comparison_page(beside: Beside, make: Make) -> str:
    """A page of designs side by side. `make` gives their designs; a page that is kept asks for none."""
    return cached("comparison", _beside_key(beside, make), lambda: _compared(beside, make))


def has_comparison(beside: Beside, make: Make) -> bool:
    """Whether the page need not be written anew."""
    return is_kept("comparison", _beside_key(beside, make))


def _compared(beside: Beside, make: Make) -> str:
    page = room.comparison_page(compare([make.design(spec) for spec in beside.specs]), beside.drawn)
    return found({beside.path: page}, make.knowledge)[beside.path]


def _beside_key(beside: Beside, make: Make) -> str:
    specs = "".join(f"\0{spec!r}" for spec in beside.specs)
    return f"{_code()}{make.knowledge.digest}\0{make.framework}\0{beside.drawn}{specs}"


@dataclass(frozen=True)
class Published:
    """What the site says of published systems: pages, a card for the first page, and who chose which option."""

    pages: dict[str, str] = field(default_factory=dict)
    card: str = ""
    shipped: Shipped = field(default_factory=Shipped)


def published(folders: Sequence[Path], records: Sequence[Path], knowledge: Knowledge) -> Published:
    """The gallery of the specs in these folders. Raises ProblemsFound."""
    if not folders:
        return Published()
    key = f"{_code()}{knowledge.digest}{_content([*folders, *records])}"
    return cached("published", key, lambda: _published(folders, records, knowledge))


def _published(folders: Sequence[Path], records: Sequence[Path], knowledge: Knowledge) -> Published:
    from designgen.agreement import load_gallery

    gallery = load_gallery(folders, records, knowledge)
    if not gallery.held:
        return Published()
    return Published(found(room.published_pages(gallery), knowledge), room.published_card(gallery), room.shipped_of(gallery))


class Seen:
    """What the reference needs of designs, told one by one, so that none has to be held."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self.outlines: list[Outline] = []
        self.held: dict[str, Reasons] = {}  # what could not be kept

    def add(self, design: Design) -> None:
        key = self.keys[design.spec.id] = _key([design])
        self.outlines.append(_remembered("outline", key, lambda: outline(design)))
        if not is_kept("reasons", key):
            told = reasons(design)
            keep("reasons", key, told)
            if not is_kept("reasons", key):
                self.held[design.spec.id] = told

    def reasons_of(self, id: str) -> Reasons:
        return self.held.get(id) or recall("reasons", self.keys[id]) or {}


def reference_pages(knowledge: Knowledge, seen: Seen, codes: Mapping[str, str], shipped: Shipped) -> dict[str, str]:
    """The whole reference; after a change of some designs, only the pages that say something else of them are made anew."""
    ours = f"{_code()}{knowledge.digest}"
    told = f"{ours}{sorted(codes.items())}"
    pages = cached("reference", told, lambda: found(_knowledge_pages(knowledge, codes), knowledge))
    usage = f"{ours}{list(seen.keys.values())}{shipped!r}"
    return in_order(pages | cached("reference", usage, lambda: _usage_pages(knowledge, seen, shipped)))


def _knowledge_pages(knowledge: Knowledge, codes: Mapping[str, str]) -> dict[str, str]:
    from designgen.cli import main
    from designgen.cli.manual import manuals, shared

    every = manuals(main)
    return room.knowledge_pages(knowledge, codes, (every, shared(every)))


def _usage_pages(knowledge: Knowledge, seen: Seen, shipped: Shipped) -> dict[str, str]:
    ours, known = f"{_code()}{knowledge.digest}", Known(seen.outlines, seen.reasons_of, shipped)

    def remembered(path: str, key: str, make: Callable[[], str]) -> str:
        return _remembered("entry", ours + key, lambda: findable(path, make(), knowledge))

    pages = room.usage_pages(knowledge, known, remembered)
    for kind, most in KEPT.items():
        forget_oldest(kind, most)
    return pages


def _remembered(kind: str, key: str, make: Callable[[], Thing]) -> Thing:
    """Like `cached`, for kinds of which old ones are forgotten once, at the end."""
    found: Thing | None = recall(kind, key)
    if found is None:
        found = make()
        keep(kind, key, found)
    return found


def _key(designs: Sequence[Design]) -> str:
    """All that the pages of these designs depend on: the code, and what a design is a function of."""
    return _code() + "".join(f"\0{one.knowledge.digest}\0{one.framework}\0{one.spec!r}" for one in designs)


@lru_cache(maxsize=1)
def _code() -> str:
    """A digest of our own code and templates."""
    pictures, templates = resource("knowledge", "icons").rglob("*.svg"), resource("templates").rglob("*.*")
    return _digest([*resource().rglob("*.py"), *pictures, *templates])


def forget_code() -> None:
    """Templates changed while we run."""
    _code.cache_clear()


@lru_cache(maxsize=1)
def _engine() -> str:
    """A digest of the code that decides, sizes and explores."""
    return _digest(path for name in ENGINE for path in resource().joinpath(name).rglob("*.py"))


def _content(folders: Sequence[Path]) -> str:
    """A digest of the YAML in some folders."""
    return "".join(_digest(folder.rglob("*.yaml")) for folder in folders)


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(files):
        content = path.read_bytes()
        total.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()
