// What the browser knows of the knowledge: `designgenModel`, completed from the program, and texts as they are loaded
// (designgen/play/model.py and texts.py). Until its text is there, an option is called by its id in words.

import { inWords, rows, unpacked } from "./packed.js";

const PLACE = typeof document === "undefined" || !document.currentScript ? "" : document.currentScript.src;
const known = {}; // texts by name, as they came
const waiting = {};
const listeners = [];
let model = null;

/** The model with all that follows from the program: picks, options, places of names, decisions of each step. */
export function completed(program, raw) {
  model = unpacked(program, raw);
  model.places = Object.create(null);
  program.names.forEach((name, place) => (model.places[name] = place));
  for (const [place, [id, pick, ...options]] of program.decisions.entries()) {
    const named = options.map((option) => [option, inWords(option)]);
    Object.assign(model.decisions[id], { place, pick, question: "", options: Object.fromEntries(named) });
  }
  for (const fact of Object.values(model.facts)) Object.assign(fact, { ask: "", why: "", default: [], ...fact });
  for (const step of model.steps) {
    step.decisions = Object.keys(model.decisions).filter((id) => model.decisions[id].step === step.id);
  }
  model.quantities = {};
  model.unitOf = unitsOf(model, program.names);
  for (const name of Object.keys(known)) learn(name, known[name]);
  return model;
}

/** Name -> declared unit, of what is not a plain number. */
function unitsOf(model, names) {
  const found = {};
  for (const [id, fact] of Object.entries(model.facts)) if (fact.unit) found[id] = fact.unit;
  for (const [unit, places] of Object.entries(model.units)) for (const place of places) found[names[place]] = unit;
  return found;
}

/** A text came: into the model with it. */
function learn(name, data) {
  const into = { outline: learnOutline, drawn: learnDrawn, names: learnNames, facts: learnFacts, checks: learnChecks, quantities: learnQuantities };
  (into[name] || learnStep)(data);
  for (const listener of listeners) listener(name);
}

function learnOutline(data) {
  model.outline = { ...data, components: rows(data.components), checks: rows(data.checks), flows: [], view: null };
  learnChecks(known.checks || {});
  if (known.drawn) learnDrawn(known.drawn);
}

/** What the picture shows besides: a new outline, since what was made of the old one is of no use. */
function learnDrawn({ names, components, ...data }) {
  for (const [id, own] of Object.entries(names)) rename(id, own);
  if (!model.outline) return;
  const shown = rows(components);
  const both = Object.entries(model.outline.components).map(([id, one]) => [id, { ...one, ...shown[id] }]);
  model.outline = { ...model.outline, ...data, components: Object.fromEntries(both) };
}

function rename(id, names) {
  const options = model.decisions[id].options;
  Object.keys(options).forEach((option, place) => (options[option] = names[place] || options[option]));
}

/** Names in the order of the program; one that is left out is the id in words, as `completed` has it. */
function learnNames(data) {
  const ids = Object.keys(model.decisions).sort((one, other) => model.decisions[one].place - model.decisions[other].place);
  ids.forEach((id, place) => rename(id, data[place]));
  model.named = true;
}

function learnFacts(data) {
  for (const [id, [ask, why, cases]] of Object.entries(data)) Object.assign(model.facts[id], { ask, why, default: cases });
}

function learnChecks(data) {
  const checks = model.outline ? model.outline.checks : {};
  for (const [id, [says, mend, facts]] of Object.entries(data)) if (checks[id]) Object.assign(checks[id], { says, mend, facts });
}

function learnQuantities(data) {
  for (const [id, name] of Object.entries(data)) model.quantities[id] = { name, unit: model.unitOf[id] || "count" };
}

function learnStep(data) {
  for (const [id, told] of Object.entries(data)) {
    Object.assign(model.decisions[id], { question: told.question, matters: told.matters, told });
  }
}

/** Called by every file in assets/play/texts. */
globalThis.designgenTexts = function (name, data) {
  known[name] = data;
  if (model) learn(name, data);
  if (waiting[name]) waiting[name]();
};

/** A promise of a text: "outline", "drawn", "names", "facts", "checks", "quantities", or a step, which brings the names that it speaks of.
 *  Asking twice loads once. */
export function loadTexts(name) {
  const isStep = model !== null && model.steps.some((step) => step.id === name);
  return isStep ? Promise.all(["names", "quantities", name].map(load)).then(() => known[name]) : load(name);
}

function load(name) {
  if (known[name]) return Promise.resolve(known[name]);
  return new Promise((done, failed) => {
    const before = waiting[name];
    waiting[name] = () => (before && before(), done(known[name]));
    if (before) return;
    const element = document.createElement("script");
    element.src = new URL(`../play/texts/${name}.js`, PLACE).href;
    element.onerror = () => (delete waiting[name], failed(new Error(`${name}.js could not be loaded`)));
    document.head.append(element);
  });
}

/** `listener(name)` after each text that came. */
export const onTexts = (listener) => listeners.push(listener);
