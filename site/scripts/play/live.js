// A state -> everything the page shows of it, as plain data: what the program leaves behind is overwritten by its next run.
import {makeEngine} from "./engine.js";
import {outline} from "./parts.js";
import {factValue} from "./say.js";
import {eachTicks, ticks} from "./ticks.js";
import {changes, equal, undone} from "./state.js";

export function makeLive(designgen, model) {
  const engine = makeEngine(designgen, model), facts = Object.keys(model.facts);
  const run = state => engine.run(state);
  const answer = state => {
    const result = run(state), decided = {...result.decided}, whole = outline(engine, result, state);
    const values = Object.fromEntries(facts.map(id => [id, factValue(id, result)]));
    const load = "qps.peak" in model.places ? result.value("qps.peak") : null;
    return {state, decided, outline: whole, facts: values, numbers: numbersOf(whole, load, result.value("latency.p99"))};
  };
  const chosen = state => engine.run(state).decided;
  return {model, engine, run, answer, chosen, ticks: state => ticks(engine, state), eachTicks: (state, names) => eachTicks(engine, state, names)};
}

const total = (parts, key) => parts.reduce((sum, part) => sum + (part[key] || 0), 0);
/** The few numbers that matter: [{id, name, unit, value, target?}], null where a design has none. */
function numbersOf({parts, latency, bill}, load, target) {
  return [
    {id: "p99", name: "p99 of the path", unit: "second", value: latency ? latency.p99 : null, target: latency ? latency.target ?? target : null},
    {id: "bill", name: "Bill a month", unit: "usd", value: bill.typical || null, low: bill.low, high: bill.high},
    {id: "load", name: "Peak load", unit: "1/second", value: load},
    {id: "servers", name: "Server replicas", unit: "count", value: total(parts, "replicas") || null},
    {id: "parts", name: "Components", unit: "count", value: parts.length},
  ];
}

const says = one => one ? one.status === "chosen" ? one.chosen : one.status : "not needed";
const alike = (one, other) => typeof one === typeof other && (Array.isArray(one) ? equal(one, other) : one === other);

/** The decisions that came out otherwise: [{id, from, to}], each a list of options, "empty" or "not needed". */
export const flipped = (model, before, after) => Object.keys(model.decisions)
  .map(id => ({id, from: says(before[id]), to: says(after[id])})).filter(({from, to}) => !alike(from, to));

const MOST_TRIED = 24;
/** Which single changes bring each flip about: {decision: [change]}; an empty list where it takes several together. */
export function blame(live, start, state, flips) {
  const made = changes(start, state), found = Object.fromEntries(flips.map(({id}) => [id, []]));
  if (made.length === 1) return Object.fromEntries(flips.map(({id}) => [id, made]));
  for (const change of made.slice(0, MOST_TRIED)) {
    const without = live.chosen(undone(state, change));
    for (const {id, from} of flips) if (alike(says(without[id]), from)) found[id].push(change);
  }
  return found;
}
