// Decides: the state of a playground in, what each decision picks and every value out. It runs the program that the build prints
// (designgen/rules/machine.js), whose memory holds one run at a time: a result keeps its values and asks for its run again where more is read.

/** @returns {given(state) -> {g, ok}, run(state) -> result, ...}; `program` is the global designgen, `model` the global designgenModel. */
export function makeEngine(program, model) {
  const places = new Map(program.names.map((name, place) => [name, place]));
  const kinds = new Map(program.inputs.map(([name, kind]) => [name, kind]));
  const inputs = program.inputs.map(([name, kind, ...words], slot) => inputOf(name, kind, words, slot, kinds));
  const slots = new Map();
  for (const input of inputs) slots.set(input.fact, [...(slots.get(input.fact) || []), input]);
  const engine = { program, model, slots, held: null };
  engine.given = (state) => ({ g: valuesGiven(inputs, model, state), ok: program.decisions.map((row) => allowed(row, state)) });
  engine.run = (state) => decided(engine, places, state);
  return engine;
}

/** An input of the program: a fact, or, where the order of a set counts, its first word. */
function inputOf(name, kind, words, slot, kinds) {
  const base = name.replace(/\.first$/, "");
  const first = base !== name && kinds.get(base) === "set";
  return { name, kind, words, slot, first, fact: first ? base : name };
}

/** What a task brings, then what the state says; null for what neither says, or says in a way that cannot be. */
function valuesGiven(inputs, model, state) {
  const task = model.tasks[state.task];
  const facts = { ...(task && task.facts), ...state.facts };
  return inputs.map((input) => code(input, facts[input.fact]));
}

/** A value as the program counts it: a number, a truth, the place of a word from 1 on, or a sum of 2^(place - 1). */
export function code(input, value) {
  if (input.kind === "number") return typeof value === "number" && value === value ? value : null;
  if (input.kind === "bool") return typeof value === "boolean" ? value : null;
  if (input.kind === "enum" && !input.first) return input.words.indexOf(value) + 1 || null;
  const found = Array.isArray(value) ? [...new Set(value)].map((word) => input.words.indexOf(word)).filter((place) => place >= 0) : [];
  if (!found.length) return null;
  return input.first ? found[0] + 1 : found.reduce((sum, place) => sum + 2 ** place, 0);
}

/** Which options are open: the pinned ones alone where there is a pin, and none that is banned. */
function allowed([id, , ...options], state) {
  const pinned = own(state.choose, id), bans = own(state.avoid, id);
  const pins = pinned.length ? options.filter((option) => pinned.includes(option)) : pinned;
  return options.map((option) => (!pins.length || pins.includes(option)) && !bans.includes(option));
}

const own = (lists, id) => (lists && Object.prototype.hasOwnProperty.call(lists, id) && Array.isArray(lists[id]) ? lists[id] : []);

function decided(engine, places, state) {
  const { program, model } = engine;
  const { g, ok } = engine.given(state);
  const result = { model, state, names: program.names, g, ok, place: (name) => places.get(name) };
  /** Puts the run of this result back into the memory of the program, if another one is there. */
  result.hold = () => {
    if (engine.held !== result) program.run(g, ok);
    engine.held = result;
    return program;
  };
  result.hold();
  const values = program.names.map((_, place) => program.value(place));
  result.values = values;
  result.value = (name) => values[places.get(name)];
  /** The value of the text of this number, as asked for when the program was printed. */
  result.text = (number) => result.hold().texts[number]();
  result.decided = {};
  program.decisions.forEach((row, place) => (result.decided[row[0]] = new Outcome(result, row, place)));
  return result;
}

/** One decision: its status, what it picks, and why: per option [requirements that failed, points that counted, their sum]. */
class Outcome {
  constructor(result, row, place) {
    this.chosen = picked(row, result.value(row[0]));
    this.status = this.chosen.length ? "chosen" : result.hold().asked(place) ? "empty" : "not needed";
    this.found = [result, place];
  }
  get track() {
    if (this.found.length) {
      const [result, place] = this.found;
      this.known = result.hold().track(place);
      this.found = [];
    }
    return this.known;
  }
}

/** The ids that a pick stands for, in the order of the options. */
export function picked(row, value) {
  if (row[1] === "one") return value ? [row[value + 1]] : [];
  const found = [];
  for (let place = 2; value >= 1; place++) {
    if (value % 2 >= 1) found.push(row[place]);
    value = Math.floor(value / 2);
  }
  return found;
}
