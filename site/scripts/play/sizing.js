// Queues and latencies: designgen/sizing/queueing.py and latency.py, where formulas and their limits are explained.
// Times are in seconds, loads in erlangs; a stage is {p50, p99}.
import { below, quantile } from "./normal.js";

export const Z99 = 2.3263478740408408;
const WIDEST = 2 * Z99;
const FORGIVEN = 1e-9;

/** The probability that an arrival has to wait. */
function erlangC(servers, load) {
  if (load >= servers) return 1;
  const blocked = erlangB(servers, load);
  return blocked / (1 - (load / servers) * (1 - blocked));
}

function erlangB(servers, load) {
  if (!load) return 0;
  let term = 1;
  let inverse = 1;
  for (let left = servers; left > 0; left--) {
    term *= left / load;
    inverse += term;
    if (term < inverse * 1e-17 || inverse > 1e290) break;
  }
  return inverse > 1e290 ? 0 : 1 / inverse;
}

/** Seconds within which 99 of 100 arrivals get a server; endless for an overloaded pool. */
export function wait99(servers, load, service) {
  if (load >= servers) return Infinity;
  const waits = erlangC(servers, load);
  return waits > 1 - 0.99 ? (Math.log(waits / (1 - 0.99)) * service) / (servers - load) : 0;
}

/** The smallest pool that is busy for at most a share of the time; never below two. */
export const serversAt = (load, utilisation) => Math.max(2, Math.ceil(load / utilisation - FORGIVEN));

/** The smallest pool that is within the cap and whose p99 wait is within the limit. */
export function serversFor(load, service, limit, cap) {
  const fewest = serversAt(load, cap);
  const fits = (servers) => wait99(servers, load, service) <= limit;
  if (fits(fewest)) return fewest;
  let step = 1;
  while (!fits(fewest + step)) step *= 2;
  let [short, enough] = [fewest + Math.floor(step / 2), fewest + step];
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2);
    if (fits(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}

/** The fewest replicas, spread over zones, of which `needed` are left when the fullest zone is lost. */
export function withSpare(needed, zones) {
  if (zones < 2) return needed;
  let count = Math.ceil((needed * zones) / (zones - 1) - FORGIVEN);
  while (count - Math.ceil(count / zones) < needed) count++;
  return count;
}

const stage = ({ p50, p99 }) => ({ p50, p99: Math.max(p50, p99) });
const sigma = ({ p50, p99 }) => Math.min(Math.log(p99 / p50) / Z99, WIDEST);
const mean = (one) => (one.p50 ? one.p50 * Math.exp(sigma(one) ** 2 / 2) : one.p99 / Math.log(100));
const variance = (one) => (one.p50 ? Math.expm1(sigma(one) ** 2) : 1) * mean(one) ** 2;
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/** The p99 of serial stages: sum of means + root of the summed squared tails. */
export function modelledP99(stages) {
  const known = stages.map(stage);
  return sum(known.map(mean)) + Math.sqrt(sum(known.map((one) => (one.p99 - mean(one)) ** 2)));
}

/** The p99 of the one lognormal that has the mean and variance of the sum: a cross-check. */
export function fentonWilkinsonP99(stages) {
  const known = stages.map(stage);
  const middle = sum(known.map(mean));
  if (!(middle ** 2)) return 0;
  const square = Math.log1p(sum(known.map(variance)) / middle ** 2);
  return Math.exp(Math.log(middle) - square / 2 + Z99 * Math.sqrt(square));
}

/** What each stage adds to the modelled p99: its mean, and of the common tail the part of its own square. */
export function sharesOfP99(stages) {
  const known = stages.map(stage);
  const tails = known.map((one) => one.p99 - mean(one));
  const root = Math.sqrt(sum(tails.map((tail) => tail ** 2))) || 1;
  return known.map((one, place) => mean(one) + tails[place] ** 2 / root);
}

/** The stage that parallel, independent arms make together: quantiles of their maximum. */
export function slowest(arms) {
  const known = arms.map(stage).filter((arm) => arm.p99 || arm.p50);
  if (known.length < 2) return known[0] || { p50: 0, p99: 0 };
  return { p50: ofMaximum(known, 0.5), p99: ofMaximum(known, 0.99) };
}

function ofMaximum(arms, q) {
  let low = Math.max(...arms.map((arm) => (q === 0.99 ? arm.p99 : arm.p50)));
  let high = Math.max(low, ...arms.map((arm) => upperEnd(arm, q ** (1 / arms.length))));
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const reached = arms.reduce((product, arm) => product * shareWithin(arm, middle), 1) >= q;
    if (reached) high = middle;
    else low = middle;
  }
  return high;
}

const upperEnd = (arm, share) =>
  arm.p50 ? arm.p50 * Math.exp(sigma(arm) * quantile(share)) : -mean(arm) * Math.log(1 - share);

function shareWithin(arm, time) {
  if (!arm.p50) return mean(arm) ? 1 - Math.exp(-time / mean(arm)) : 1;
  if (!sigma(arm)) return time >= arm.p50 ? 1 : 0;
  return time > 0 ? below(Math.log(time / arm.p50) / sigma(arm)) : 0;
}

/** Median and p99 of the slowest of `leaves` equal calls side by side, as designgen/design/sized.py has it. */
export function slowestOf(p50, p99, leaves) {
  const spread = p99 > p50 ? Math.log(p99 / p50) / Z99 : 0;
  const half = -quantile(-Math.expm1(Math.log(0.5) / leaves));
  return { p50: p50 * Math.exp(spread * half), p99: fanOutP99({ p50, p99 }, leaves) };
}

function fanOutP99(call, leaves) {
  const leaf = stage(call);
  const slow = -Math.expm1(Math.log(0.99) / leaves);
  return leaf.p50 ? leaf.p50 * Math.exp(sigma(leaf) * -quantile(slow)) : mean(leaf) * -Math.log(slow);
}
