"""What a browser finds wrong with a page: everything is looked at in one visit."""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.site.conftest import Scheme, Visit

WIDTHS = (1280, 820, 390)
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
SHIFTS = """new PerformanceObserver(list => {
    for (const one of list.getEntries()) window.shifted = (window.shifted || 0) + one.value;
}).observe({type: "layout-shift", buffered: true});"""
SETTLED = """() => document.fonts.ready.then(() => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 150)))))"""
CLIPPED = """() => [...document.querySelectorAll("article figure > svg, article figure > img")].flatMap(one => {
    const at = one.getBoundingClientRect(), frame = one.parentElement;
    const name = frame.id || one.getAttribute("class") || one.tagName;
    if (!one.checkVisibility()) return [];
    if (at.width < 20 || at.height < 10) return [`${name} is ${at.width} x ${at.height}`];
    const out = [...one.querySelectorAll("text, rect, circle")].filter(part => {
        const box = part.getBoundingClientRect();
        const over = [at.left - box.left, box.right - at.right, at.top - box.top, box.bottom - at.bottom];
        return box.width && Math.max(...over) > 2;
    }).map(part => part.textContent.slice(0, 30) || part.getAttribute("class"));
    const cut = getComputedStyle(frame).overflowX === "visible" && frame.scrollWidth > frame.clientWidth + 1;
    return [...(out.length ? [`${name} leaves its frame: ${out.slice(0, 3)}`] : []), ...(cut ? [`${name} is cut`] : [])];
})"""
WIDE = """() => {
    document.querySelectorAll("details").forEach(one => one.open = true);
    const most = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= most) return null;
    const out = [...document.querySelectorAll("body *")].filter(one => one.getBoundingClientRect().right > most + 1);
    return out.slice(-1).map(one => one.tagName + "." + one.getAttribute("class"))[0] || "something";
}"""
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SERIOUS = ("serious", "critical")


def faults(browser: Browser, html: Path, pages: Mapping[str, bool]) -> dict[str, list[str]]:
    """Pages below `html`, each with what is wrong with it: requests that leave the site, complaints, shifts, figures that do
    not fit, sideways scrolling; those alone of which there is something to say. All are looked at by one reader.

    `pages`: path -> with axe, too: serious findings, which takes as long as the page is large; of every second page in both
    schemes, whose colours come from one palette.
    """
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, color_scheme="light", reduced_motion="reduce")
    context.add_init_script(SHIFTS)
    try:
        found = {name: _faults(context, html, name, SCHEMES[: 1 + place % 2] if axe else ())
                 for place, (name, axe) in enumerate(pages.items())}  # fmt: skip
    finally:
        context.close()
    return {name: said for name, said in found.items() if said}


def _faults(context: BrowserContext, html: Path, name: str, schemes: Sequence[Scheme]) -> list[str]:
    visit, page = Visit(), context.new_page()
    try:
        page.set_default_timeout(20_000)
        visit.watch(page)
        page.goto((html / name).as_uri())
        page.evaluate(SETTLED)
        found = [f"moved by {shift:.4f} while loading" for shift in [page.evaluate("window.shifted || 0")] if shift]
        found += page.evaluate(CLIPPED)
        found += [one for scheme in schemes for one in _axe(page, scheme)]
        found += _wide(page)
        outside = [url for url in visit.requests if not url.startswith((html.as_uri(), "data:", "blob:", "about:"))]
        return [*found, *(f"asks for {url}" for url in outside), *visit.complaints]
    finally:
        page.close()


def _wide(page: Page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if over := page.evaluate(WIDE):
            found.append(f"wider than {width}: {over}")
    return found


def _axe(page: Page, scheme: Scheme) -> list[str]:
    """In light all rules; in dark those of colours, since all else is the same."""
    page.emulate_media(color_scheme=scheme)
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    rules = ", runOnly: ['color-contrast']" if scheme == "dark" else ""
    run = f"axe.run(document, {{preload: false, resultTypes: ['violations']{rules}}})"
    violations: list[dict[str, Any]] = page.evaluate(run)["violations"]
    found = [one for one in violations if one["impact"] in SERIOUS]
    return [f"{scheme} axe {one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found]
