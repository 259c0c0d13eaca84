// Boxes and arrows, times and money of a design: designgen/design/{architecture,sized,ranges}.py.
import { blamedOf } from "./blamed.js";
import { checksOf } from "./checks.js";
import { amount, compileCases, first, holds } from "./expr.js";
import { planningOf, poolOf, waitOf } from "./pools.js";
import { factValue, fill } from "./say.js";
import { fentonWilkinsonP99, modelledP99, slowest, slowestOf } from "./sizing.js";

const MONTH = 730 * 3600;
let compiled = null;

/** All of a design but its choices; null before the text "outline" is loaded. Equal to what Python makes of the same state. */
export function outline(engine, result, state) {
  const known = knownOf(result.model, engine.program);
  if (!known) return null;
  const bare = partsOf(known, result);
  const path = known.data.path.filter(() => result.value("waits"));
  const parts = sized(known, bare, result, planningOf(result, state, ownP99(path, bare)), engine.program);
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
  const components = Object.entries(data.components).map(([id, raw]) => ({ id, raw, priced: null }));
  const ends = Object.entries(data.ends).map(([place, forms]) => ({ place: Number(place), forms: forms.map((form) => endOf(form, program)) }));
  const brings = Object.entries(data.brings).map(([id, options]) => ({ id, ids: Object.keys(model.decisions[id].options), options }));
  const flows = data.flows.map(([source, target, kind, label = "", when = null]) => ({
    source: components[source].id, target: components[target].id, kind, label, when,
  }));
  return (compiled = { data, components, brings, flows, ends: ends.sort((one, other) => one.place - other.place), units: new Map() });
}

const endOf = (form, program) => (typeof form === "number" ? () => form : compileCases(form, program));

/** What a component's bill is made of, as functions of the values; made when it is first there. */
function pricedOf(component, program) {
  const { raw, priced } = component;
  if (priced) return priced;
  const pool = Object.entries(raw.pool || {}).map(([key, cases]) => [key, compileCases(cases, program)]);
  return (component.priced = { pool: raw.pool ? Object.fromEntries(pool) : null, usd: compileCases(raw.usd, program) });
}

/** Component id -> part, in the order of the knowledge files, not yet sized. */
function partsOf(known, result) {
  const brought = known.components.map(() => null);
  for (const { id, ids, options } of known.brings) {
    for (const option of result.decided[id].chosen) {
      for (const place of options[ids.indexOf(option)]) (brought[place] = brought[place] || []).push([id, option]);
    }
  }
  const stack = Object.keys(result.model.facts["team.stack"].values).indexOf(factValue("team.stack", result));
  const parts = new Map();
  known.components.forEach((one, place) => {
    if (brought[place] && holds(one.raw.when, result)) parts.set(one.id, part(one, brought[place], stack, result));
  });
  return parts;
}

function part(component, broughtBy, stack, result) {
  const { id, raw } = component;
  const variant = raw.instead && raw.instead.find(([when]) => holds(when, result));
  const [, name, own] = variant || [null, raw.name, []];
  const [p50, p99] = [amount(raw.p50, result), amount(raw.p99, result)];
  return {
    id, name, technology: own[stack] || (own[stack] === "" ? "" : (raw.stack || [])[stack] || ""), plane: raw.plane, icon: raw.icon || "",
    shows: raw.shows ? fill(first(raw.shows, result), result) : "", broughtBy, p50, p99, replicas: amount(raw.replicas, result),
    memory: amount(raw.memory, result), usd: amount(raw.usd, result), usd_low: null, usd_high: null, own_p50: p50, own_p99: p99,
    pool: null, component,
  };
}

function linksOf(known, result, parts) {
  const drawn = known.flows.filter(({ source, target, when }) => parts.has(source) && parts.has(target) && holds(when, result));
  return drawn.map(({ source, target, kind, label }) => ({ source, target, kind, label: fill(label, result) }));
}

/** Parts with their pools, times and bills. */
function sized(known, bare, result, planning, program) {
  const ends = [result.values, atEnd(known, result.values, 0), atEnd(known, result.values, 1)];
  for (const one of bare.values()) {
    const { component } = one;
    if (component.raw.pool || component.raw.usd) sizedPart(one, pricedOf(component, program), ends, planning);
  }
  return bare;
}

function sizedPart(one, priced, ends, planning) {
  const pools = ends.map((v) => (priced.pool ? poolOf(priced.pool, v, one.own_p99, planning) : null));
  const every = ends.map((v, end) => usdOf(priced, v, pools[end]));
  const bills = every.filter((usd) => usd !== null);
  const known = every[0] !== null;
  one.usd = every[0];
  one.usd_low = known ? Math.min(...bills) : null;
  one.usd_high = known ? Math.max(...bills) : null;
  if (!pools[0]) return;
  one.pool = pools[0];
  one.pool.wait = waitOf(one.pool);
  one.replicas = one.pool.replicas;
  Object.assign(one, timesOf(one, one.pool));
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
