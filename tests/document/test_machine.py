"""What is written for those who read without a browser."""

from xml.etree import ElementTree

from designgen.document import design_pages
from designgen.document.machine import Listed, Shelf, card_svg, llms_text, plain_page, whole
from designgen.document.machine.card import wrapped
from tests.document.shop import design


def test_a_page_becomes_markdown_alone() -> None:
    page = (
        '---\ntitle: "A"\n---\n\n# A &#91;b&#93; {#a}\n\n<nav><a href="x.html">x</a></nav>\n\n'
        '<figure id="f"><svg><text>no</text></svg><figcaption>The whole.</figcaption></figure>\n\n'
        '<details class="w" markdown="1">\n<summary>More</summary>\n\n[in](b.md#c "tip") [now](b.md#open=c) '
        '<a href="b.html#d"><b>raw</b></a>\n\n'
        '</details>\n'
        '<code>[x.y](../z.md "Z") &lt;= 2</code> <abbr title="t" tabindex="0">word</abbr> <span id="s">place</span>\n'
    )
    assert plain_page(page) == (
        '# <a id="a"></a>A \\[b\\]\n\n*The whole.*\n\n**More**\n\n[in](b.md#c) [now](b.html#open=c) [raw](b.md#d)\n\n'
        '`x.y <= 2` word <a id="s"></a>place\n'
    )


def test_a_table_of_elements_becomes_one_of_markdown() -> None:
    head, row = "<thead><tr><th>A</th><th>B</th></tr></thead>", '<tr id="r"><td><b>1</b></td>\n<td>2</td></tr>'
    assert plain_page(f'<table class="x">{head}<tbody>{row}</tbody></table>') == '| A | B |\n|---|---|\n| <a id="r"></a>1 | 2 |\n'


def test_a_design_is_one_file_whose_links_stay_inside() -> None:
    pages = {path: page for path, page in design_pages(design()).items() if not path.endswith("talk.md")}
    told = whole(pages)
    assert "<svg" not in told
    assert "](#decision-index_kind)" in told
    assert "](2-build.md" not in told
    assert told.count('<a id="decision-index_kind"></a>') == 1


def test_llms_txt_has_a_title_a_summary_and_lists_of_links() -> None:
    shelves = [Shelf("Designs", [Listed("A shop", "shop/document.md", "Sells.")]), Shelf("Empty", [])]
    assert llms_text("tool", "What it is.", ["A note."], shelves) == (
        "# tool\n\n> What it is.\n\nA note.\n\n## Designs\n\n- [A shop](shop/document.md): Sells.\n"
    )


def test_the_picture_of_a_design_holds_its_title_and_numbers_and_nothing_of_a_hostile_one() -> None:
    drawn = card_svg(design("</text><script>x</script>", summary="A shop " * 90))
    root = ElementTree.fromstring(drawn)
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert {"designgen", "</text><script>x</s…", "11.4 ms", "p99 of 100 ms"} <= {text or "" for text in texts}
    assert "The whole" not in texts
    assert (root.get("width"), root.get("height")) == ("1200", "630")


def test_words_of_a_picture_stay_in_their_lines() -> None:
    assert wrapped("one two three", 100, 3) == ["one two", "three"]
    assert wrapped("a, " * 60, 100, 2)[-1].endswith("a …")
    assert wrapped("x" * 40, 100, 3) == ["x" * 11 + "…"]
    assert wrapped("", 20, 3) == []
