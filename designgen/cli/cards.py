"""`designgen cards`: flashcards of designs, for Anki, as a table, or to be read."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from designgen.cli.options import SPEC, Given, common_options
from designgen.cli.say import out_option, refuse_terminal, talk, write

if TYPE_CHECKING:
    from designgen.spec import Spec
    from designgen.study.cards import Deck

FORMATS = ("apkg", "csv", "md")
EPOCH = "SOURCE_DATE_EPOCH"


@click.command("cards", short_help="Flashcards, for Anki, as CSV or as Markdown.")
@click.argument("paths", metavar="SPEC...", type=SPEC, nargs=-1, required=True)
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), help="What to make.  [default: as FILE is called, else md]")
@click.option("--site", default="", metavar="URL", help="Where the built site is, so that cards can link to it.")
@out_option
@common_options
def command(paths: tuple[Path, ...], form: str | None, site: str, out: Path | None, given: Given) -> None:
    """Flashcards of SPECs (files or folders): a deck a design, and those that designs share.

    Written over an earlier deck, an .apkg keeps the dates of cards that did not change, and gives later ones to those that did:
    imported again, Anki updates them, adds nothing twice, and keeps the schedule.
    """
    form = _form(form, out)
    _check_site(site)
    from designgen.study.cards import as_apkg, as_csv, as_markdown, decks_of

    knowledge = given.knowledge()
    specs = given.specs(paths, knowledge)
    decks = decks_of([given.design_of(spec, knowledge) for spec in specs], knowledge, given.framework)
    if form == "apkg":
        dated = os.environ.get(EPOCH, "")
        newest = _epoch(dated) if dated else _newest([*_read(specs), *given.packs])
        write(as_apkg(decks, newest, b"" if dated else _replaced(out), site), out)
    else:
        write((as_csv if form == "csv" else as_markdown)(decks, site), out)
    _tell(decks, form, out)


def _form(form: str | None, out: Path | None) -> str:
    suffix = out.suffix.removeprefix(".").lower() if out else "md"
    if form is None and suffix not in FORMATS:
        raise click.UsageError(f"which format is {out}? Name it .apkg, .csv or .md, or give -f")
    if (form or suffix) == "apkg":
        refuse_terminal("apkg", out)
    return form or suffix


def _check_site(site: str) -> None:
    try:
        named = site.startswith(("http://", "https://")) and bool(urlsplit(site).netloc)
    except ValueError:  # half an address of IPv6
        named = False
    if site and not named:
        raise click.BadParameter("it begins with http:// or https:// and names a host", param_hint="--site")


def _epoch(text: str) -> int:
    if not text.isdecimal() or int(text) >= 2**32:
        raise click.UsageError(f"{EPOCH} is {text!r}, not a number of seconds")
    return int(text)


def _read(specs: "Sequence[Spec]") -> Iterator[Path]:
    """The files that the specs were read from, what they extend included."""
    for spec in specs:
        yield from {Path(spec.path), *(Path(place.path) for place in spec.places.values() if os.path.isfile(place.path))}


def _newest(given: "Sequence[Path]") -> int:
    """When what cards are made from changed last: the files given, our knowledge, templates and code. Seconds of the epoch."""
    from designgen.resources import resource

    ours = (resource("knowledge"), resource("templates", "cards"), *(resource(room) for room in ("study", "document", "design")))
    files = (file for one in (*given, *ours) for file in ([one] if os.path.isfile(one) else one.rglob("*.*")))
    return int(max(file.stat().st_mtime for file in files))


def _replaced(out: Path | None) -> bytes:
    """The deck that is there already."""
    try:
        return out.read_bytes() if out and os.path.isfile(out) else b""
    except OSError:
        return b""


def _tell(decks: "Sequence[Deck]", form: str, out: Path | None) -> None:
    """How many cards there are, and how many need the pictures that only a deck for Anki holds."""
    every = [card for deck in decks for card in deck.cards]
    drawn = sum(bool(card.picture) for card in every) if form != "apkg" else 0
    left = f"; {drawn} with pictures are only in .apkg" if drawn else ""
    talk(f"{len(every) - drawn} cards in {len(decks)} decks{f', {out}' if out else ''}{left}")
