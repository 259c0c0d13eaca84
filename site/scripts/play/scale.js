// Where a value of a number fact stands on its slider, from 0 to 1, and which round value stands at a place.
const TIMES = [[1, 86400], [1, 3600], [1, 60], [1, 1], [1000, 1], [1e6, 1], [1e9, 1]];  // a unit is the second number by the first, in seconds
const ZERO = 0.04;  // how much of a logarithmic slider stands for nothing at all

const least = fact => fact.low > 0 ? fact.low : fact.integer ? 1 : fact.high / 1e10;
/** Whether equal ways on the slider are equal ratios. A share that may be nothing is read in points, though. */
export const isLog = fact => fact.high / least(fact) >= 100 && !(fact.unit === "share" && fact.low <= 0);
/** How many places the slider has besides its first. */
export const steps = fact => fact.integer && !isLog(fact) && fact.high - fact.low <= 200 ? fact.high - fact.low : 1000;

export function placeOf(fact, value) {
  const {low, high} = fact, held = Math.min(high, Math.max(low, value));
  if (!isLog(fact)) return (held - low) / (high - low);
  const from = least(fact), start = low > 0 ? 0 : ZERO;
  return held < from ? 0 : start + (1 - start) * Math.log(held / from) / Math.log(high / from);
}

export function valueAt(fact, place) {
  const {low, high} = fact;
  if (place <= 0) return low;
  if (place >= 1) return high;
  if (!isLog(fact)) return kept(fact, fact.integer ? low + place * (high - low) : round(low + place * (high - low), fact.unit, 3));
  const from = least(fact), start = low > 0 ? 0 : ZERO;
  return place < start / 2 ? low : kept(fact, round(from * Math.exp(Math.max(0, place - start) / (1 - start) * Math.log(high / from)), fact.unit, 2));
}

const kept = (fact, value) => Math.min(fact.high, Math.max(fact.low, fact.integer ? Math.round(value) : value));

/** The value rounded to so many digits of the unit in which one says it. */
export function round(value, unit, digits) {
  const [by, of] = sizeOf(value, unit), whole = Number((value * by / of).toPrecision(digits));
  return whole * of / by;
}
function sizeOf(value, unit) {
  if (unit === "share") return [100, 1];
  if (/^1\/(day|second)$/.test(unit)) return unit === "1/day" ? [86400, 1] : [1, 1];
  return isTime(unit) ? TIMES.find(([by, of]) => value * by >= of * (of === 86400 ? 2 : 1)) || [1e9, 1] : [1, 1];
}
const isTime = unit => /^(ns|us|µs|ms|s|second|min|minute|h|hour|day|days|week|month|year)$/.test(unit);
