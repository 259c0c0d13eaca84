"""The pages of the site: all of them reachable, all of them harmless."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from designgen.cli.build import address, site_of
from designgen.cli.options import Given
from designgen.cli.site import heading, titled, unlinked
from designgen.problem import ProblemsFound
from designgen.publish import build_site, config_text, write_pages
from designgen.publish.mkdocs import swap
from tests.cli.run import run

HOSTILE = "</title><script>alert(1)</script>"
GIVEN = Given((), (), "seven_steps")


def paths(nav: object) -> Iterator[str]:
    """The pages that a navigation names."""
    if isinstance(nav, str):
        yield nav
    for item in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from paths(item)


def hostile_spec(folder: Path) -> Path:
    path = folder / "x.yaml"
    rival = "alternatives: {cheap: {priorities: {cost: 5}}}"
    path.write_text(f"title: {json.dumps(HOSTILE)}\nsummary: <img src=x onerror=alert(1)>\ntask: predict_click\n{rival}\n")
    return path


@pytest.mark.slow
def test_every_page_is_in_the_navigation_once(tmp_path: Path) -> None:
    known = GIVEN.knowledge()
    pages, nav = site_of(GIVEN.specs((hostile_spec(tmp_path),), known), known, GIVEN)
    named = [path for path in paths(nav) if not path.startswith("guide/")]
    assert sorted(named) == sorted(page for page in pages if page.endswith(".md") and not page.startswith((".", "guide/")))


@pytest.mark.slow
def test_an_alternative_is_compared_on_a_page_without_links_into_pages_that_do_not_exist(tmp_path: Path) -> None:
    known = GIVEN.knowledge()
    pages, _ = site_of(GIVEN.specs((hostile_spec(tmp_path),), known), known, GIVEN)
    assert "../x-cheap/" not in pages["compare/x-alternatives.md"]
    assert "../x/" in pages["compare/x-alternatives.md"]


@pytest.mark.slow
def test_with_pdf_the_overview_offers_the_document_and_the_cheat_sheet(tmp_path: Path) -> None:
    known = GIVEN.knowledge()
    spec = tmp_path / "x.yaml"
    spec.write_text("title: A & <b>test</b>\ntask: classify\n", "utf-8")
    pages, nav = site_of(GIVEN.specs((spec,), known), known, GIVEN, pdf=True)
    overview = str(pages["x/index.md"])
    assert '[Download as PDF](document.pdf){: download="x.pdf" } · [Cheat sheet as PDF](cheat-sheet.pdf)' in overview
    assert {pages[f"x/{name}.pdf"][:5] for name in ("document", "cheat-sheet")} == {b"%PDF-"}
    build_site({name: pages[name] for name in ("x/index.md", "x/document.pdf")}, [], tmp_path / "out", strict=False)
    assert (tmp_path / "out" / "html" / "x" / "document.pdf").read_bytes() == pages["x/document.pdf"]
    assert not [path for path in paths(nav) if path.endswith(".pdf")]


def test_links_to_missing_pages_become_text() -> None:
    page = '[A](../a/index.md#top) [B](../b/index.md) <a href="../b/index.html">B</a>'
    assert unlinked(page, ["b"]) == "[A](../a/index.md#top) B <a>B</a>"


def test_a_title_that_needs_escaping_stands_in_front_of_the_page() -> None:
    page = "# A &lt;b&gt; <bdi>c</bdi> {#top}\n\ntext\n"
    assert heading(page) == "A &lt;b&gt; c"
    assert titled(page).startswith('---\ntitle: "A &lt;b&gt; c"\n---\n\n# A')
    assert titled("# Plain\n") == "# Plain\n"


def test_a_page_that_says_how_it_is_shown_keeps_it_beside_its_title() -> None:
    hide, body = "hide:\n  - toc\n", "---\n\n# A &amp; b {#a}\n"
    assert titled(f"---\n{hide}{body}") == f'---\ntitle: "A &amp; b"\n{hide}{body}'


@pytest.mark.parametrize("name", ["docs/index.md", "html/index.html", "mkdocs.yml"])
def test_a_folder_with_files_of_others_is_left_alone(tmp_path: Path, name: str) -> None:
    theirs = tmp_path / name
    theirs.parent.mkdir(exist_ok=True)
    theirs.write_text("theirs")
    with pytest.raises(ProblemsFound, match="P004"):
        build_site({"index.md": "# Ours"}, [], tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [theirs]
    assert theirs.read_text() == "theirs"


def test_an_empty_output_folder_is_wrong_usage() -> None:
    assert run("build", "-o", "").exit_code == 2


def test_a_damaged_list_of_pages_costs_nothing_but_stale_pages(tmp_path: Path) -> None:
    write_pages({"a.md": b"a"}, tmp_path)
    (tmp_path / ".designgen-pages").write_bytes(b"\xff\n../x\n/etc/hosts\nsub\n\0\n")
    (tmp_path / "sub").mkdir()
    write_pages({"b.md": b"b"}, tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".designgen-pages", "a.md", "b.md", "sub"]


@pytest.mark.parametrize("goal", ["theirs", "nowhere"])
def test_a_site_takes_the_place_of_a_link_and_leaves_its_goal(tmp_path: Path, goal: str) -> None:
    for name in ("theirs", "fresh"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    (tmp_path / "html").symlink_to(tmp_path / goal)
    swap(tmp_path / "fresh", tmp_path / "html")
    assert (tmp_path / "html" / "index.html").read_text() == "fresh"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["html", "theirs"]
    assert (tmp_path / "theirs" / "index.html").read_text() == "theirs"


def test_an_earlier_site_comes_back_when_the_new_one_is_gone(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "index.html").write_text("earlier")
    with pytest.raises(FileNotFoundError):
        swap(tmp_path / "gone", tmp_path / "html")
    assert (tmp_path / "html" / "index.html").read_text() == "earlier"


@pytest.mark.slow
def test_a_hostile_spec_builds_a_harmless_site(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("build", hostile_spec(tmp_path), "-o", out, "--strict")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"1 design; open {out}/html/index.html\n"
    for page in (out / "html").rglob("*.html"):
        assert not re.search(r"<script>alert|<img src=x", page.read_text("utf-8")), page


@pytest.mark.slow
def test_an_earlier_site_survives_a_failing_build(tmp_path: Path) -> None:
    out, bad = tmp_path / "out", tmp_path / "bad.yaml"
    run("build", hostile_spec(tmp_path), "-o", out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    bad.write_text("title: T\nlatency: {p99: 10 GB}\n")
    assert run("build", tmp_path, "-o", out).exit_code == 1
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_an_address_of_the_site_is_whole_or_wrong_usage() -> None:
    assert address("https://shop.org/designs") == address("https://shop.org/designs/") == "https://shop.org/designs/"
    assert run("build", "--site-url", "javascript:x").exit_code == 2
    assert 'site_url: "https://shop.org/"' in config_text("a: 1", [], "https://shop.org/")
    assert "site_url" not in config_text("a: 1", [])
