"""`designgen build`: the site of designs."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from designgen.cli.options import SPEC, Given, common_options
from designgen.cli.say import OutPath, progress, talk

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from designgen.catalog import Knowledge
    from designgen.design import Design
    from designgen.diagram import Picture
    from designgen.publish import Spool
    from designgen.spec import Spec


PUBLISHED = "published"
"""The folder beside the specs that holds those of published systems."""


@click.command("build", short_help="The site of all designs.")
@click.argument("paths", metavar="[SPEC]...", type=SPEC, nargs=-1)
@click.option("-o", "--output", "out", type=OutPath(file_okay=False, path_type=Path), default=Path("build"), show_default=True,
              metavar="DIR", help="Pages go to DIR/docs, the site to DIR/html.")  # fmt: skip
@click.option("--strict", is_flag=True, help="A warning of the site builder is a problem, too.")
@click.option("--pdf", is_flag=True, help="Each design as PDF besides, and its cheat sheet, to download from its first page.")
@click.option("--site-url", "url", default="", metavar="URL", callback=lambda _context, _option, url: address(url),
              help="Where the site will stand: for its map, and for what others show of a page that is linked to.")  # fmt: skip
@common_options
def command(paths: tuple[Path, ...], out: Path, strict: bool, pdf: bool, url: str, given: Given) -> None:
    """The site of all designs: SPECs are files or folders, by default every spec in specs/, or the shipped ones."""
    from designgen.cli.kept import code_digest
    from designgen.document.machine import plain_page
    from designgen.publish import Beside, build_site

    if pdf:
        from designgen.paper.typesetter import ready

        ready()
    knowledge = given.knowledge()
    paths = paths or (default_specs(),)
    specs = given.specs(paths, knowledge)
    published = [path / PUBLISHED for path in paths if (path / PUBLISHED).is_dir()]
    pages, nav = site_of(specs, knowledge, given, published, pdf)
    index = build_site(pages, nav, out, strict, Beside(plain_page, code_digest()), url)
    talk(f"{len(specs)} {'design' if len(specs) == 1 else 'designs'}; open {index}")


def address(url: str) -> str:
    """An address with a slash at its end, to which a path can be added."""
    if url and not re.fullmatch(r"https?://[^\s<>\"'?#]+", url):
        raise click.BadParameter("an address begins with https:// and has no question mark")
    return f"{url.rstrip('/')}/" if url else ""


def default_specs() -> Path:
    """The folder specs/ here, or else the one that ships with us."""
    from designgen.resources import resource

    here = Path("specs")
    return here if here.is_dir() else resource("specs")


def site_of(
    specs: "Sequence[Spec]", knowledge: "Knowledge", given: Given, published_in: "Sequence[Path]" = (), pdf: bool = False,
    steps: Any = progress,
) -> "tuple[Spool, list[dict[str, object]]]":
    """Every page and file, and the navigation. Nothing is written meanwhile, so that a late mistake costs nothing.

    `published_in`: folders with specs of published systems. `pdf`: with each design in print. `steps` goes with each design.
    """
    from designgen.agreement import record_folders
    from designgen.cli.kept import Make, published
    from designgen.cli.pictures import AT_ONCE, chunked
    from designgen.cli.site import Site

    gallery = published(published_in, record_folders(given.packs), knowledge)
    site = Site(knowledge, len(specs), Make(knowledge, given.framework), gallery, pdf)
    with steps(specs, len(specs), "Designs") as each:
        for some in chunked(each, AT_ONCE):
            for design in _designs(some, knowledge, given):
                site.add(design)
    return site.finished()


def _designs(specs: "Iterable[Spec]", knowledge: "Knowledge", given: Given) -> "list[Design]":
    """Their pictures are laid out while the next design is made."""
    from designgen.cli.kept import has_pages
    from designgen.cli.pictures import pictures_of
    from designgen.diagram import prepare

    designs: list[Design] = []

    def pictures() -> "Iterator[Picture]":
        for spec in specs:
            designs.append(given.design_of(spec, knowledge))
            if not has_pages(designs[-1]):
                yield from pictures_of(designs[-1])

    prepare(pictures())
    return designs
