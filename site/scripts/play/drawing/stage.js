// The drawing on the page: what stays moves to its new place, what is new fades in, what left fades out. A reader who prefers less
// motion sees the next picture at once. Boxes are one stop for the Tab key; arrow keys go on to the nearest box in their direction.
const SVG = "http://www.w3.org/2000/svg", LAYERS = ["panel", "edge", "box", "note", "legend"], FONT = "Inter, Roboto, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";
const COMES = 320, GOES = 900;
const DIRECTION = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};

const make = (name, attributes = {}, ...inside) => {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...inside);
  return made;
};
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

let count = 0;

/** An empty drawing in a frame of its own: {view, put(parts, layout, picture)}. `act(id)` is called when a reader takes a box. */
export const makeStage = act => {
  const id = `dg-play-${++count}`, title = make("title", {id: `${id}-title`}), desc = make("desc", {id: `${id}-desc`}), page = make("rect", {class: "dg-page", rx: 10, fill: "#fff"});
  const layers = new Map(LAYERS.map(kind => [kind, make("g", {class: `dp-${kind}s`})])), shown = new Map();
  const svg = make("svg", {class: "dg dg-light", id, role: "group", "aria-labelledby": title.id, "aria-describedby": desc.id, "font-family": FONT}, title, desc, page, ...layers.values());
  const put = (parts, layout, picture) => {
    title.textContent = picture.title;
    desc.textContent = picture.description;
    page.setAttribute("width", layout.width);
    page.setAttribute("height", layout.height);
    Object.entries({width: layout.width, height: layout.height, viewBox: `0 0 ${layout.width} ${layout.height}`}).forEach(([key, value]) => svg.setAttribute(key, value));
    svg.querySelectorAll(".dp-gone").forEach(one => one.remove());
    const fresh = !shown.size, kept = new Set(parts.map(part => part.key));
    for (const [key, one] of shown) if (!kept.has(key)) leave(shown, key, one);
    // All that is read of the page, then all that is written: to read after each write would lay the page out anew each time.
    const moves = fresh || still() ? [] : parts.map(part => [part, shown.get(part.key)]).map(([part, old]) => [part.key, old, moved(old, part) ? seenAt(old) : ""]);
    for (const part of parts) {
      const one = renewed(layers.get(part.kind), shown.get(part.key), part);
      shown.delete(part.key);
      shown.set(part.key, one);
    }
    for (const [key, old, from] of moves) animate(shown.get(key), old, from);
    inOrder(layers.get("box"), boxesOf(shown).map(one => one.g));
    stops(shown, boxesOf(shown).find(one => one.g.tabIndex === 0));
  };
  const view = Object.assign(document.createElement("div"), {className: "dp-view"});
  view.append(svg);
  listen(view, svg, shown, act);
  return {view, put};
};

// Boxes are read in the order of the picture. Who was at one stays there.
const inOrder = (layer, wanted) => {
  const at = document.activeElement, now = [...layer.children].filter(g => !g.classList.contains("dp-gone"));
  if (now.every((g, n) => g === wanted[n])) return;
  layer.append(...wanted);
  if (wanted.includes(at)) at.focus({preventScroll: true});
};

const leave = (shown, key, {g}) => {
  shown.delete(key);
  if (still() || !g.animate) return g.remove();
  g.classList.add("dp-gone");
  g.removeAttribute("tabindex");
  g.setAttribute("aria-hidden", "true");
  g.animate([{opacity: 1}, {opacity: 0}], {duration: g.classList.contains("dg-box") ? GOES : COMES}).onfinish = () => g.remove();
};

// A part on the page, new or in place of what it was: {g, part, motion}.
const renewed = (layer, old, part) => {
  const g = old?.g ?? layer.appendChild(named(part));
  if (old?.part.markup !== part.markup) g.innerHTML = part.markup;
  if (part.says && old?.part.says !== part.says) g.setAttribute("aria-label", part.says);
  g.setAttribute("transform", `translate(${Math.round(part.x * 10) / 10} ${Math.round(part.y * 10) / 10})`);
  return {g, part, motion: old?.motion};
};

const named = ({kind, id, ends}) => {
  if (kind === "box") return make("g", {class: "dg-box", "data-id": id, role: "button", tabindex: -1});
  return make("g", {class: `dg-${kind}`, ...(ends && {"data-source": ends[0], "data-target": ends[1]})});
};

const moved = (old, part) => old && part.kind !== "edge" && (old.part.x !== part.x || old.part.y !== part.y);

// Where a part is seen at this moment, even halfway to its place.
const seenAt = ({g, part, motion}) => motion?.playState === "running" ? getComputedStyle(g).transform : `translate(${part.x}px, ${part.y}px)`;

const animate = (one, old, from) => {
  const {g, part, motion} = one, redrawn = old && part.kind === "edge" && old.part.markup !== part.markup;
  if (!g.animate) return;
  if (!old || redrawn) g.animate([{opacity: 0}, {opacity: 1}], {duration: COMES, easing: "ease-out"});
  else if (from) {
    motion?.cancel();
    one.motion = g.animate([{transform: from}, {transform: `translate(${part.x}px, ${part.y}px)`}], {duration: COMES, easing: "ease-in-out"});
  }
};

const boxesOf = shown => [...shown.values()].filter(one => one.part.kind === "box");
const stops = (shown, at) => boxesOf(shown).forEach((one, n) => { one.g.tabIndex = (at ? one === at : n === 0) ? 0 : -1; });

// The nearest box in a direction, what lies aside counting twice.
const nearest = (shown, at, [dx, dy]) => {
  const far = ({part}) => { const x = part.x - at.part.x, y = part.y - at.part.y; return x * dx + y * dy + 2 * Math.abs(x * dy + y * dx); };
  const ahead = boxesOf(shown).filter(({part}) => (part.x - at.part.x) * dx + (part.y - at.part.y) * dy > 1);
  return ahead.sort((a, b) => far(a) - far(b))[0];
};

// The box at hand stands out with its arrows and neighbours.
const tell = (svg, id) => {
  svg.classList.toggle("dg-told", Boolean(id));
  const near = new Set([id]);
  for (const g of svg.querySelectorAll("[data-source]")) {
    const {source, target} = g.dataset, lit = source === id || target === id;
    g.classList.toggle("dg-lit", lit);
    if (lit) near.add(source).add(target);
  }
  for (const g of svg.querySelectorAll(".dg-box")) g.classList.toggle("dg-near", near.has(g.dataset.id));
};

// The frame listens, since a drawing that listens to focus is a stop for the Tab key itself.
const listen = (view, svg, shown, act) => {
  const idOf = event => event.target.closest?.(".dg-box:not(.dp-gone)")?.dataset.id, one = id => shown.get(`box ${id}`);
  view.addEventListener("click", event => idOf(event) && act(idOf(event)));
  view.addEventListener("pointerover", event => event.pointerType === "mouse" && tell(svg, idOf(event)));
  view.addEventListener("pointerleave", () => tell(svg));
  view.addEventListener("focusin", event => {
    const id = idOf(event);
    if (!id) return;
    stops(shown, one(id));
    if (event.target.matches(":focus-visible")) tell(svg, id);
  });
  view.addEventListener("focusout", () => tell(svg));
  view.addEventListener("keydown", event => {
    const id = idOf(event), next = id && DIRECTION[event.key] && nearest(shown, one(id), DIRECTION[event.key]);
    if (id && (event.key === "Enter" || event.key === " ")) act(id);
    else if (next) next.g.focus();
    else return;
    event.preventDefault();
  });
};
