"""The gallery of published systems: a page each, the numbers of the command, links that lead somewhere, nothing harmful."""

import contextlib
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from designgen.agreement import Gallery, load_gallery, record_folders
from designgen.cli.build import site_of
from designgen.cli.options import Given
from designgen.document import published_card, published_pages, reference_pages, shipped_of
from designgen.document.escape import url
from designgen.problem import ProblemsFound
from designgen.resources import resource
from tests.agreement.__main__ import main
from tests.agreement.test_agreement import CASES
from tests.shipped import knowledge

SPECS = resource("specs", "published")
HREF = re.compile(r'href="([^":#]*)(?:#([^"]*))?"|\]\(([^):#]*)(?:#([^)]*))?\)')
TAG = re.compile(r"<[^>]*>")
SPEC = "title: A shop\ntask: recommend\nyear: 2020\nscale: {items: 20M}\n"
RECORD = (
    "system: Shop\nkind: shipped\nsource: a talk\ndecisions:\n- {question: ann_index, answer: exact, evidence: all are scanned}\n"
)


@pytest.fixture(scope="module")
def gallery() -> Gallery:
    return load_gallery([SPECS], record_folders(), knowledge())


@pytest.fixture(scope="module")
def pages(gallery: Gallery) -> dict[str, str]:
    return published_pages(gallery)


@pytest.fixture(scope="module")
def reported() -> Mapping[str, dict[str, object]]:
    """What the command says of each case."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main([str(CASES), "--json"]) == 0
    found: dict[str, dict[str, object]] = json.loads(printed.getvalue())
    return found


def own(tmp_path: Path, spec: str = SPEC, record: str = RECORD) -> Gallery:
    """A gallery of one system that is not ours."""
    for folder, text in (("specs", spec), ("records", record)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "shop-2020.yaml").write_text(text, "utf-8")
    return load_gallery([tmp_path / "specs"], [tmp_path / "records"], knowledge())


def section(page: str, id: str) -> str:
    """What stands between a heading and the next of its level."""
    return re.split(r"^## ", page.split(f"{{#{id}}}")[1], flags=re.MULTILINE)[0]


@pytest.mark.slow
def test_every_published_spec_has_a_page_and_a_line_in_the_table(pages: dict[str, str]) -> None:
    ids = sorted(path.stem for path in SPECS.glob("*.yaml"))
    assert sorted(pages) == sorted(["published/index.md", *(f"published/{id}.md" for id in ids)])
    assert [id for id in ids if f'<a href="{id}.html">' not in pages["published/index.md"]] == []


def test_no_section_is_empty(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        for part in [*re.split(r"^## ", page, flags=re.MULTILINE)[1:], *re.split(r"^### ", page, flags=re.MULTILINE)[1:]]:
            heading, _, text = part.partition("\n")
            assert len(TAG.sub("", text).split()) >= 5, f"{path}: {heading}"


def test_a_page_counts_what_the_command_counts(
    pages: dict[str, str], reported: Mapping[str, dict[str, dict[str, object]]]
) -> None:
    for id, found in reported["cases"].items():
        row = found["headline"]
        shown = re.search(r'pub-verdict">\n<b>(\d+) of (\d+)</b>', pages[f"published/{id}.md"])
        assert shown and isinstance(row, dict), id
        assert (int(shown[2]), round(int(shown[1]) / int(shown[2]), 4)) == (row["decisions"], row["strict"]), id


def test_the_table_says_the_shares_of_the_command_and_of_the_first_looks(
    pages: dict[str, str], reported: Mapping[str, object]
) -> None:
    first = reported["before_first_look"]
    assert isinstance(first, dict)
    wanted = [reported["strict"], reported["lenient"], reported["feasible"], first["strict"]]
    shown = re.findall(r"<div><b>(\d+) %</b>", pages["published/index.md"])
    assert [int(share) for share in shown] == [round(100 * float(str(share))) for share in wanted]


def test_every_choice_of_ours_has_its_reason(gallery: Gallery) -> None:
    every = [(held.case.id, item) for held in gallery.held for item in held.explained]
    assert not [(id, item.verdict.question) for id, item in every if item.verdict.picked and not item.reason]


def test_each_difference_says_where_the_other_stands_and_what_would_lead_there(gallery: Gallery, pages: dict[str, str]) -> None:
    for held in gallery.held:
        for item in held.explained:
            if item.verdict.agrees:
                continue
            anchor = f"{{#differs-{item.verdict.question}}}"
            told = pages[f"published/{held.case.id}.md"].split(anchor)[1].split("\n#")[0]
            assert "None of our options" in told or "would choose theirs" in told or "No single fact" in told


@pytest.mark.slow
def test_every_link_of_the_gallery_leads_to_a_page_and_a_heading(gallery: Gallery, pages: dict[str, str]) -> None:
    every = {**pages, **reference_pages(knowledge(), [], shipped=shipped_of(gallery))}
    for path, page in pages.items():
        for raw, at, markdown, fragment in HREF.findall(page):
            target = (raw or markdown).replace(".html", ".md")
            name = path if not target else target.removeprefix("../") if target.startswith("../") else f"published/{target}"
            assert name in every, f"{path}: {target}"
            id = at or fragment
            assert not id or f"{{#{id}}}" in every[name] or f'id="{id}"' in every[name], f"{path}: {target}#{id}"


@pytest.mark.slow
def test_an_option_names_the_published_systems_that_chose_it(gallery: Gallery) -> None:
    reference = reference_pages(knowledge(), [], shipped=shipped_of(gallery))
    text = "".join(reference.values())
    assert "<summary>Published systems: 1 chose it" in text
    assert "](../../published/youtube-dnn-2016.md" in text


def test_a_page_leads_to_its_source(gallery: Gallery, pages: dict[str, str]) -> None:
    for held in gallery.held:
        assert f'<a href="{url(held.case.url)}">' in section(pages[f"published/{held.case.id}.md"], "top"), held.case.id


def test_a_system_of_ones_own_has_a_page_that_says_why(tmp_path: Path) -> None:
    found = published_pages(own(tmp_path))["published/shop-2020.md"]
    assert "# Shop {#top}" in found
    assert "is ruled out" in section(found, "differences")
    assert "20 M" in section(found, "facts")
    assert "specs/shop-2020.yaml" in section(found, "design")


def test_a_spec_without_a_record_is_no_published_system(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(SPEC, "utf-8")
    assert load_gallery([tmp_path], [tmp_path / "none"], knowledge()).held == ()


def test_a_mistake_in_a_record_or_its_spec_is_told_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound, match=r"shop-2020.yaml:4:16: S003"):
        own(tmp_path, spec=SPEC.replace("20M", "many"))


def test_what_a_record_says_cannot_harm_a_page(tmp_path: Path) -> None:
    hostile = "'</b><script>alert(1)</script> [x](javascript:1)'"
    record = (
        RECORD.replace("Shop", hostile)
        .replace("a talk", f"{hostile}\nurl: javascript:alert(1)")
        .replace("all are scanned", hostile)
    )
    made = own(tmp_path, SPEC.replace("A shop", hostile), record)
    text = "".join([*published_pages(made).values(), published_card(made)])
    assert "<script" not in text
    assert "](javascript" not in text and 'href="javascript' not in text


@pytest.mark.slow
def test_the_site_of_specs_without_published_ones_does_not_speak_of_them(tmp_path: Path) -> None:
    given = Given((), (), "seven_steps")
    (tmp_path / "x.yaml").write_text(SPEC, "utf-8")
    specs = given.specs((tmp_path / "x.yaml",), knowledge())
    without, nav = site_of(specs, knowledge(), given)
    assert not [path for path in without if path.startswith("published/")] and "published/" not in without["index.md"]
    assert "Published" not in [name for item in nav for name in item]
    pages, nav = site_of(specs, knowledge(), given, [SPECS])
    assert "published/index.md" in pages and "](published/index.md)" in pages["index.md"]
    listed = next(item["Published"] for item in nav if "Published" in item)
    assert json.dumps(listed).count('"published/') == len([path for path in pages if path.startswith("published/")])
