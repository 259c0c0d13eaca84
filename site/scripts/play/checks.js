// Checks of a finished design: dead ends, what is computed (designgen/design/flags.py), and those of the knowledge (findings.py).
import { first, holds, ownNames } from "./expr.js";
import { factValue, fill, shown, unitOf } from "./say.js";
import { humane } from "./units.js";
import { because } from "./why.js";

const HEADROOM = 0.7;
const TOO_FULL = 0.8;
const STACKED = 3;
const SMALL = 4;
const APART = 0.85;
const MONTHS = 3;

/** Every check that applies, dead ends first. `known` is the compiled outline, see parts.js. */
export function checksOf(known, result, parts, latency) {
  const waited = parts.filter((part) => part.pool && part.pool.wait_limit !== null);
  const hard = "latency.hard_deadline" in result.model.places && result.value("latency.hard_deadline");
  const path = latency ? [pathFits(latency, hard), ...(hard ? [] : [atOnce(latency)]), crossCheck(latency)] : [];
  const pools = waited.length ? [full(waited), waiting(waited), zone(result), stacked(waited, result)] : [];
  const bill = [...budget(result, parts), ...unsized(result, parts), ...oldPrices(known, result, parts)];
  return [...deadEnds(result), ...path, ...pools, ...bill, ...made(known, result)];
}

const made = (known, result) =>
  Object.entries(known.data.checks).filter(([, raw]) => holds(raw.when, result)).map(([id, raw]) => ofKnowledge(id, raw, result, known.units));

/** Decisions that are asked and have no answer; what rules their options out comes with the text of their step. */
function deadEnds(result) {
  const empty = Object.entries(result.decided).filter(([, one]) => one.status === "empty");
  return empty.map(([id]) => {
    const { note, refused } = because(result, id) || { note: "" };
    const mend = refused ? "Take the pin or a ban back; until then the command line refuses this spec (S011)." : "relax one of these";
    return finding(id, `${result.model.decisions[id].name} has an answer`, "error", true, ["", "", refused || note, mend]);
  });
}

/** A budget or a lint of the knowledge. Its words come with the text "checks". */
function ofKnowledge(id, raw, result, units) {
  const status = result.text(raw.holds) ? "ok" : "broken";
  const unit = unitIn(raw.value, result, units) || unitIn(raw.limit, result, units) || "count";
  const [value, limit] = [raw.value, raw.limit].map((form) => shownForm(form, unit, result, units));
  const [says, mend] = [raw.says || "", raw.mend || ""].map((text) => fill(text, result));
  return { id, name: raw.name, severity: raw.severity, status, value, limit, says, mend };
}

/** A value or limit: a name, the number of a formula, or nothing. */
function shownForm(form, unit, result, units) {
  if (form === undefined) return "";
  return typeof form === "string" ? shown(form, result) : humane(Number(result.text(form)), unitIn(form, result, units) || unit);
}

/** The unit that a form declares, or "". `units` keeps what was found. */
function unitIn(form, result, units) {
  if (form === undefined) return "";
  if (!units.has(form)) {
    const [name] = typeof form === "string" ? [form] : ownNames(result.hold().tree(form)).map((place) => result.names[place]);
    units.set(form, name === undefined ? "" : unitOf(name, result.model));
  }
  return units.get(form);
}

function finding(id, name, severity, broken, [value, limit, says, mend]) {
  return { id, name, severity, status: broken ? "broken" : "ok", value, limit, says, mend: broken ? mend : "" };
}

const most = (list, of) => list.reduce((best, one) => (of(one) > of(best) ? one : best));
const seconds = (value) => humane(value, "second");

function pathFits(latency, hard) {
  const [used, allowed] = hard ? [latency.sum_p99, latency.target] : [latency.p99, latency.target * HEADROOM];
  const [value, limit] = [seconds(used), seconds(latency.target)];
  const slow = most(latency.stages, (stage) => stage.p99);
  const severity = used > latency.target ? "error" : used > allowed ? "warning" : "info";
  const what = hard ? "The p99s of all stages together are" : "The modelled p99 of the path is";
  const room = hard ? "a late answer is worth nothing, so all of them must fit" : "70 % of it may be used";
  const says = `${what} ${value} of ${limit} (${room}); the slowest stage is ${slow.name} with ${seconds(slow.p99)}.`;
  const fitting = seconds(hard ? used : used / HEADROOM);
  const mend = `Make ${slow.name} faster, ask it for less, or move it off the path; these stages fit a target of ${fitting}.`;
  const tested = hard ? limit : `${seconds(allowed)} (70 % of ${limit})`;
  return finding("latency_path", "The serving path fits its latency target", severity, used > allowed, [value, tested, says, mend]);
}

function atOnce(latency) {
  const [value, limit] = [seconds(latency.sum_p99), seconds(latency.target)];
  const says = `If every stage is slow at once, as in a bad deploy or when the network fails, an answer takes ${value} of ${limit}.`;
  const mend = `Give each call its own deadline and a fallback; a target of ${value} covers even that.`;
  const name = "The target holds with every stage slow at once";
  return finding("latency_at_once", name, "info", latency.sum_p99 > latency.target, [value, limit, says, mend]);
}

function crossCheck(latency) {
  const [value, limit] = [seconds(latency.check), seconds(latency.p99)];
  const says = `One lognormal of the same mean and variance has a p99 of ${value}, the modelled one is ${limit}: one stage's tail rules.`;
  const mend = "Plan with the larger of the two, and cut the longest tail by a deadline or a hedged second request.";
  return finding("latency_cross_check", "Two models of the p99 agree", "info", latency.check < latency.p99 * APART, [value, limit, says, mend]);
}

function full(waited) {
  const fullest = most(waited, (part) => part.pool.utilisation);
  const [value, limit] = [humane(fullest.pool.utilisation, "share"), humane(TOO_FULL, "share")];
  const says = `${fullest.name} is ${value} busy at the peak; queues grow without end as that nears 100 %.`;
  const mend = `Target utilisation: ${limit} or less would do; unset, each pool gets its own.`;
  const broken = fullest.pool.utilisation > TOO_FULL + 1e-9;
  return finding("pools_not_too_full", "No pool that somebody waits for is too full", "warning", broken, [value, limit, says, mend]);
}

function waiting(waited) {
  const over = waited.filter(({ pool }) => pool.wait && pool.wait_limit);
  const ratio = ({ pool }) => pool.wait / pool.wait_limit;
  const worst = over.length ? most(over, ratio) : waited[0];
  const [value, limit] = [seconds(worst.pool.wait || 0), seconds(worst.pool.wait_limit || 0)];
  const says = `One request in a hundred waits ${value} for ${worst.name}; its share of the target allows ${limit}.`;
  const mend = "Leave the target utilisation unset, and the pool is sized by its wait.";
  const broken = over.length > 0 && ratio(worst) > 1 + 1e-9;
  return finding("pools_wait", "Waiting for a server stays within its share", "warning", broken, [value, limit, says, mend]);
}

function zone(result) {
  const zones = "sizing.zones" in result.model.places ? result.value("sizing.zones") : 3;
  const says = "Everything stands in one zone; when that is lost, nothing answers.";
  return finding("zone_can_be_lost", "A zone can be lost", "warning", zones < 2, [humane(zones, "count"), "2", says, "Zones: 2 would do."]);
}

/** Two significant digits, as `{:.2g}`. */
const two = (number) => String(Number(number.toPrecision(2)));

function stacked(waited, result) {
  const large = waited.filter(({ pool }) => pool.busy > 0 && pool.replicas > SMALL * pool.groups);
  const worst = large.length ? most(large, ({ pool }) => 1 / pool.utilisation) : waited[0];
  const ratio = large.length ? 1 / worst.pool.utilisation : 0;
  const rule = result.model.facts["sizing.zone_rule"] && factValue("sizing.zone_rule", result);
  const broken = ratio >= STACKED && rule === "conservative";
  const [value, limit] = [`${two(ratio)} times the busy servers`, `${two(STACKED)} times`];
  const says = `${worst.name} has ${value}: a low utilisation and a spare zone are kept at once.`;
  const fewer = humane(worst.pool.economical, "count");
  const mend = `Capacity when a zone is lost: economical would do with ${fewer} replicas; so would a higher target utilisation.`;
  return finding("reserves_not_stacked", "Reserves are not stacked", "warning", broken, [value, limit, says, mend]);
}

function budget(result, parts) {
  const most_usd = "team.budget" in result.model.places ? Number(result.value("team.budget")) : 0;
  const priced = parts.filter((part) => part.usd);
  if (!(most_usd > 0) || !priced.length) return [];
  const total = priced.reduce((sum, part) => sum + part.usd, 0);
  const dearest = most(priced, (part) => part.usd);
  const [value, limit, its] = [total, most_usd, dearest.usd].map((usd) => humane(usd, "usd"));
  const says = `A month costs ${value} and the budget is ${limit}; ${dearest.name} is the dearest part with ${its}.`;
  const mend = `Make ${dearest.name} cheaper or smaller, serve fewer requests, or ask for a budget of ${value}.`;
  return [finding("bill_within_budget", "The bill fits the budget", "error", total > most_usd, [value, limit, says, mend])];
}

function unsized(result, parts) {
  const stated = ({ component: { raw } }) => raw.pool && [raw.pool.rate, raw.pool.takes].every((cases) => first(cases, result) !== "");
  const lost = parts.filter((part) => part.pool === null && stated(part)).map((part) => part.name).join(", ");
  const says = `No number of servers follows from the rate and the time stated for ${lost}, so the bill leaves it out.`;
  const mend = "Mend `rate` and `takes` of its pool: both must come to positive, finite numbers.";
  return lost ? [finding("pools_are_sized", "Every pool has a size", "error", true, [lost, "", says, mend])] : [];
}

function oldPrices(known, result, parts) {
  const ids = new Set(parts.filter((part) => part.usd).flatMap((part) => part.component.raw.prices || []));
  const used = Object.entries(known.data.prices).filter(([id]) => ids.has(id)).map(([, price]) => price);
  if (!used.length) return [];
  const newest = Math.max(...Object.values(known.data.prices).map(([, date]) => month(date)));
  const today = "year" in result.model.places ? Math.max(newest, Math.trunc(result.value("year")) * 12) : newest;
  const old = used.filter(([, date]) => today - month(date) > MONTHS);
  const named = old.map(([name, date]) => `${name} (${date})`).join(", ");
  const says = `Older than 90 days against the newest price: ${named}. List prices have moved tenfold within a year.`;
  const oldest = used.map(([, date]) => date).reduce((first, date) => (date < first ? date : first));
  const [year, rest] = [Math.floor((today - MONTHS) / 12), (today - MONTHS) % 12];
  const limit = `${year}-${String(rest + 1).padStart(2, "0")}`;
  const mend = "Look these up again, and lay a prices.yaml of your own over ours.";
  return [finding("prices_are_fresh", "Prices are fresh", "info", old.length > 0, [oldest, limit, says, mend])];
}

function month(date) {
  const [year, rest = ""] = date.split("-");
  return Number(year || 0) * 12 + Number(rest.slice(0, 2) || 1) - 1;
}
