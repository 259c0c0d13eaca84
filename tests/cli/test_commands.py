"""What each command gives, where it goes, and how it exits."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from designgen.cli import COMMANDS
from designgen.resources import resource
from tests.cli.run import MINIMAL, SPEC, lines, run
from tests.shipped import slow

KEYS = ["schema_version", "spec", "facts", "quantities", "sized", "decisions", "components", "flows", "checks", "risks"]


def test_help_names_every_command() -> None:
    done = run("--help")
    assert done.exit_code == 0
    assert all(f"  {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    assert run(name, "--help").exit_code == 0


WRONG = [("desing",), ("design",), ("design", SPEC, "-f", "docx"), ("design", SPEC, "--nope"), ("compare", SPEC, "-o")]


@pytest.mark.parametrize("words", WRONG)
def test_wrong_usage_exits_with_2_and_says_so_on_stderr(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error" in done.stderr


def test_design_writes_the_promised_keys_to_stdout_and_nothing_to_stderr() -> None:
    done = run("design", SPEC, "-f", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert list(json.loads(done.stdout)) == KEYS


def test_design_twice_gives_the_same_bytes() -> None:
    assert run("design", SPEC, "-f", "json").stdout == run("design", SPEC, "-f", "json").stdout


def test_a_file_gets_what_stdout_would_get(tmp_path: Path) -> None:
    out = tmp_path / "x.json"
    done = run("design", SPEC, "-f", "json", "-o", out)
    assert done.stdout == ""
    assert out.read_text("utf-8") == run("design", SPEC, "-f", "json").stdout


def test_nothing_is_left_beside_a_written_file(tmp_path: Path) -> None:
    run("design", SPEC, "-f", "json", "-o", tmp_path / "x.json")
    assert [path.name for path in tmp_path.iterdir()] == ["x.json"]


def test_a_missing_output_folder_is_said_before_any_work(tmp_path: Path) -> None:
    done = run("design", tmp_path / "absent.yaml", "-o", tmp_path / "no/x.md")
    assert done.exit_code == 2
    assert f"the folder {tmp_path}/no does not exist" in done.stderr


def test_an_output_file_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert "is a folder, not a file" in run("design", SPEC, "-o", tmp_path).stderr


def test_a_failing_command_leaves_an_earlier_output_as_it_was(tmp_path: Path) -> None:
    out, spec = tmp_path / "x.json", tmp_path / "x.yaml"
    out.write_text("earlier")
    spec.write_text("title: T\nx: 1\n")
    assert run("design", spec, "-f", "json", "-o", out).exit_code == 1
    assert out.read_text() == "earlier"


def test_output_to_a_device_does_not_replace_the_device() -> None:
    assert run("design", SPEC, "-f", "json", "-o", "/dev/null").exit_code == 0
    assert not Path("/dev/null").is_file()


def design(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("design", SPEC, "-f", "json", *words).stdout)
    return found


def chosen(of: dict[str, Any]) -> dict[str, object]:
    return {item["id"]: item["chosen"] for item in of["decisions"]}


def values(of: dict[str, Any]) -> dict[str, Any]:
    return {name: fact["value"] for name, fact in of["facts"].items()}


def all_set(of: dict[str, Any]) -> list[str]:
    """Every printed fact as a `--set`."""
    words = []
    for name, value in values(of).items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        words += ["--set", f"{name}=[{','.join(value)}]" if isinstance(value, list) else f"{name}={text}"]
    return words


@pytest.mark.slow
def test_every_printed_fact_is_accepted_back_and_changes_nothing() -> None:
    before = design()
    after = design(*all_set(before))
    assert values(after) == values(before)
    assert chosen(after) == chosen(before)


def test_a_spec_with_every_fact_written_out_gets_the_same_design_under_any_task() -> None:
    words = all_set(design())
    assert chosen(design(*words, "--set", "task=forecast")) == chosen(design(*words, "--set", "task=search"))


@pytest.mark.slow
def test_the_shipped_specs_are_clean() -> None:
    done = run("check", resource("specs"))
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "no problems\n")


def test_check_reads_knowledge_and_specs_at_once(tmp_path: Path) -> None:
    (tmp_path / "pack/facts").mkdir(parents=True)
    (tmp_path / "pack/facts/x.yaml").write_text("own.fact: {name: Own, type: number}\n")
    done = run("check", tmp_path / "pack")
    assert done.exit_code == 1
    assert "pack/facts/x.yaml:1:11: K002 " in done.stderr


def test_explain_shows_the_ledger_and_every_rival_of_a_decision() -> None:
    text = run("explain", SPEC, "list_ranker_family").stdout
    first, *rest = lines(text)
    assert first.startswith("list_ranker_family: ")
    assert " -> " in first
    assert first.endswith(" points")
    item = next(one for one in design()["decisions"] if one["id"] == "list_ranker_family")
    assert all(any(line.strip().startswith(f"not {rival['id']}") for line in rest) for rival in item["rivals"])


def test_explain_without_a_decision_lists_all_that_were_needed() -> None:
    text = run("explain", SPEC).stdout
    needed = [item["id"] for item in design()["decisions"] if item["status"] != "not_needed"]
    assert all(f"   {id} -> " in text for id in needed)


def test_explain_suggests_the_decision_that_was_meant() -> None:
    done = run("explain", SPEC, "ann_indx")
    assert done.exit_code == 2
    assert "did you mean ann_index?" in done.stderr


def test_explain_as_json_is_the_decision_of_the_design() -> None:
    found = json.loads(run("explain", SPEC, "serving_mode", "--json").stdout)
    assert found["id"] == "serving_mode"
    assert found["rivals"]


def test_explain_says_what_a_pin_costs() -> None:
    free = json.loads(run("explain", SPEC, "list_ranker_family", "--json").stdout)
    rival = next(item["id"] for item in free["rivals"] if item["verdict"] == "behind")
    text = run("explain", SPEC, "list_ranker_family", "--set", f"choose.list_ranker_family={rival}").stdout
    assert f"without it {free['chosen']} would win; it costs" in text


def test_compare_of_one_spec_is_with_its_alternatives() -> None:
    found = json.loads(run("compare", SPEC, "--json").stdout)
    names = ["ad-click-prediction", "ad-click-prediction-cheap", "ad-click-prediction-fast"]
    assert [item["id"] for item in found["designs"]] == names
    assert all(len(row["shown"]) == 3 for row in found["facts"])


@pytest.mark.slow
def test_a_spec_without_alternatives_is_compared_with_the_usual_profiles(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(MINIMAL)
    done = run("compare", path)
    assert done.exit_code == 0
    assert "cheapest" in done.stderr
    assert "cheapest" in done.stdout.splitlines()[0]


def test_diagram_names_the_views_it_knows() -> None:
    done = run("diagram", SPEC, "overveiw")
    assert done.exit_code == 2
    assert "did you mean overview?" in done.stderr


STARTS = {"dot": "digraph", "mermaid": "---", "python": "from diagrams", "svg": "<svg"}


@pytest.mark.parametrize(("form", "start"), STARTS.items())
def test_diagram_writes_each_format(form: str, start: str) -> None:
    assert run("diagram", SPEC, "-f", form).stdout.startswith(start)


def test_new_writes_a_spec_that_check_accepts(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    done = run("new", "My own search", "--task", "search", "--set", "scale.items=5M", "-o", path)
    assert done.exit_code == 0
    assert run("check", path).exit_code == 0


def test_new_does_not_replace_a_file_unasked(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("mine")
    assert run("new", "X", "-o", path).exit_code == 2
    assert path.read_text() == "mine"
    assert run("new", "X", "-o", path, "--force").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--set", "scale.items=many"), 1),
        (("--set", "scale.itms=5"), 1),
        (("--set", "x"), 1),
        (("--set", "task=search"), 1),
        (("--set", "choose.ann_index=hnsw"), 1),
        (("--task", "cook"), 2),
    ],
)
def test_new_refuses_answers_that_check_would_refuse(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    path = tmp_path / "own.yaml"
    assert run("new", "X", *words, "-o", path).exit_code == code
    assert not path.exists()


@pytest.mark.parametrize("words", ["image,text", "[image, text]", "image text"])
def test_new_writes_a_list_however_it_was_given(words: str) -> None:
    assert "modality: [image, text]  #" in run("new", "X", "--set", f"modality={words}").stdout


def test_an_unknown_framework_is_a_problem_with_a_suggestion() -> None:
    done = run("design", SPEC, "--framework", "six_stps")
    assert (done.exit_code, lines(done.stderr)[1]) == (1, "  hint: did you mean six_steps?")


@pytest.mark.slow
def test_a_pack_on_top_may_add_a_fact_that_a_spec_can_give(tmp_path: Path) -> None:
    pack = tmp_path / "pack/facts"
    pack.mkdir(parents=True)
    fact = "{name: Colour, type: enum, values: {red: red}, default: red, ask: Which?, why: taste}"
    (pack / "own.yaml").write_text(f"own.colour: {fact}\n")
    words = ("design", SPEC, "-f", "json", "--set", "own.colour=red")
    assert run(*words).exit_code == 1
    found = json.loads(run(*words, "--knowledge", tmp_path / "pack").stdout)
    assert found["facts"]["own.colour"]["value"] == "red"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["knowledge", "own"])
def test_a_pack_may_replace_an_entry_of_ours_whatever_its_folder_is_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "sources.yaml").write_text("malkov2018: {title: Graphs, checked: true}\n")
    shown = run("knowledge", "show", "malkov2018", "--knowledge", tmp_path / name).stdout
    assert "title: Graphs\n" in shown


@pytest.mark.slow
def test_a_pack_is_not_blamed_for_what_it_lies_on(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text("own: {title: Own, checked: true}\n")
    assert "K009" not in run("knowledge", "check", tmp_path).stderr


@pytest.mark.parametrize(("name", "content"), [slow("\udcff.yaml", b"a: 1\n"), ("x.yaml", b"\xff"), ("x.yaml", b"# " * 10**6)])
def test_an_odd_file_in_a_pack_is_a_located_problem(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / name).write_bytes(content)
    done = run("check", SPEC, "--knowledge", tmp_path)
    assert done.exit_code == 1
    assert re.match(r".*/facts/.*\.yaml(:1:[14])?: [YK]00\d ", done.stderr)


def test_a_comparison_on_stdout_has_no_links_into_pages_that_are_not_there(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(MINIMAL + "alternatives: {cheap: {priorities: {cost: 5}}}\n")
    assert "](../" not in run("compare", path).stdout


def test_the_shipped_schema_is_up_to_date() -> None:
    shipped = resource("specs", "designgen.schema.json").read_text("utf-8")
    assert run("schema").stdout == shipped, "run: designgen schema -o specs/designgen.schema.json"


@pytest.mark.parametrize("kind", ["facts", "decisions", "components", "glossary"])
def test_knowledge_lists_each_kind(kind: str) -> None:
    done = run("knowledge", "list", kind)
    assert (done.exit_code, done.stderr) == (0, "")
    assert len(lines(done.stdout)) > 20


def test_the_rules_are_printed_as_a_program(tmp_path: Path) -> None:
    done = run("knowledge", "program", "-o", tmp_path / "designgen.js")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "var designgen = (" in (tmp_path / "designgen.js").read_text("utf-8")
    compile(run("knowledge", "program", "-f", "python").stdout, "picks.py", "exec")


@pytest.mark.parametrize("id", ["scale.items", "ann_index", "ann_index.hnsw", "ann_search", "malkov2018", "search", "qps.peak"])
def test_knowledge_shows_any_entry(id: str) -> None:
    assert f"id: {id}\n" in run("knowledge", "show", id).stdout
    assert json.loads(run("knowledge", "show", id, "--json").stdout)["id"] == id


def test_doctor_finds_everything_here() -> None:
    done = run("doctor", "--json")
    assert done.exit_code == 0
    assert {item["state"] for item in json.loads(done.stdout)} <= {"ok", "absent"}


def test_the_json_path_imports_nothing_heavy() -> None:
    code = (
        "import sys; from designgen.cli import main\n"
        f"main(['design', {SPEC!r}, '-f', 'json', '-o', '/dev/null'], standalone_mode=False)\n"
        "print(sorted({'pydantic', 'jinja2', 'lark', 'numpy', 'mkdocs', 'pygraphviz'} & set(sys.modules)))"
    )
    run("design", SPEC, "-f", "json")  # fills the cache
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_reader_that_goes_away_leaves_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-m", "designgen", "design", SPEC, "-f", "json"]
    with os.fdopen(writing, "wb") as out:
        done = subprocess.run(words, stdout=out, stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr == ""


def test_stderr_is_free_of_bars_in_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("title: T\nx: 1\n")
    words = [sys.executable, "-m", "designgen", "build", str(path), "-o", str(tmp_path / "out")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert lines(done.stderr)[-1] == "1 problem"
    assert not (tmp_path / "out").exists()


def test_new_asks_on_a_terminal_and_asks_again_what_it_cannot_read() -> None:
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "designgen", "new", "Asked"]
    with subprocess.Popen(words, stdin=theirs, stdout=subprocess.PIPE, stderr=theirs, text=True) as process:
        os.close(theirs)
        os.write(ours, b"search\n" + b"\n" * 5 + b"picture\nimage text\n" + b"\n" * 10)
        assert process.stdout is not None
        text = process.stdout.read()
    said = os.read(ours, 100_000).decode()
    os.close(ours)
    assert process.returncode == 0
    assert "modality: [image, text]  #" in text
    assert "not one of its 10 values" in said
