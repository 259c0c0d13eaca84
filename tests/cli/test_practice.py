"""An interview on the command line: asked by lines of stdin, graded from a file."""

import json
from pathlib import Path

import pytest

from tests.cli.run import MINIMAL, SPEC, run

ANSWERS = Path(__file__).parent.parent / "study" / "answers"


def asked(*facts: str) -> str:
    """The line that asks for facts, by their numbers in the list."""
    from tests.study.test_exam import exam

    known = [one.fact for one in exam("ad-click-prediction").questions]
    return " ".join(str(known.index(fact) + 1) for fact in facts)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "mine.md"


def test_only_the_prompt_is_told_at_first() -> None:
    told = run("practice", SPEC, input="q\n").stdout
    before = told.split("What do you ask first?")[0]
    assert "the auction needs the probability" in before
    assert "10 ms" not in told
    assert told.rstrip().endswith("Ended here.")


def test_what_was_asked_is_answered_and_the_rest_stays_hidden() -> None:
    told = run("practice", SPEC, input=f"{asked('latency.p99', 'scale.daily_users')}\nxx\n99\n\nq\n").stdout
    assert "10 ms" in told
    assert "400 M" in told
    assert "100/day" not in told
    assert told.count("A number from 1 to ") == 2
    assert "Questions: 1 of the 8 on which most hangs" in told


def test_a_whole_interview_by_lines(kept: Path) -> None:
    lines = [
        asked("labels.delay", "latency.p99"),
        "",
        "?",
        "3",
        "",
        "b",
        "b",
        "1",
        "",
        "no expl",
        "",
        "the",
        "a",
        "4",
        "",
        "",
        "q",
    ]
    told = run("practice", SPEC, "--transcript", kept, input="\n".join(lines)).stdout
    assert "b goes back, a asks another question" in told
    assert "Ruled out. What decides it: the spec says a false alarm is worse." in told
    assert "It would be the choice with costlier error: a false alarm is worse" in told
    assert "agreed      no preference between the two errors" in told
    assert "None of the options is called that" not in told
    assert "Mark yourself" in told
    page = kept.read_text("utf-8")
    assert page.startswith("# Ad click prediction\n")
    assert "10 min" in page
    assert "**Error to avoid first**: no preference between the two errors – *agreed*" in page


def test_the_end_of_the_lines_ends_it_politely(kept: Path) -> None:
    found = run("practice", SPEC, "--transcript", kept, input="\n1\n")
    assert found.exit_code == 0
    assert "Ended here." in found.stdout
    assert "1 agreed" in found.stdout
    assert "Error to avoid first" in kept.read_text("utf-8")


def test_a_transcript_is_written_over_an_earlier_one_and_never_over_the_spec(kept: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert run("practice", SPEC, "--transcript", kept, input="q\n").exit_code == 0
    spec = tmp_path / "own.yaml"
    spec.write_bytes(Path(SPEC).read_bytes())
    found = run("practice", spec, "--transcript", spec, input="q\n")
    assert found.exit_code == 2 and "--transcript" in found.stderr and "is what this command reads" in found.stderr
    assert "What do you ask first?" not in found.stdout
    assert spec.read_bytes() == Path(SPEC).read_bytes()


def test_who_ends_early_hears_nothing_of_what_comes_later(kept: Path) -> None:
    told = run("practice", SPEC, "--transcript", kept, input="\n1\nq\n").stdout
    assert "Error to avoid first" in kept.read_text("utf-8")
    assert "Calibration" not in kept.read_text("utf-8")
    end = told.split("Ended here.")[1].split("Mark yourself")[0]
    assert "Error to avoid first" in end
    assert "Calibration" not in end
    assert "25 missing" in end


def test_ctrl_c_ends_it_with_the_marks() -> None:
    from designgen.cli.practice_session import Session
    from designgen.study.grading import graded
    from tests.shipped import SPECS, design
    from tests.study.test_exam import exam

    said: list[str] = []
    typed = iter(["\n", "1\n"])

    def read(_prompt: str) -> str:
        line = next(typed, None)
        if line is None:
            raise KeyboardInterrupt
        return line

    made = design(next(path for path in SPECS if path.stem == "ad-click-prediction"))
    found = Session(
        exam("ad-click-prediction"), read, said.append, lambda answers: graded(exam(made.spec.id), made, answers)
    ).run()
    assert found is not None
    assert "Ended here." in said


def test_own_marks_are_kept(kept: Path) -> None:
    run("practice", SPEC, "--transcript", kept, input="\n1\nq\n3\n7\n4\n\n")
    page = kept.read_text("utf-8")
    assert "own mark: good\n" in page
    assert "own mark: strong\n" in page


def test_a_hostile_title_moves_no_cursor(tmp_path: Path) -> None:
    spec = tmp_path / "s.yaml"
    spec.write_text('title: "A\\e[2J<b>*x* \\u202e"\ntask: predict_click\n', "utf-8")
    kept = tmp_path / "mine.md"
    told = run("practice", spec, "--transcript", kept, input="\n1\nq\n")
    assert "\x1b" not in told.output
    assert "\u202e" not in told.output
    assert "<b>" not in kept.read_text("utf-8")


@pytest.mark.parametrize(("name", "word"), [("good", "strong"), ("defensible", "solid"), ("wrong", "not there yet")])
def test_a_file_of_answers_is_graded(name: str, word: str) -> None:
    found = run("practice", SPEC, "--answers", ANSWERS / f"{name}.yaml")
    assert found.exit_code == 0
    assert found.stdout.splitlines()[1].endswith(f"of 26 key decisions: {word}")


def test_marks_as_json() -> None:
    found = json.loads(run("practice", SPEC, "--answers", ANSWERS / "wrong.yaml", "--json").stdout)
    assert found["overall"]["value"] < 0.15
    assert {"decision", "grade", "picked", "choice", "says", "score"} <= set(found["marks"][0])


def test_set_changes_what_is_right(tmp_path: Path) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_text("error_cost_priority: precision_first\n", "utf-8")
    assert "refuted     Error" in run("practice", SPEC, "--answers", answers).stdout
    other = run("practice", SPEC, "--answers", answers, "--set", "problem.error_cost=fp_worse", "--framework", "six_steps")
    assert "agreed      Error" in other.stdout


def test_mistakes_in_answers_end_with_their_places(tmp_path: Path) -> None:
    answers = tmp_path / "a.yaml"
    answers.write_text("hardware: gpuu\nhardwear: gpu\n", "utf-8")
    found = run("practice", SPEC, "--answers", answers)
    assert found.exit_code == 1
    assert f"{answers}:1:11: A002" in found.stderr
    assert "2 problems" in found.stderr
    assert run("practice", SPEC, "--answers", tmp_path / "none.yaml").exit_code == 1


def test_a_form_is_printed_or_written(tmp_path: Path) -> None:
    spec, form = tmp_path / "s.yaml", tmp_path / "form.yaml"
    spec.write_text(MINIMAL, "utf-8")
    run("practice", spec, "--blank", "-o", form)
    assert "\nhardware:\n" in form.read_text("utf-8")
    assert run("practice", spec, "--answers", form).exit_code == 1


@pytest.mark.parametrize(
    "words", [("--json",), ("--answers", "a", "--blank"), ("--blank", "--transcript", "t.md"), ("-o", "x.txt")]
)
def test_options_that_do_not_go_together_are_wrong_usage(words: tuple[str, ...]) -> None:
    assert run("practice", SPEC, *words).exit_code == 2


def test_a_random_problem_is_told_how_to_draw_it_again() -> None:
    found = run("practice", "--random", "--print")
    again = found.stderr.strip().removeprefix("the same problem again: designgen ").split()
    assert run(*again, "--print").stdout == found.stdout
    assert run(*again, "--print").stderr == ""


def test_a_drawn_spec_can_be_kept_and_checked(tmp_path: Path) -> None:
    spec = tmp_path / "drawn.yaml"
    run("practice", "--random", "--seed", "4", "--level", "junior", "--print", "-o", spec)
    assert run("check", spec).exit_code == 0
    told = run("practice", "--random", "--seed", "4", "--level", "junior", "--set", "latency.p99=9s", input="q\n").stdout
    title = spec.read_text("utf-8").split("title: '")[1].split("'")[0]
    assert told.startswith(title)


@pytest.mark.parametrize(
    "words",
    [(), (SPEC, "--random"), (SPEC, "--seed", "3"), (SPEC, "--level", "staff"), (SPEC, "--print"), ("--random", "--seed", "-1"),
     ("--random", "--level", "wizard"), ("--random", "--print", "--blank")],
)  # fmt: skip
def test_what_goes_with_random_goes_with_nothing_else(words: tuple[str, ...]) -> None:
    assert run("practice", *words).exit_code == 2


def test_the_levels_are_those_of_the_knowledge() -> None:
    from designgen.catalog.practice import LEVELS
    from designgen.cli import practice

    assert practice.LEVELS == LEVELS
