"""The whole document as PDF, read back with pypdf."""

import re
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import Destination

from designgen.diagram.text import width
from designgen.document import document
from designgen.paper import document_pdf
from designgen.paper.whole import MARGIN, running
from tests import shipped
from tests.cli.run import SPEC, run
from tests.document import shop

SHIPPED = next(path for path in shipped.SPECS if path.stem == "image-classification")
LONG = "x" * 200
HOSTILE = '#panic() $x$ <b>*bold*</b> @ref \\ `raw` [a](b) | &amp; "q" ---'


@cache
def pdf() -> bytes:
    return document_pdf(shipped.design(SHIPPED))


@cache
def made() -> PdfReader:
    return PdfReader(BytesIO(pdf()))


@cache
def texts() -> list[str]:
    """What is printed on each page."""
    return [page.extract_text() for page in made().pages]


def flat(outline: list[Any], level: int = 1) -> list[tuple[int, Destination]]:
    """Every bookmark with its level."""
    found: list[tuple[int, Destination]] = []
    for one in outline:
        found += flat(one, level + 1) if isinstance(one, list) else [(level, one)]
    return found


def squeezed(text: str | None) -> str:
    return re.sub(r"[\s\u200b\u00ad\u2010-]", "", text or "")


@pytest.mark.slow
def test_bookmarks_are_the_headings_in_order() -> None:
    written = re.findall(r"^(#+) (.*?) \{#", document(shipped.design(SHIPPED), printed=True), re.MULTILINE)
    marked = flat(made().outline)
    assert [squeezed(one.title) for _, one in marked] == [squeezed(text) for _, text in written]
    levels = [level for level, _ in marked]
    assert levels[0] == 1 and all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.slow
def test_it_is_tagged_and_every_link_inside_leads_to_a_page() -> None:
    reader = made()
    catalog: Any = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"] and catalog["/Lang"] == "en"
    assert reader.metadata and reader.metadata.title == shipped.design(SHIPPED).spec.title
    pages = {page.indirect_reference.idnum for page in reader.pages if page.indirect_reference}
    inside = 0
    for page in reader.pages:
        for link in page.get("/Annots", ()):
            found = link.get_object()
            if "/Dest" in found:
                at = found["/Dest"]
                page_of: Any = reader.named_destinations[str(at)].page if isinstance(at, str) else at[0]
                assert page_of.idnum in pages
                inside += 1
            else:
                assert re.match("https?://", found["/A"]["/URI"])
    assert inside > 200


@pytest.mark.slow
def test_equal_designs_give_equal_bytes() -> None:
    assert document_pdf(shipped.design(SHIPPED)) == pdf()


@pytest.mark.slow
def test_page_labels_say_what_is_printed() -> None:
    reader = made()
    assert reader.page_labels[9] == "10"
    assert reader.pages[9].extract_text().rstrip().endswith("10")


@pytest.mark.slow
def test_nothing_stands_outside_the_margins() -> None:
    """Every fourth page; the width of a line is estimated low, since the visitor knows only where it begins."""
    out: list[tuple[int, str]] = []
    for number, page in list(enumerate(made().pages, 1))[::4]:
        right = float(page.mediabox.width) - MARGIN

        def seen(text: str, ctm: Any, matrix: Any, _font: Any, size: float, number: int = number, right: float = right) -> None:
            left = matrix[4] * ctm[0] + ctm[4]
            if text.strip() and not MARGIN - 2 <= left <= right - 0.7 * width(text.strip(), abs(size * ctm[0])):
                out.append((number, text))

        page.extract_text(visitor_text=seen)
    assert out == []


@pytest.mark.slow
def test_every_figure_and_table_is_there_with_its_number() -> None:
    figures = document(shipped.design(SHIPPED), printed=True).count("<figcaption>")
    text = "\n".join(texts())
    numbers = {int(number) for number in re.findall(r"^Figure (\d+)", text, re.MULTILINE)}
    assert numbers == set(range(1, figures + 1))
    tables = {int(number) for number in re.findall(r"^Table (\d+)", text, re.MULTILINE)}
    assert tables == set(range(1, max(tables) + 1)) and len(tables) > 50


@pytest.mark.slow
def test_a_figure_that_floats_stands_in_its_chapter_on_the_page_that_is_named() -> None:
    found = [(place, line) for place, text in enumerate(texts(), 1) for line in re.findall(r"^Figure \d+ .*", text, re.MULTILINE)]
    stands = {line.split()[1]: place for place, line in found if " on page " not in line}
    named = [(place, *line.split(":")[0].split()[1::3]) for place, line in found if " on page " in line]
    begins = [made().get_destination_page_number(one) for level, one in flat(made().outline) if level == 1]
    assert len(named) > 5
    for place, figure, page in named:
        assert stands[figure] == int(page)
        first, last = sorted((place, int(page)))
        assert not [start for start in begins if start is not None and first < start + 1 <= last]


def test_markup_of_a_spec_is_printed_as_it_stands() -> None:
    """In a document of a small knowledge base, which is short."""
    design = shop.design(HOSTILE, summary=f"{HOSTILE} {LONG}", owners=(HOSTILE,))
    reader = PdfReader(BytesIO(document_pdf(design)))
    first = squeezed(reader.pages[0].extract_text())
    assert squeezed(HOSTILE) in first and LONG in first
    assert reader.metadata and reader.metadata.title == HOSTILE
    assert any(squeezed(HOSTILE) in squeezed(page.extract_text()) for page in list(reader.pages)[2:])


def test_a_long_title_is_cut_off_at_the_head_of_a_page() -> None:
    assert running("A title", 100) == "A title"
    cut = running("word " * 40, 100)
    assert cut.endswith("wor…") and 80 < width(cut, 7.5) < 110


def test_a_text_that_no_font_shows_is_refused_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command prints a short document here."""
    monkeypatch.setattr("designgen.paper.document_pdf", lambda *_: document_pdf(shop.design("Signs \U00012000 of clay")))
    said = run("design", SPEC, "-o", tmp_path / "x.pdf")
    assert said.exit_code == 1 and "T002 no font can show \U00012000 (U+12000)" in said.stderr
    assert not list(tmp_path.iterdir())
