// One number to choose a layout by: what a reader would stumble over, about 20 for each, then bends, size and raggedness.
import {headOf, hits} from "./labels.js";
import {pairs} from "./plan.js";
import {WIDEST} from "./ways.js";

export const MISSING = 3000;
const HUGS = 6, WHILE = 24, NEAR = 28, BACKWARD = 14;

// The stretches of all routes as [where it lies across its direction, start, end, edge], in that order.
const stretches = layout => {
  const upright = [], level = [];
  for (const {edge, points} of layout.routes) {
    for (let n = 1; n < points.length; n++) {
      const [x0, y0] = points[n - 1], [x1, y1] = points[n];
      if (x0 === x1) upright.push([x0, Math.min(y0, y1), Math.max(y0, y1), edge]);
      else level.push([y0, Math.min(x0, x1), Math.max(x0, x1), edge]);
    }
  }
  const across = (a, b) => a[0] - b[0];
  return {upright: upright.sort(across), level: level.sort(across), seen: Object.assign([], {stamp: 0})};
};

// How many edges run through a rectangle that `foreign` says do not belong there.
const under = ({upright, level, seen}, left, top, right, bottom, foreign) => {
  const own = ++seen.stamp;
  let count = 0;
  const meet = (lines, near, far, low, high) => {
    for (let n = 0; n < lines.length; n++) {
      const line = lines[n];
      if (line[0] >= far) return;
      if (line[0] <= near || line[1] >= high || line[2] <= low || seen[line[3]] === own) continue;
      seen[line[3]] = own;
      count += foreign(line[3]);
    }
  };
  meet(upright, left, right, top, bottom);
  meet(level, top, bottom, left, right);
  return count;
};

const crossings = ({upright, level}) => {
  let count = 0;
  for (const [y, left, right, own] of level) for (const [x, top, bottom, edge] of upright) count += left < x && x < right && top < y && y < bottom && edge !== own;
  return count;
};

// Pairs of parallel stretches of different edges: those that lie on each other for more than the least length, and those that only look so.
const parallel = (lines, least) => {
  let shared = 0, hugging = 0;
  for (let n = 0; n < lines.length; n++) {
    const [at, start, end, own] = lines[n];
    for (let k = n + 1; k < lines.length && lines[k][0] - at < HUGS; k++) {
      const [other, begin, finish, edge] = lines[k];
      if (edge === own) continue;
      if (other - at < 3) shared += start + least < finish && begin + least < end;
      else hugging += Math.min(end, finish) - Math.max(start, begin) > WHILE;
    }
  }
  return [shared, hugging];
};

// Different centres, unequal gaps, linked boxes almost one above the other, steps of the path to the left or upwards.
const ragged = (picture, boxes) => {
  const centre = box => boxes.get(box).x + boxes.get(box).w / 2, xs = [...boxes.keys()].map(centre).sort((a, b) => a - b), rows = new Map();
  for (const box of [...boxes.values()].sort((a, b) => a.x - b.x)) rows.set(box.y, [...(rows.get(box.y) ?? []), box]);
  let uneven = 0;
  for (const row of rows.values()) {
    if (row.length < 3) continue;
    const gaps = pairs(row).map(([one, two]) => two.x - one.x - one.w), mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    for (const gap of gaps) uneven += Math.abs(gap - mean);
  }
  const misses = picture.arrows.filter(({source, target}) => { const off = Math.abs(centre(source) - centre(target)); return off > 0.5 && off < NEAR; }).length;
  return 2.5 * (1 + pairs(xs).filter(([one, two]) => two - one > 1).length) + 0.06 * uneven + 5 * misses + BACKWARD * backward(picture, boxes);
};

const backward = (picture, boxes) => {
  const last = new Map();
  let count = 0, before = 0;
  for (const box of picture.walk) {
    const {x, y} = boxes.get(box);
    count += x < (last.get(y) ?? x) || y < before;
    last.set(y, x);
    before = y;
  }
  return count;
};

/** The cost of a layout. `missing` is how many labels it leaves out, `failures` what must not be in any picture. */
export const measure = (drawn, layout) => {
  const {picture} = drawn, lines = stretches(layout), boxes = [...layout.boxes.entries()];
  let boxHits = 0, covered = 0, struck = 0, labelHits = 0, headHits = 0, titleHits = 0, moved = 0, bends = 0;
  for (const [box, {x, y, w, h}] of boxes) boxHits += under(lines, x, y, x + w, y + h, edge => picture.arrows[edge].source !== box && picture.arrows[edge].target !== box);
  const labels = layout.routes.filter(route => route.label).map(route => [route.edge, route.label.rect]);
  for (const [edge, rect] of labels) {
    covered += under(lines, rect.x, rect.y, rect.x + rect.w, rect.y + rect.h, other => other !== edge);
    for (const panel of layout.panels) struck += strikes(panel.rect, rect);
    for (const [, box] of boxes) labelHits += hits(rect, box);
  }
  for (const {edge, points} of layout.routes) {
    headHits += under(lines, ...headOf(points), other => other !== edge);
    bends += points.length - 2;
  }
  for (const {rect, title} of layout.panels) {
    titleHits += under(lines, title.x, title.y, title.x + title.w, title.y + title.h, () => true);
    moved += title.x > rect.x + 20;
  }
  const [upright, level] = [parallel(lines.upright, 0), parallel(lines.level, 1)], shared = upright[0] + level[0];
  const length = [...lines.upright, ...lines.level].reduce((sum, [, start, end]) => sum + end - start, 0);
  const missing = drawn.labels.filter(Boolean).length - labels.length, failures = boxHits + labelHits + missing + shared;
  const hard = 1e5 * (boxHits + labelHits) + 300 * shared + 30 * (upright[1] + level[1]) + 22 * crossings(lines);
  const soft = 60 * (covered + struck) + 40 * headHits + 20 * titleHits + 12 * moved + 5 * bends;
  const size = 100 * Math.max(layout.width - WIDEST, 0) + 0.12 * layout.width + 0.25 * layout.height + 0.02 * length;
  return {cost: hard + soft + size + MISSING * missing + ragged(picture, layout.boxes), missing, failures};
};

// Whether a border of the panel runs through the text of a label, of which two px all round are air.
const strikes = (panel, {x, y, w, h}) => {
  const left = x + 2, top = y + 2, right = x + w - 2, bottom = y + h - 2, end = panel.x + panel.w, foot = panel.y + panel.h;
  return !(panel.x < left && right < end && panel.y < top && bottom < foot) && left < end && panel.x < right && top < foot && panel.y < bottom;
};
