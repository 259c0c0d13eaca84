// Drawings of a design: what a box is and why it is there, its neighbours, streams and path; zoom, full screen, downloads.
// Without this script the drawing, its links and the table below it stand as they are.
(() => {
const wide = matchMedia("(min-width: 76.25em)");
const make = (name, attributes, ...inside) => {
  const made = document.createElement(name);
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  made.append(...inside.filter(Boolean));
  return made;
};
const area = one => one.getBoundingClientRect(), on = (one, kind, act, how) => one.addEventListener(kind, act, how);
const toggle = (one, name, whether) => one.classList.toggle(`dg-${name}`, whether);
const all = (one, what) => [...one.querySelectorAll(what)];
const copy = cell => [...cell.cloneNode(true).childNodes];
const filled = cell => cell.textContent.trim() !== "–";

document.querySelectorAll("figure.dg").forEach(figure => {
  const svg = figure.querySelector(":scope > svg");
  if (!svg) return;
  const table = figure.id && document.querySelector(`#${figure.id} ~ .dg-table`), source = svg.cloneNode(true), name = svg.id.replace(/^dg-/, "");
  const boxes = all(svg, ".dg-box[data-id]"), byId = new Map(boxes.map(box => [box.dataset.id, box]));
  const drawn = all(svg, "[data-source]"), arrows = drawn.map(edge => edge.dataset);
  const cells = kind => table ? all(table, `[${kind}]`) : [];
  const walk = cells("data-step").sort((a, b) => a.dataset.step - b.dataset.step).map(cell => [cell.closest("td").querySelector("[data-box]").dataset.box, cell]);
  const view = make("div", {class: "dg-view"}), says = make("div", {class: "dg-says", "aria-live": "polite"});
  const card = make("div", {class: "dg-tell", hidden: ""}), bar = make("div", {class: "dg-bar", role: "toolbar", "aria-label": "Tools of this drawing"});
  const is = name => figure.classList.contains(`dg-${name}`);
  let hops, at = "", step = -1, wait = 0, touched = false;

  // What is shown of a box
  const spot = box => box.querySelector("a") || box;
  const reach = (id, from, to) => {
    const seen = new Map([[id, 0]]);
    for (const [one, far] of seen) arrows.forEach(edge => edge[to] === one && !seen.has(edge[from]) && seen.set(edge[from], far + 1));
    return seen;
  };
  const pressed = button => button.getAttribute("aria-pressed") === "true";
  const lit = id => {
    if (step > 0) return arrows.filter(edge => edge.source === walk[step - 1][0] && edge.target === id);
    const streams = [pressed(up) && reach(id, "source", "target"), pressed(down) && reach(id, "target", "source")].filter(Boolean);
    hops = new Map(streams.flatMap(one => [...one]));
    return arrows.filter(edge => hops.size ? streams.some(one => one.has(edge.source) && one.has(edge.target)) : edge.source === id || edge.target === id);
  };
  const fade = (one, far) => one.style.opacity = far > 1 ? Math.max(.4, 1.3 - .3 * far) : "";  // the farther, the fainter
  const mark = () => {
    hops = new Map();
    const bright = at ? lit(at) : [], key = edge => `${edge.source} ${edge.target}`, keys = new Set(bright.map(key));
    const near = new Set(bright.flatMap(edge => [edge.source, edge.target]));
    walk.slice(0, Math.max(step, 0)).forEach(([id]) => near.add(id));
    toggle(figure, "told", !!at);
    boxes.forEach(box => {
      toggle(box, "on", box.dataset.id === at);
      toggle(box, "near", near.has(box.dataset.id));
      fade(box, hops.get(box.dataset.id));
    });
    drawn.forEach(one => {
      const {source, target} = one.dataset, shown = keys.has(key(one.dataset));
      toggle(one, "lit", shown);
      fade(one, shown && Math.max(hops.get(source), hops.get(target)));
    });
  };
  const line = (kind, label, ...inside) => make("p", {class: `dg-${kind}`}, label && make("b", {}, label), label && " ", ...inside);
  const part = ([first, does, technology, numbers, why], alone) => make("div", {class: "dg-part"},
    !alone && make("b", {}, first.querySelector("[data-box]").textContent),
    filled(does) && line("does", "", ...copy(does)), filled(technology) && line("tech", "", ...copy(technology)),
    filled(numbers) && line("numbers", "", ...copy(numbers)), filled(why) && line("why", "Why", ...copy(why)));
  const flows = (id, end, other, label) => {
    const found = cells("data-source").filter(cell => cell.dataset[end] === id).map(cell => cell.closest("tr").cells);
    const texts = found.map(row => row[other].textContent + (filled(row[3]) ? ` (${row[3].textContent})` : ""));
    return texts.length > 0 && line("flow", label, texts.join(", "));
  };
  const tell = id => {
    const rows = cells("data-box").filter(cell => cell.dataset.box === id).map(cell => cell.closest("tr").cells);
    const box = byId.get(id), href = spot(box).getAttribute("href");
    const title = box.querySelector(".dg-name") ? all(box, ".dg-name").map(one => one.textContent).join(" ") : id;
    const place = walk.find(([one]) => one === id);
    says.replaceChildren(make("p", {class: "dg-what"}, title), ...(place ? [make("p", {class: "dg-tech"}, place[1].textContent)] : []),
      ...rows.map(row => part(row, rows.length === 1)), ...[flows(id, "target", 0, "From"), flows(id, "source", 1, "To")].filter(Boolean),
      ...(href ? [make("p", {}, make("a", {href}, "Read its section"))] : []));
    card.hidden = !table;
    card.scrollTop = 0;
    const start = area(figure).top, top = Math.min(area(box).top, innerHeight - card.offsetHeight - 12) - start;
    card.style.top = wide.matches && !is("full") ? `${Math.max(0, Math.min(top, figure.clientHeight - card.offsetHeight))}px` : "";
  };
  const show = id => {
    clearTimeout(wait);
    if (id !== at && id) tell(id);
    at = id;
    card.hidden = !id || !table;
    mark();
  };
  const halt = () => { step = -1; stepping.hidden = true; };
  const leave = () => { halt(); show(""); };

  // Keys, pointer and touch
  const hold = box => {
    boxes.forEach(one => spot(one).setAttribute("tabindex", one === box ? 0 : -1));
    return box;
  };
  const reveal = box => {
    const place = area(box), frame = area(view), low = innerHeight - (wide.matches ? 20 : card.offsetHeight + 20);
    view.scrollBy(Math.min(0, place.left - frame.left - 20) + Math.max(0, place.right - frame.right + 20), Math.min(0, place.top - frame.top - 20) + Math.max(0, place.bottom - frame.bottom + 20));
    const now = area(box);
    if (now.top < 140) scrollBy(0, now.top - 140); else if (now.bottom > low) scrollBy(0, now.bottom - low);
  };
  const go = box => { spot(hold(box)).focus({preventScroll: true}); show(box.dataset.id); reveal(box); };
  const beside = (x, y) => {
    const middle = box => { const r = area(box); return [r.x + r.width / 2, r.y + r.height / 2]; };
    const from = middle(byId.get(at) || boxes[0]);
    const far = boxes.map(box => {
      const to = middle(box), dx = to[0] - from[0], dy = to[1] - from[1], ahead = dx * x + dy * y;
      return [ahead < 12 || box.dataset.id === at ? Infinity : ahead + 2.5 * Math.abs(dx * y + dy * x), box];
    }).sort((a, b) => a[0] - b[0])[0];
    if (far[0] < Infinity) go(far[1]);
  };
  const MOVES = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
  const keys = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const {key} = event, inside = svg.contains(event.target);
    if (key === "+" || key === "=") zoom(1.3); else if (key === "-") zoom(1 / 1.3); else if (key === "0") reset();
    else if (key === "Escape") {
      if (menu.open) { menu.open = false; menu.firstChild.focus(); } else { leave(); reset(); if (is("full")) full(); }
    } else if (inside && MOVES[key]) beside(...MOVES[key]);
    else if (inside && (key === "Home" || key === "End")) go(boxes.at(key === "Home" ? 0 : -1));
    else return;
    event.preventDefault();
  };
  const hover = id => {
    clearTimeout(wait);
    if (id !== at && step < 0) wait = setTimeout(() => svg.contains(document.activeElement) && !id || show(id), id ? 90 : 350);
  };
  const idOf = event => event.target.closest?.(".dg-box")?.dataset.id || "";
  const pan = event => {
    touched = event.pointerType === "touch";
    if (touched || event.button) return;
    const from = [event.clientX, event.clientY, view.scrollLeft, view.scrollTop];
    let moved = false;
    const move = now => {
      moved ||= Math.hypot(now.clientX - from[0], now.clientY - from[1]) > 4;
      if (moved) { view.scrollTo(from[2] + from[0] - now.clientX, from[3] + from[1] - now.clientY); toggle(view, "drag", true); }
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", () => {
      removeEventListener("pointermove", move);
      setTimeout(() => toggle(view, "drag", false));
    }, {once: true});
  };
  const click = event => {
    const id = idOf(event);
    if (view.matches(".dg-drag") || touched && id && id !== at) {
      event.preventDefault();
      if (touched) { hold(byId.get(id)); show(id); }
    } else if (!id) leave();
  };
  let spread = 0;
  const pinch = event => {
    if (event.touches.length !== 2) return;
    const [a, b] = event.touches, now = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY), frame = area(view);
    event.preventDefault();
    if (event.type === "touchmove") zoom(now / spread, (a.clientX + b.clientX) / 2 - frame.x, (a.clientY + b.clientY) / 2 - frame.y);
    spread = now;
  };

  // Zoom and full screen
  const natural = svg.viewBox.baseVal;
  const zoom = (times, x, y = view.clientHeight / 2) => {
    const centred = !x;
    x ||= view.clientWidth / 2;
    const before = area(svg).width, least = Math.min(view.clientWidth, natural.width, view.clientHeight * natural.width / natural.height || Infinity);
    const now = Math.max(Math.min(before * times, 4 * natural.width), Math.min(least, before)), left = view.scrollLeft + x, top = view.scrollTop + y;
    if (!is("zoomed")) view.style.height = `${Math.min(view.clientHeight, Math.max(innerHeight - 120, 320))}px`;
    toggle(figure, "zoomed", true);
    svg.style.width = `${now}px`;
    view.scrollTo(left * now / before - x, top * now / before - y);
    edges();
    if (at && centred) reveal(byId.get(at));
  };
  const reset = () => { toggle(figure, "zoomed", false); svg.style.width = view.style.height = ""; edges(); };
  const edges = () => {
    toggle(view, "left", view.scrollLeft > 2);
    toggle(view, "right", view.scrollLeft < view.scrollWidth - view.clientWidth - 2);
  };
  const filledUp = on => { toggle(figure, "full", on); whole.setAttribute("aria-pressed", on); reset(); if (at) tell(at); };
  const full = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (figure.requestFullscreen && !is("full")) figure.requestFullscreen().catch(() => filledUp(true));
    else filledUp(!is("full"));
  };

  // Step by step
  const count = make("span", {}), back = make("button", {type: "button"}, "Previous"), next = make("button", {type: "button"}, "Next");
  const stepping = make("div", {class: "dg-steps", hidden: ""}, back, count, next);
  const to = place => {
    step = Math.max(0, Math.min(walk.length - 1, place));
    stepping.hidden = false;
    const told = walk[step][1].dataset;
    count.textContent = `${told.step} / ${told.of}`;
    at = "";
    show(walk[step][0]);
    reveal(hold(byId.get(at)));
  };

  // Downloads
  const file = (content, kind) => {
    const link = make("a", {href: URL.createObjectURL(content), download: `${name}.${kind}`});
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };
  const painted = () => {
    const copied = source.cloneNode(true), of = one => all(one, "[fill], [stroke]"), live = of(svg);
    of(copied).forEach((one, place) => ["fill", "stroke"].forEach(key => one.hasAttribute(key) && one.setAttribute(key, getComputedStyle(live[place])[key])));
    all(copied, "a").forEach(one => one.removeAttribute("href"));
    return new XMLSerializer().serializeToString(copied);
  };
  const picture = () => {
    const image = new Image(), canvas = make("canvas", {width: 2 * natural.width, height: 2 * natural.height});
    image.onload = () => {
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => file(blob, "png"));
    };
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(painted())}`;
  };
  const paper = () => {
    const classes = [document.documentElement.classList, figure.classList];
    classes.forEach(list => list.add("dg-alone"));
    addEventListener("afterprint", () => classes.forEach(list => list.remove("dg-alone")), {once: true});
    print();
  };

  // The tools
  const tool = (shape, label, act, text) => {
    const made = make("button", {type: "button", title: label, "aria-label": label}, make("i", {class: `dg-i-${shape}`}), text && make("span", {}, text));
    made.onclick = act;
    return made;
  };
  const stream = event => {
    event.currentTarget.setAttribute("aria-pressed", !pressed(event.currentTarget));
    halt();
    show(at || boxes[0].dataset.id);
  };
  const up = tool("up", "Upstream: all that leads to a box", stream, "Upstream"), down = tool("down", "Downstream: all that follows from a box", stream, "Downstream");
  const whole = tool("full", "Full screen", full);
  [up, down, whole].forEach(one => one.setAttribute("aria-pressed", false));
  const entry = (label, act) => { const made = make("button", {type: "button"}, label); made.onclick = () => { menu.open = false; act(); }; return make("li", {}, made); };
  const menu = make("details", {class: "dg-menu"}, make("summary", {title: "Download"}, make("i", {class: "dg-i-save"}), make("span", {}, "Download")), make("ul", {},
    entry("SVG, as shown", () => file(new Blob([painted()], {type: "image/svg+xml"}), "svg")), entry("PNG, as shown", picture), entry("Print or save as PDF", paper),
    ...cells("data-files").flatMap(one => all(one, "a").map(link => make("li", {}, link.cloneNode(true))))));
  bar.append(make("span", {class: "dg-hint"}, table && (matchMedia("(hover: none)").matches ? "Tap a box" : "Point at a box, or press Tab")),
    tool("less", "Zoom out (-)", () => zoom(1 / 1.3)), tool("more", "Zoom in (+)", () => zoom(1.3)), tool("whole", "Whole drawing (0)", reset), ...(table ? [up, down] : []),
    ...(walk.length > 2 ? [tool("steps", "Step through the path", () => { to(0); next.focus({preventScroll: true}); }, "Step through")] : []), whole, menu);
  const tools = all(bar, ":scope > button, summary");
  tools.forEach((one, place) => one.tabIndex = place ? -1 : 0);
  on(bar, "keydown", event => {
    const place = tools.indexOf(event.target) + {ArrowLeft: -1, ArrowRight: 1}[event.key], other = tools.at(place % tools.length);
    if (isNaN(place) || !tools.includes(event.target)) return;
    tools.forEach(one => one.tabIndex = one === other ? 0 : -1);
    other.focus();
    event.preventDefault();
  });

  // All together
  boxes.forEach(box => {
    const title = box.querySelector("title"), one = spot(box);
    if (title) { one.setAttribute("aria-label", title.textContent); title.remove(); }
    if (one === box) box.setAttribute("role", "img");
    on(one, "focus", () => { if (!touched && step < 0) show(hold(box).dataset.id); });
  });
  hold(byId.get(walk[0]?.[0]) || boxes[0]);
  card.append(stepping, says);
  svg.before(bar, view);
  view.append(svg);
  view.after(card);
  toggle(figure, "live", true);
  back.onclick = () => to(step - 1);
  next.onclick = () => to(step + 1);
  on(svg, "pointerover", event => event.pointerType === "mouse" && hover(idOf(event)));
  on(svg, "pointerleave", () => hover(""));
  on(card, "pointerenter", () => clearTimeout(wait));
  on(card, "pointerleave", () => hover(""));
  on(view, "pointerdown", pan);
  on(view, "click", click, true);
  on(view, "dragstart", event => event.preventDefault());
  on(view, "scroll", edges, {passive: true});
  on(view, "wheel", event => {
    if (!event.ctrlKey && !event.metaKey) return;
    const frame = area(view);
    event.preventDefault();
    zoom(Math.exp(-event.deltaY / 300), event.clientX - frame.x, event.clientY - frame.y);
  }, {passive: false});
  ["touchstart", "touchmove"].forEach(kind => on(view, kind, pinch, {passive: false}));
  on(figure, "keydown", keys);
  on(figure, "focusout", event => figure.contains(event.relatedTarget) || (menu.open = false) || document.fullscreenElement || event.relatedTarget && leave());
  on(figure, "fullscreenchange", () => filledUp(document.fullscreenElement === figure));
  new ResizeObserver(edges).observe(view);
});
})();
