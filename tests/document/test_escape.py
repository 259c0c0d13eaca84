"""Text of others is harmless in every place where it can stand."""

import html as entities
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from designgen.cli.alone import standing_alone
from designgen.design.compare import compare
from designgen.document import comparison_page, design_pages, document, index_page, totals
from designgen.document.escape import inline, one_line, url
from designgen.document.formulas import mathml
from tests.document.shop import design

HOSTILE = [
    "<script>alert(1)</script>", "{{7*7}}", "{% raw %}", "`x` ``y``", "a | b", "# h\n# h2", "- item", "1. item",
    "[a](javascript:x)",
    "![a](b)", "\u202eright to left", "שלום עולם", "{#id .class onclick=x}", "</figure></details>", "<!-- x", "&amp; &lt;", "~~~",
    "> quote", "***bold***", "Title\n===", ":smile:", "!!! note", "\x00\x07", "\ud800", "'\"><img src=x>",
]  # fmt: skip


@pytest.mark.parametrize(
    "latex",
    [
        r"\text{<script>alert(1)</script>}", r"\href{javascript:alert(1)}{x}", r"\style{x}{y}", r"\text{a & b}",
        r"\text{<b>c</b>}", r"\text{</mtext></mrow></math><img src=x onerror=alert(1)>}", "{" * 2000, r"\frac", "_", "^^",
        r"\left(", r"\begin{matrix}",
    ],
)  # fmt: skip
def test_a_formula_that_is_more_than_a_formula_becomes_text(latex: str) -> None:
    assert re.fullmatch(r"<code>[^<>]*</code>", mathml(latex))


def test_a_formula_may_compare() -> None:
    assert "<mo>&#x0003C;</mo>" in mathml("a < b")


def html_of(text: str) -> str:
    return str(Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"]).convert(text))


def plain(html: str) -> str:
    return entities.unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_prints_as_itself(text: str) -> None:
    """In a paragraph, a heading, a list and a table cell it reads as written, and makes no element."""
    safe = inline(text)
    wanted = one_line(text).strip()
    for frame in (f"{safe}", f"## {safe} {{#here}}", f"- {safe}", f"| a | b |\n|---|---|\n| {safe} | end |"):
        html = html_of(frame)
        assert wanted in plain(html).replace("\n", " "), html
        assert "<script" not in html
        assert "<img" not in html
        assert "href" not in html


@pytest.mark.slow
@given(st.text(max_size=40))
def test_any_text_stays_one_cell_of_one_row(text: str) -> None:
    """No text can add a row, a cell or a tag."""
    html = html_of(f"| a | b |\n|---|---|\n| x{inline(text)} | end |")
    assert html.count("<td>") == 2
    assert html.count("<tr>") == 2


def test_only_web_addresses_become_links() -> None:
    """A scheme that runs something is dropped."""
    assert url("javascript:alert(1)") == "#"
    assert url("https://a.org/x_(y)?a=1&b=2") == "https://a.org/x_%28y%29?a=1&amp;b=2"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_spec_gives_a_harmless_document(text: str) -> None:
    """Title, summary, owners and notes are carried, never interpreted."""
    hostile = design(text, summary=text, owners=(text,), notes={"ask": text})
    pages = [*design_pages(hostile).values(), document(hostile), index_page([totals(hostile)], hostile.knowledge)]
    pages.append(comparison_page(compare([hostile, design()])))
    for page in pages:
        assert "<script" not in page
        assert "{{" not in page
        assert "](javascript" not in re.sub(r"<svg.*?</svg>", "", page)
        page.encode("utf-8")


def test_an_address_in_a_title_makes_no_link_anywhere() -> None:
    """Renderers that link bare addresses look for `://` and `www.`; a page and a terminal get neither."""
    page = str(inline("http://evil.example HTTPS://evil.example WWW.evil.example 3. a www"))
    assert "://" not in page
    assert "WWW." not in page
    assert plain(page) == "http://evil.example HTTPS://evil.example WWW.evil.example 3. a www"
    alone = standing_alone(page)
    assert "://" not in alone
    assert "WWW." not in alone


def test_of_a_sentence_about_right_to_left_titles_the_titles_alone_are_isolated() -> None:
    text = inline("Take שלום עולם, or שלום & שלום: both hold")
    assert text == "Take <bdi>שלום עולם</bdi>, or <bdi>שלום &amp; שלום</bdi>: both hold"
