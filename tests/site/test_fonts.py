"""The fonts of the site: inside a style sheet, so that they are there before the first line is drawn, from disk as well."""

import base64
from pathlib import Path

from tests.site.conftest import ROOT

FONTS = ROOT / "site" / "fonts"
LICENCES = ROOT / "site" / "assets" / "fonts"  # go with the site
CSS = ROOT / "site" / "assets" / "css" / "fonts.css"
FACES = {"Inter": ("Inter.woff2", "400 700"), "Designgen Serif": ("DesigngenSerif.woff2", "600")}
HEAD = "/* made by python -m tests.site.test_fonts from site/fonts; licences in assets/fonts */\n"
STAND_INS = """@font-face { font-family: "Inter stand-in"; src: local("Arial"), local("Liberation Sans"), local("Arimo");
  size-adjust: 107.4%; ascent-override: 90.2%; descent-override: 22.5%; line-gap-override: 0%; }
@font-face { font-family: "Serif stand-in"; src: local("Times New Roman Bold"), local("Liberation Serif Bold");
  size-adjust: 113.7%; ascent-override: 90.2%; descent-override: 24.2%; line-gap-override: 0%; }
:root {
  --dg-sans: Inter, "Inter stand-in", "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif;
  --dg-serif: "Designgen Serif", "Serif stand-in", Georgia, serif;
  --dg-mono: ui-monospace, "SF Mono", "JetBrains Mono", Consolas, "Liberation Mono", "DejaVu Sans Mono", monospace;
}
"""
"""As wide and as tall as ours, for the moment in which a browser decodes them."""
MOST = 70_000  # bytes of both


def face(family: str, path: Path, weight: str) -> str:
    data = base64.b64encode(path.read_bytes()).decode()
    return f'@font-face{{font-family:"{family}";font-weight:{weight};src:url("data:font/woff2;base64,{data}") format("woff2")}}\n'


def written() -> str:
    return HEAD + STAND_INS + "".join(face(family, FONTS / name, weight) for family, (name, weight) in FACES.items())


def test_the_style_sheet_holds_the_fonts() -> None:
    """Renew with `python -m tests.site.test_fonts`."""
    assert CSS.read_text("utf-8") == written()


def test_both_are_small_and_free() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) < MOST
    licences = [path.read_text("utf-8") for path in LICENCES.glob("LICENSE-*.txt")]
    assert len(licences) == len(FACES)
    assert all("SIL OPEN FONT LICENSE" in text.upper() for text in licences)


if __name__ == "__main__":
    CSS.write_text(written(), "utf-8")
