"""Input that nobody should have to fear: a located problem or harmless text, and never a traceback."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from designgen.cli.options import no_flips
from tests.cli.run import MINIMAL, run

LEVELS = (f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
BOMB = "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x]", *LEVELS])
FILES: dict[str, tuple[bytes, str]] = {
    "empty": (b"", ".yaml: Y006 "),
    "only-comments": (b"# nothing\n", ".yaml: Y006 "),
    "a-list": (b"- a\n- b\n", ".yaml: Y006 "),
    "a-scalar": (b"hello\n", ".yaml: Y006 "),
    "malformed": (b"title: [a\nscale: {", ":2:6: Y003 "),
    "tabs": (b"title: T\n\tscale: 5\n", "2:1: Y003 "),
    "two-documents": (b"title: T\n---\ntitle: U\n", ":3:1: Y003 "),
    "duplicate-key": (b"title: T\ntitle: U\n", "2:1: Y004 title is here twice"),
    "duplicate-inside": (b"title: T\nscale: {items: 5, items: 6}\n", "2:19: Y004 items is here twice"),
    "unknown-key": (b"title: T\ntsak: search\n", "2:1: S001 unknown key tsak\n  hint: did you mean task?"),
    "unknown-fact": (b"title: T\nlabels: {postive_rate: 1%}\n", "2:10: S001 unknown fact labels.postive_rate\n  hint: "),
    "apples": (b"title: T\nscale: {items: 10 apples}\n", '2:16: S003 scale.items: "10 apples" is not a number with a unit'),
    "bytes-as-time": (b"title: T\nlatency: {p99: 10 GB}\n", '2:16: S004 latency.p99: "10 GB" is bytes, but a time is wanted'),
    "out-of-range": (b"title: T\nlabels: {positive_rate: 200%}\n", "2:25: S005 labels.positive_rate"),
    "huge-number": (b"title: T\nscale: {items: 1e99}\n", "2:16: S005 scale.items"),
    "endless-number": (b"title: T\nscale: {items: " + b"9" * 5000 + b"}\n", "2:16: S003 scale.items"),
    "not-a-number": (b"title: T\nscale: {items: .nan}\n", "2:16: S003 scale.items"),
    "no-positives": (b"title: T\nlabels: {positive_rate: 0}\n", '2:25: S005 labels.positive_rate: "0" is outside 0.0001 %'),
    "all-positives": (b"title: T\nlabels: {positive_rate: 1}\n", "is outside 0.0001 % to 99.9999 %"),
    "no-users": (b"title: T\nscale: {daily_users: 0}\n", '2:22: S005 scale.daily_users: "0" is outside 1 to 20 B'),
    "no-requests": (b"title: T\nscale: {requests: 0/day}\n", "2:19: S005 scale.requests"),
    "too-many-items": (b"title: T\nscale: {items: 1e15}\n", '2:16: S005 scale.items: "1e15" is outside 1 to 1 T'),
    "no-time": (b"title: T\nlatency: {p99: 0 ms}\n", "2:16: S005 latency.p99"),
    "negative-load": (b"title: T\nscale: {peak_factor: -2}\n", "2:22: S005 scale.peak_factor"),
    "unknown-option": (b"title: T\nchoose: {ann_index: magic}\n", "2:21: S007 choose.ann_index"),
    "pinned-and-banned": (b"title: T\nchoose: {ann_index: hnsw}\navoid: {ann_index: hnsw}\n", "2:10: S009 choose.ann_index"),
    "deep": (b"title: " + b"[" * 100_000, "Y005 "),
    "deep-mappings": (b"title: T\n" + b"".join(b" " * n + b"a:\n" for n in range(60)), "Y005 "),
    "alias-bomb": (BOMB.encode(), "Y005 "),
    "own-alias": (b"a: &a [*a]\n", "1:8: Y003 "),
    "large": (b"# " + b"x" * 10_000_000, ".yaml: Y005 larger than"),
    "binary": (b"\x7fELF\x02\x01\x01\x00\xff\xfe\xfa", "1:9: Y002 not UTF-8 text"),
    "utf-16": ("title: T\n".encode("utf-16"), "1:1: Y002 not UTF-8 text"),
    "null-byte": (b"title: T\nsummary: \x00\n", ":2:10: Y003 "),
    "digits-of-others": ("title: T\nscale: {items: ٣٤}\n".encode(), "2:16: S003 scale.items"),
    "invisible-title": ("title: \u200b\u202e\n".encode(), "1:8: S002 title is empty"),
    "extends-long": (b"title: T\nextends: " + b"x" * 290 + b"\n", "2:10: S012 extends"),
    "surrogate": (b'title: "\\ud800"\n', "Y003 "),
    "python-tag": (b"!!python/object/apply:os.system [echo pwned]\n", ".yaml: Y006 "),
    "long-title": (b"title: " + b"x" * 201 + b"\n", "1:8: S014 title has 201 characters; at most 200 are read"),
    "extends-above": (b"title: T\nextends: ../../../etc/passwd\n", "2:10: S012 extends"),
    "extends-itself": (b"title: T\nextends: extends-itself.yaml\n", "2:10: S012 extends"),
}


@pytest.fixture
def without_flips(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaves out what else would flip each choice: most of the work of a design that nobody asked for before."""
    monkeypatch.setattr("designgen.cli.options.remembered_flips", no_flips)


@pytest.mark.parametrize("command", [("check",), ("design", "-f", "json")], ids=lambda words: words[0])
@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_a_located_problem_and_nothing_else(tmp_path: Path, name: str, command: tuple[str, ...]) -> None:
    content, expected = FILES[name]
    path = tmp_path / f"{name}.yaml"
    path.write_bytes(content)
    done = run(*command, path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{path}:")
    assert expected in done.stderr
    assert re.search(r"^\d+ problems?\n\Z", done.stderr, re.MULTILINE)
    assert len(done.stderr) < 2000


def test_mistakes_beyond_number_are_not_all_told(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("title: T\n" + "".join(f"k{number}: 1\n" for number in range(5000)))
    assert run("check", path).stderr.splitlines()[-1] == "1000 problems"


@pytest.mark.parametrize("command", [("check",), ("design",), ("compare",), ("simulate",), ("build", "-o", "never")])
def test_a_path_that_leads_nowhere_is_a_problem(tmp_path: Path, command: tuple[str, ...]) -> None:
    """A link to itself, a name longer than any file's, a pipe into which nobody writes."""
    loop, pipe = tmp_path / "loop.yaml", tmp_path / "pipe.yaml"
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    said = {path: run(*command, path) for path in (loop, pipe, tmp_path / ("x" * 5000))}
    assert [done.exit_code for done in said.values()] == [1, 1, 1]
    assert [re.findall(r": (Y\d+)", done.stderr) for done in said.values()] == [["Y001"], ["Y006"], ["Y001"]]


def test_a_spec_may_come_out_of_a_pipe() -> None:
    words = [sys.executable, "-m", "designgen", "check", "/dev/stdin"]
    assert subprocess.run(words, input=MINIMAL.encode(), capture_output=True, check=False).returncode == 0


def test_a_name_that_is_too_long_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(MINIMAL)
    done = run("design", tmp_path / "x.yaml", "-f", "json", "-o", tmp_path / ("x" * 300))
    assert (done.exit_code, done.stderr.split(": ")[1][:4]) == (1, "P003")
    assert [path.name for path in tmp_path.iterdir()] == ["x.yaml"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_behind_stdout_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text(MINIMAL)
    words = [sys.executable, "-m", "designgen", "design", str(tmp_path / "x.yaml"), "-f", "json"]
    with open("/dev/full", "wb") as full:
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "stdout: P003 No space left on device\n  hint: make room, then run the same command again\n1 problem\n",
    )


@pytest.mark.parametrize("command", ["design", "explain", "diagram", "compare", "simulate"])
def test_a_folder_or_nothing_in_place_of_a_file_is_a_problem(tmp_path: Path, command: str) -> None:
    absent = run(command, tmp_path / "absent.yaml")
    assert absent.exit_code == 1
    assert absent.stderr == f"{tmp_path}/absent.yaml: Y001 No such file or directory\n1 problem\n"
    folder = run(command, tmp_path)
    assert folder.exit_code == 1
    assert "Y001 this is a folder" in folder.stderr or "S017 no *.yaml in this folder" in folder.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(MINIMAL)
    path.chmod(0)
    assert "Y001 Permission denied" in run("design", path).stderr


def test_two_specs_with_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(MINIMAL + "id: same\n")
    done = run("check", tmp_path)
    first, *_ = done.stderr.splitlines()
    assert first == f"{tmp_path}/b.yaml:3:1: S015 the id same is also that of {tmp_path}/a.yaml"


def test_a_pin_that_its_requirements_forbid_says_which_one(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    spec = "title: T\ntask: search\nmodality: [text]\nscale: {items: 100B}\nlatency: {p99: 5 ms}\n"
    path.write_text(spec + "choose: {ann_index: exact}\n")
    done = run("check", path)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{path}:6:10: S011 choose.ann_index: ")


TITLES = [
    "<script>alert(1)</script>", "../../x", "{{7*7}}", "{% raw %}", "`code` | pipe", "# heading", "[x](javascript:alert(1))",
    "\u202eright to left", "שלום", "a\nb", "\u0007bell", "&lt;b&gt;", "]]>", "'\"", "$(touch x)", "–" * 200,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.usefixtures("without_flips", "quick_drawings")
@pytest.mark.parametrize("title", [*TITLES[:5], TITLES[6], *TITLES[10:13]])
def test_a_hostile_title_becomes_harmless_text(tmp_path: Path, title: str) -> None:
    """Those that mean something to HTML, to Markdown, to a template or to a terminal."""
    path = tmp_path / "x.yaml"
    path.write_text(f"title: {json.dumps(title)}\nsummary: {json.dumps(title)}\ntask: predict_click\n", encoding="utf-8")
    done = run("design", path)
    assert done.exit_code == 0
    for forbidden in ("<script>", "](javascript:", "49", "\u202e", "\x07"):
        head = "\n".join(done.stdout.splitlines()[:4])
        assert forbidden not in head


@pytest.mark.slow
@pytest.mark.usefixtures("without_flips")
@pytest.mark.parametrize("title", TITLES)
def test_a_hostile_title_is_the_same_text_to_a_program(tmp_path: Path, title: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(f"title: {json.dumps(title)}\ntask: predict_click\n", encoding="utf-8")
    assert json.loads(run("design", path, "-f", "json").stdout)["spec"]["title"] == " ".join(title.split())


def hostile_diagram(folder: Path, form: str) -> str:
    path = folder / "x.yaml"
    title = '</svg><script>alert(1)</script>"); import os; os.system("x'
    path.write_text(f"title: {json.dumps(title)}\ntask: predict_click\n")
    return run("diagram", path, "-f", form).stdout


def test_a_hostile_title_is_text_in_a_drawing(tmp_path: Path) -> None:
    root = ElementTree.fromstring(hostile_diagram(tmp_path, "svg"))
    assert not [item for item in root.iter() if item.tag.endswith("script")]


def test_a_hostile_title_is_a_literal_in_a_drawing_script(tmp_path: Path) -> None:
    tree = ast.parse(hostile_diagram(tmp_path, "python"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]


@pytest.mark.parametrize("name", ["a b.yaml", "x\n[31m.yaml", "-f.yaml", "ü.yaml", "$(x).yaml"])
def test_an_odd_file_name_is_only_a_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(MINIMAL)
    assert run("check", path).exit_code == 0
    path.write_text("title: T\nx: 1\n")
    done = run("check", path)
    assert done.exit_code == 1
    assert "\x1b" not in done.stderr


CONTRADICTIONS = {
    "more-candidates-than-items": ("scale: {items: 1k, candidates: 10k}", ":3:", "10 k eligible items a request cannot"),
    "less-than-the-network": ("latency: {p99: 0.1 ms, trigger: [request]}", ":3:11: ", "100 µs at p99 is less than one call"),
    "nothing-to-look-at": ("problem: {query: media_upload}\nmodality: [tabular]", ":4:", "A picture or clip starts the request"),
    "no-steps-to-tag": ("problem: {output: token_tags}\nmodality: [graph]", ":4:", "A tag for each token is asked for"),
    "nobody-waits-for-a-clock": ("problem: {query: schedule}\nlatency: {trigger: [request]}", ":4:", "A clock starts the work"),
    "data-that-must-stay": ("risk: {privacy: stays_on_device}", ":3:", "Raw data must not leave the device"),
}


@pytest.mark.slow
@pytest.mark.usefixtures("without_flips", "quick_drawings")
@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_facts_that_exclude_each_other_are_a_located_problem(tmp_path: Path, name: str) -> None:
    line, place, text = CONTRADICTIONS[name]
    path = tmp_path / "x.yaml"
    path.write_text(f"title: T\ntask: search\n{line}\n")
    done = run("check", path)
    assert (done.exit_code, done.stdout) == (1, "")
    assert place in done.stderr
    assert f"S018 {text}" in done.stderr
    assert "hint: " in done.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("without_flips", "quick_drawings")
@pytest.mark.parametrize("name", ["more-candidates-than-items", "data-that-must-stay"])
def test_the_document_says_too_that_facts_exclude_each_other(tmp_path: Path, name: str) -> None:
    """A number and a word; and what limit is broken."""
    path = tmp_path / "x.yaml"
    path.write_text(f"title: T\ntask: search\n{CONTRADICTIONS[name][0]}\n")
    designed = run("design", path)
    assert designed.exit_code == 0
    assert "**error**" in designed.stdout


EXTREMES = {
    "smallest": ["scale.requests=1/day", "scale.items=1", "scale.candidates=1", "scale.daily_users=1", "scale.training_rows=0"],
    "largest": ["scale.requests=100T/day", "scale.items=1T", "scale.candidates=1T", "scale.peak_factor=20", "sizing.zones=6"],
    "fastest": ["latency.p99=0.1ms", "scale.requests=100B/day", "sizing.wait_share=1%", "sizing.utilisation=95%"],
    "rarest": ["labels.positive_rate=0.0001%", "sizing.mde=0.01%"],
    "commonest": ["labels.positive_rate=99.9999%"],
}
ENDS = [
    ("smallest", "ad-click-prediction"), ("smallest", "video-search"), ("largest", "video-search"),
    ("largest", "harmful-content-detection"), ("fastest", "ad-click-prediction"), ("fastest", "harmful-content-detection"),
    ("rarest", "ad-click-prediction"), ("commonest", "harmful-content-detection"),
]  # fmt: skip
"""Each end at a spec or two of three kinds: a ranker, a search by vectors, a classifier."""


@pytest.mark.usefixtures("without_flips", "quick_drawings")
@pytest.mark.parametrize(("name", "spec"), ENDS)
@pytest.mark.slow
def test_at_the_ends_of_every_range_numbers_stay_finite_and_positive(name: str, spec: str) -> None:
    sets = [word for fact in EXTREMES[name] for word in ("--set", fact)]
    done = run("design", Path("specs") / f"{spec}.yaml", "-f", "json", *sets)
    assert done.exit_code == 0, done.stderr
    data = json.loads(done.stdout)
    for number in data["sized"].values():
        assert number["value"] is not None, number
        assert number["value"] >= 0, number
    for part in data["components"]:
        assert part["replicas"] is None or part["replicas"] >= 1, part
        assert part["usd_per_month"] is None or part["usd_per_month_low"] <= part["usd_per_month"] <= part["usd_per_month_high"]
    text = run("design", Path("specs") / f"{spec}.yaml", *sets).stdout
    assert not re.search(r"\b(?:nan|inf|-inf|unbounded)\b|\$-|−\$", text)


@pytest.mark.slow
@pytest.mark.usefixtures("without_flips", "quick_drawings")
def test_what_a_command_reads_is_never_written_over(tmp_path: Path) -> None:
    spec, link = tmp_path / "x.yaml", tmp_path / "link.svg"
    spec.write_text("title: T\ntask: recommend\n")
    link.symlink_to(spec)
    for arguments in (("design", spec, "-o", spec), ("explain", spec, "-o", link), ("diagram", spec, "overview", "-o", link)):
        done = run(*arguments)
        assert done.exit_code == 2
        assert "is what this command reads" in done.stderr
    assert spec.read_text() == "title: T\ntask: recommend\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("price", "says"),
    [
        ("low: -1, typical: 1, high: 2, date: 2026-11", "a price lies between 0 and a billion"),
        ("low: 1, typical: 1, high: 1e99, date: 2026-11", "a price lies between 0 and a billion"),
        ("low: 1, typical: 1, high: 2, date: yesterday", "must be a month, such as 2026-11"),
    ],
)
def test_a_price_that_cannot_be_is_refused_with_its_place(tmp_path: Path, price: str, says: str) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "prices.yaml").write_text(f"vcpu: {{name: V, unit: usd/hour, {price}, sources: [judgement]}}\n")
    done = run("check", pack)
    assert done.exit_code == 1
    assert "pack/prices.yaml:1:" in done.stderr
    assert says in done.stderr


def test_a_file_name_cannot_add_a_line_to_what_is_reported(tmp_path: Path) -> None:
    named = tmp_path / "a\nb.yaml:1:1: S001 forged\x1b[31m\udc80.yaml"
    done = run("check", named)
    assert done.exit_code == 1
    assert r"a\nb.yaml:1:1: S001 forged\x1b[31m\udc80.yaml: Y" in done.stderr
    assert len(done.stderr.splitlines()) == 2
