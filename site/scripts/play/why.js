// Why a decision came out as it did: designgen/decisions/{rationale,words}.py. What it says needs the text of the decision's step.
import { compile, ownNames, places } from "./expr.js";
import { called, fill, hasBit, listed, lower, shown, unitOf } from "./say.js";
import { humane } from "./units.js";

const OPPOSITE = { "<": "≥", "<=": ">", ">": "≤", ">=": "<", "==": "≠", "!=": "=" };
const SIGN = { "<": "<", "<=": "≤", ">": ">", ">=": "≥", "==": "=", "!=": "≠" };
const MOST_SAID = 3;

/**
 * {because: [text], reasons: {option: text} of a pick-all, rivals: [{id, verdict: infeasible|behind|banned, behindBy, because}],
 *  * note, refused: what the command line says of its pin or bans, or "", rests: {given: [facts], assumed: [facts]}}; null while the step's text is not there.
 */
export function because(result, id) {
  const decision = result.model.decisions[id];
  if (!decision.told) return null;
  const { status, chosen, track } = result.decided[id];
  const rule = result.hold().rule(decision.place);
  const ids = Object.keys(decision.options);
  const options = ids.map((option, place) => optionOf(decision, option, place, rule.options[place], track, result));
  const told = { id, decision, options, when: rule.when };
  const taken = options.filter((one) => chosen.includes(one.id));
  const rivals = track ? options.filter((one) => !taken.includes(one)).map((one) => rival(told, one, taken, result)) : [];
  return {
    because: decision.pick === "one" && taken.length ? becauseOf(taken[0], track) : [],
    reasons: decision.pick === "all" ? Object.fromEntries(taken.map((one) => [one.id, reasonsOf(one, result)])) : {},
    rivals,
    note: status === "not needed" ? notNeeded(told, result) : status === "empty" ? ruledOut(rivals) : "",
    refused: status === "empty" ? refused(id, rivals, result.state) : "",
    rests: restsOn(decision.told, result),
  };
}

/** What the command line says (S011) where a pin or bans leave nothing: designgen/design/assemble.py. */
function refused(id, rivals, { choose = {}, avoid = {} }) {
  const [pin] = choose[id] || [];
  const named = rivals.find((one) => one.id === pin);
  if (named) return `choose.${id}: ${named.name} cannot be chosen: ${named.because}`;
  if (!(avoid[id] || []).length) return "";
  const out = rivals.filter((one) => one.verdict === "infeasible");
  const told = out.slice(0, MOST_SAID).map((one) => `${one.name} (${one.because})`);
  const all = [...told, ...(out.length > MOST_SAID ? [`and ${out.length - MOST_SAID} more`] : [])].join("; ");
  return `avoid.${id}: nothing is left to choose${all ? `; ruled out are ${all}` : ""}`;
}

const ruledOut = (rivals) => rivals.map((one) => `${one.name}: ${one.because}`).join("; ");

/** An option with what it earned: entries of points × priority in the order of the file. */
function optionOf(decision, id, place, [requires, earns], track, result) {
  const [summary, reasons, earned_for, ahead = []] = decision.told.options[place];
  const [failed, earned, total] = track ? track[place] : [0, 0, 0];
  const entries = earns.map(([weight, points], bit) => entryOf(result.names[weight], points, earned_for[bit], result));
  return { id, name: decision.options[id], summary, requires, reasons, ahead, failed, total, ledger: entries.filter((_, bit) => hasBit(earned, bit)) };
}

function entryOf(priority, points, reason, result) {
  const total = points * Math.trunc(result.value(priority));
  return { criterion: priority.replace("priorities.", ""), points, reason: fill(reason, result), total };
}

/** The two reasons that weigh most for an option. */
function strongest({ ledger }) {
  const best = ledger.filter((one) => one.total > 0).sort((one, other) => other.total - one.total);
  return best.slice(0, 2).map((one) => one.reason);
}

function becauseOf(taken, track) {
  const best = strongest(taken);
  const alone = track.length > 1 && track.filter(([failed]) => !failed).length === 1;
  const found = [...best, ...(alone ? ["nothing else is feasible"] : [])];
  return found.length ? found : ["the priorities of this spec say least against it"];
}

const reasonsOf = (option, result) => option.reasons.map((text) => fill(text, result)).join("; ");

function rival(told, one, taken, result) {
  const verdict = (name, behindBy, text) => ({ id: one.id, name: one.name, verdict: name, behindBy, because: text });
  if (one.failed) return verdict("infeasible", 0, binding(one, result));
  const { choose = {}, avoid = {} } = result.state;
  const [pin] = choose[told.id] || [];
  const closed = (pin && pin !== one.id) || (avoid[told.id] || []).includes(one.id);
  if (closed) return verdict("banned", 0, pin ? `the spec pins ${told.decision.options[pin]}` : "the spec bans it");
  const winner = told.decision.pick === "one" && taken.length ? taken[0] : { total: one.total, ledger: [] };
  return verdict("behind", Math.trunc(winner.total - one.total), gap(winner.ledger, one.ledger, result));
}

/** The first requirement that fails, its reason and the numbers; or the later decision that it would leave empty. */
function binding({ requires, reasons, ahead, failed }, result) {
  let bit = 0;
  while (!hasBit(failed, bit)) bit++;
  if (bit >= reasons.length) return `it would leave no answer to: ${result.model.decisions[ahead[bit - reasons.length]].question}`;
  const reason = fill(reasons[bit], result);
  const numbers = why(requires[bit], false, result);
  return numbers.length ? `${reason} (${numbers.join("; ")})` : reason;
}

/** Where a rival does better and worse than the winner, in points × priority per criterion. */
function gap(winner, loser, result) {
  const totals = new Map();
  const add = (ledger, sign) => ledger.forEach((one) => totals.set(one.criterion, (totals.get(one.criterion) || 0) + sign * one.total));
  add(loser, 1);
  add(winner, -1);
  const sorted = [...totals].sort((one, other) => other[1] - one[1]);
  const name = (id) => result.model.criteria[id].name.toLowerCase();
  const better = sorted.filter(([, total]) => total > 0).map(([id, total]) => `${name(id)} +${total}`);
  const rising = [...totals].sort((one, other) => one[1] - other[1]);
  const worse = rising.filter(([, total]) => total < 0).map(([id, total]) => `${name(id)} −${-total}`);
  const parts = [better.length ? `better on ${listed(better)}` : "", worse.length ? `worse on ${listed(worse)}` : ""];
  return parts.filter(Boolean).join("; ") || "equal points; listed later";
}

/** Short statements of what makes a condition true or false here, binding numbers first. */
function why(tree, wanted, result) {
  if (typeof tree === "number") return [`${wanted ? "" : "not: "}${lower(called(result.names[tree], result.model))}`];
  const [op, ...items] = tree;
  if (op === "!") return why(items[0], !wanted, result);
  if (op === "&" || op === "|") {
    const speaking = items.filter((item) => Boolean(compile(item)(result.values)) === wanted);
    return [...new Set(speaking.flatMap((item) => why(item, wanted, result)))].slice(0, MOST_SAID);
  }
  if (SIGN[op]) return [`${number(items[0], items[1], result)} ${(wanted ? SIGN : OPPOSITE)[op]} ${number(items[1], items[0], result)}`];
  if ((op === "in" || op === "has") && typeof items[0] === "number") return named(result.names[items[0]], result);
  return [];
}

/** "output: a score"; a decision that is not needed says nothing. */
function named(name, result) {
  if (result.model.decisions[name] && !result.value(name)) return [];
  return [`${called(name.replace(/\.first$/, ""), result.model).toLowerCase()}: ${shown(name, result)}`];
}

/** A side of a comparison, in the unit that either side declares. */
function number(tree, beside, result) {
  const [name] = [...ownNames(tree), ...ownNames(beside)];
  return humane(Number(compile(tree)(result.values)), name === undefined ? "count" : unitOf(result.names[name], result.model));
}

function notNeeded({ id, when }, result) {
  const { choose = {}, avoid = {} } = result.state;
  const told = why(when, false, result).join("; ") || absent(when, result);
  const pinned = (choose[id] || []).length || (avoid[id] || []).length;
  return `${told}${pinned ? " – what the spec chooses or avoids here has no effect" : ""}`;
}

/** What a decision would build on and this design does not have. */
function absent(tree, result) {
  const names = [...new Set(places(tree).map((place) => result.names[place]))].filter((name) => result.model.decisions[name]);
  return `this design has no ${names.map((name) => result.model.decisions[name].name.toLowerCase()).join(" and no ")}`;
}

/** The facts that the decision can read, directly or not, apart by whether anybody gave them; priorities stand for themselves. */
function restsOn({ facts }, result) {
  const names = Object.keys(result.model.facts);
  const read = facts.map((place) => names[place]).filter((name) => !name.startsWith("priorities."));
  const stated = (name) => result.state.facts[name] !== undefined;
  return { given: read.filter(stated), assumed: read.filter((name) => !stated(name)) };
}
