"""Sweeps: a row is what `decide` says, and the bytes do not depend on who made them or how often it was interrupted."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from designgen.cli.explore_mode import Asked
from designgen.cli.explore_plan import Job, planned
from designgen.cli.options import Given
from designgen.decisions import Case, decide
from designgen.explore.parts import Parts
from designgen.explore.sweep import finished, random_chunks
from designgen.explore.workers import Here, Workers, cluster, local
from designgen.problem import ProblemsFound
from tests.cli.run import SPEC, run
from tests.shipped import knowledge

OURS = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONDONTWRITEBYTECODE": "1"}
FEW = ("--decisions", "ann_index,caching", "--numbers", "qps.peak,waits")
USUAL: dict[str, Any] = {
    "sample": None, "table": None, "over": ("scale.items", "latency.p99"), "seed": 1, "limit": None,
    "facts": None, "decisions": "ann_index,caching", "numbers": "qps.peak", "workers": None, "scheduler": None, "fresh": False,
}  # fmt: skip


def job(out: Path, rows: int = 1000, chunk: int = 100, **values: Any) -> Job:
    """A random sweep in small chunks."""
    made = planned(Asked(None, Given((), (), "seven_steps"), {**USUAL, "sample": rows, "out": out, **values}), out)
    plan = replace(made.plan, chunk=chunk)
    return replace(made, plan=plan, parts=Parts(out, plan), every=random_chunks(plan))


def done(task: Job, workers: Workers) -> bytes:
    task.parts.open()
    for _ in task.finished(workers):
        pass
    return task.parts.out.read_bytes()


def here(task: Job) -> bytes:
    with local(1) as workers:
        return done(task, workers)


def asked(what: str, path: Path) -> list[tuple[Any, ...]]:
    return duckdb.connect().execute(f"select {what} from '{path}'").fetchall()


def rows(path: Path) -> list[dict[str, Any]]:
    found = duckdb.connect().execute(f"select * from '{path}'")
    return [dict(zip((column[0] for column in found.description or ()), row, strict=True)) for row in found.fetchall()]


def case(row: dict[str, Any]) -> Case:
    """What a row gives, as a case for the scalar program."""
    given = {name: value for name, value in row.items() if name in knowledge().facts and value is not None}
    return Case({name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}, {}, {})


def expected(row: dict[str, Any]) -> dict[str, Any]:
    """The decisions and numbers of a row as `decide` makes them."""
    values = decide(knowledge(), case(row)).values
    found: dict[str, Any] = {}
    for node in knowledge().program.decisions:
        ids = [option.id for option in node.options]
        code = values[node.name]
        chosen = [id for bit, id in enumerate(ids) if code >> bit & 1]
        found[node.name] = chosen if node.pick == "all" else ids[code - 1] if code else None
    return found | {name: values[name] for name in row if name in knowledge().quantities}


@pytest.mark.slow
def test_each_random_row_is_what_decide_says(tmp_path: Path) -> None:
    assert run("explore", "--sample", "60", "--seed", "5", "-o", tmp_path / "a.parquet", "--workers", "1").exit_code == 0
    found = rows(tmp_path / "a.parquet")
    assert [row["row"] for row in found] == list(range(1, 61))
    for row in found:
        for name, value in expected(row).items():
            assert row[name] == (pytest.approx(value, rel=1e-12) if isinstance(value, float) else value), name


def test_around_a_spec_what_it_gives_stays(tmp_path: Path) -> None:
    run("explore", SPEC, "--sample", "40", "--over", "scale.items", "-o", tmp_path / "a.parquet", "--decisions", "none")
    found = rows(tmp_path / "a.parquet")
    assert {*found[0]} - {"row"} - {*knowledge().quantities} == {"scale.items"}
    assert all(row["scale.items"] is not None for row in found)
    assert len({row["qps.peak"] for row in found}) == 1


def test_a_fact_varies_over_the_values_that_were_named(tmp_path: Path) -> None:
    ranges = ("--over", "scale.items=10k..2M", "--over", "modality=text,text+image", "--over", "problem.personalised")
    run("explore", SPEC, "--sample", "80", *ranges, "-o", tmp_path / "a.parquet", "--decisions", "none", "--numbers", "none")
    found = rows(tmp_path / "a.parquet")
    assert {*found[0]} == {"row", "scale.items", "modality", "problem.personalised"}
    assert {tuple(row["modality"]) for row in found} == {("text",), ("text", "image")}
    assert all(10_000 <= row["scale.items"] <= 2_000_000 for row in found)
    assert len({row["scale.items"] for row in found}) > 70


@pytest.mark.slow
def test_a_larger_sample_begins_with_the_smaller_one(tmp_path: Path) -> None:
    for count in (20, 50):
        run("explore", SPEC, "--sample", str(count), *FEW, "-o", tmp_path / f"{count}.csv")
    run("explore", SPEC, "--sample", "50", "--limit", "20", *FEW, "-o", tmp_path / "limited.csv")
    small = (tmp_path / "20.csv").read_text("utf-8")
    assert (tmp_path / "50.csv").read_text("utf-8").startswith(small)
    assert (tmp_path / "limited.csv").read_text("utf-8") == small


@pytest.mark.slow
def test_the_result_of_a_sweep_can_be_the_table_of_another(tmp_path: Path) -> None:
    run("explore", "--sample", "50", "-o", tmp_path / "a.parquet")
    again = run("explore", "--table", tmp_path / "a.parquet", "-o", tmp_path / "b.parquet")
    assert "not read, because it follows from the facts: " in again.stderr
    assert rows(tmp_path / "a.parquet") == rows(tmp_path / "b.parquet")


TABLE = """id,task,scale.daily_users,latency.p99,modality,latency.hard_deadline,data.features
one,predict_click,50M,100 ms,text;image,TRUE,
"two, quoted",find_similar,,1 s,"image, text",,raw

three,,,,,,
"""


def test_a_table_is_read_as_specs_are(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    assert run("explore", "--table", tmp_path / "t.csv", "-o", tmp_path / "out.parquet").exit_code == 0
    one, two, three = rows(tmp_path / "out.parquet")
    assert [row["id"] for row in (one, two, three)] == ["one", "two, quoted", "three"]
    assert (one["latency.p99"], one["modality"], one["latency.hard_deadline"]) == (0.1, ["text", "image"], True)
    assert (two["modality"], two["scale.daily_users"], two["data.features"]) == (["image", "text"], None, "raw")
    (tmp_path / "one.yaml").write_text(
        "title: One\ntask: predict_click\nscale.daily_users: 50M\nlatency.p99: 100 ms\nmodality: [text, image]\n"
        "latency.hard_deadline: true\n"
    )
    design = run("explore", tmp_path / "one.yaml", "--sample", "1", "--over", "year", "-o", tmp_path / "s.parquet")
    assert design.exit_code == 0
    same = [name for name, value in rows(tmp_path / "s.parquet")[0].items() if one.get(name) == value]
    assert len(same) > 150
    assert expected(three)["ann_index"] == three["ann_index"]


def test_a_table_on_top_of_a_spec(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("scale.items\n10\n10B\n", "utf-8")
    run("explore", SPEC, "--set", "choose.list_ranker_family=dlrm", "--table", tmp_path / "t.csv", "-o", tmp_path / "out.parquet")
    small, large = rows(tmp_path / "out.parquet")
    assert small["list_ranker_family"] == large["list_ranker_family"] == "dlrm"
    assert small["embeddings.bytes"] < large["embeddings.bytes"]


@pytest.mark.slow
def test_the_query_of_the_guide_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (Path(__file__).parents[2] / "site" / "docs" / "guide" / "sweeps.md").read_text("utf-8")
    run("explore", SPEC, "--over", "scale.items,latency.p99", "--sample", "200", *FEW, "-o", "out.parquet")
    query = page.split("```sql\n")[1].split("```")[0]
    assert sum(row[1] for row in duckdb.connect().execute(query).fetchall()) == 200


@pytest.mark.slow
def test_parquet_and_csv_say_the_same(tmp_path: Path) -> None:
    for suffix in ("parquet", "csv"):
        run("explore", SPEC, "--sample", "300", *FEW, "-o", tmp_path / f"a.{suffix}")
    a, b = rows(tmp_path / "a.parquet"), rows(tmp_path / "a.csv")
    for left, right in zip(a, b, strict=True):
        assert (left["qps.peak"], left["ann_index"], left["waits"]) == (right["qps.peak"], right["ann_index"], right["waits"])
        assert ";".join(left["caching"]) == (right["caching"] or "")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["parquet", "csv"])
def test_chunks_that_were_finished_before_are_not_made_again(tmp_path: Path, suffix: str) -> None:
    whole = here(job(tmp_path / f"whole.{suffix}"))
    halted = job(tmp_path / f"halted.{suffix}")
    halted.parts.open()
    with local(1) as workers:
        going = halted.finished(workers)
        assert [next(going) for _ in range(4)] == [0, 1, 2, 3]
        going.close()
    assert not halted.parts.out.exists()
    stamps = {path.name: path.stat().st_mtime_ns for path in halted.parts.folder.glob("*.*")}
    again = job(tmp_path / f"halted.{suffix}")
    assert again.parts.open() == 4
    with local(1) as workers:
        for number in again.finished(workers):
            kept = again.parts.path(number)
            assert number > 3 or kept.stat().st_mtime_ns == stamps[kept.name]
    assert again.parts.out.read_bytes() == whole
    assert not again.parts.folder.exists()


@pytest.mark.slow
def test_chunks_of_another_run_are_not_mixed_in(tmp_path: Path) -> None:
    first = job(tmp_path / "a.csv")
    first.parts.open()
    with local(1) as workers:
        next(going := first.finished(workers))
        going.close()
    other = job(tmp_path / "a.csv", seed=2)
    with pytest.raises(ProblemsFound, match=r"E004 .* not the same: seed\n  hint: --fresh throws them away"):
        other.parts.open()
    assert other.parts.open(fresh=True) == 0
    with local(1) as workers:
        assert done(other, workers) == here(job(tmp_path / "b.csv", seed=2))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a run in one process."""
    return here(job(tmp_path_factory.mktemp("alone") / "out.parquet", rows=6000, chunk=500))


@pytest.mark.slow
def test_two_processes_and_a_dead_one_make_the_same_bytes(tmp_path: Path, alone: bytes) -> None:
    task = job(tmp_path / "out.parquet", rows=6000, chunk=500)
    opened: list[Any] = []
    with local(2) as workers:

        def opening() -> Executor:
            opened.append(workers.open())
            return opened[-1]  # type: ignore[no-any-return]

        task.parts.open()
        for number, _ in enumerate(task.finished(replace(workers, open=opening))):
            if number == 2:
                os.kill(next(iter(opened[0]._processes)), signal.SIGKILL)
    assert len(opened) == 2
    assert task.parts.out.read_bytes() == alone


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_makes_the_same_bytes(tmp_path: Path, alone: bytes) -> None:
    with _cluster() as dask, cluster(dask.scheduler_address) as workers:
        assert workers.count == 2
        task = job(tmp_path / "out.parquet", rows=6000, chunk=500)
        task.parts.open()
        for number, _ in enumerate(task.finished(workers)):
            if number == 2:
                os.kill(next(iter(dask.workers.values())).pid, signal.SIGKILL)
    assert task.parts.out.read_bytes() == alone


def _cluster() -> Any:
    import distributed

    local_cluster: Any = distributed.LocalCluster
    return local_cluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)


@pytest.mark.slow
def test_a_scheduler_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designgen.explore.workers.PATIENCE", 1)
    found = run("explore", "--sample", "5", "-o", tmp_path / "a.csv", "--scheduler", "tcp://127.0.0.1:9")
    assert found.exit_code == 1
    assert "E006 no Dask scheduler answers at tcp://127.0.0.1:9" in found.stderr
    assert not list(tmp_path.iterdir())


def test_a_pool_that_is_found_broken_takes_no_chunk_with_it(tmp_path: Path) -> None:
    from concurrent.futures.process import BrokenProcessPool

    class Dead(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
            raise BrokenProcessPool("killed before")

    opened: list[Executor] = []

    def opening() -> Executor:
        opened.append(Here() if opened else Dead())
        return opened[-1]

    task = job(tmp_path / "a.csv")
    assert done(task, Workers(opening, (BrokenProcessPool,), 2)) == here(job(tmp_path / "b.csv"))
    assert len(opened) == 2


def test_workers_that_always_die_end_the_run(tmp_path: Path) -> None:
    from concurrent.futures.process import BrokenProcessPool

    class Dying(Executor):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
            from concurrent.futures import Future

            future: Future[Any] = Future()
            future.set_exception(BrokenProcessPool("killed"))
            return future

    task = job(tmp_path / "a.csv")
    with pytest.raises(ProblemsFound, match="E007 workers died 5 times without finishing a chunk"):
        done(task, Workers(Dying, (BrokenProcessPool,), 2))


@pytest.mark.slow
def test_an_interrupted_run_goes_on_from_its_finished_chunks(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "designgen", "explore", "--sample", "400000", *FEW, "--over", "scale.items", "--workers", "2"]
    words += ["-o", "a.parquet"]
    process = subprocess.Popen(words, cwd=tmp_path, stderr=subprocess.PIPE, text=True, env=OURS, preexec_fn=_interruptible)  # noqa: PLW1509
    _wait_for(tmp_path / "a.parquet.parts", 3)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert "finished chunks in a.parquet.parts; the same command goes on from there" in said
    assert "Traceback" not in said
    assert not (tmp_path / "a.parquet").exists()
    again = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True, check=True, env=OURS)
    assert "going on after " in again.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.parquet"]
    assert asked("count(*), max(row), count(distinct row)", tmp_path / "a.parquet") == [(400_000, 400_000, 400_000)]


def _interruptible() -> None:
    """Whoever runs the tests in the background has told them, and so us, to ignore interruptions."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _wait_for(folder: Path, count: int) -> None:
    until = time.monotonic() + 60
    while len(list(folder.glob("0*.parquet"))) < count:
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.slow
def test_a_full_disk_keeps_what_is_finished(tmp_path: Path) -> None:
    """RLIMIT_FSIZE stands for the full disk: the parts fit, the whole does not."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))"
    code = f"{limit}; from designgen.cli import main; main()"
    words = [sys.executable, "-c", code, "explore", "--sample", "20000", *FEW, "--workers", "1", "--over", "scale.items", "-o"]
    ran = subprocess.run([*words, "a.csv"], cwd=tmp_path, capture_output=True, text=True, check=False, env=OURS)
    assert ran.returncode == 1, ran.stderr
    assert "a.csv: E005 File too large" in ran.stderr
    assert not (tmp_path / "a.csv").exists()
    assert not list(tmp_path.rglob("*.new"))


def test_no_space_left_is_said_with_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = job(tmp_path / "a.csv")
    task.parts.open()
    calls: list[int] = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    said = r"E005 No space left on device; kept: 3 finished chunks in "
    with local(1) as workers, pytest.raises(ProblemsFound, match=said):
        list(finished(task.plan, task.every, task.parts, workers))
    assert sorted(path.name for path in task.parts.folder.iterdir()) == [
        "00000000.csv", "00000000.csv.sum", "00000001.csv", "00000001.csv.sum", "00000002.csv", "00000002.csv.sum",
        "manifest.json",
    ]  # fmt: skip
    assert not task.parts.out.exists()


def _halted(out: Path) -> Job:
    """A run that was stopped after three chunks."""
    task = job(out)
    task.parts.open()
    with local(1) as workers:
        going = task.finished(workers)
        assert [next(going) for _ in range(3)] == [0, 1, 2]
        going.close()
    return task


def test_damaged_chunks_are_made_anew(tmp_path: Path) -> None:
    parts = _halted(tmp_path / "a.csv").parts
    os.truncate(parts.path(0), 1000)
    parts.path(2).with_name("00000002.csv.sum").unlink()
    again = job(tmp_path / "a.csv")
    assert (again.parts.open(), again.parts.drop_damaged(), again.parts.count()) == (3, 2, 1)
    assert here(again) == here(job(tmp_path / "b.csv"))


@pytest.mark.slow
def test_a_damaged_chunk_is_told(tmp_path: Path) -> None:
    words = ("explore", "--sample", "20", *FEW, "--workers", "1", "-o", tmp_path / "a.csv")
    run(*words)
    whole = (tmp_path / "a.csv").read_bytes()
    made = planned(Asked(None, Given((), (), "seven_steps"), {**USUAL, "over": (), "sample": 20, "numbers": "qps.peak,waits"}),
                   tmp_path / "a.csv")  # fmt: skip
    made.parts.open()
    made.parts.keep(0, b"1,2\n")
    made.parts.path(0).write_bytes(b"1,\n")
    found = run(*words)
    assert found.stderr == "1 finished chunk is not as written, and made anew\n"
    assert (tmp_path / "a.csv").read_bytes() == whole


@pytest.mark.slow
def test_a_second_run_to_the_same_file_waits_its_turn(tmp_path: Path) -> None:
    words = ("explore", "--sample", "5", *FEW, "--workers", "1", "-o", tmp_path / "a.csv")
    parts = _halted(tmp_path / "a.csv").parts
    with parts.held():
        for flags in ((), ("--fresh",)):
            found = run(*words, *flags)
            assert (found.exit_code, "E004 another run is writing there" in found.stderr) == (1, True)
        assert parts.count() == 3
    assert run(*words, "--fresh").exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_what_stands_in_the_way_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("explore", "--sample", "5", *FEW, "--workers", "1", "-o", tmp_path / "p.csv")
    (tmp_path / "p.csv.parts").write_text("x")
    found = run(*words)
    assert f"{tmp_path}/p.csv.parts: E005 finished chunks are kept in a folder of this name, and it is a file" in found.stderr
    assert "hint: move it away" in found.stderr
    (tmp_path / "p.csv.parts").unlink()

    def barred(*_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", barred)
    found = run(*words)
    assert f"E005 the folder {tmp_path} cannot be written to\n  hint: write to a folder of yours" in found.stderr


BAD = """id,task,scale.daily_users,latency.p99,modality,priorities.cost,latency.hard_deadline
a,predict_clik,50M,100,text;imag,9,yes
b,,5 ms,1 year,,x,True
"""


def test_every_bad_cell_is_named_by_row_and_column(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(BAD, "utf-8")
    said = run("explore", "--table", tmp_path / "t.csv", "-o", tmp_path / "o.csv").stderr
    shown = tmp_path / "t.csv"
    for line in (
        f'{shown}:2:2: S007 row 1, task: "predict_clik" is unknown\n  hint: did you mean predict_click?',
        f'{shown}:2:4: S004 row 1, latency.p99: "100" is a plain number, but a time is wanted',
        f'{shown}:2:5: S007 row 1, modality: "imag" is not one of',
        f'{shown}:2:6: S005 row 1, priorities.cost: "9" is outside 0 to 5',
        f'{shown}:2:7: S006 row 1, latency.hard_deadline: "yes" is not true or false',
        f'{shown}:3:3: S004 row 2, scale.daily_users: "5 ms" is a time',
        f'{shown}:3:6: S003 row 2, priorities.cost: "x" is not a number with a unit',
        "8 problems",
    ):
        assert line in said
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_no_more_problems_than_anybody_reads(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("scale.items\n" + "much\n" * 1000, "utf-8")
    assert run("explore", "--table", tmp_path / "t.csv", "-o", tmp_path / "o.csv", *FEW).stderr.endswith("20 problems\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "E002 the table has no columns"),
        (b"scale.items\n", "E002 the table has no rows"),
        (b"id,title\n1,2\n", "E002 the table has no column that is a fact"),
        (b"scale.item\n5\n", "E001 column 1: unknown fact scale.item\n  hint: did you mean scale.items?"),
        (b"scale.items,scale.items\n5,5\n", 'E001 column 2: "scale.items" is here twice'),
        (b"scale.items;year\n5;6\n", "hint: set columns apart by commas, not semicolons"),
        (b"scale.items,choose.ann_index\n5,hnsw\n", "can only be the same for every row"),
        (b"scale.items,\n5,\n", "E001 column 2 has no name"),
        (b"scale.items,year\n5,2020\n6\n", ":3:1: E003 row 2 has 1 cells for 2 columns"),
        (b'scale.items,id\n5,"a"b\n', "E003 line 2: "),
        (b"scale.items\n\xff\xfe5\n", ":2:1: E003 line 2 is not UTF-8 (byte 1)"),
        (b"scale.items," + b"5" * 2_000_000, "E003 line 1 is longer than 1,000,000 bytes"),
        (bytes(range(256)) * 100, "E003 line 1 holds a zero byte"),
    ],
)
def test_what_is_no_table_is_said(tmp_path: Path, text: bytes, said: str) -> None:
    (tmp_path / "t.csv").write_bytes(text)
    found = run("explore", "--table", tmp_path / "t.csv", "-o", tmp_path / "o.csv", *FEW)
    assert found.exit_code == 1
    assert said in found.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_parquet_tables_are_checked_as_well(tmp_path: Path) -> None:
    select = 'select 7e99 as "scale.items", \'x\' as id, 3 as modality, true as "scale.daily_users"'
    duckdb.connect().execute(f"copy ({select}) to '{tmp_path / 't.parquet'}'")
    said = run("explore", "--table", tmp_path / "t.parquet", "-o", tmp_path / "o.csv", *FEW).stderr
    assert "E003 modality holds numbers; text or lists of words can be read" in said
    assert "E003 scale.daily_users holds truths; numbers or text can be read" in said
    duckdb.connect().execute(
        f"copy (select 7e99 as \"scale.items\", '50M' as \"scale.daily_users\") to '{tmp_path / 't.parquet'}'"
    )
    said = run("explore", "--table", tmp_path / "t.parquet", "-o", tmp_path / "o.csv", *FEW).stderr
    assert "S005 row 1, scale.items: 7e+99 is outside" in said
    (tmp_path / "t.parquet").write_bytes(b"PAR1 nothing PAR1")
    assert "E003 this is not a Parquet file" in run("explore", "--table", tmp_path / "t.parquet", "-o", tmp_path / "o.csv").stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "--sample, --table"),
        (("--sample", "5"), 2, "-o out.parquet or -o out.csv"),
        (("--sample", "5", "-o", "a.txt"), 2, "neither .parquet nor .csv"),
        (("--sample", "5", "--table", "t.csv", "-o", "a.csv"), 2, "--table does not go with --sample"),
        (("--table", "t.csv", "--over", "scale.items", "-o", "a.csv"), 2, "--over does not go with --table"),
        (("--sample", "5", "--workers", "2", "--scheduler", "tcp://x:1", "-o", "a.csv"), 2, "does not go with --scheduler"),
        (("--sample", "5", "--set", "year=2020", "-o", "a.csv"), 2, "--set changes a SPEC"),
        (("--sample", "5", "--over", "scale.item", "-o", "a.csv"), 1, "did you mean scale.items?"),
        (("--sample", "5", "--over", "scale.items=9M..1M", "-o", "a.csv"), 1, "is upside down"),
        (("--sample", "5", "--over", "scale.items=1s..9s", "-o", "a.csv"), 1, "is a time, but a plain number is wanted"),
        (("--sample", "5", "--facts", "scale.item", "-o", "a.csv"), 1, "did you mean scale.items?"),
        (("--sample", "5", "--decisions", "an_index", "-o", "a.csv"), 1, "did you mean ann_index?"),
        (("--sample", "5", "--numbers", "qps.peek", "-o", "a.csv"), 1, "did you mean qps.peak?"),
        (("--sample", "5", "--over", "nots", "-o", "a.csv"), 1, "S001 unknown fact nots\n1 problem"),
        (("--sample", "5", "--over", "", "-o", "a.csv"), 2, "'--over': it is empty"),
        *(
            (("--sample", "5", "-o", "a.csv", "--scheduler", text), 2, "is not tcp://HOST:PORT or tls://HOST:PORT")
            for text in ("", "nonsense", "tcp://", "tcp://host:abc", "tcp://host", "tcp://host:99999", "http://host:80")
        ),
        (("--table", "gone.csv", "-o", "a.csv"), 1, "E003 there is no such file"),
        (("--table", ".", "-o", "a.csv"), 1, "E003 this is not a file"),
    ],
)
def test_what_cannot_be_asked_for_is_said(
    words: tuple[str, ...], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("explore", *words)
    assert (found.exit_code, said in found.stderr) == (code, True), found.stderr


def test_unknown_names_are_said_all_at_once(tmp_path: Path) -> None:
    said = run(
        "explore", "--sample", "5", "--facts", "nope", "--decisions", "an_index", "--numbers", "nope3", "-o", tmp_path / "a.csv"
    )
    assert "not a fact that varies: nope\n  hint: such as " in said.stderr
    assert "unknown decision an_index\n  hint: did you mean ann_index?" in said.stderr
    assert "unknown number nope3\n  hint: such as " in said.stderr
    assert said.stderr.endswith("3 problems\n")


def test_no_text_of_a_table_becomes_a_formula(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,title,scale.items\n=1+1,@cmd,5\nplain,a=b,6\n", "utf-8")
    run("explore", "--table", tmp_path / "t.csv", "-o", tmp_path / "o.csv", "--decisions", "none", "--numbers", "none")
    assert (tmp_path / "o.csv").read_text("utf-8").splitlines()[1:] == ["1,'=1+1,'@cmd,5.0", "2,plain,a=b,6.0"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--json", "-f", "svg"), "--json does not go with -f svg"),
        (("--json", "-o", "x.svg"), "--json does not go with -o x.svg"),
        (("-o", "x.png"), "x.png ends in none of .txt, .svg, .html, .json"),
        (("--decision", ""), "'--decision': it is empty"),
    ],
)
def test_a_map_has_one_format(words: tuple[str, ...], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("explore", SPEC, "--over", "scale.items", *words)
    assert (found.exit_code, said in found.stderr) == (2, True), found.stderr
    assert not list(tmp_path.iterdir())


def test_a_result_never_replaces_its_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("scale.items\n5\n", "utf-8")
    assert "is what this command reads" in run("explore", "--table", tmp_path / "t.csv", "-o", tmp_path / "t.csv").stderr


@pytest.fixture(autouse=True)
def _no_rest(tmp_path: Path) -> Iterator[None]:
    """Whatever happened, nothing half-written is left."""
    yield
    assert not list(tmp_path.rglob("*.new"))
