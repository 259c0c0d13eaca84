"""Specs in files: ids, folders, `extends`, and `--set` on top."""

from pathlib import Path

import pytest

from designgen.problem import ProblemsFound
from designgen.spec import load_spec, load_specs
from tests.spec.known import codes_of, knowledge


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    assert load_spec(put(tmp_path, "My Search v2.yaml", "title: T\n"), knowledge()).id == "my-search-v2"


def test_an_id_in_the_file_wins(tmp_path: Path) -> None:
    assert load_spec(put(tmp_path, "x.yaml", "title: T\nid: own\n"), knowledge()).id == "own"


def test_a_file_name_that_the_site_needs_itself_is_refused(tmp_path: Path) -> None:
    assert codes_of(put(tmp_path, "reference.yaml", "title: T\n")) == ["S014"]


def test_a_title_is_required(tmp_path: Path) -> None:
    assert codes_of(put(tmp_path, "x.yaml", "task: search\n")) == ["S002"]


def test_a_spec_keeps_its_text(tmp_path: Path) -> None:
    text = "# about\ntitle: T\n"
    assert load_spec(put(tmp_path, "x.yaml", text), knowledge()).text == text


def test_a_spec_takes_from_the_one_it_extends_what_it_does_not_say(tmp_path: Path) -> None:
    base = "title: Base\nid: base\ntask: search\nscale: {items: 5, classes: 3}\nchoose: {ann_index: hnsw}\n"
    put(tmp_path, "base/b.yaml", base)
    known = load_spec(put(tmp_path, "x.yaml", "extends: base/b.yaml\ntitle: Own\nscale: {items: 7}\n"), knowledge())
    assert (known.id, known.title, known.task) == ("x", "Own", "search")
    assert known.facts == {"scale.items": 7, "scale.classes": 3}
    assert known.choose == {"ann_index": "hnsw"}


def test_an_extended_spec_may_look_beside_itself_but_not_above_the_first(tmp_path: Path) -> None:
    put(tmp_path, "top.yaml", "title: Top\n")
    put(tmp_path, "in/a.yaml", "extends: ../in/b.yaml\ntitle: A\n")
    put(tmp_path, "in/b.yaml", "title: B\nscale: {items: 5}\n")
    assert load_spec(tmp_path / "in/a.yaml", knowledge()).facts == {"scale.items": 5}
    assert codes_of(put(tmp_path, "in/c.yaml", "extends: ../top.yaml\ntitle: C\n")) == ["S012"]


@pytest.mark.parametrize("target", ["/etc/passwd", "../x.yaml", "a/../../x.yaml", "absent.yaml", "x.yaml", "..\\\\x.yaml", "sub"])
def test_extends_reaches_only_other_files_of_the_folder(tmp_path: Path, target: str) -> None:
    (tmp_path / "here/sub").mkdir(parents=True)
    put(tmp_path, "x.yaml", "title: Outside\n")
    assert codes_of(put(tmp_path, "here/x.yaml", f'title: T\nextends: "{target}"\n')) == ["S012"]


def test_extends_does_not_follow_a_link_out_of_the_folder(tmp_path: Path) -> None:
    put(tmp_path, "secret.yaml", "title: Secret\n")
    path = put(tmp_path, "here/x.yaml", "title: T\nextends: link.yaml\n")
    (tmp_path / "here/link.yaml").symlink_to(tmp_path / "secret.yaml")
    assert codes_of(path) == ["S012"]


def test_specs_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", "title: A\nextends: b.yaml\n")
    assert codes_of(put(tmp_path, "b.yaml", "title: B\nextends: a.yaml\n")) == ["S012"]


def test_a_mistake_in_an_extended_file_has_that_files_place(tmp_path: Path) -> None:
    put(tmp_path, "b.yaml", "scale: {items: many}\n")
    with pytest.raises(ProblemsFound) as found:
        load_spec(put(tmp_path, "a.yaml", "title: A\nextends: b.yaml\n"), knowledge())
    assert str(found.value.problems[0].place) == f"{tmp_path}/b.yaml:1:16"


def test_a_folder_stands_for_its_sorted_specs_without_those_that_are_only_extended(tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "_base.yaml", "notes.txt"):
        put(tmp_path, name, f"title: {name}\n")
    assert [one.id for one in load_specs([tmp_path], knowledge())] == ["a", "b"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = put(tmp_path, "a.yaml", "title: A\n")
    assert len(load_specs([path, tmp_path], knowledge())) == 1


def test_two_specs_with_one_id_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", "title: A\n")
    put(tmp_path, "b.yaml", "title: B\nid: a\n")
    with pytest.raises(ProblemsFound) as found:
        load_specs([tmp_path], knowledge())
    assert [(one.code, one.place.path, one.place.line) for one in found.value.problems] == [("S015", f"{tmp_path}/b.yaml", 2)]


def test_the_mistakes_of_all_files_are_found_at_once(tmp_path: Path) -> None:
    put(tmp_path, "a.yaml", "title: A\nx: 1\n")
    put(tmp_path, "b.yaml", "title: [\n")
    with pytest.raises(ProblemsFound) as found:
        load_specs([tmp_path], knowledge())
    assert [one.code for one in found.value.problems] == ["S001", "Y003"]


def test_a_folder_without_specs_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        load_specs([tmp_path], knowledge())
    assert found.value.problems[0].code == "S017"


@pytest.mark.parametrize(
    ("sets", "name", "value"),
    [
        (["scale.items=7M"], "scale.items", 7_000_000),
        (["scale.items=7", "scale.items=8"], "scale.items", 8),
        (["scale.requests=462962.9"], "scale.requests", 462962.9),
        (["latency.p99=0.01"], "latency.p99", 0.01),
        (["latency.p99=10 ms"], "latency.p99", 0.01),
        (["modality=image,text"], "modality", ("image", "text")),
        (["modality=[image, text]"], "modality", ("image", "text")),
        (["modality=video"], "modality", ("video",)),
        (["data.shared=true"], "data.shared", True),
        (["priorities.cost=0"], "priorities.cost", 0),
    ],
)
def test_set_overrides_a_fact_and_takes_base_units_back(tmp_path: Path, sets: list[str], name: str, value: object) -> None:
    path = put(tmp_path, "x.yaml", "title: T\nscale: {items: 5}\n")
    assert load_spec(path, knowledge(), sets).facts[name] == value


def test_set_pins_and_bans(tmp_path: Path) -> None:
    path = put(tmp_path, "x.yaml", "title: T\nchoose: {ann_index: exact}\n")
    known = load_spec(path, knowledge(), ["avoid.ann_index=exact", "avoid.ann_index=ivf", "avoid.metrics=[mrr]"])
    assert (known.choose, known.avoid) == ({}, {"ann_index": ("exact", "ivf"), "metrics": ("mrr",)})


def test_set_may_change_the_task(tmp_path: Path) -> None:
    path = put(tmp_path, "x.yaml", "title: T\ntask: search\n")
    assert load_spec(path, knowledge(), ["task=score"]).presets == {"problem.output": "score"}


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("scale.items", "S016"), ("=5", "S016"), ("scale.items=", "S016"), ("title=x", "S016"), ("extends=x.yaml", "S016"),
        ("scale.itms=5", "S001"), ("latency.p99=10 GB", "S004"), ("scale.items=0", "S005"), ("choose.ann_index=x", "S007"),
        ("choose.x=y", "S001"), ("avoid.ann_index=[exact,hnsw,ivf]", "S009"), ("scale=5", "S006"), ("\udcff=1", "S001"),
    ],
)  # fmt: skip
def test_a_mistake_in_set_is_located_there(tmp_path: Path, item: str, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        load_spec(put(tmp_path, "x.yaml", "title: T\n"), knowledge(), [item])
    assert [(one.code, str(one.place)) for one in found.value.problems] == [(code, "--set")]
