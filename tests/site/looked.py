"""What a browser finds wrong with a page: everything is looked at in one visit."""

from importlib.resources import files
from typing import Any

from playwright.sync_api import Browser, Page

from tests.site.conftest import Visit

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
SERIOUS = ("serious", "critical")


def faults(browser: Browser, address: str, inside: str, axe: bool) -> list[str]:
    """Requests that leave `inside`, complaints, shifts, figures that do not fit, sideways scrolling.

    `axe`: serious findings in both schemes as well, which takes as long as the page is large.
    """
    visit = Visit()
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900}, color_scheme="light", reduced_motion="reduce")
    try:
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.add_init_script(SHIFTS)
        visit.watch(page)
        page.goto(address)
        page.evaluate(SETTLED)
        found = [f"moved by {shift:.4f} while loading" for shift in [page.evaluate("window.shifted || 0")] if shift]
        found += page.evaluate(CLIPPED)
        found += _axe(page) if axe else []
        found += _wide(page)
        outside = [url for url in visit.requests if not url.startswith((inside, "data:", "blob:", "about:"))]
        return [*found, *(f"asks for {url}" for url in outside), *visit.complaints]
    finally:
        context.close()


def _wide(page: Page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        if over := page.evaluate(WIDE):
            found.append(f"wider than {width}: {over}")
    return found


def _axe(page: Page) -> list[str]:
    """In light all rules; in dark those of colours, since all else is the same."""
    page.evaluate(AXE)
    found = _violations(page, "")
    page.emulate_media(color_scheme="dark")
    return found + [f"dark {one}" for one in _violations(page, ", runOnly: ['color-contrast']")]


def _violations(page: Page, more: str) -> list[str]:
    run = f"axe.run(document, {{preload: false, resultTypes: ['violations']{more}}})"
    violations: list[dict[str, Any]] = page.evaluate(run)["violations"]
    return [f"axe {one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in violations if one["impact"] in SERIOUS]
