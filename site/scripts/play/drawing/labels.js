// Where labels sit: on their own line, never on a box, a title, an arrowhead or another label, and on as few lines as can be.
import {narrowLabel} from "./faces.js";
import {pairs} from "./plan.js";

export const FORBIDDEN = 10000, CROSSED = 60;
const MOST_STEPS = 30, NARROW = 12;

const sides = ({x, y, w, h}) => [x, y, x + w, y + h];
const spanned = ([[x0, y0], [x1, y1]]) => [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)];

/** Whether two rectangles share area, once one is grown by `gap`. */
export const hits = (one, two, gap = 0) => one.x < two.x + two.w + gap && two.x < one.x + one.w + gap && one.y < two.y + two.h + gap && two.y < one.y + one.h + gap;

/** The square around the arrowhead of a line, as left, top, right, bottom. */
export const headOf = points => {
  const [[x0, y0], [x1, y1]] = points.slice(-2), dx = Math.sign(x1 - x0), dy = Math.sign(y1 - y0);
  return spanned([[x1 - 9 * dx - 4 * Math.abs(dy), y1 - 9 * dy - 4 * Math.abs(dx)], [x1 + 4 * Math.abs(dy), y1 + 4 * Math.abs(dx)]]);
};

// What a label must not cover, and what it should not.
const groundOf = (drawn, layout) => {
  const steps = [...drawn.picture.steps.keys()].map(box => layout.boxes.get(box)).map(({x, y}) => [x - 7.5, y - 7.5, x + 9.5, y + 9.5]);
  const solid = [...[...layout.boxes.values(), ...layout.panels.map(panel => panel.title)].map(sides), ...steps, ...layout.routes.map(route => headOf(route.points))];
  const lines = layout.routes.flatMap(route => pairs(route.points).map(segment => [route.edge, spanned(segment)]));
  const borders = layout.panels.flatMap(({rect: {x, y, w, h}}) => [[x, y, x + w, y], [x, y + h, x + w, y + h], [x, y, x, y + h], [x + w, y, x + w, y + h]]);
  const lanes = layout.panels.map(panel => panel.rect).sort((a, b) => a.y - b.y);
  return {width: layout.width, bottom: layout.bottom, solid, lines, borders, streets: pairs(lanes).map(([above, below]) => (above.y + above.h + below.y) / 2)};
};

// The places of one label, best first, how many of them hide nothing, and where they lie.
const choiceOf = places => {
  const xs = places.map(({rect}) => rect.x), ys = places.map(({rect}) => rect.y), [x, y] = [Math.min(...xs), Math.min(...ys)];
  const free = places.findIndex(({cost}) => cost >= CROSSED), right = Math.max(...places.map(({rect}) => rect.x + rect.w)), bottom = Math.max(...places.map(({rect}) => rect.y + rect.h));
  return {places, free: free < 0 ? places.length : free, area: {x, y, w: right - x, h: bottom - y}};
};

const byCost = (a, b) => a.cost - b.cost || a.rect.x - b.rect.x || a.rect.y - b.rect.y;

/** The layout with its labels ({rect, lines} a route), and what each label cost; one that fits nowhere is left out (FORBIDDEN). */
export const withLabels = (drawn, layout) => {
  const ground = groundOf(drawn, layout), found = new Map(), costs = new Map(), waiting = new Map();
  for (const route of layout.routes) if (drawn.labels[route.edge]) waiting.set(route.edge, choiceOf(placesOf(drawn, route, ground).sort(byCost)));
  while (waiting.size) {
    const edge = [...waiting.keys()].reduce((best, n) => waiting.get(n).free < waiting.get(best).free || (waiting.get(n).free === waiting.get(best).free && n < best) ? n : best);
    const [chosen] = waiting.get(edge).places;
    waiting.delete(edge);
    costs.set(edge, chosen ? chosen.cost : FORBIDDEN);
    if (!chosen) continue;
    found.set(edge, chosen);
    for (const [other, {places, area}] of waiting) if (hits(area, chosen.rect, 2)) waiting.set(other, choiceOf(places.filter(({rect}) => !hits(rect, chosen.rect, 2))));
  }
  return [{...layout, routes: layout.routes.map(route => ({...route, label: found.get(route.edge) ?? null}))}, costs];
};

// Every place worth a thought that is not forbidden, with its cost.
const placesOf = (drawn, route, ground) => {
  const label = drawn.labels[route.edge], found = ofSize(route, ground, label);
  if (found.some(({cost}) => cost < CROSSED)) return found;
  const narrow = narrowLabel(drawn.picture.arrows[route.edge], label);
  return narrow ? [...found, ...ofSize(route, ground, narrow).map(place => ({...place, cost: place.cost + NARROW}))] : found;
};

const ofSize = (route, ground, label) => pairs(route.points).flatMap(segment => {
  const near = nearTo(ground, spanned(segment), label.w + 6);
  return along(segment, label, ground.streets).map(([x, y, off]) => {
    const rect = {x, y, w: label.w, h: label.h};
    return {rect, lines: label.lines, cost: off + costOf(route.edge, rect, near)};
  }).filter(({cost}) => cost < FORBIDDEN);
});

// Only what a label on that stretch could touch.
const nearTo = (ground, [left, top, right, bottom], far) => {
  const touches = ([x, y, x2, y2]) => x < right + far && left - far < x2 && y < bottom + far && top - far < y2;
  return {...ground, solid: ground.solid.filter(touches), lines: ground.lines.filter(line => touches(line[1])), borders: ground.borders.filter(touches)};
};

// Places on one stretch: on a horizontal line, beside it if it is short; on or beside a vertical one. [x, y, cost].
const along = ([[x0, y0], [x1, y1]], {w, h}, streets) => {
  const long = Math.abs(x1 - x0) + Math.abs(y1 - y0), steps = Math.min(Math.max(Math.floor(long / 10), 2), MOST_STEPS), shares = [];
  for (let step = 1; step < steps; step++) shares.push(step / steps);
  if (y0 !== y1) for (const y of streets) if (Math.min(y0, y1) < y && y < Math.max(y0, y1)) shares.push((y - y0) / (y1 - y0));
  return shares.flatMap(share => {
    const x = x0 + (x1 - x0) * share, y = y0 + (y1 - y0) * share, off = Math.abs(share - 0.5) * Math.min(long, 200) / 25, short = Math.max(w + 20 - long, 0);
    if (y0 === y1) return [[x - w / 2, y - h / 2, off + (short ? short / 4 + 14 : 0)], [x - w / 2, y - h - 2, off + 12], [x - w / 2, y + 2, off + 13]];
    return [[x - w / 2, y - h / 2, off + 3], [x + 3, y - h / 2, off + 6], [x - 3 - w, y - h / 2, off + 7]];
  });
};

const costOf = (edge, rect, ground) => {
  const x = rect.x, y = rect.y, x2 = x + rect.w, y2 = y + rect.h;
  if (x < 3 || x2 > ground.width - 3 || y < 3 || y2 > ground.bottom - 3) return FORBIDDEN;
  for (const [left, top, right, bottom] of ground.solid) if (x < right + 2 && left < x2 + 2 && y < bottom + 2 && top < y2 + 2) return FORBIDDEN;
  let cost = 0;
  for (const [owner, [left, top, right, bottom]] of ground.lines) {
    if (x < right + 1 && left < x2 + 1 && y < bottom + 1 && top < y2 + 1) cost += owner === edge ? 0.5 : CROSSED;
  }
  for (const [left, top, right, bottom] of ground.borders) if (x < right + 2.5 && left < x2 + 2.5 && y < bottom + 2.5 && top < y2 + 2.5) cost += CROSSED;
  return cost;
};
