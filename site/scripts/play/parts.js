// Boxes and arrows, times and money of a design: designgen/design/{architecture,sized,ranges}.py.
import { blamedOf } from "./blamed.js";
import { checksOf } from "./checks.js";
import { amount, compileCases, first, holds } from "./expr.js";
import { planningOf, poolOf, waitOf } from "./pools.js";
import { factValue, fill } from "./say.js";
import { fentonWilkinsonP99, modelledP99, slowest, slowestOf } from "./sizing.js";

const MONTH = 730 * 3600;
const NUMBERS = ["p50", "p99", "replicas", "memory", "usd"];
let compiled = null;

/** All of a design but its choices; null before the text "outline" is loaded. Equal to what Python makes of the same state. */
export function outline(engine, result, state) {
  const known = knownOf(result.model, engine.program);
  if (!known) return null;
  const bare = partsOf(known, result);
  const path = known.data.path.filter(() => result.value("waits"));
  const parts = sized(known, bare, result, planningOf(result, state, ownP99(path, bare)));
  const latency = latencyOf(path, parts, result);
  const list = [...parts.values()];
  const total = (key) => list.reduce((sum, part) => sum + (part[key] || 0), 0);
  const bill = { low: total("usd_low"), typical: total("usd"), high: total("usd_high") };
  const checks = checksOf(known, result, list, latency);
  const blamed = blamedOf(known, result, list, latency, checks);
  return { parts: list, links: linksOf(known, result, parts), latency, bill, checks, blamed };
}

/** The outline's data, with what the bill is made of as functions of the values; made once. */
function knownOf(model, program) {
  const data = model.outline;
  if (!data || (compiled && compiled.data === data)) return data ? compiled : null;
  const components = Object.entries(data.components).map(([id, raw]) => ({ id, raw, priced: raw.pool || raw.usd ? pricedOf(raw, program) : null }));
  const ends = Object.entries(data.ends).map(([place, forms]) => ({ place: Number(place), forms: forms.map((form) => endOf(form, program)) }));
  return (compiled = { data, components, ends: ends.sort((one, other) => one.place - other.place) });
}

const endOf = (form, program) => (typeof form === "number" ? () => form : compileCases(form, program));

function pricedOf(raw, program) {
  const pool = Object.entries(raw.pool || {}).map(([key, cases]) => [key, compileCases(cases, program)]);
  return { pool: raw.pool ? Object.fromEntries(pool) : null, usd: compileCases(raw.usd, program) };
}

/** Component id -> part, in the order of the knowledge files, not yet sized. */
function partsOf(known, result) {
  const brought = new Map();
  for (const [decision, options] of Object.entries(known.data.brings)) {
    const ids = Object.keys(result.model.decisions[decision].options);
    for (const option of result.decided[decision].chosen) {
      for (const place of options[ids.indexOf(option)]) {
        if (!brought.has(place)) brought.set(place, []);
        brought.get(place).push([decision, option]);
      }
    }
  }
  const stack = Object.keys(result.model.facts["team.stack"].values).indexOf(factValue("team.stack", result));
  const there = known.components.map((one, place) => [one, brought.get(place)]);
  const needed = there.filter(([one, by]) => by && holds(one.raw.when, result));
  return new Map(needed.map(([one, by]) => [one.id, part(one, by, stack, result)]));
}

function part(component, broughtBy, stack, result) {
  const { id, raw } = component;
  const [, name, own] = (raw.instead || []).find(([when]) => holds(when, result)) || [null, raw.name, []];
  const technology = own[stack] || (own[stack] === "" ? "" : (raw.stack || [])[stack] || "");
  const numbers = Object.fromEntries(NUMBERS.map((key) => [key, amount(raw[key], result)]));
  const told = { id, name, technology, plane: raw.plane, icon: raw.icon || "", shows: fill(first(raw.shows, result), result), broughtBy };
  const own_times = { own_p50: numbers.p50, own_p99: numbers.p99 };
  return { ...told, ...numbers, usd_low: null, usd_high: null, ...own_times, pool: null, component };
}

function linksOf(known, result, parts) {
  const ids = known.components.map((one) => one.id);
  const named = known.data.flows.map(([source, target, kind, label, when]) => ({ source: ids[source], target: ids[target], kind, label, when }));
  const drawn = named.filter((flow) => parts.has(flow.source) && parts.has(flow.target) && holds(flow.when, result));
  return drawn.map(({ source, target, kind, label }) => ({ source, target, kind, label: fill(label || "", result) }));
}

/** Parts with their pools, times and bills. */
function sized(known, bare, result, planning) {
  const ends = [result.values, atEnd(known, result.values, 0), atEnd(known, result.values, 1)];
  for (const one of bare.values()) {
    const { priced } = one.component;
    if (!priced) continue;
    const pools = ends.map((v) => (priced.pool ? poolOf(priced.pool, v, one.own_p99, planning) : null));
    const every = ends.map((v, end) => usdOf(priced, v, pools[end]));
    const bills = every.filter((usd) => usd !== null);
    const [typical] = every;
    const [low, high] = typical === null ? [null, null] : [Math.min(...bills), Math.max(...bills)];
    const pool = pools[0] && { ...pools[0], wait: waitOf(pools[0]) };
    Object.assign(one, { usd: typical, usd_low: low, usd_high: high, pool }, pool ? { replicas: pool.replicas } : {}, timesOf(one, pool));
  }
  return bare;
}

/** The values with every price and every quantity at its low (0) or high (1) end. */
function atEnd(known, values, end) {
  const found = values.slice();
  for (const { place, forms } of known.ends) {
    const own = forms[end] && forms[end](values);
    const last = own === null || own === undefined ? forms[2] && forms[2](found) : own;
    if (last !== null && last !== undefined) found[place] = last;
  }
  return found;
}

function usdOf(priced, values, pool) {
  const besides = priced.usd(values);
  return pool && pool.usd !== null ? pool.usd * MONTH * pool.replicas + (besides || 0) : besides;
}

/** Of the slowest shard, and after waiting. */
function timesOf({ own_p50, own_p99 }, pool) {
  if (!pool || !own_p50 || !own_p99) return { p50: own_p50, p99: own_p99 };
  const times = pool.groups > 1 ? slowestOf(own_p50, own_p99, Math.trunc(pool.groups)) : { p50: own_p50, p99: own_p99 };
  return { p50: times.p50, p99: times.p99 + (pool.wait || 0) };
}

/** Seconds: the sum of the stages' own p99s, the slowest arm of each. */
const ownP99 = (path, parts) =>
  path.reduce((sum, entry) => sum + Math.max(0, ...entry.filter((id) => parts.has(id)).map((id) => parts.get(id).own_p99 || 0)), 0);

/** The serving path with its modelled p99; null when nobody waits or no stage has a time. */
function latencyOf(path, parts, result) {
  const stages = path.map((entry) => stageOf(entry.map((id) => parts.get(id)).filter((one) => one && one.p99 && one.p50))).filter(Boolean);
  if (!stages.length) return null;
  const total = (key) => stages.reduce((sum, one) => sum + one[key], 0);
  const modelled = { p99: modelledP99(stages), check: fentonWilkinsonP99(stages), target: Number(result.value("latency.p99")) };
  return { stages, sum_p50: total("p50"), sum_p99: total("p99"), ...modelled };
}

function stageOf(arms) {
  if (!arms.length) return null;
  const longest = arms.reduce((most, one) => (one.p99 > most.p99 ? one : most));
  const name = arms.map((one) => one.name).join(" ∥ ");
  return { component: longest.id, name, ...slowest(arms), components: arms.map((one) => one.id) };
}
