"""The booklet: contents with the right pages, a sheet a design, and which problem wants what."""

from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from designgen.document.draft import draft
from designgen.document.links import Links
from designgen.paper import booklet
from designgen.paper.matrix import Column, matrix, short
from tests.cli.run import SPEC, run
from tests.shipped import IDS, SPECS, design

FILES = dict(zip(IDS, SPECS, strict=True))
TITLES = {
    "ad-click-prediction": "Ad click prediction",
    "street-view-blurring": "Street view blurring",
    "rag-assistant": "RAG assistant",
}


@cache
def made() -> PdfReader:
    return PdfReader(BytesIO(booklet([design(FILES[name]) for name in TITLES]).pdf))


def test_a_booklet_has_contents_a_sheet_a_design_and_a_comparison() -> None:
    """Contents and bookmarks name the pages on which the sheets are; the comparison lies across."""
    pages = [page.extract_text() for page in made().pages]
    assert len(pages) == 1 + len(TITLES) + 2
    for number, title in enumerate(TITLES.values(), 2):
        assert title in pages[number - 1]
        assert pages[number - 1].rstrip().endswith(str(number)) or f"{title}\n{number}" in pages[number - 1]
    flat = " ".join(pages[0].split())
    assert [flat.index(title) for title in TITLES.values()] == sorted(flat.index(title) for title in TITLES.values())
    marks = [(mark.title, made().get_destination_page_number(mark)) for mark in made().outline if not isinstance(mark, list)]
    assert marks == [("Cheat sheets", 0), *((title, place) for place, title in enumerate(TITLES.values(), 1)),
                     ("Which problem wants what", 4)]  # fmt: skip
    assert all(page.mediabox.width > page.mediabox.height for page in made().pages[4:])


def test_the_comparison_holds_the_key_choices_in_few_words() -> None:
    found = matrix([draft(design(FILES[name]), Links(design(FILES[name]))) for name in TITLES])
    columns = {column.name: column.cells for column in found.columns}
    assert columns["Architecture and serving"] == (
        "Online scoring on request", "Batch scoring on a clock", "Sources indexed ahead, answer written on request",
    )  # fmt: skip
    assert all(len(column.cells) == len(TITLES) for column in found.columns)
    said = " ".join(made().pages[4].extract_text().split())
    assert all(title in said for title in TITLES.values())
    assert "All agree." in " ".join(page.extract_text() for page in made().pages[4:])


def test_a_column_says_what_most_choose_and_where_all_agree() -> None:
    columns = (("A", "B", "A"), ("A", "A", "B", "C", ""), ("A", "B", ""), ("", ""))
    assert [Column("x", cells).usual for cells in columns] == ["A", "", "", ""]
    assert [Column("x", cells).agreed for cells in (("A", "", "A"), ("A", "B"), ("A", ""))] == [True, False, False]


@pytest.mark.parametrize(
    ("name", "few"),
    [
        ("graph on SSD (DiskANN)", "DiskANN"),
        ("an A/B test", "A/B test"),
        ("hard rules (by hand only)", "Hard rules"),
        ("mAP@k", "mAP@k"),
    ],
)
def test_an_option_in_few_words(name: str, few: str) -> None:
    assert short(name) == few


@pytest.mark.slow
def test_a_folder_becomes_a_booklet_only_when_asked(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_bytes(Path(SPEC).read_bytes())
    assert run("sheet", tmp_path, "-o", tmp_path / "x.pdf").exit_code == 2
    assert run("sheet", SPEC, SPEC, "-o", tmp_path / "x.pdf").exit_code == 2
    assert run("sheet", "-o", tmp_path / "x.pdf").exit_code == 2
    done = run("sheet", "--all", tmp_path, "-o", tmp_path / "x.pdf")
    assert (done.exit_code, done.stdout) == (0, "")
    assert len(PdfReader(tmp_path / "x.pdf").pages) == 2


def test_a_spec_with_a_mistake_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "one.yaml").write_bytes(Path(SPEC).read_bytes())
    (tmp_path / "two.yaml").write_text("title: Two\nnope: 1\n", "utf-8")
    assert run("sheet", "--all", tmp_path, "-o", tmp_path / "x.pdf").exit_code == 1
    assert not (tmp_path / "x.pdf").exists()
