"""YAML with places, and its limits."""

from pathlib import Path

import pytest

from designgen.problem import ProblemsFound
from designgen.yamlio import MAX_BYTES, Table, parse_yaml, text_of


def codes(text: str) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        parse_yaml(text, "x.yaml")
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in found.value.problems]


def test_scalars_stay_text_and_keys_know_their_place() -> None:
    table = parse_yaml("a: on\nb: {c: 1:30, d: }\n", "x.yaml")
    inner = table["b"]
    assert isinstance(inner, Table)
    assert (table["a"], inner["c"], inner["d"]) == ("on", "1:30", None)
    assert str(inner.at("c")) == "x.yaml:2:5"


def test_a_quoted_empty_text_is_text() -> None:
    assert parse_yaml('a: ""\n', "x")["a"] == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\na: 2\nb: 1\nb: 3\n", ["2:1 Y004", "4:1 Y004"]),
        ("a: [1\n", ["2:1 Y003"]),
        ("", ["0:1 Y006"]),
        ("- 1\n", ["0:1 Y006"]),
        ("a: *x\n", ["1:4 Y003"]),
        ("a: &x [*x]\n", ["1:8 Y003"]),
        ("[1]: 2\n", ["1:1 Y007"]),
        ("a: 1\n---\nb: 2\n", ["3:1 Y003"]),
        ("a: \x00\n", ["1:4 Y003"]),
        ("é: 1\nb: é\x07\n", ["2:5 Y003"]),
    ],
)
def test_malformed_text_is_a_located_problem(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_deep_nesting_is_refused_without_recursion() -> None:
    assert codes("a: " + "[" * 50_000)[0].endswith("Y005")


def test_an_alias_bomb_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert codes("\n".join(lines))[0].endswith("Y005")


def test_unreadable_files_are_problems(tmp_path: Path) -> None:
    (tmp_path / "big.yaml").write_bytes(b"a: 1\n" * MAX_BYTES)
    (tmp_path / "binary.yaml").write_bytes(b"a: 1\nb: \xff\xfe\n")
    cases = {tmp_path: "Y001", tmp_path / "absent.yaml": "Y001", tmp_path / "big.yaml": "Y005", tmp_path / "binary.yaml": "Y002"}
    for path, code in cases.items():
        with pytest.raises(ProblemsFound) as found:
            text_of(path, str(path))
        assert [problem.code for problem in found.value.problems] == [code]
