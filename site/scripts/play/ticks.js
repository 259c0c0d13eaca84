// Ticks: for each fact the values at which some decision turns, everything else as it is. Numbers are walked outwards from the present
// value, on a logarithmic grid joined by all numbers that rules compare the fact with; where two neighbours differ, the span between
// them is halved until the first value on the far side is known. Words are tried one at a time. As decisions/flips.py does it.
import { code, picked } from "./engine.js";
import { amount } from "./units.js";

const PER_DECADE = 4;
const CLOSE = 1e-9;
const HALVINGS = 8;
const NOTHING = 1e-15; // of the smallest step: so near to 0 no place is looked for

/** {fact: [{at, changes: [{decision, from: [ids], to: [ids]}]}]}: `from` is what is picked on the near side of `at`, `to` at it. */
export function ticks(engine, state, names = Object.keys(engine.model.facts)) {
  const found = {};
  for (const [name, list] of eachTicks(engine, state, names)) found[name] = list;
  return found;
}

/** The same fact by fact: [name, ticks], so that an idle callback can stop between two of them. */
export function* eachTicks(engine, state, names = Object.keys(engine.model.facts)) {
  const result = engine.run(state);
  for (const name of names) {
    const inputs = engine.slots.get(name) || [];
    if (inputs.some((input) => engine.program.reaches(input.slot))) yield [name, ticksOf(engine, result, name, inputs)];
  }
}

function ticksOf(engine, result, name, inputs) {
  const program = result.hold();
  const slots = inputs.map((input) => input.slot);
  const fact = engine.model.facts[name];
  const told = (from, to) => changes(program, result, from, to);
  if (inputs[0].kind === "number") return numbers(fact, result, program, slots, told);
  const tried = others(inputs[0], (result.state.facts || {})[name], result.value(name));
  const found = tried.map(([at, value]) => ({ at, changes: told([], program.changed(slots, inputs.map((input) => code(input, value)))) }));
  return found.filter((tick) => tick.changes.length);
}

/** Each other word of an enum, each word put into a set or taken out of it: [word, value]. */
function others(input, given, now) {
  if (input.kind === "bool") return [[!now, !now]];
  if (input.kind === "enum") return input.words.filter((_, place) => place + 1 !== now).map((word) => [word, word]);
  const held = input.words.filter((_, place) => Math.floor(now / 2 ** place) % 2);
  const list = Array.isArray(given) && given.length === held.length ? given : held;
  const changed = input.words.map((word) => [word, list.includes(word) ? list.filter((one) => one !== word) : [...list, word]]);
  return changed.filter(([, words]) => words.length);
}

/** What two lists of picks, [place, pick, ...] of the decisions that are not as they are now, say of every decision. */
function changes(program, result, from, to) {
  const before = new Map(), after = new Map();
  for (let i = 0; i < from.length; i += 2) before.set(from[i], from[i + 1]);
  for (let i = 0; i < to.length; i += 2) after.set(to[i], to[i + 1]);
  const found = [];
  for (const place of new Set([...before.keys(), ...after.keys()])) {
    const row = program.decisions[place], now = result.value(row[0]);
    const [near, far] = [before, after].map((picks) => (picks.has(place) ? picks.get(place) : now));
    if (near !== far) found.push({ decision: row[0], from: picked(row, near), to: picked(row, far) });
  }
  return found;
}

function numbers(fact, result, program, slots, told) {
  const now = result.value(program.inputs[slots[0]][0]);
  const edges = program.edges(slots[0]), values = grid(fact, now, edges), found = [];
  const picks = (value) => program.walk(slots, slots.map(() => value));
  const span = { fact, picks, put, crossings: (near, far) => program.crossings(slots, near, far) };
  function put(near, nearPicks, far, farPicks) {
    const at = rounded(fact, far, farPicks, edges, picks);
    found.push({ at, changes: told(nearPicks, farPicks) });
  }
  for (const way of [1, -1]) {
    let before = now, known = [];
    const steps = values.filter((value) => (value - now) * way > 0);
    for (const value of way > 0 ? steps : steps.reverse()) {
      const next = picks(value);
      between(span, before, known, value, next, 0);
      [before, known] = [value, next];
    }
  }
  program.walk(slots, slots.map((slot) => result.g[slot]));
  return found.sort((x, y) => x.at - y.at);
}

/**
 * Divides the span between two values until each place where the picks turn is known to one part in 10^9: where comparisons turn, as far
 * as can be told, and, where that tells nothing, in the middle. From 0 the next step is the first.
 */
function between(span, near, nearPicks, far, farPicks, turns) {
  if (same(nearPicks, farPicks)) return;
  const size = Math.max(Math.abs(near), Math.abs(far));
  const wide = span.fact.integer ? 1 : Math.max(CLOSE * size, NOTHING * leastOf(span.fact.unit));
  const [inner, left] = !near || Math.abs(far - near) <= wide ? [[]] : division(span, near, far, turns);
  if (!inner.length) span.put(near, nearPicks, far, farPicks);
  else {
    for (const value of [...inner, far]) {
      const there = value === far ? farPicks : span.picks(value);
      between(span, near, nearPicks, value, there, left);
      [near, nearPicks] = [value, there];
    }
  }
}

/**
 * One or two values within a span, the nearer one first, and what is left to try in its parts: turns, or how often to halve before turns
 * are looked for again; numbers that are rounded up turn where no comparison can tell.
 */
function division(span, near, far, left) {
  const within = (value) => (value - near) * (far - value) > 0, integer = span.fact.integer;
  const turns = (typeof left === "number" && left ? [] : left || span.crossings(near, far)).filter(within);
  const turn = turns[turns.length >> 1];
  const around = integer ? [Math.floor(turn), Math.floor(turn) + 1] : [turn * (1 - CLOSE * 0.4), turn * (1 + CLOSE * 0.4)];
  const found = turns.length ? around.filter(within) : [];
  if (!found.length) return [[middleOf(near, far, integer)].filter(within), (left > 0 ? left : HALVINGS) - 1];
  return [found.sort((x, y) => (x - y) * (far - near)), turns.filter((one) => one !== turn)];
}

function middleOf(near, far, integer) {
  if (integer) return Math.floor((near + far) / 2);
  const wide = near > 0 && far > 0 && Math.max(near, far) / Math.min(near, far) > 4;
  return wide ? Math.sqrt(near * far) : (near + far) / 2;
}

function same(one, other) {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
}

/** A shorter number, or one that a rule names, close by and with the same picks; else the value itself. */
function rounded(fact, value, there, edges, picks) {
  const shorter = new Set([...[1, 2, 3, 4, 6].map((digits) => Number(value.toPrecision(digits))), ...edges]);
  const close = (near) => Math.abs(near - value) <= 4 * CLOSE * Math.abs(value) && fact.low <= near && near <= fact.high;
  for (const near of shorter) if (close(near) && (near === value || same(picks(near), there))) return near;
  return value;
}

/** The smallest step: one of what is counted, a thousandth of a unit that is measured. */
function leastOf(unit) {
  if (!unit || unit === "count") return 1;
  return amount(/^\d/.test(unit) ? unit : `1 ${unit}`).value * 0.001;
}

/** Values to try within the range of the fact, sorted. */
function grid(fact, now, edges) {
  const found = new Set();
  if (fact.integer && fact.high - fact.low <= 64) {
    for (let value = fact.low; value <= fact.high; value++) found.add(value);
  } else {
    const least = leastOf(fact.unit);
    const start = now > 0 ? now : least;
    const low = Math.max(fact.low, start * 1e-9, least), high = Math.min(fact.high, start * 1e12);
    for (const limit of [fact.low, fact.high]) if (isFinite(limit)) found.add(limit);
    for (const edge of edges) for (const value of [edge, edge * (1 + CLOSE), edge * (1 - CLOSE)]) found.add(value);
    for (let step = -9 * PER_DECADE; step <= 12 * PER_DECADE; step++) {
      const value = start * 10 ** (step / PER_DECADE);
      if (low <= value && value <= high) found.add(value);
    }
  }
  const every = fact.integer ? new Set([...found].map(Math.round)) : found;
  return [...every].filter((value) => fact.low <= value && value <= fact.high && value !== now).sort((x, y) => x - y);
}
