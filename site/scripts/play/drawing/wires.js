// Top to bottom: the height of every row and channel, then the corners of every line, and the panels with their titles.
import {TITLE_PX, titleText} from "./faces.js";
import {legendHeight} from "./legend.js";
import {pairs} from "./plan.js";
import {spread} from "./runs.js";
import {width} from "./text.js";
import {barsOf, stack} from "./tracks.js";
import {MARGIN, PADDING} from "./ways.js";

const TITLE = 32, FOOT = 14, TITLE_X = 14;

/** All arrows of a placement, with x settled: their runs and bars, and the levels of every channel. */
export const wire = field => {
  const runs = spread(field), bars = new Map(field.ways.map(way => [way.edge, barsOf(way, runs.get(way.edge))]));
  const each = Array.from({length: field.plan.rows.length + 1}, () => []), all = [...bars.values()].flat();
  for (const bar of all) each[bar.channel].push(bar);
  const labelled = new Set(all.filter(bar => field.plan.labels[bar.edge]).map(bar => bar.channel));
  return {field, runs, bars, levels: each.map(stack), labelled};
};

// Foot of the panel above, head of the panel below, and the least room between.
const edgesOf = ({field, levels}, channel) => {
  const {lanes, rows} = field.plan, above = lanes[channel - 1], below = lanes[channel], last = rows.length;
  if (above !== below) return [above ? FOOT : 0, below ? head(field, channel) : 0, channel === 0 || channel === last ? 0 : 22];
  return [12, 12, levels[channel] || (channel && channel < last) ? 24 : 0];
};

// Room between the upper border of a panel and its first row: less for a title that stands beside the boxes.
const head = (field, row) => field.besideTitle.includes(row) ? FOOT : TITLE;

// The y of each row and, for each channel, of its first track and the step to the next. `extra` gives channels more room.
const heights = (wires, extra) => {
  const {rowH} = wires.field.plan, rows = [], tracks = [], steps = [];
  let y = MARGIN;
  wires.levels.forEach((count, channel) => {
    const step = wires.labelled.has(channel) ? 18 : 12, [foot, top, least] = edgesOf(wires, channel);
    const room = Math.max(least, count ? 18 + step * (count - 1) + 4 : 0) + (extra.get(channel) ?? 0);
    tracks.push(y + foot + (room - step * (count - 1)) / 2);
    steps.push(step);
    y += foot + room + top;
    if (channel < rowH.length) {
      rows.push(y);
      y += rowH[channel];
    }
  });
  return {rows, tracks, steps, bottom: y};
};

/** The layout without labels: {width, height, boxes: Map id -> rect, panels, routes: [{edge, points}], bottom}. */
export const assembled = (wires, extra = new Map()) => {
  const {field} = wires, {plan, left} = field, high = heights(wires, extra), boxes = new Map();
  const xs = [...wires.runs.values()].flat().map(run => run.x), leftmost = Math.min(-PADDING, ...xs), shift = MARGIN - leftmost;
  const wide = Math.ceil(Math.max(field.rightEnd + PADDING, ...xs) - leftmost + 2 * MARGIN), bottom = high.bottom + MARGIN;
  plan.rows.forEach((row, n) => row.forEach(box => boxes.set(box, {x: left.get(box) + shift, y: high.rows[n], w: plan.faces.get(box).w, h: plan.rowH[n]})));
  const routes = [...routesOf(wires, high, boxes, shift), ...direct(field, boxes)].sort((a, b) => a.edge - b.edge);
  return {width: wide, height: Math.ceil(bottom + legendHeight(plan.legend, wide)), boxes, routes, bottom, panels: panelsOf(field, boxes, shift, routes)};
};

// The corners of every arrow that takes a way through channels, from source to target.
const routesOf = (wires, high, boxes, shift) => wires.field.ways.map(way => {
  const runs = wires.runs.get(way.edge), first = boxes.get(way.stops[0].box), last = boxes.get(way.stops.at(-1).box), over = way.channel === way.stops[0].row;
  const points = [[runs[0].x + shift, over ? first.y : first.y + first.h]];
  for (const bar of wires.bars.get(way.edge)) {
    const y = high.tracks[bar.channel] + bar.level * high.steps[bar.channel];
    points.push([bar.legs[0] + shift, y], [bar.legs[1] + shift, y]);
  }
  points.push([runs.at(-1).x + shift, way.channel >= 0 && !over ? last.y + last.h : last.y]);
  return {edge: way.edge, points: way.upward ? points.reverse() : points};
});

// Straight lines between neighbours of a row, one below the other when there are several.
const direct = (field, boxes) => {
  const {arrows} = field.plan.picture, each = new Map();
  for (const n of [...field.direct].sort((a, b) => a - b)) {
    const key = field.plan.pairOf[n];
    each.set(key, [...(each.get(key) ?? []), n]);
  }
  return [...each.values()].flatMap(numbers => numbers.map((edge, place) => {
    const one = boxes.get(arrows[edge].source), two = boxes.get(arrows[edge].target), y = one.y + one.h / 2 + (place - (numbers.length - 1) / 2) * 20;
    return {edge, points: one.x < two.x ? [[one.x + one.w, y], [two.x, y]] : [[one.x, y], [two.x + two.w, y]]};
  }));
};

const panelsOf = (field, boxes, shift, routes) => {
  const {plan} = field, x = shift - PADDING, w = field.rightEnd + 2 * PADDING;
  const upright = routes.flatMap(route => pairs(route.points)).filter(([[x0], [x1]]) => x0 === x1).map(([[at, y0], [, y1]]) => [at, Math.min(y0, y1), Math.max(y0, y1)]);
  return plan.panels.map(([group, members]) => {
    const inside = members.map(box => boxes.get(box)), top = Math.min(...inside.map(box => box.y)) - head(field, plan.lanes.indexOf(group));
    const rect = {x, y: top, w, h: Math.max(...inside.map(box => box.y + box.h)) + FOOT - top};
    return {group, rect, title: titleOf(plan.picture.group.get(group).label, rect, upright, inside)};
  });
};

// At the left of the upper border, else at the right, else at the first place that no vertical line crosses.
const titleOf = (label, area, upright, boxes) => {
  const wide = width(titleText(label, area.w - 2 * TITLE_X), TITLE_PX, true), top = area.y + 6, bottom = top + 16;
  const xs = upright.filter(([, lo, hi]) => lo < bottom && hi > top).map(([x]) => x);
  for (const box of boxes) if (box.y < bottom) for (let step = 0; step < 9; step++) xs.push(box.x - 10 + step * (box.w + 20) / 8);
  const first = area.x + TITLE_X, last = area.x + area.w - TITLE_X - wide, starts = [first, last];
  for (let x = first; x < last; x += 6) starts.push(x);
  const start = starts.find(from => xs.every(x => x < from - 6 || x >= from + wide + 6)) ?? first;
  return {x: start, y: top, w: wide, h: 16};
};
