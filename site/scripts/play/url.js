// The state in the fragment of an address: what differs from where the page starts, in words that one can read and change.
//   #v=1a2b3c4d.99aa&scale.daily_users=50M&labels.source=implicit,experts&scale.items=assumed&choose.ann_index=hnsw&avoid.x=a,b
// Nothing in it is trusted: what cannot be read is left out, and said.
import {changes, equal, has} from "./state.js";
import {compact, readValue, short} from "./written.js";

const OPEN = "open", ASSUMED = "assumed", MOST = 400, LONGEST = 12000;
const plain = text => encodeURIComponent(text).replace(/%2F/gi, "/").replace(/%2C/gi, ",");

/** The fragment, without #; "" where nothing differs. `version` says which rules and which start it was made with. */
export function toFragment(state, start, model, version) {
  const parts = changes(start, state).map(({part, name, to}) => part === "task" ? `task=${to || ASSUMED}`
    : part === "facts" ? `${name}=${to === undefined ? ASSUMED : plain(compact(model.facts[name], to))}`
      : `${part}.${name}=${to === undefined ? ASSUMED : to.join(",")}`);
  return parts.length ? [`v=${version}`, ...parts].join("&") : "";
}

/** The decision that a link wants to be opened, or "". */
export const openedBy = (text, model) => {
  const [, id] = /[#&]open=(\w+)/.exec(text) || [];
  return own(model.decisions, id) ? id : "";
};

/** {state, dropped: [sentence], older}: never fails. `older`: "rules" or "start" when those have changed since. */
export function fromFragment(text, start, model, version) {
  const found = {state: {...start, facts: {...start.facts}, choose: {...start.choose}, avoid: {...start.avoid}}, dropped: [], older: ""};
  const pairs = text.replace(/^#/, "").slice(0, LONGEST).split("&").filter(Boolean).slice(0, MOST).map(pair);
  const made = (pairs.find(([key]) => key === "v") || ["v", ""])[1];
  if (!made) return {...found, dropped: pairs.some(([key, value]) => value !== null && key.includes(".")) ? ["The address does not say which version made it, so nothing of it was read."] : []};
  if (made !== version) found.older = made.split(".")[0] === version.split(".")[0] ? "start" : "rules";
  for (const [key, value] of pairs) if (key !== "v" && key !== OPEN) read(key, value, found, model);
  contradictions(found);
  return found;
}

function pair(text) {
  const at = text.indexOf("="), decoded = word => { try { return decodeURIComponent(word.replace(/\+/g, " ")); } catch { return word; } };
  return at < 0 ? [decoded(text), null] : [decoded(text.slice(0, at)), decoded(text.slice(at + 1))];
}
const own = (table, key) => table && has(table, key) ? table[key] : undefined;

function read(key, value, found, model) {
  const {state, dropped} = found, [head, ...rest] = key.split("."), name = rest.join("."), fact = own(model.facts, key);
  if (value === null) dropped.push(`“${short(key)}” says nothing.`);
  else if (key === "task") {
    if (value === ASSUMED) state.task = "";
    else if (own(model.tasks, value)) state.task = value;
    else dropped.push(`There is no task “${short(value)}”.`);
  } else if (fact) readFact(key, fact, value, found);
  else if ((head === "choose" || head === "avoid") && own(model.decisions, name)) readOptions(head, name, value, found, model.decisions[name]);
  else dropped.push(head === "choose" || head === "avoid" ? `There is no decision “${short(name)}”.` : `There is no fact “${short(key)}”.`);
}

function readFact(key, fact, text, {state, dropped}) {
  if (text === ASSUMED) { delete state.facts[key]; return; }
  const {value, problem} = readValue(fact, text);
  if (problem) dropped.push(`${fact.name}: ${problem}.`);
  else state.facts[key] = value;
}

function readOptions(head, id, text, {state, dropped}, decision) {
  if (text === ASSUMED) { delete state[head][id]; return; }
  const words = [...new Set(text.split(",").filter(Boolean))], known = words.filter(word => has(decision.options, word));
  for (const word of words) if (!known.includes(word)) dropped.push(`${decision.name}: there is no option “${short(word)}”.`);
  if (head === "choose" && known.length && decision.pick === "all") dropped.push(`${decision.name}: every option that applies is taken, so none can be pinned.`);
  else if (head === "choose" && known.length > 1) dropped.push(`${decision.name}: one option can be pinned, not ${known.length}.`);
  else if (head === "avoid" && known.length === Object.keys(decision.options).length) dropped.push(`${decision.name}: not every option can be banned.`);
  else if (known.length && !equal(state[head][id], known)) state[head][id] = known;
}

/** A pin of a banned option wins over the ban. */
function contradictions({state}) {
  for (const [id, [option]] of Object.entries(state.choose)) {
    const rest = (state.avoid[id] || []).filter(one => one !== option);
    if (rest.length) state.avoid[id] = rest; else delete state.avoid[id];
  }
}
