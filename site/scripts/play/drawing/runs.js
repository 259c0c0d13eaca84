// The vertical stretches of every arrow: as few as possible, each at an x where it neither touches nor hugs another.
const APART = 12, CROWDED = 400, TIGHT = 230, STEPS = [-8, 8, -APART, APART, -2 * APART, 2 * APART];

const clamp = (x, lo, hi) => Math.min(Math.max(x, lo), hi);
const mean = values => values.reduce((sum, value) => sum + value, 0) / values.length;

const added = (lists, key, item) => lists.has(key) ? lists.get(key).push(item) : lists.set(key, [item]);

/** A stretch over the stops first..last of a way, within lo..hi, in the channels top..foot; `x` is where it was put. */
const runOf = (way, first, last, lo, hi) => {
  const top = way.stops[0].row, straight = way.channel < 0;
  return {way, first, last, lo, hi, wish: 0, x: NaN, ports: [],
    top: straight ? top + first + (first === 0) : way.channel, foot: straight ? top + last + (last !== way.stops.length - 1) : way.channel};
};

// The way cut into the fewest straight stretches.
const runsOf = way => {
  if (way.channel >= 0) return way.stops.map(({lo, hi}, n) => runOf(way, n, n, lo, hi));
  const found = [];
  let first = 0, {lo, hi} = way.stops[0];
  way.stops.forEach((stop, n) => {
    if (Math.max(lo, stop.lo) <= Math.min(hi, stop.hi)) [lo, hi] = [Math.max(lo, stop.lo), Math.min(hi, stop.hi)];
    else {
      found.push(runOf(way, first, n - 1, lo, hi));
      [first, lo, hi] = [n, stop.lo, stop.hi];
    }
  });
  return [...found, runOf(way, first, way.stops.length - 1, lo, hi)];
};

/** Runs with an x for every arrow that takes a way: straight ones settle first, the others make room. */
export const spread = field => {
  const runs = new Map(field.ways.map(way => [way.edge, runsOf(way)])), settled = [], sides = new Map();
  slots(field, runs);
  const late = run => 2 * (run.first === run.last) + run.way.stops[run.first].out, waiting = [...runs.values()].flat().sort((a, b) => late(a) - late(b));
  while (waiting.length) {
    const run = waiting.shift(), own = runs.get(run.way.edge), beside = own.filter(other => other !== run && !isNaN(other.x)).map(other => other.x);
    if (!run.ports.length) run.wish = clamp(mean(beside.length ? beside : own.filter(other => other.ports.length).map(other => other.wish)), run.lo, run.hi);
    const orders = [], rivals = [];
    for (const {side, slot} of run.ports) for (const [x, other] of sides.get(side) ?? []) orders.push([x, slot < other]);
    for (const other of settled) if (other.top <= run.foot && run.top <= other.foot) rivals.push(other.x);
    const [cost, x] = best(run, {rivals, orders, beside, titles: titlesAbove(field, run)});
    if (cost > TIGHT && run.first < run.last) {
      const lower = cut(run);
      own.splice(own.indexOf(run) + 1, 0, lower);
      waiting.unshift(run, lower);
      continue;
    }
    run.x = x;
    settled.push(run);
    for (const {side, slot} of run.ports) added(sides, side, [x, slot]);
  }
  return runs;
};

// The lower part of a run that is cut where both parts have the most room; the run itself becomes the upper part.
const cut = run => {
  const {way, first, last} = run, stops = way.stops.slice(first, last + 1);
  const room = part => [Math.max(...part.map(stop => stop.lo)), Math.min(...part.map(stop => stop.hi))];
  const least = at => Math.min(...[stops.slice(0, at), stops.slice(at)].map(room).map(([lo, hi]) => hi - lo));
  let at = 1;
  for (let n = 2; n < stops.length; n++) if (least(n) > least(at)) at = n;
  const lower = runOf(way, first + at, last, ...room(stops.slice(at))), upper = runOf(way, first, first + at - 1, ...room(stops.slice(0, at)));
  const end = `${way.stops.at(-1).box} `, ports = run.ports;
  Object.assign(run, upper, {ports: ports.filter(({side}) => !side.startsWith(end)), wish: run.wish});
  lower.ports = ports.filter(({side}) => side.startsWith(end));
  for (const part of [run, lower]) part.wish = clamp(part.ports.length ? mean(part.ports.map(({x}) => x)) : run.wish, part.lo, part.hi);
  return lower;
};

// Ports of one side of a box stand evenly, ordered by where their lines go.
const slots = (field, runs) => {
  const sides = new Map(), add = (box, side, user) => added(sides, `${box} ${side}`, user);
  for (const [edge, found] of runs) {
    const {stops, channel} = found[0].way, [top, bottom] = [stops[0], stops.at(-1)], several = found.length > 1;
    const [up, down] = channel < 0 ? [1, 0] : channel === top.row ? [0, 0] : [1, 1];
    add(top.box, up, [toward(top, bottom, several && found[1]), edge, found[0]]);
    add(bottom.box, down, [toward(bottom, top, several && found.at(-2)), edge, found.at(-1)]);
  }
  for (const [side, users] of sides) {
    users.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    const box = side.slice(0, -2), wide = field.plan.faces.get(box).w, step = Math.min(26, (wide - 26) / Math.max(users.length - 1, 1));
    users.forEach(([, , run], slot) => {
      run.ports.push({side, slot, x: field.left.get(box) + wide / 2 + (slot - (users.length - 1) / 2) * step});
      run.wish = clamp(mean(run.ports.map(({x}) => x)), run.lo, run.hi);
    });
  }
};

// The x that a line heads for from its own end: the other end, or the next run unless it ends at a box.
const toward = (own, other, following) => {
  let {lo, hi} = other;
  if (following && (following.lo === following.hi || !following.way.stops[following.first].box)) ({lo, hi} = following);
  return clamp((own.lo + own.hi) / 2, lo, hi) + 0.01 * (lo + hi) / 2;
};

// The least cost and its x, among the wish, the borders, and the places just beside runs that are there already.
const best = (run, press) => {
  const {wish, lo, hi} = run;
  let least = pressed(press, wish, wish), found = wish;
  if (!least) return [least, found];
  const reach = least + 2 * APART, near = {...press, rivals: press.rivals.filter(x => Math.abs(x - wish) <= reach)};
  const look = x => {
    if (x < lo || x > hi || Math.abs(x - wish) > least) return;
    const cost = pressed(near, wish, x);
    if (cost < least || (cost === least && x < found)) [least, found] = [cost, x];
  };
  for (const x of near.rivals) for (const step of STEPS) look(x + step);
  for (const [start, end] of near.titles) [start - 9, end + 9].forEach(look);
  [lo, hi, ...near.beside].forEach(look);
  return [least, found];
};

// What an x costs: far from the wish, near to rivals, before another port of the same side, on a title. A step of a few px looks like a mistake.
const pressed = ({rivals, orders, beside, titles}, wish, x) => {
  let cost = Math.abs(x - wish);
  for (const other of rivals) {
    const off = Math.abs(other - x);
    if (off < APART) cost += (APART - off) * 25 + (off < 5 ? CROWDED : 60);
  }
  for (const [other, before] of orders) if (before !== x < other) cost += 30;
  for (const other of beside) if (other !== x && Math.abs(other - x) < 16) cost += 60;
  for (const [lo, hi] of titles) if (lo - 8 < x && x < hi + 8) cost += 50;
  return cost;
};

// The titles above the rows that the run comes into from above.
const titlesAbove = (field, {way, first, last}) => {
  const top = way.stops[0].row, rows = [];
  if (way.channel >= 0) rows.push(way.channel === top ? top : -1);
  else for (let row = top + Math.max(first, 1); row <= top + last; row++) rows.push(row);
  return rows.filter(row => field.plan.titles.has(row)).map(row => field.plan.titles.get(row));
};
