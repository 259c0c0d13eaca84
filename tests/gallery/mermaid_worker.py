"""Mermaid in Chromium, in a process of its own: a flowchart as a line of JSON comes in, its SVG as a line of JSON goes out.

    python mermaid_worker.py CHROMIUM MERMAID.JS
"""

import json
import sys

_DRAW = """async text => {
    const {svg} = await mermaid.render('m', text), box = document.createElement('div');
    box.innerHTML = svg;
    return new XMLSerializer().serializeToString(box.firstElementChild);
}"""


def main(program: str, script: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.set_content("<!doctype html><body></body>")
        page.add_script_tag(path=script)
        page.evaluate("mermaid.initialize({startOnLoad: false})")
        for line in sys.stdin:
            print(json.dumps(page.evaluate(_DRAW, json.loads(line))), flush=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
