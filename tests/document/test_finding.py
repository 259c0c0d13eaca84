"""Pages that can be found: descriptions, weights in the search, words that explain themselves."""

import json

import pytest

from designgen.document.finding import findable, front, unsearched
from designgen.document.finding.described import MOST, described
from designgen.document.finding.explained import Words
from tests.document.shop import knowledge

WORDS = Words({
    "p99": "99 of 100 are faster", "Hard negative": "wrong, and nearly right", "RAG": "looks up & writes", "Drift": "a change",
})  # fmt: skip


def mark(term: str, meaning: str) -> str:
    return f'<abbr title="{meaning}" tabindex="0">{term}</abbr>'


def test_a_term_explains_itself_where_it_comes_first() -> None:
    negatives, p99 = mark("Hard negatives", "wrong, and nearly right"), mark("p99", "99 of 100 are faster")
    told = WORDS.explained("Hard negatives help. A hard negative is close; its p99 is not, but this p99 is.")
    assert told == f"{negatives} help. A hard negative is close; its {p99} is not, but this p99 is."


@pytest.mark.parametrize("text", [
    "# Drift {#drift}", "### The p99 {#p99}", "[drift](a.md#drift)", "[**drift**](a.md)", "<code>drift</code>", "`drift`",
    "```text\ndrift\n```", '<svg role="img"><text>drift</text></svg>', '<a href="x.html">p99</a>', '<span title="drift">–</span>',
    "<summary>Drift</summary>", "| Drift |\n|---|", "{: .drift }", "data-drift", "adrift", "&drift;", "rag",
    "drifts-away", "drift_rate",
])  # fmt: skip
def test_code_links_headings_and_drawings_are_left_alone(text: str) -> None:
    assert WORDS.explained(text) == text


def test_a_meaning_is_harmless_in_its_attribute_and_acronyms_keep_their_case() -> None:
    assert WORDS.explained("RAG") == mark("RAG", "looks up &amp; writes")
    assert WORDS.explained("| drift |\n| p99 |").count("<abbr") == 2
    assert Words({}).explained("drift") == "drift"


def test_a_description_is_the_first_text_that_says_something() -> None:
    said = '**One** [answer](b.md) &lt;b&gt; & "two", which is long enough to say.'
    page = f"# 2. Deploy {{#a}}\n\n<svg>no</svg>\n\nShort.\n\n| no | table |\n\n{said}"
    assert described(page, "A shop") == "Deploy – A shop. One answer ‹b› and ”two”, which is long enough to say."
    assert described("# A shop {#a}\n", "A shop") == "A shop"
    assert described(f"# A {{#a}}\n\n<nav>\n{'x ' * 30}</nav>\n\n{'word ' * 9}").startswith("A. word word")
    assert described(f"# A {{#a}}\n\n{'word ' * 90}").endswith("word …")
    assert len(described(f"# A {{#a}}\n\n{'word ' * 90}")) <= MOST + 2


def test_a_page_keeps_what_stands_in_front_of_it() -> None:
    page = findable("x/explore.md", "---\nhide:\n  - toc\n---\n\n# What if {#a}\n\ntext\n", knowledge(), "A shop")
    assert page.startswith('---\nhide:\n  - toc\ndescription: "What if – A shop"\nshared_as: "What if – A shop"\n')
    assert front(page)["search"] == "{exclude: true}"
    assert page.endswith("---\n\n# What if {#a}\n\ntext\n")


def test_folded_parts_of_a_design_stay_out_of_the_search_and_the_reference_counts_more() -> None:
    page = "# A {#a}\n\n<details class=\"x\" markdown=\"1\">\n"
    told = findable("x/2-build.md", page, knowledge(), "A shop")
    assert '<details data-search-exclude class="x" markdown="1">' in told
    assert front(unsearched(told))["search"] == "{exclude: true}"
    known = findable("reference/decisions/a.md", page, knowledge())
    assert "<details class" in known
    assert unsearched(known) == known
    weights = [json.loads(front(one)["search"].removeprefix("{boost: ").rstrip("}")) for one in (told, known)]
    assert weights[0] < 1 < weights[1]
