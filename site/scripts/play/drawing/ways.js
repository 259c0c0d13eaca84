// Which way each arrow goes: out of one box, through gaps between the boxes of the rows on its way, into another box. Only x is known
// yet. Channel c is the strip above row c; the last channel lies below the last row.
import {GAP, pairs} from "./plan.js";

export const PADDING = 16, MARGIN = 14, WIDEST = 1000;
const CLEAR = 11, PORT = 16, NARROWEST = 260, TITLE_CLEAR = 16, ACROSS = 160, ON_TITLE = 60, DETOUR = 24, BEND = 45, ASIDE = 6;

const stop = (row, lo, hi, more = {}) => ({row, lo, hi, box: "", toll: 0, out: false, ...more});

/** One placement of the boxes: what the ways of the arrows depend on. `left` is where each box begins. */
export const fieldOf = (plan, left) => {
  const ordered = plan.rows.map(row => row.slice().sort((a, b) => left.get(a) - left.get(b)));
  const right = box => left.get(box) + plan.faces.get(box).w, place = new Map(ordered.flatMap(row => row.map((box, n) => [box, n])));
  const field = {plan, left, ordered, right, place, rightEnd: Math.max(NARROWEST, ...[...left.keys()].map(right)), gaps: []};
  field.besideTitle = [...plan.titles].filter(([row, [, end]]) => Math.min(...plan.rows[row].map(box => left.get(box))) > end + TITLE_CLEAR).map(([row]) => row);
  field.direct = directOf(field);
  field.ways = waysOf(field);
  return field;
};

// Arrows drawn straight from neighbour to neighbour: two a pair, for which there is height enough.
const directOf = ({plan, place}) => {
  const {rowOf, picture, pairOf} = plan, count = new Map(), found = new Set();
  picture.arrows.forEach(({source, target}, n) => {
    if (rowOf.get(source) !== rowOf.get(target) || Math.abs(place.get(source) - place.get(target)) !== 1) return;
    const key = pairOf[n];
    count.set(key, (count.get(key) ?? 0) + 1);
    if (count.get(key) < 3) found.add(n);
  });
  return found;
};

const waysOf = field => {
  const used = new Map(), found = [];
  for (const number of field.plan.firstCome) {
    if (field.direct.has(number)) continue;
    const way = wayOf(field, number, used);
    found.push(way);
    for (const {row, lo} of way.stops.slice(1, -1)) used.set(row, [...(used.get(row) ?? []), lo]);
  }
  return found;
};

const port = (field, box) => stop(field.plan.rowOf.get(box), field.left.get(box) + PORT, field.right(box) - PORT, {box});

/** The stops of an arrow from its upper to its lower end; `channel` is set when both ends lie in one row. */
const wayOf = (field, edge, used) => {
  const {source, target} = field.plan.picture.arrows[edge], one = port(field, source), two = port(field, target);
  if (one.row === two.row) {
    const below = one.row === 0 && field.plan.rows.length > 1 && source !== target;
    return {edge, stops: [one, two], upward: false, channel: below ? one.row + 1 : one.row};
  }
  const upward = one.row > two.row, [top, bottom] = upward ? [two, one] : [one, two];
  return {edge, stops: through(field, top, bottom, used), upward, channel: -1};
};

// The cheapest way through the rows between: little sideways, few bends, no crowded gap.
const through = (field, top, bottom, used) => {
  const aim = (bottom.lo + bottom.hi) / 2;
  let trails = [{cost: 0, stops: [top], low: top.lo, high: top.hi}];
  for (let row = top.row + 1; row < bottom.row; row++) trails = gapsOf(field, row).map(gap => ledOn(trails, gap, price(gap, used, aim)));
  return ledOn(trails, bottom, 0).stops;
};

const price = ({row, lo, hi, toll}, used, aim) => {
  const taken = (used.get(row) ?? []).filter(other => other === lo).length;
  const off = lo > aim ? lo - aim : aim > hi ? aim - hi : 0;
  return (taken * 11 > hi - lo ? 400 : 0) + 6 * taken + toll + 0.02 * off;
};

// The trail that reaches the stop at the least cost.
const ledOn = (trails, next, more) => {
  const {lo, hi} = next;
  let least = Infinity, best = trails[0];
  for (const trail of trails) {
    const {low, high} = trail;
    let cost = trail.cost;
    if (lo > high) cost += lo - high + BEND;
    else if (low > hi) cost += low - hi + BEND;
    else if (Math.max(lo, low) > Math.min(hi, high) - 1) cost += BEND;
    if (cost < least) [least, best] = [cost, trail];
  }
  const bent = lo > best.high || best.low > hi;
  return {cost: least + more, stops: [...best.stops, next], low: bent ? lo : Math.max(lo, best.low), high: bent ? hi : Math.min(hi, best.high)};
};

/** Where a line may pass a row: outside the panels, between their border and a box, between boxes. */
const gapsOf = (field, row) => field.gaps[row] ??= foundGaps(field, row).filter(({lo, hi}) => hi >= lo);

const foundGaps = (field, row) => {
  const {plan, left, right, rightEnd} = field, boxes = field.ordered[row], edgeL = -PADDING, edgeR = rightEnd + PADDING;
  const out = Math.max((WIDEST - 2 * MARGIN - edgeR + edgeL) / 2, CLEAR);
  return [
    stop(row, edgeL - out, edgeL - CLEAR, {toll: DETOUR, out: true}), leftGap(field, row),
    ...pairs(boxes).flatMap(([one, two]) => between(plan, row, [one, two], right(one) + CLEAR, left.get(two) - CLEAR)),
    stop(row, right(boxes.at(-1)) + CLEAR, edgeR - 8), stop(row, edgeR + CLEAR, edgeR + out, {toll: DETOUR, out: true}),
  ];
};

// Between two boxes; where an arrow joins them there may be a label in the middle, and an arrowhead at one end.
const between = (plan, row, ends, lo, hi) => {
  const room = plan.room.get(ends.join(" "));
  if (room > GAP) return [lo + 4, hi - 4 - ASIDE].map(x => stop(row, x, x + ASIDE, {toll: ACROSS}));
  return [stop(row, lo, hi, {toll: room === undefined ? 0 : ACROSS})];
};

// Between the border of the panel and the first box, clear of the title if it can be.
const leftGap = (field, row) => {
  const lo = 8 - PADDING, hi = field.left.get(field.ordered[row][0]) - CLEAR, title = field.plan.titles.has(row) ? field.plan.titles.get(row)[1] + 9 : lo;
  return title <= hi ? stop(row, title, hi) : stop(row, lo, hi, {toll: ON_TITLE});
};
