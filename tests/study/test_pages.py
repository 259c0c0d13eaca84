"""The pages to practise on, as they are written: data in their place, and nothing told before it is asked."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from designgen.study.exam import GRADES
from designgen.study.pages import FEW, as_json, cards_data, cards_page, drill_data, drill_page, entry, practice, problems_page
from tests.study.exams import CARDS, EXAM, HOSTILE, STEPS, answers

PAGE = drill_page(EXAM)


class Scripts(HTMLParser):
    """The elements of a page, its data, and its text outside of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.inside, self.data, self.text = "", "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.inside = tag if tag == "script" else ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.data += data
        else:
            self.text += data


def test_the_page_reads_back_as_the_exam() -> None:
    assert json.loads(Scripts(PAGE).data) == json.loads(json.dumps(drill_data(EXAM)))


@pytest.mark.parametrize("page", [PAGE, cards_page(EXAM, CARDS, STEPS)], ids=["drill", "cards"])
def test_no_text_gets_out_of_its_place(page: str) -> None:
    seen = Scripts(page)
    assert seen.names.count("script") == 3
    assert not {"img", "i", "b"} & set(seen.names)
    assert as_json(HOSTILE)[1:-1] in page
    assert "</script><img" not in page


def test_outside_of_its_data_a_page_tells_the_prompt_and_nothing_else() -> None:
    told = Scripts(PAGE).text
    assert "Show ads." in told and "Earn <i>money</i>." in told
    for hidden in ("40 M items", "Says agreed", "Because of index", "Answer about", "way 1", "How many items"):
        assert hidden not in told


@pytest.mark.parametrize("text", ["</script>", "<!--<script>", "a & b", "\u2028", "\ud800", "שלום 😀", '"\\'])
def test_any_text_stands_in_a_script_element(text: str) -> None:
    written = as_json({"text": text})
    assert json.loads(written) == {"text": text}
    assert not re.search("[<&\n\u2028]", written) and written.isascii()


def test_the_order_of_answers_tells_nothing() -> None:
    graded = answers(*("refuted", "weak", "agreed", "defensible"))
    item = replace(EXAM.stages[1].items[0], answers=graded)
    shown = []
    for turned in (graded, graded[::-1]):
        stage = replace(EXAM.stages[1], items=(replace(item, answers=turned),))
        shown.append(drill_data(replace(EXAM, stages=(stage,)))["stages"][0]["items"][0]["answers"])
    assert shown[0] == shown[1]
    assert [one["name"] for one in shown[0]] == sorted(one["name"] for one in shown[0])


def test_of_many_answers_the_least_likely_wait() -> None:
    graded = answers(*("refuted",) * 9, "agreed", "weak", "defensible")
    stage = replace(EXAM.stages[1], items=(replace(EXAM.stages[1].items[0], answers=graded),))
    near = [one for one in drill_data(replace(EXAM, stages=(stage,)))["stages"][0]["items"][0]["answers"] if not one["far"]]
    assert len(near) == FEW
    assert {one["grade"] for one in near} == set(GRADES)


def test_pictures_are_put_together_again_from_their_pieces() -> None:
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    data = cards_data(CARDS, STEPS, "../")
    assert data["wide"] == 2
    for name in ("picture", "shown"):
        text = data["cards"][2][name]
        numbers = [64 * signs.index(text[at]) + signs.index(text[at + 1]) for at in range(0, len(text), 2)]
        assert "".join(data["pieces"][number] for number in numbers) == getattr(CARDS[2], name)


def test_links_lead_from_the_page_to_the_section() -> None:
    assert drill_data(EXAM)["stages"][1]["items"][0]["link"] == "../demo/4-model.html#decision-index"
    assert [cards_data(CARDS[:1], STEPS, up)["cards"][0]["link"][:6] for up in ("../", "")] == ["../dem", "demo/4"]


def test_the_list_names_problems_without_their_answers() -> None:
    listed = problems_page([entry(EXAM, CARDS)])
    assert "45 minutes · 4 questions to ask · 3 decisions, 1 of them close · 3 cards" in listed
    assert 'href="demo/practice.html"' in listed and 'data-guids="guid-one guid-two guid-three"' in listed
    assert "way" not in listed and "Says" not in listed and "<img" not in listed
    assert sorted(practice(EXAM, CARDS, STEPS).pages) == ["demo/cards.md", "demo/practice.md"]
