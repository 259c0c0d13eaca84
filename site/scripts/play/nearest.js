// The nearest change of one fact at which a broken check holds: designgen/design/nearest.py. Runs the program up to some hundred times,
// so ask when the page is idle. Needs the texts "outline" and "checks"; everything else of the state stays as it is.
import { even, humane } from "./units.js";

const STEP = 10 ** 0.25;
const STEPS = 9;
const HALVINGS = 10;
const MOST_FACTS = 4;

/** {fact, value, was, says: "Latency target at p99: 240 ms instead of 200 ms would do."}; null where nothing near helps. */
export function nearest(engine, state, id) {
  const { model } = engine;
  const check = model.outline && model.outline.checks[id];
  if (!check || !check.facts) return null;
  const result = engine.run(state);
  const usual = Object.fromEntries(check.facts.map((fact) => [fact, Number(result.value(fact))]));
  const search = { engine, check, g: result.g.slice(), ok: result.ok };
  engine.held = null; // other values will stand in the program's memory
  const found = check.facts.filter((fact) => usual[fact] > 0).slice(0, MOST_FACTS).flatMap((fact) => changesOf(search, fact, usual[fact]));
  if (!found.length) return null;
  const best = found.reduce((near, one) => (far(one) < far(near) ? one : near));
  const { name, unit } = model.facts[best.fact];
  return { ...best, says: `${name}: ${humane(best.value, unit)} instead of ${humane(best.was, unit)} would do.` };
}

const far = ({ value, was }) => Math.abs(Math.log(value / was));

/** The first value upwards and downwards at which the check holds. */
function changesOf(search, fact, was) {
  const values = [true, false].map((up) => firstGood(search, fact, was, up)).filter((value) => value !== null);
  return values.map((value) => ({ fact, value, was }));
}

function firstGood(search, fact, was, up) {
  const { low, high } = search.engine.model.facts[fact];
  let bad = was;
  for (let step = 1; step <= STEPS; step++) {
    const value = up ? Math.min(high, was * STEP ** step) : Math.max(low, was / STEP ** step);
    if (value === bad || value <= 0) return null;
    if (good(search, fact, value)) return rounded(search, fact, bad, value, up);
    bad = value;
  }
  return null;
}

/** To about a hundredth, on the safe side, with two digits where they hold as well. */
function rounded(search, fact, bad, value, up) {
  const { low, high } = search.engine.model.facts[fact];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = Math.sqrt(bad * value);
    if (good(search, fact, middle)) value = middle;
    else bad = middle;
  }
  const size = 10 ** Math.floor(Math.log10(value) - 1);
  const plain = (up ? Math.ceil : Math.floor)(value / size) * size;
  return low <= plain && plain <= high && good(search, fact, plain) ? plain : value;
}

/** Does the check hold with another value of a fact? */
function good({ engine, check, g, ok }, fact, value) {
  const { program, model } = engine;
  const [{ slot }] = engine.slots.get(fact);
  const before = g[slot];
  g[slot] = model.facts[fact].integer ? even(value) : value;
  program.run(g, ok);
  g[slot] = before;
  const needed = check.when === undefined || Boolean(program.texts[check.when]());
  return needed && Boolean(program.texts[check.holds]());
}
