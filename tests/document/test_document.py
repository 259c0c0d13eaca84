"""What stands in the document of a design."""

import re
from collections.abc import Callable
from dataclasses import replace

from designgen.catalog.architecture import PLANES
from designgen.design import design_for
from designgen.document import cheat_sheet, design_pages, document, index_page, reference_pages, totals
from designgen.document.reference.pages import known_of, tags_page, usage_pages
from tests.document.shop import design, knowledge, spec


def text_of(page: str) -> str:
    """A page without its drawings."""
    return re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)


def page(name: str, **more: object) -> str:
    return text_of(design_pages(design(**more))[f"shop/{name}"])  # type: ignore[arg-type]


def test_a_design_has_a_page_a_step_and_the_six_others() -> None:
    """The steps come from the framework; nothing else names a page."""
    assert list(design_pages(design())) == [
        f"shop/{name}.md" for name in ("index", "1-ask", "2-build", "decisions", "numbers", "cheat-sheet", "talk", "sources")
    ]


def test_a_decision_shows_choice_reason_mechanism_formula_and_every_option() -> None:
    """All that the rationale holds is on the page, with this spec's numbers."""
    told = page("2-build.md")
    assert "### Index {#decision-index_kind}" in told
    assert "*Which index finds an item?* A wrong one is slow." in told
    assert "**Search tree.**" in told
    assert "- **Because** nearly exact." in told
    assert "It holds 5 M items." in told
    assert '<div class="dg-formula"><math' in told
    assert "| Full scan | ruled out | – |" in told
    assert "5 GB must fit in one core's time" in told
    assert "| **Search tree** | chosen | 4 |" in told
    assert "| Hash table | 1 behind | 3 |" in told
    assert "**Trap:** Forgetting the rebuild." in told
    assert "[Knuth 1973](https://example.org/a_%28b%29" in told


def test_a_flip_names_the_fact_its_value_now_and_the_other_option() -> None:
    """The value at which the choice changes stands beside the value of today."""
    assert "- **Unless** items down to 1 M (now 5 M) → full scan." in page("2-build.md")


def test_a_table_decision_prints_filled_rows_with_escaped_cells() -> None:
    """A pipe in a cell must not start another cell."""
    told = page("2-build.md")
    assert "| Signal | Limit | Here because |" in told
    assert "| p99 | 100 ms | somebody waits |" in told
    assert "share &#124; empty" in told


def test_empty_sections_are_left_out() -> None:
    """A heading without content is filler."""
    assert "{#privacy}" not in page("2-build.md")
    assert "{#latency}" not in page("2-build.md", facts={"waits": False})


def test_a_decision_that_is_not_needed_is_listed_with_its_cause() -> None:
    """It has no section of its own; the table of decisions says why."""
    assert "decision-queue_kind" not in page("2-build.md")
    assert '<span id="row-queue_kind">Queue</span> | somebody waits' in page("decisions.md")


def test_questions_carry_the_answers_and_mark_what_was_assumed() -> None:
    """What the spec says is bold; what it leaves out is marked, with what another answer would change."""
    asked = page("1-ask.md", facts={"scale.items": 7e6})
    assert "| How many items are there? | **7 M** | it sizes the index |" in asked
    assert "| Does somebody wait? | yes *(assumed)* | if no, the question of queue arises (answer: event log) |" in asked


def test_the_estimation_shows_arithmetic_range_and_what_it_decides() -> None:
    """Only numbers that something rests on are estimated."""
    assert "**5 GB** (2.5 GB to 10 GB) | <code>5 M × 1 kB</code>" in page("1-ask.md")
    assert "(2-build.md#decision-index_kind)" in page("1-ask.md")


def test_the_latency_budget_has_bars_a_table_and_the_sums() -> None:
    """Σp50, Σp99 and the modelled p99 stand beside the target."""
    told = page("2-build.md")
    assert "| Gateway | [1 ms](numbers.md#number-gateway-p50) | [5 ms](numbers.md#number-gateway-p99) |" in told
    assert "| *Sum of the stages* | [4 ms](numbers.md#number-path-sum_p50) | [14 ms](numbers.md#number-path-sum_p99) |" in told
    assert "| Target | | [100 ms](numbers.md#fact-latency-p99) |" in told
    assert "dg-chart" in design_pages(design())["shop/2-build.md"]


def test_broken_checks_come_with_the_nearest_change() -> None:
    """A broken budget is on the overview, not only in its section."""
    assert "**The index fits** (warning, 20 GB against" in page("index.md", facts={"scale.items": 2e7})
    assert "Nearest change: Shard it." in page("index.md", facts={"scale.items": 2e7})


def test_a_pin_shows_what_it_costs() -> None:
    """The free choice and the points given up are said."""
    told = page("2-build.md", choose={"index_kind": "hash"})
    assert "Pinned by the spec: the free choice would be search tree, and the pin gives up 1 point." in told, told


def test_notes_summary_and_owners_are_carried() -> None:
    """Free text goes to the page that it belongs to."""
    assert "> Ask the shop." in page("1-ask.md", notes={"ask": "Ask the shop."})
    assert "First.</p>\n\nSecond." in page("index.md", summary="First.\n\nSecond.")
    assert "*Owners: Ann, Bo*" in page("index.md", owners=("Ann", "Bo"))


def test_sources_list_only_what_is_cited_and_words_only_what_occurs() -> None:
    """A glossary of words that the document does not use is filler."""
    told = page("sources.md")
    assert "A book &#124; on trees" in told
    assert "**Index**" in told
    assert "Quorum" not in told


def test_a_dagger_marks_published_texts_that_nobody_read() -> None:
    """In the text, in the list with its meaning, and in the reference; what we say ourselves has none."""
    known = knowledge()
    book = replace(known.sources["book"], supports="Trees find a key", checked=False)
    unread = replace(known, sources={**known.sources, "book": book})
    pages = design_pages(design_for(spec(), unread, "two"))
    told = pages["shop/sources.md"]
    assert "† cited from memory" in told
    assert ", Knuth, D., 1973 †. Trees find a key. Cited for" in told
    assert told.count("†") == 2
    assert any(
        "Knuth 1973](" in text and '<abbr title="cited from memory, not read for this document">†</abbr>' in text
        for text in pages.values()
    )
    assert "2 sources; 1 marked †" in reference_pages(unread, [], {})["reference/sources.md"]
    assert "†" not in page("sources.md")


def test_the_cheat_sheet_counts_the_minutes_and_names_the_way_out() -> None:
    """Minutes a step, the numbers with their arithmetic, because and unless."""
    told = cheat_sheet(design())
    assert "## The story in 45 minutes" in told
    assert "| 15–45 | [Build](2-build.md#step-build) |" in told
    assert "**5 GB** index size = <code>5 M × 1 kB</code>" in told
    assert "nearly exact. *If the items fell to 1 M: full scan.*" in told


def test_one_file_links_within_itself_and_draws_each_picture_once() -> None:
    """The single document has no links to other pages and no repeated ids."""
    whole = document(design())
    assert not re.search(r"\]\([^)#]*\.md", whole)
    ids = re.findall(r"\{#([^}]+)\}", whole) + re.findall(r'\bid="([^"]+)"', whole)
    assert sorted(ids) == sorted(set(ids))
    assert set(re.findall(r"\]\(#([^)]+)\)", whole)) <= set(ids)


def test_every_link_between_pages_leads_to_an_id_that_exists() -> None:
    """Pages may be read by any Markdown site builder."""
    pages = {name.removeprefix("shop/"): text for name, text in design_pages(design()).items()}
    ids = {name: set(re.findall(r"\{#([^}]+)\}|\bid=\"([^\"]+)\"", text)) for name, text in pages.items()}
    for text in pages.values():
        for target, fragment in re.findall(r"\]\(([\w-]+\.md)#([^)]+)\)", text):
            assert any(fragment in pair for pair in ids[target]), (target, fragment)


def test_the_layout_is_clean_and_the_same_twice() -> None:
    """No carriage returns, trailing spaces or runs of blank lines; same input, same bytes."""
    pages = design_pages(design())
    assert pages == design_pages(design())
    for text in pages.values():
        assert "\r" not in text
        assert not re.search(r"[ \t]\n", text)
        assert "\n\n\n" not in text
        assert text.endswith("\n")


def test_the_index_has_a_card_a_design() -> None:
    """The card links to the design's pages, and has a square for each component in the colour of its plane."""
    told, made = index_page([totals(design())], design().knowledge), design()
    assert "## [A shop](shop/index.md)" in told
    assert re.findall(r'<i style="background:var\(--dg-plane-(\w+)\)">', told) == [
        part.plane for plane in PLANES for part in made.parts.values() if part.plane == plane
    ]


def test_the_head_of_a_page_holds_the_numbers_by_which_a_design_is_known() -> None:
    """Each leads to where it comes from; a file that is read elsewhere has none."""
    told, made = page("2-build.md"), design()
    assert made.latency is not None
    assert re.findall(r"<b>([^<]+)</b> <span>p99 <i>([^<]+)</i>", told) == [("11.4 ms", "of 100 ms")]
    assert '<a href="numbers.html#number-qps-peak">' in told or "qps.peak" not in made.numbers
    assert "dg-keys" not in cheat_sheet(made) + document(made) + document(made, printed=True)


def test_the_way_shows_where_one_is_and_leads_on() -> None:
    """The stops are the framework's steps; the last one leads to the tables."""
    told = page("2-build.md")
    assert re.findall(r'<a href="([\w.-]+)"( aria-current="step")?><b>(\d)', told) == [
        ("1-ask.html", "", "1"), ("2-build.html", ' aria-current="step"', "2"),
    ]  # fmt: skip
    assert '<a href="1-ask.html" rel="prev"><i>Before</i> 1. Ask</a>' in told
    assert '<a href="decisions.html" rel="next">' in told


def test_the_reference_shows_every_option_with_its_rules_and_users() -> None:
    """Placeholders print as names, since there is no spec to fill them."""
    pages = reference_pages(knowledge(), [design()], {"S001": "unknown fact"})
    told = pages["reference/decisions/index_kind.md"]
    size = "../quantities/all.md#quantity-index-bytes"
    assert "## Full scan {#option-index_kind-scan}" in told
    assert f'Needs <code>[index.bytes]({size} "Index size") &lt;= 1 GB</code>: [‹Index size›]({size}) must fit' in told
    assert "| Quality | +3 | always | exact by construction |" in told
    assert "| [A shop](../../shop/2-build.md#decision-index_kind) | nearly exact |" in told
    assert "| **ruled out**: 5 GB must fit in one core's time (5 GB &gt; 1 GB) |" in told.replace("&#39;", "'")
    assert "**1 point behind**: better on cost +2; worse on quality −3 |" in told
    assert "| AWS | API Gateway |" in pages["reference/components/edge.md"]
    assert "- Used to compute [index size](../quantities/all.md#quantity-index-bytes)" in pages["reference/facts/scale.md"]
    assert "| [S001](../problems/S001.md) | unknown fact |" in pages["reference/problems.md"]


def test_a_page_of_the_reference_names_ten_designs_and_counts_the_others() -> None:
    """An edited spec reaches few pages, and only those that say something else of it."""
    made: list[str] = []

    def pages(count: int, **changed: str) -> dict[str, str]:
        titles = [changed.get(f"shop_{place}", f"Shop {place:02}") for place in range(count)]
        known = known_of([design(title, id=f"shop-{place}") for place, title in enumerate(titles)])
        return usage_pages(knowledge(), known, keep)

    def keep(path: str, key: str, make: Callable[[], str]) -> str:
        made.append(key)
        return make()

    told = pages(13)["reference/decisions/index_kind.md"]
    assert "Chosen in 13 designs" in told
    assert told.count("| [Shop ") == 30
    assert "and 3 more" in told
    first = list(made)
    made.clear()
    pages(13, shop_12="Shop 99")
    assert set(made) == set(first)
    made.clear()
    pages(13, shop_0="Shop 0")
    assert 0 < len(set(made) - set(first)) < len(first)


def test_designs_are_listed_by_tag_and_technique() -> None:
    """A technique leads to where the reason stands."""
    shops = [design(f"Shop {place:02}", id=f"shop-{place}").spec.id for place in range(2)]
    known = known_of([design(f"Shop {place:02}", id=id) for place, id in enumerate(shops)])
    told = tags_page(knowledge(), known.outlines)
    both = "[Shop 00](shop-0/index.md), [Shop 01](shop-1/index.md)"
    assert f'| <span id="tag-task-find-things">Find things</span> | {both} |' in told
    assert f'| <span id="tag-speed-20-ms-to-100-ms">20 ms to 100 ms</span> | {both} |' in told
    option = "reference/decisions/index_kind.md#option-index_kind-tree"
    assert f"| [Search tree]({option}) | [Index](reference/decisions/index_kind.md#decision-index_kind) | {both} |" in told
