"""The page of a problem that no command shows at will: the line on it is what is raised."""

import re
import socket
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from designgen.cli.mending import problem_codes
from designgen.diagram.craft import judge
from designgen.diagram.exports.raster import to_png
from designgen.explore.chunks import made
from designgen.explore.plan import Chunk, Outputs, Plan, Sample
from designgen.explore.sweep import LOSSES, _too_many
from designgen.explore.workers import _unreachable
from designgen.paper.fit import _too_much
from designgen.paper.typesetter import ready, typeset
from designgen.preview.preview import builder_of
from designgen.preview.server import Served, listen
from designgen.preview.watch import Watch
from designgen.problem import Problem, ProblemsFound
from designgen.publish import build_site, write_pages
from designgen.spec.edit import with_value
from designgen.study.cards.apkg import as_apkg
from tests.cli.run import run
from tests.diagram.test_craft import LINE, WRONG, A, B, scene
from tests.site.test_docs import blocks
from tests.site.test_problem_pages import files, lines, page

Told = Callable[[Path, pytest.MonkeyPatch], set[str]]
NOT_HERE = ("P001", "P005", "V004")
"""The lines are those of MkDocs, of Jinja, or of what was edited; the tests of these raise them."""


def raised(act: Callable[[], object]) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        act()
    return found.value.problems


def without(package: str, act: Callable[[], object], *parts: str) -> Told:
    """What is raised where a package is not installed; `parts` of ours import it and are imported anew."""

    def told(_: Path, patch: pytest.MonkeyPatch) -> set[str]:
        for name in (package, *parts):
            patch.setitem(sys.modules, name, None)
        return lines(raised(act))

    return told


def of_no_picture() -> bytes:
    return to_png(None)  # type: ignore[arg-type]


def of_a_symbol(folder: Path, _: pytest.MonkeyPatch) -> set[str]:
    pytest.importorskip("typst")
    (folder / "one.typ").write_text('#set document(title: "t")\n#json(bytes(sys.inputs.data)).text', "utf-8")
    return lines(raised(lambda: typeset(folder / "one.typ", {"text": "\U00012000"})))


def of_a_full_page(_: Path, __: pytest.MonkeyPatch) -> set[str]:
    return lines((_too_much(1),))


def of_dying_workers(_: Path, __: pytest.MonkeyPatch) -> set[str]:
    return lines(_too_many(LOSSES + 1).problems)


def of_a_lonely_scheduler(_: Path, __: pytest.MonkeyPatch) -> set[str]:
    return lines(_unreachable("the scheduler at tcp://10.0.0.7:8786 has no workers").problems)


def of_other_knowledge(_: Path, __: pytest.MonkeyPatch) -> set[str]:
    plan = Plan("another", (), (), Outputs((), (), (), ()), "", 1, Sample(1, frozenset(), False, False, ()))
    return lines(made(plan, Chunk(0, 1, {}, [])).problems)


def of_a_link_out(folder: Path, patch: pytest.MonkeyPatch) -> set[str]:
    patch.chdir(folder)
    Path("build/docs").mkdir(parents=True)
    Path("build/docs/shop").symlink_to(folder)
    return lines(raised(lambda: write_pages({"shop/index.md": b"# Shop"}, Path("build/docs"))))


def of_a_foreign_folder(folder: Path, patch: pytest.MonkeyPatch) -> set[str]:
    patch.chdir(folder)
    Path("site").mkdir()
    Path("site/mkdocs.yml").write_bytes(files("P004")["site/mkdocs.yml"])
    return lines(raised(lambda: build_site({}, [], Path("site"))))


def of_a_shared_value(_: Path, __: pytest.MonkeyPatch) -> set[str]:
    text = next(text for language, _, text in blocks(page("S020")) if language == "yaml")
    return lines(raised(lambda: with_value(text, "scale.items", "4M", "shop.yaml")))


def of_a_taken_port(_: Path, __: pytest.MonkeyPatch) -> set[str]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        served = Served(None, None, None, "127.0.0.1")  # type: ignore[arg-type]
        return {line.replace(f":{port}:", ":8000:") for line in lines(raised(lambda: listen(served, port)))}


def of_a_folder_that_went(folder: Path, _: pytest.MonkeyPatch) -> set[str]:
    specs = folder / "specs"
    specs.mkdir()
    watch = Watch([specs], bool, lambda _: None)
    specs.rmdir()
    return {line.replace(str(folder), "/home/me") for line in lines(raised(watch.start))}


def of_another_builder(_: Path, patch: pytest.MonkeyPatch) -> set[str]:
    patch.setattr("designgen.preview.preview.find_spec", lambda _: None)
    return lines(raised(lambda: builder_of("zensical")))


def of_another_encoding(folder: Path, patch: pytest.MonkeyPatch) -> set[str]:
    patch.chdir(folder)
    Path("shop.yaml").write_bytes("title: café\n".encode("latin-1"))
    return set(run("check", "shop.yaml").stderr.splitlines())


def drawn(code: str) -> Told:
    def act(_: Path, __: pytest.MonkeyPatch) -> set[str]:
        lost = replace(scene(A, B, LINE), unplaced=("one",))
        wrong = lost if code == "D018" else scene(*WRONG[code], wide=1200 if code == "D011" else 600)
        return {str(fault) for fault in judge(wrong).faults}

    return act


TOLD: dict[str, Told] = {
    "C001": without("genanki", lambda: as_apkg([], 0), "designgen.study.cards.notes"),
    "T001": without("typst", ready),
    "D090": without("typst", of_no_picture),
    "T002": of_a_symbol, "T003": of_a_full_page, "E006": of_a_lonely_scheduler, "E007": of_dying_workers,
    "E008": of_other_knowledge, "P002": of_a_link_out, "P004": of_a_foreign_folder, "S020": of_a_shared_value,
    "V001": of_a_taken_port, "V002": of_a_folder_that_went, "V003": of_another_builder, "Y002": of_another_encoding,
} | {f"D{number:03}": drawn(f"D{number:03}") for number in range(1, 20)}  # fmt: skip


@pytest.mark.parametrize("code", TOLD)
def test_the_lines_of_a_page_are_those_that_are_told(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [text for language, title, text in blocks(page(code)) if language == "text" and not title]
    said = {line.strip() for text in texts for line in text.splitlines()}
    assert any(re.search(rf"\b{code} ", line) for line in said)
    assert said <= TOLD[code](tmp_path, monkeypatch)


def test_only_pages_that_need_more_show_lines_that_are_not_tried() -> None:
    tried = {code for code in problem_codes() if "```console" in page(code).read_text("utf-8")}
    assert tried | set(TOLD) | set(NOT_HERE) == set(problem_codes())
