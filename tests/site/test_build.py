"""Building: all or nothing, the same bytes twice, and by the next site builder as well."""

import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest

from designgen.diagram import stylesheet
from designgen.problem import ProblemsFound
from designgen.publish import build_site, write_pages
from tests.site.conftest import ROOT, designgen

OTHERS = ("people-you-may-know", "rag-assistant", "text-to-image")
"""A graph, generated text, generated pictures."""
PRACTISED = re.compile(r"^(?!guide/).*(practice|cards)\.html$")
DATA = re.compile(r'<script type="application/json">({"[^<]*})</script>')
LINE = (
    "@media screen {\n" + stylesheet('[data-md-color-scheme="slate"] .dg') + "}\n"
    "@media print {\n" + stylesheet(".dg", "print") + "}\n"
)  # fmt: skip


def digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(site: Path, specs: Path, tmp_path: Path) -> None:
    again = designgen("build", specs, "--strict", "-o", tmp_path / "deep" / "other")
    assert again.returncode == 0, again.stderr
    assert digests(site / "html") == digests(tmp_path / "deep" / "other" / "html")


@pytest.mark.slow
def test_specs_of_other_kinds_build_strictly_with_every_published_system(tmp_path: Path) -> None:
    """Those of the small site have been built: a ranker, a detector and a search by pictures. `make site` builds every spec.

    That no link within a design leads nowhere is asked of every shipped spec by tests/document/test_anchors.py.
    """
    shutil.copytree(ROOT / "specs" / "published", tmp_path / "specs" / "published")
    for name in OTHERS:
        shutil.copy(ROOT / "specs" / f"{name}.yaml", tmp_path / "specs")
    ran = designgen("build", tmp_path / "specs", "--strict", "-o", tmp_path / "out")
    assert ran.returncode == 0, ran.stderr
    assert {path.parent.name for path in (tmp_path / "out" / "html").glob("*/decisions.html")} == set(OTHERS)
    systems = {path.stem for path in (ROOT / "specs" / "published").glob("*.yaml")}
    assert {path.stem for path in (tmp_path / "out" / "html" / "published").glob("*.html")} > systems


@pytest.mark.slow
def test_no_page_names_a_folder_of_this_machine(site: Path) -> None:
    for path in (site / "html").rglob("*.html"):
        assert str(site) not in path.read_text("utf-8"), path
        assert str(ROOT) not in path.read_text("utf-8"), path


@pytest.mark.slow
def test_zensical_builds_the_same_pages(site: Path, zensical: Path) -> None:
    pages = {path.relative_to(zensical / "docs").with_suffix(".html") for path in (zensical / "docs").rglob("*.md")}
    pages = {page for page in pages if not page.parts[0].startswith(".")}  # .plain holds the texts beside the pages
    assert [page for page in pages if not (zensical / "html" / page).is_file()] == []
    for name in ("practice", "cards"):
        made = [(folder / "html" / "visual-search" / f"{name}.html").read_text("utf-8") for folder in (site, zensical)]
        ours, theirs = map(DATA.findall, made)
        assert ours == theirs and len(ours) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["practice", "cards"])
def test_what_one_practises_leads_to_sections_that_exist(site: Path, name: str) -> None:
    data = json.loads(DATA.findall((site / "html" / "visual-search" / f"{name}.html").read_text("utf-8"))[0])
    practised = data["cards"] if name == "cards" else [item for stage in data["stages"] for item in stage["items"]]
    linked = [one["link"].partition("#") for one in practised]
    assert len(linked) > 20
    texts = {path: (site / "html" / "visual-search" / path).read_text("utf-8") for path, _, _ in linked}
    assert [(path, anchor) for path, _, anchor in linked if f'id="{anchor}"' not in texts[path]] == []


@pytest.mark.slow
def test_search_finds_problems_and_none_of_their_answers(site: Path) -> None:
    found = json.loads((site / "html" / "search" / "search_index.json").read_text("utf-8"))["docs"]
    practised = {one["location"]: one["text"] for one in found if PRACTISED.search(one["location"])}
    assert practised.pop("practice.html")
    assert len(practised) > 4 and set(practised.values()) == {""}


def test_a_failing_build_leaves_the_earlier_site_alone(tmp_path: Path) -> None:
    small = {"index.md": "# One\n", "guide/index.md": "# Guide\n"}
    nav = [{"One": "index.md"}]
    build_site(small, nav, tmp_path, strict=False)
    before = digests(tmp_path / "html")
    with pytest.raises(ProblemsFound) as found:
        build_site(small | {"index.md": "# One\n\n[gone](nowhere.md)\n"}, nav, tmp_path, strict=True)
    assert {problem.code for problem in found.value.problems} == {"P001"}
    assert "nowhere.md" in str(found.value)
    assert digests(tmp_path / "html") == before
    assert not (tmp_path / ".html-next").exists()


def test_a_mistake_in_a_spec_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("title: Bad\nscale: {items: 10 apples}\n")
    ran = designgen("build", "bad.yaml", folder=tmp_path)
    assert ran.returncode == 1
    assert ran.stderr.startswith("bad.yaml:2:")
    assert [path.name for path in tmp_path.iterdir()] == ["bad.yaml"]


def test_pages_that_are_gone_are_removed_and_foreign_files_stay(tmp_path: Path) -> None:
    write_pages({"a/one.md": b"1", "two.md": b"2"}, tmp_path)
    (tmp_path / "mine.txt").write_text("mine")
    assert write_pages({"two.md": b"2"}, tmp_path) == ["a/one.md"]
    assert write_pages({"two.md": b"2"}, tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir() if path.name[0] != ".") == ["mine.txt", "two.md"]
    write_pages({}, tmp_path)
    write_pages({}, tmp_path)
    assert (tmp_path / "mine.txt").exists()


@pytest.mark.parametrize("name", ["../out.md", "/etc/out.md", "a/../../out.md"])
def test_no_page_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemsFound, match="P002"):
        write_pages({name: b""}, tmp_path / "inside")
    assert list(tmp_path.rglob("out.md")) == []


@pytest.mark.parametrize("pages", [{"shop/a.md": b"new"}, {}], ids=["written", "stale"])
def test_no_link_leads_a_page_out_of_the_folder(tmp_path: Path, pages: dict[str, bytes]) -> None:
    docs, victim = tmp_path / "docs", tmp_path / "victim"
    write_pages({"shop/a.md": b"1", "b.md": b"2"}, docs)
    (docs / "shop").rename(victim)
    (docs / "shop").symlink_to(victim)
    with pytest.raises(ProblemsFound) as found:
        write_pages({"b.md": b"changed", **pages}, docs)
    assert str(found.value) == (f"{docs / 'shop'}: P002 this link leads out of the output folder\n"
                                "  hint: remove the link, or name another folder with -o")  # fmt: skip
    assert ((victim / "a.md").read_bytes(), (docs / "b.md").read_bytes()) == (b"1", b"2")


def test_the_folder_of_pages_is_no_link_to_elsewhere(tmp_path: Path) -> None:
    write_pages({"a.md": b"1"}, tmp_path / "victim")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "docs").symlink_to(tmp_path / "victim")
    with pytest.raises(ProblemsFound, match="docs: P002"):
        build_site({"index.md": "# One\n"}, [], tmp_path / "out")
    assert (tmp_path / "victim" / "a.md").exists()


def test_a_link_in_place_of_a_page_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "keep").write_text("mine")
    (tmp_path / "docs" / "real").mkdir(parents=True)
    (tmp_path / "docs" / "a.md").symlink_to(tmp_path / "keep")
    (tmp_path / "docs" / "inside").symlink_to("real")
    write_pages({"a.md": b"mine", "inside/b.md": b"2"}, tmp_path / "docs")
    assert (tmp_path / "keep").read_text() == "mine"
    assert not (tmp_path / "docs" / "a.md").is_symlink()
    write_pages({}, tmp_path / "docs")
    assert sorted(path.name for path in (tmp_path / "docs").iterdir()) == [".designgen-pages", "inside", "real"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_a_problem_with_a_place(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(ProblemsFound, match="P003"):
        build_site({"index.md": "# One\n"}, [], tmp_path / "out")


def test_an_output_that_is_a_file_is_a_problem_with_a_place(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(ProblemsFound, match="P003"):
        build_site({"index.md": "# One\n"}, [], tmp_path / "out")


def test_dark_and_printed_colours_of_the_site_are_those_of_the_diagrams() -> None:
    """Renew with `python -m tests.site.test_build`."""
    assert (ROOT / "site" / "assets" / "css" / "diagrams.css").read_text("utf-8") == LINE


if __name__ == "__main__":
    (ROOT / "site" / "assets" / "css" / "diagrams.css").write_text(LINE, "utf-8")
