"""Which designs `compare` and `diff` take, what they say, and what they refuse."""

import json
import re
from pathlib import Path

import pytest

from designgen.resources import resource
from tests.cli.run import SPEC, run

SHOP = "title: A shop\ntask: recommend\nscale: {daily_users: 2M, items: 300k}\n"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP)
    return path


def labels(*words: str | Path) -> list[str]:
    return [one["label"] for one in json.loads(run("compare", *words, "--json").stdout)["designs"]]


def test_a_fact_is_varied() -> None:
    assert labels(SPEC, "--vary", "scale.daily_users=1M,1B") == ["daily active users 1 M", "daily active users 1 B"]


def test_two_facts_are_varied_in_every_combination(shop: Path) -> None:
    found = labels(shop, "--vary", "latency.p99=50ms,1s", "--vary", "priorities.cost=1,5")
    assert found == [f"p99 latency target {time}, priority of cost {cost}" for time in ("50 ms", "1 s") for cost in (1, 5)]


def test_a_single_value_stands_beside_the_spec(shop: Path) -> None:
    found = labels(shop, "--vary", "choose.rollback=manual_pointer_swap")
    assert found == ["as specified", "rollback one command that moves the pointer back"]


def test_profiles_stand_beside_the_spec(shop: Path) -> None:
    assert labels(shop, "--priorities", "cheapest,simplest") == ["as specified", "cheapest", "simplest"]


@pytest.mark.slow
def test_every_profile_changes_priorities_alone(shop: Path) -> None:
    found = json.loads(run("compare", shop, "--priorities", "cheapest,fastest,quality,simplest,balanced", "--json").stdout)
    assert all(row["name"].startswith("priorities.") for row in found["facts"] if not row["follows"])


WRONG = [
    (("--vary", "scale.users=1M,1B"), "S001", "did you mean scale.daily_users?"),
    (("--vary", "scale.daily_users=1M,1ms"), "S004", "is a time"),
    (("--vary", "latency.p99=1ns,10ms"), "S005", "is outside"),
    (("--vary", "latency.p99=10GB"), "S004", "a time is wanted"),
    (("--vary", "latency.p99"), "S016", "is not name=value,value"),
    (("--vary", "latency.p99=10ms,"), "S016", "is not name=value,value"),
    (("--vary", "title=a,b"), "S016", "cannot be set here"),
    (("--vary", "choose.rollback=manual_pointer_swp"), "S007", "did you mean manual_pointer_swap?"),
    (("--vary", "team.maturity=some,none"), "S007", "is not one of its"),
    (("--vary", "scale.daily_users=1M,2M", "--vary", "scale.daily_users=3M,4M"), "S008", "scale.daily_users is given twice"),
    (("--vary", "scale.daily_users=1M,1M"), "S008", '"1M" is given twice'),
    (("--vary", "latency.p99=1M,2M"), "S004", '"1M" is a plain number, but a time is wanted'),
    (("--vary", "latency.p99=5%"), "S004", "a time is wanted"),
    (("--priorities", ""), "S016", "is not name,name"),
    (("--priorities", "cheapest,cheapest"), "S008", "is given twice"),
    (("--priorities", "cheapst"), "S007", "did you mean cheapest?"),
    (("--vary", "priorities.cost=0,1,2,3,4,5,6"), "S030", "7 designs are too many"),
    (("--vary", "priorities.cost=1,2", "--vary", "priorities.quality=1,2", "--priorities", "fastest"), "S030", "8 designs"),
]


@pytest.mark.parametrize(("words", "code", "says"), WRONG)
def test_what_cannot_be_varied_is_a_problem_with_a_hint(shop: Path, words: tuple[str, ...], code: str, says: str) -> None:
    done = run("compare", shop, *words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert code in done.stderr
    assert says in done.stderr


def test_bans_of_one_decision_add_up_and_may_be_varied_twice(shop: Path) -> None:
    bans = ("avoid.rollback=manual_pointer_swap", "avoid.rollback=none")
    assert "given twice" not in run("compare", shop, "--vary", bans[0], "--vary", bans[1]).stderr


def test_a_spec_given_twice_is_a_problem_by_whatever_name(shop: Path) -> None:
    for again in (shop, shop.parent / ".." / shop.parent.name / shop.name):
        done = run("compare", shop, again)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "S008 this spec is given twice" in done.stderr


def test_seven_specs_are_too_many() -> None:
    done = run("compare", *sorted(resource("specs").glob("*.yaml"))[:7])
    assert done.exit_code == 1
    assert "7 designs are too many to compare; at most 6" in done.stderr


def test_variants_are_of_one_spec(shop: Path) -> None:
    assert run("compare", shop, SPEC, "--vary", "latency.p99=1s").exit_code == 2


def test_the_page_says_first_which_to_take() -> None:
    text = run("compare", SPEC).stdout
    top = text[: text.index("## At a glance")]
    assert "As specified and cheap meet the same demands." in top
    assert "Take cheap if the bill" in top
    assert "**Fast**, for p99 latency target down from 10 ms to 7 ms" in top
    assert "these demands are not met" in top
    assert text.index("## At a glance") < text.index("## Why they differ") < text.index("## Decisions that differ")


def test_a_spec_without_alternatives_stands_beside_profiles(shop: Path) -> None:
    done = run("compare", shop, "--json")
    assert [one["label"] for one in json.loads(done.stdout)["designs"]] == ["as specified", "cheapest", "fastest", "best quality"]
    assert "no alternatives" in done.stderr
    assert "no alternatives" not in run("compare", shop, "--vary", "latency.p99=50ms").stderr


def test_the_text_has_no_drawings_and_no_character_references(shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.md"
    assert run("compare", SPEC, "-o", out).exit_code == 0
    text = run("compare", SPEC).stdout
    assert out.read_text() == text
    assert not re.findall(r"<svg|<figure|<input|&#\d+;|\{#|\]\(", text)
    assert "| Priced components a month |" in text
    assert "designgen build" in text


def test_a_title_cannot_bring_markup_into_the_text(shop: Path) -> None:
    shop.write_text(SHOP.replace("A shop", "'<b>*x* &lt; [a](b) | `c` 1 < 2'"))
    text = run("compare", shop, "--vary", "latency.p99=50ms").stdout
    assert text.startswith(r"# &lt;b>\*x\* &amp;lt; \[a\](b) \| \`c\` 1 < 2")


@pytest.mark.slow
def test_answers_to_different_problems_are_not_ranked() -> None:
    text = run("compare", SPEC, resource("specs", "video-search.yaml")).stdout
    assert "answer different problems, so the problem decides which to take." in text
    assert "To borrow:" in text
    assert "meet the same demands" not in text


def changed(shop: Path, old: str, new: str) -> Path:
    path = shop.parent / "new.yaml"
    path.write_text(SHOP.replace(old, new))
    return path


def test_a_diff_says_what_changed_and_why(shop: Path) -> None:
    done = run("diff", shop, changed(shop, "2M", "5k"))
    assert (done.exit_code, done.stderr) == (0, "")
    assert "daily active users: 2 M → 5,000" in done.stdout
    assert "Because of daily active users 2 M → 5,000" in done.stdout
    assert "gradient-boosted trees" in done.stdout


def test_nothing_changed_is_one_line(shop: Path) -> None:
    done = run("diff", shop, changed(shop, "A shop", "Another title"), "--exit-code")
    assert (done.exit_code, done.stdout) == (0, "no design differs; the text differs: title\n")


def test_two_equal_specs_differ_in_nothing(shop: Path) -> None:
    assert run("diff", shop, shop).stdout == "no design differs\n"


def test_a_file_is_not_compared_with_a_folder(shop: Path) -> None:
    done = run("diff", shop, shop.parent)
    assert done.exit_code == 2
    assert "two files or two folders" in done.stderr


def test_all_that_is_missing_is_told_at_once(shop: Path) -> None:
    missing = shop.parent / "a.yaml", shop.parent / "b.yaml"
    for words in (missing, (*missing, "--old-knowledge", resource("knowledge"))):
        done = run("diff", *words)
        assert done.exit_code == 1
        assert [str(one) in done.stderr for one in missing] == [True, True]
        assert "2 problems" in done.stderr


def test_an_exit_code_tells_that_something_differs(shop: Path) -> None:
    assert run("diff", shop, changed(shop, "2M", "3M"), "--exit-code").exit_code == 1
    assert run("diff", shop, changed(shop, "2M", "3M")).exit_code == 0


def test_a_number_is_told_from_a_hundredth_on(shop: Path) -> None:
    little = json.loads(run("diff", shop, changed(shop, "2M", "2010000"), "-f", "json").stdout)["designs"][0]
    more = json.loads(run("diff", shop, changed(shop, "2M", "2100000"), "-f", "json").stdout)["designs"][0]
    assert "qps.peak" not in little["moved"]
    assert "qps.peak" in more["moved"]


def test_a_pull_request_gets_markdown_that_a_title_cannot_break(shop: Path) -> None:
    text = run("diff", shop, changed(shop, "A shop", '"<b>*x*"').parent / "new.yaml", "--set", "scale.items=5", "-f", "md").stdout
    assert text == "no design differs; the text differs: title\n"
    path = changed(shop, "2M", "5k")
    path.write_text(path.read_text().replace("A shop", '"<b>*x*"'))
    text = run("diff", shop, path, "-f", "md").stdout
    assert text.startswith("### &lt;b&gt;&#42;x&#42;: ")
    assert "<b>" not in text


def test_folders_are_matched_by_id(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, names in ((old, ("a", "b")), (new, ("b", "c"))):
        folder.mkdir()
        for name in names:
            (folder / f"{name}.yaml").write_text(SHOP.replace("A shop", name))
    done = run("diff", old, new, "--exit-code")
    assert (done.exit_code, done.stdout) == (1, "new: c\n\ngone: a\n")


def test_three_arguments_are_wrong_usage(shop: Path) -> None:
    assert run("diff", shop, shop, shop).exit_code == 2


@pytest.mark.slow
def test_changed_knowledge_is_told_with_the_file_behind_it(shop: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "priorities.yaml").write_text("cost: {name: Cost, says: what it costs to run, default: 5}\n")
    (pack / "glossary.yaml").write_text("Quorum sensing: A word without any effect.\n")
    done = run("diff", shop, "--new-knowledge", pack)
    assert done.exit_code == 0
    assert "Because of priorities.yaml" in done.stdout
    assert "glossary" not in done.stdout
