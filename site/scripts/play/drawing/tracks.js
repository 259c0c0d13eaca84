// The horizontal stretches in each channel: stacked so that they cross little and never lie on each other.
import {pairs} from "./plan.js";

/** A bar for every bend of a way; runs at the same x need none. `legs` are the x of its verticals, that of the upper end first;
 *  `ups` and `downs` are those that leave upwards and downwards; `level` counts from the top of the channel. */
export const barsOf = (way, runs) => pairs(runs).flatMap(([above, below]) => {
  const legs = [above.x, below.x], bar = {edge: way.edge, legs, lo: Math.min(...legs), hi: Math.max(...legs), level: 0};
  if (way.channel >= 0) {
    const under = way.channel !== way.stops[0].row;
    return [{...bar, channel: way.channel, ups: under ? legs : [], downs: under ? [] : legs}];
  }
  return above.x === below.x ? [] : [{...bar, channel: way.stops[below.first].row, ups: [above.x], downs: [below.x]}];
});

/** Gives every bar of one channel its level; how many levels there are. */
export const stack = given => {
  if (given.length < 2) return given.length;
  const bars = given.slice().sort((a, b) => a.lo - a.hi - b.lo + b.hi || a.edge - b.edge), costs = bars.map(upper => bars.map(lower => conflict(upper, lower)));
  const order = [];
  bars.forEach((_, bar) => order.splice(placeOf(bar, order, costs), 0, bar));
  for (const bar of order.slice()) {
    order.splice(order.indexOf(bar), 1);
    order.splice(placeOf(bar, order, costs), 0, bar);
  }
  order.forEach((own, place) => {
    const lower = bars[own];
    lower.level = 0;
    for (let n = 0; n < place; n++) {
      const upper = bars[order[n]];
      if (lower.lo < upper.hi + 14 && upper.lo < lower.hi + 14) lower.level = Math.max(lower.level, upper.level + 1);
    }
  });
  return Math.max(...bars.map(bar => bar.level)) + 1;
};

// The index of least cost: moving down past a bar swaps who is above.
const placeOf = (bar, order, costs) => {
  let cost = 0, best = 0, index = 0;
  order.forEach((other, n) => {
    cost += costs[other][bar] - costs[bar][other];
    if (cost < best) [best, index] = [cost, n + 1];
  });
  return index;
};

// Crossings, and far worse, legs on top of each other, if `upper` lies above `lower`.
const conflict = (upper, lower) => {
  let cost = 0;
  for (const x of lower.ups) {
    cost += upper.lo - 2 < x && x < upper.hi + 2;
    for (const other of upper.downs) cost += 50 * (Math.abs(x - other) < 5);
  }
  for (const x of upper.downs) cost += lower.lo - 2 < x && x < lower.hi + 2;
  return cost;
};
