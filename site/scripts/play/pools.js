// Servers behind a queue: designgen/design/pools.py. How many the peak needs, for the waiting that the latency target leaves room for.
import { factValue } from "./say.js";
import { serversAt, serversFor, wait99, withSpare } from "./sizing.js";

const LADDER = [[1, 0.3], [2, 0.4], [4, 0.6], [16, 0.7], [64, 0.8]];
const MOST_LOAD = 1e15;

/** The planning facts of a case. */
export function planningOf(result, state, path) {
  const value = (name, otherwise) => (name in result.model.places ? Number(result.value(name)) : otherwise);
  return {
    utilisation: state.facts["sizing.utilisation"] === undefined ? null : value("sizing.utilisation"),
    offline: value("sizing.batch_utilisation", 0.9),
    zones: value("sizing.zones", 3),
    rule: result.model.facts["sizing.zone_rule"] ? factValue("sizing.zone_rule", result) : "economical",
    degraded: value("sizing.degraded_utilisation", 0.8),
    share: value("sizing.wait_share", 0.1),
    target: result.value("waits") && path > 0 ? value("latency.p99") : null,
    path,
  };
}

/** The pool of a component; null where it is no queue, or its load is beyond any pool. */
export function poolOf(cases, values, p99, planning) {
  const number = (key) => (cases[key] ? cases[key](values) : null);
  const [rate, takes] = [number("rate"), number("takes")];
  if (rate === null || takes === null) return null;
  const [slots, groups] = ["slots", "groups"].map((key) => Math.max(1, number(key) || 1));
  if (!(0 <= rate * takes && rate * takes <= MOST_LOAD) || !(groups <= MOST_LOAD)) return null;
  const limit = planning.target === null || !p99 ? null : (planning.share * planning.target * p99) / planning.path;
  const [servers, cap] = serversOf(rate * takes, takes, limit, planning);
  return replicasOf({ rate, takes, slots, groups, servers, cap, wait_limit: limit, usd: number("usd") }, planning);
}

/** Servers without a spare zone, and the utilisation that was allowed. */
function serversOf(busy, takes, limit, planning) {
  if (planning.utilisation !== null) return [serversAt(busy, planning.utilisation), planning.utilisation];
  if (limit === null) return [serversAt(busy, planning.offline), planning.offline];
  const rungs = LADDER.map(([least, cap]) => [Math.max(serversAt(busy, cap), least), cap]);
  const [fewest, cap] = rungs.reduce((best, one) => (one[0] < best[0] ? one : best));
  if (hardlyWaits(fewest, busy) || wait99(fewest, busy, takes) <= limit) return [fewest, cap];
  return [serversFor(busy, takes, limit, cap), cap];
}

const hardlyWaits = (servers, busy) => busy >= 16 && servers - busy >= 5 * Math.sqrt(busy);

/** Seconds that one arrival in a hundred waits, with every replica up; null where nobody waits. */
export function waitOf(pool) {
  if (pool.wait_limit === null) return null;
  const servers = Math.trunc((pool.replicas / pool.groups) * pool.slots);
  return hardlyWaits(servers, pool.busy) ? 0 : wait99(servers, pool.busy, pool.takes);
}

function replicasOf(pool, planning) {
  const needed = Math.max(2, Math.ceil(pool.servers / pool.slots));
  const busy = (pool.rate * pool.takes) / pool.slots;
  const zones = pool.wait_limit === null ? 1 : planning.zones;
  const conservative = withSpare(needed, zones);
  const degraded = Math.ceil(busy / Math.max(planning.degraded, pool.cap) - 1e-9);
  const economical = Math.max(needed, withSpare(degraded, zones));
  const each = planning.rule === "conservative" ? conservative : economical;
  const { groups } = pool;
  return Object.assign(pool, {
    busy: busy * pool.slots, utilisation: busy / each, needed: needed * groups, economical: economical * groups, replicas: each * groups, wait: null,
  });
}
