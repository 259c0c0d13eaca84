// Values, choices, flips and changes as a reader is told of them.
import {humane} from "./units.js";

export const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

/** A number that is a date. */
export const isYear = fact => fact.unit === "count" && fact.low >= 1900 && fact.high <= 2200;
/** A value of a fact in words. */
export function shown(fact, value) {
  if (Array.isArray(value)) return value.map(one => fact.values[one] || one).join(", ") || "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return isYear(fact) ? String(value) : humane(value, fact.unit);
  return value === undefined || value === null ? "–" : fact.values[value] || String(value);
}

export const sayChoice = (names, id, came) => Array.isArray(came) ? came.map(option => names.option(id, option)).join(", ") || "nothing" : came === "empty" ? "nothing is left" : "not needed";

/** What a flip takes away and what it brings: of a decision that takes all that applies only what differs. */
export function told(names, {id, from, to}) {
  const lists = Array.isArray(from) && Array.isArray(to) && (from.length > 1 || to.length > 1), list = options => options.map(one => names.option(id, one)).join(", ");
  return lists ? {gone: list(from.filter(one => !to.includes(one))), come: list(to.filter(one => !from.includes(one))), partly: true}
    : {gone: sayChoice(names, id, from), come: sayChoice(names, id, to), partly: false};
}
/** The same in words: "batch instead of online", "with X", "without Y". */
export function sayFlip(names, flip) {
  const {gone, come, partly} = told(names, flip);
  return partly ? [come && `with ${come}`, gone && `without ${gone}`].filter(Boolean).join(", ") || "in another order" : `${come} instead of ${gone}`;
}

/** What a change of the state was, in words. */
export function sayChange(model, names, {part, name, from, to}) {
  if (part === "task") return `the task${to ? `: ${model.tasks[to].name}` : ""}`;
  if (part === "facts") return `${model.facts[name].name}${to === undefined ? " (assumed again)" : `: ${shown(model.facts[name], to)}`}`;
  const told = options => (options || []).map(one => names.option(name, one)).join(", ");
  return `${to === undefined || (from || []).length > to.length ? "no longer " : ""}${part === "choose" ? "pinned" : "banned"}: ${told(to === undefined || (from || []).length > to.length ? (from || []).filter(one => !(to || []).includes(one)) : to)}`;
}
