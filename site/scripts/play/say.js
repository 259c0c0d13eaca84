// Values as a reader sees them: designgen/decisions/words.py. `result` is what the engine's run gives.
import { humane } from "./units.js";

export { humane };

/** A text with every {name} replaced by its value. */
export const fill = (text, result) =>
  text.replace(/\{([a-z_][a-z0-9_.]*)\}/g, (whole, name) => (name in result.model.places ? shown(name, result) : whole));

/** The value of any name, with its unit. */
export function shown(name, result) {
  const model = result.model;
  if (model.facts[name]) return factShown(model, name, factValue(name, result));
  if (model.decisions[name]) return choice(name, result);
  const value = result.value(name);
  const base = model.facts[name.replace(/\.first$/, "")];
  if (base) return Object.values(base.values)[value - 1];
  return typeof value === "boolean" ? (value ? "yes" : "no") : humane(value, unitOf(name, model));
}

/** The value of a fact: a number, a truth, an id, or ids with the leading one first. */
export function factValue(name, result) {
  const fact = result.model.facts[name];
  const stated = given(name, result);
  if (stated !== undefined) return stated;
  const value = result.value(name);
  const ids = fact.values ? Object.keys(fact.values) : [];
  if (fact.kind === "enum") return ids[value - 1];
  if (fact.kind !== "set") return value;
  const found = ids.filter((_, bit) => hasBit(value, bit));
  if (!fact.ordered) return found;
  const leads = ids[result.value(`${name}.first`) - 1];
  return [leads, ...found.filter((id) => id !== leads)];
}

/** What the state says of a fact, or its task; undefined where both are silent. */
export function given(name, result) {
  const { facts, task } = result.state;
  if (facts[name] !== undefined) return facts[name];
  return ((result.model.tasks[task] || {}).facts || {})[name];
}

/** given | task | derived | constant: where the value of a fact comes from. */
export function basis(name, state, model) {
  if (state.facts[name] !== undefined) return "given";
  if (model.tasks[state.task] && model.tasks[state.task].facts[name] !== undefined) return "task";
  return model.facts[name].derived ? "derived" : "constant";
}

export const hasBit = (mask, bit) => Math.floor(mask / 2 ** bit) % 2 === 1;

/** A value of a fact in words. */
export function factShown(model, name, value) {
  const fact = model.facts[name];
  if (Array.isArray(value)) return listed(value.map((id) => fact.values[id]));
  if (fact.values) return fact.values[value];
  if (typeof value === "boolean") return value ? "yes" : "no";
  return name === "year" ? String(Math.trunc(value)) : humane(value, fact.unit);
}

/** The names of what a decision picked. */
export function choice(name, result) {
  const decision = result.model.decisions[name];
  return listed(result.decided[name].chosen.map((id) => decision.options[id])) || "nothing";
}

/** The declared unit of a name. */
export const unitOf = (name, model) => model.unitOf[name.replace(/\.first$/, "")] || "count";

/** What a name is called. */
export function called(name, model) {
  const named = model.decisions[name] || model.quantities[name] || model.facts[name];
  if (named) return named.name;
  return name.replace(/[_.]/g, " ");
}

/** a, b and c. */
export const listed = (words) =>
  [words.slice(0, -1).join(", "), words.length ? words[words.length - 1] : ""].filter(Boolean).join(" and ");

/** A name inside a sentence: its first letter small, unless the word is an acronym. */
export function lower(text) {
  const word = text.split(" ", 1)[0].split("-", 1)[0];
  const capitals = [...word].filter((letter) => letter !== letter.toLowerCase()).length;
  return capitals > 1 || !/^\p{L}+$/u.test(word) ? text : text[0].toLowerCase() + text.slice(1);
}
