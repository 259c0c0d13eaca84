"""Every link of the site leads somewhere, and its HTML is what browsers expect, whichever builder made it."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.site.looked import faults
from tests.site.whole import broken, kinds, syntax, visited

pytestmark = pytest.mark.slow
BUILDERS = pytest.mark.parametrize("builder", ["site", "zensical"])


@BUILDERS
def test_every_link_and_anchor_leads_somewhere(builder: str, request: pytest.FixtureRequest) -> None:
    assert broken(request.getfixturevalue(builder) / "html") == []


@BUILDERS
def test_a_strict_reader_of_html_has_nothing_to_say(builder: str, request: pytest.FixtureRequest) -> None:
    html: Path = request.getfixturevalue(builder) / "html"
    found = {large: syntax(html / large) for _, large in kinds(html).values()}
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.browser
def test_the_pages_of_the_other_builder_behave_as_well(browser: Browser, zensical: Path) -> None:
    """Every second kind: scripts and styles are the same, and have been looked at on all pages of the other builder."""
    html = zensical / "html"
    assert faults(browser, html, dict.fromkeys([name for name, axe in visited(html).items() if axe][::2], False)) == {}


def test_what_is_broken_is_found(tmp_path: Path) -> None:
    """The checks are no checks if nothing breaks them."""
    (tmp_path / "a").mkdir()
    (tmp_path / "style.css").write_text("@font-face { src: url('gone.woff2') }")
    (tmp_path / "b.html").write_text('<!doctype html><title>b</title><p id="here">')
    (tmp_path / "a" / "a.html").write_text(
        '<!doctype html><title>a</title><script src="https://elsewhere.org/x.js"></script><p id="one" id="two"><a id="one" '
        'href="../b.html"></a><a href="../b.html#here"></a><a href="../b.html#there"></a><a href="gone.html"></a>'
        '<a href="#one"></a><a href="/b.html"></a><a href="https://fine.org"></a><a href="javascript:alert(1)"></a>'
    )
    assert sorted(broken(tmp_path)) == [
        "a/a.html: <a> leads to ../b.html#there, where there is no such place",
        "a/a.html: <a> leads to /b.html",
        "a/a.html: <a> leads to gone.html, which is not there",
        "a/a.html: <a> leads to javascript:alert(1)",
        "a/a.html: <script> asks for https://elsewhere.org/x.js",
        "a/a.html: id one stands 2 times",
        "style.css: gone.woff2 is not there",
    ]
    assert [said.split()[1] for said in syntax(tmp_path / "a" / "a.html")] == ["duplicate-attribute"]
    assert kinds(tmp_path) == {"a/a.html": ("a/a.html",) * 2, "b.html": ("b.html",) * 2}
