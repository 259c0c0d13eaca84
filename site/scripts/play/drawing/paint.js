// A laid-out picture as SVG markup, part by part. Colours are attributes, so that it can be copied and printed, and classes, which the
// styles of the site repaint in the dark. Each part says what it is, so that the next picture can move it instead of drawing it anew.
import {DETAIL_PX, LABEL_LINE, LABEL_PX, NAME_PX, TEXT_X, TILE, TITLE_PX, linesAt, titleText} from "./faces.js";
import {MARKED, legend} from "./legend.js";
import {clean} from "./text.js";

const RADIUS = 9, SIDE = 0.42, LONG = 9, DELTA = "M0 -4.8L5.2 4.4H-5.2ZM0 -1.2L-2.2 2.7H2.2Z";
const GLYPHS = {added: "M-1 -4.5H1V-1H4.5V1H1V4.5H-1V1H-4.5V-1H-1Z", changed: DELTA, moved: DELTA};

export const escaped = text => clean(text).replace(/[&<>"]/g, letter => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[letter]);
const round = value => String(Math.round(value * 10) / 10);
const pair = ([x, y]) => `${round(x)} ${round(y)}`;
const tag = (name, attributes, inside = "") => `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : value}"`).join("")}>${inside}</${name}>`;

/** How shapes look: `inks` says fill, stroke and dash by role and whose it is; the last word of `of` goes before the first. */
const look = (inks, role, of) => {
  const own = of.split(" "), [fill, stroke, dash] = (inks[`${role} ${own[own.length - 1]}`] ?? inks[`${role} ${own[0]}`] ?? inks[role] ?? "").split(",");
  return {class: [role, ...own].filter(Boolean).map(name => `dg-${name}`).join(" "), fill: fill || "none", ...(stroke && {stroke}), ...(dash && {"stroke-dasharray": dash})};
};

const block = (inks, role, of, x, y, w, h, radius, more = {}) => tag("rect", {x, y, width: w, height: h, rx: radius, ...look(inks, role, of), ...more});
const words = (inks, role, of, text, x, y, size, more = {}) => tag("text", {...look(inks, role, of), x, y, "font-size": size, ...more}, escaped(text));
const disc = (inks, role, of, x, y, text) => tag("circle", {cx: x, cy: y, r: 8.5, ...look(inks, role, of)})
  + words(inks, `${role}-text`, "", text, x, y + 3.6, 10, {"font-weight": 700, "text-anchor": "middle"});
const glyph = (inks, role, of, path, x, y, more = {}) => tag("path", {...look(inks, role, of), transform: `translate(${round(x)} ${round(y)})${more.scale ? ` scale(${more.scale})` : ""}`, d: path, ...(role === "glyph" && {"fill-rule": "evenodd"})});

const sign = (inks, kind, x, y, says = "") => tag("g", {class: "dg-sign"}, `<title>${[MARKED[kind], escaped(says)].filter(Boolean).join(": ")}</title>${block(inks, "tag", kind, x, y, 18, 18, 4, kind === "moved" ? {"stroke-width": 1.6} : {})}${glyph(inks, "glyph", kind, GLYPHS[kind], x + 9, y + 9)}`);

// Path data of a line through the points, with round corners.
const rounded = points => {
  const long = (one, two) => Math.abs(one[0] - two[0]) + Math.abs(one[1] - two[1]);
  const toward = (start, end, far) => [0, 1].map(n => start[n] + (end[n] - start[n]) * far / (long(start, end) || 1));
  const steps = [`M${pair(points[0])}`];
  for (let n = 1; n < points.length - 1; n++) {
    const [one, corner, two] = points.slice(n - 1, n + 2), radius = Math.min(RADIUS, long(one, corner) / 2, long(corner, two) / 2);
    steps.push(`L${pair(toward(corner, one, radius))}Q${pair(corner)} ${pair(toward(corner, two, radius))}`);
  }
  return `${steps.join("")}L${pair(points[points.length - 1])}`;
};

// A line that ends in an arrowhead at its last point.
const arrow = (inks, kind, points, thick) => {
  const [[x0, y0], [x1, y1]] = points.slice(-2), far = Math.hypot(x1 - x0, y1 - y0) || 1, dx = (x1 - x0) / far, dy = (y1 - y0) / far;
  const shown = look(inks, "line", kind), cap = shown["stroke-dasharray"] && !shown["stroke-dasharray"].startsWith("2 ") ? "butt" : "round";
  const base = [x1 - dx * LONG, y1 - dy * LONG], side = [dy * LONG * SIDE, dx * LONG * SIDE], end = [x1 - dx * 7, y1 - dy * 7];
  return tag("path", {...shown, d: rounded([...points.slice(0, -1), end]), "stroke-width": thick, "stroke-linecap": cap})
    + tag("path", {...look(inks, "head", kind), d: `M${pair([x1, y1])}L${pair([base[0] - side[0], base[1] + side[1]])}L${pair([base[0] + side[0], base[1] - side[1]])}Z`});
};

/** The path data of an icon: that of the first product that the technology names, else that of the role. */
export const iconPath = ({roles, products}, icon, technology) => {
  const text = ` ${String(technology).toLowerCase().replace(/[^a-z0-9]+/g, " ")} `;
  const found = Object.keys(products).map(name => [text.indexOf(` ${name} `), name]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0] || b[1].length - a[1].length);
  return found.length ? products[found[0][1]] : roles[icon] ?? roles.cube;
};

/** What a reader hears of a box. */
export const spoken = box => {
  const said = [box.name, [box.detail, box.number].filter(Boolean).join(", ")].filter(Boolean).join(": ");
  return clean(box.mark?.says ? `${said}. ${box.mark.says}` : said);
};

const panelParts = ({picture, layout}, shapes) => layout.panels.map(({group, rect, title}) => {
  const {plane, label} = picture.group.get(group), lane = block(shapes.inks, "panel", plane, 0, 0, rect.w, rect.h, 10);
  return {key: `panel ${group}`, kind: "panel", x: rect.x, y: rect.y, markup: lane + words(shapes.inks, "title", plane, titleText(label, title.w + 1), title.x - rect.x, title.y - rect.y + 12.5, TITLE_PX, {"font-weight": 700})};
});

const lineParts = ({picture, layout}, shapes) => layout.routes.map(({edge, points}) => {
  const {source, target, kind} = picture.arrows[edge], thick = picture.onPath.has(`${source} ${target}`) ? 2.2 : 1.5;
  return {key: `edge ${source} ${target} ${kind}`, kind: "edge", x: 0, y: 0, ends: [source, target], markup: arrow(shapes.inks, kind, points, thick)};
});

const boxParts = (drawn, shapes) => drawn.picture.boxes.map(box => {
  const rect = drawn.layout.boxes.get(box.id);
  return {key: `box ${box.id}`, kind: "box", id: box.id, x: rect.x, y: rect.y, says: spoken(box), markup: card(box, rect, shapes) + textOf(box, rect, drawn.plan.faces.get(box.id), shapes) + badges(box, rect, drawn.picture.steps.get(box.id), shapes)};
});

const card = (box, {w, h}, {inks, ...icons}) => {
  const mark = box.mark && box.mark.kind !== "moved" ? ` ${box.mark.kind}` : box.alert ? " alarmed" : "";
  const border = block(inks, "card", `${box.plane}${mark}`, 0, 0, w, h, 9, {"stroke-width": box.mark && mark ? 2.6 : box.alert ? 2.2 : 1.4});
  return block(inks, "shade", "", 0, 2, w, h, 9) + border + block(inks, "tile", box.plane, 9, h / 2 - TILE / 2, TILE, TILE, 7)
    + glyph(inks, "icon", box.plane, iconPath(icons, box.icon, box.detail), 15, h / 2 - TILE / 2 + 6, {scale: 0.75});
};

const textOf = (box, {h}, shown, {inks}) => {
  const [names, below] = linesAt(h, shown), number = figure => tag("tspan", {...look(inks, "number", box.plane)}, escaped(figure));
  const detail = ([tech, figure], n) => tag("text", {...look(inks, "detail", ""), x: TEXT_X, y: below[n], "font-size": DETAIL_PX}, `${escaped(tech)}${tech && figure ? " · " : ""}${figure ? number(figure) : ""}`);
  return shown.name.map((line, n) => words(inks, "name", "", line, TEXT_X, names[n], NAME_PX, {"font-weight": 700})).join("") + shown.details.map(detail).join("")
    + shown.marked.map((line, n) => words(inks, "says", box.mark.kind, line, TEXT_X, below[shown.details.length + n], DETAIL_PX)).join("");
};

// The number of the step on the request path, the mark of a comparison, and one when a check is broken.
const badges = (box, {w, h}, step, {inks}) => (step === undefined ? "" : disc(inks, "step", box.plane, 1, 1, step))
  + (box.mark ? sign(inks, box.mark.kind, w - 11, -7, box.mark.kind === "added" ? "" : box.mark.says) : "") + (box.alert ? disc(inks, "alert", "", w - 1, box.mark ? h - 1 : 1, "!") : "");

const noteParts = ({picture, layout}, {inks}) => layout.routes.filter(route => route.label).map(({edge, label: {rect, lines}}) => {
  const {source, target, kind} = picture.arrows[edge], {w, h} = rect, first = h / 2 + 3.8 - LABEL_LINE * (lines.length - 1) / 2;
  const texts = lines.map((line, n) => words(inks, "label", kind, line, w / 2, first + LABEL_LINE * n, LABEL_PX, {"text-anchor": "middle"}));
  return {key: `note ${source} ${target} ${kind}`, kind: "note", x: rect.x, y: rect.y, ends: [source, target], markup: block(inks, "halo", under(picture, layout, rect), 1, 2, w - 2, h - 4, 4) + texts.join("")};
});

// What lies under a label, so that its halo has the same colour.
const under = (picture, layout, {x, y, w, h}) => {
  const cx = x + w / 2, cy = y + h / 2, panel = layout.panels.find(({rect}) => rect.x <= cx && cx <= rect.x + rect.w && rect.y <= cy && cy <= rect.y + rect.h);
  return panel ? `on-${picture.group.get(panel.group).plane}` : "on-page";
};

const legendPart = ({picture, layout}, {inks}) => {
  const sample = ({kind, x, y, long}) => kind === "step" ? disc(inks, "step", "online", x + 9, y, 1) : kind === "alert" ? disc(inks, "alert", "", x + 9, y, "!")
    : kind in GLYPHS ? sign(inks, kind, x, y - 9) : arrow(inks, kind, [[x, y], [x + long, y]], 1.5);
  const entries = legend(picture, layout.width, 0).map(entry => sample(entry) + words(inks, "legend", "", entry.text, entry.textX, entry.y + 3.8, LABEL_PX));
  return {key: "legend", kind: "legend", x: 0, y: layout.bottom, markup: entries.join("")};
};

/** The parts of a drawing from back to front: {key, kind, x, y, markup}, a box with `id` and what it `says`, lines and labels with their
 *  `ends`. `drawn` is what makeLayout gives, `shapes` the inks and icons. */
export const painted = (drawn, shapes) => [...panelParts(drawn, shapes), ...lineParts(drawn, shapes), ...boxParts(drawn, shapes), ...noteParts(drawn, shapes), legendPart(drawn, shapes)];
