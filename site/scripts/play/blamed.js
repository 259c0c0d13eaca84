// Which components a broken check is about: designgen/design/blamed.py.
import { places } from "./expr.js";

const LARGE = 0.2;
const TOO_FULL = 0.8;

/** Ids of components behind a broken error or warning, each with the ids of those checks. */
export function blamedOf(known, result, parts, latency, checks) {
  const found = {};
  for (const check of checks) {
    if (check.status !== "broken" || !["error", "warning"].includes(check.severity)) continue;
    for (const id of new Set(behind(known, result, parts, latency, check))) (found[id] = found[id] || []).push(check.id);
  }
  return found;
}

function behind(known, result, parts, latency, check) {
  if (["latency_path", "latency_at_once", "latency_cross_check"].includes(check.id) && latency) {
    return large(latency.stages.flatMap((stage) => stage.components.map((id) => [id, stage.p99])));
  }
  if (check.id === "bill_within_budget") return large(parts.map((part) => [part.id, part.usd || 0]));
  const waited = parts.filter((part) => part.pool && part.pool.wait_limit !== null);
  if (check.id === "pools_not_too_full") return waited.filter(({ pool }) => pool.utilisation > TOO_FULL).map((part) => part.id);
  if (check.id === "pools_wait") return waited.filter(({ pool }) => pool.wait > pool.wait_limit).map((part) => part.id);
  const own = known.data.checks[check.id];
  return own ? readers(own, result, parts) : [];
}

/** The largest, and all beside it that make a good part of the whole. */
function large(amounts) {
  const total = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  const most = Math.max(0, ...amounts.map(([, amount]) => amount));
  return amounts.filter(([, amount]) => amount > 0 && amount >= Math.min(most, LARGE * total)).map(([id]) => id);
}

/** The components whose own numbers rest on what the check tests; else those that the decision in it brought. */
function readers({ value, limit }, result, parts) {
  const tested = [value, limit].flatMap((form) => names(form, result));
  const own = parts.filter((part) => ownNames(part.component.raw, result).some((name) => tested.includes(name)));
  const decided = tested.map((name) => name.split(".")[0]).filter((name) => result.model.decisions[name]);
  return (own.length ? own : parts.filter((part) => part.broughtBy.some(([id]) => decided.includes(id)))).map((part) => part.id);
}

/** Names in an expression; a fact of the spec is nobody's fault. */
function names(form, result) {
  const found = typeof form === "string" ? [form] : form === undefined ? [] : read(form, result);
  return found.filter((name) => !result.model.facts[name]);
}

const read = (number, result) => places(result.hold().tree(number)).map((place) => result.names[place]);

function ownNames(raw, result) {
  const cases = [raw.p50, raw.p99, raw.replicas, raw.memory, raw.usd, ...Object.values(raw.pool || {})];
  const numbers = cases.flatMap((one) => (one || []).filter((_, place) => place % 2)).flatMap((number) => names(number, result));
  const shown = (raw.shows || []).filter((_, place) => place % 2).flatMap((text) => [...text.matchAll(/{([a-z_.0-9]+)}/g)]);
  return [...numbers, ...shown.map((match) => match[1])];
}
