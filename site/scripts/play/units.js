// Numbers with units: designgen/units.py. `humane` prints a value in base units (second, byte, usd), `parse` reads one exactly.

const SUFFIXES = { k: 3, M: 6, B: 9, T: 12 };
// unit: [exponent of ten, whole factor, dimension: seconds, bytes, usd]
const PLAIN = [0, 0, 0];
const SECOND = [1, 0, 0];
const BYTE = [0, 1, 0];
const UNITS = { usd: [0, 1, [0, 0, 1]], "%": [-2, 1, PLAIN] };
for (const name of ["count", "share", "bool", "1"]) UNITS[name] = [0, 1, PLAIN];
for (const [names, exponent, factor] of [
  ["ns", -9, 1], ["us µs", -6, 1], ["ms", -3, 1], ["s sec second seconds", 0, 1], ["min minute minutes", 0, 60],
  ["h hour hours", 0, 3600], ["d day days", 0, 86400], ["week weeks", 0, 604800], ["month months", 0, 2628000],
  ["year years", 0, 31536000],
]) for (const name of names.split(" ")) UNITS[name] = [exponent, factor, SECOND];
for (const [name, exponent] of [["byte", 0], ["bytes", 0], ["kB", 3], ["MB", 6], ["GB", 9], ["TB", 12], ["PB", 15]]) {
  UNITS[name] = [exponent, 1, BYTE];
}
const LITERAL = /^([+-]?)([0-9][0-9_,]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,2}))?\s*([A-Za-zµ]+|%)?\s*(?:\/\s*([A-Za-z]+))?$/;

const own = (table, key) => (Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined);

/** [exponent of ten, factor, factor below the stroke, dimension] of `word/per`; null where there is no such unit. */
function unitOf(word, per) {
  let [exponent, factor, dimension] = [0, 1, PLAIN];
  if (word) {
    const found = own(SUFFIXES, word) ? [SUFFIXES[word], 1, PLAIN] : own(UNITS, word);
    if (!found) return null;
    [exponent, factor, dimension] = found;
  }
  if (!per) return [exponent, factor, 1, dimension];
  const below = own(UNITS, per);
  return below && [exponent - below[0], factor, below[1], dimension.map((power, i) => power - below[2][i])];
}

/** The amount that a text says, {value in base units, dimension}, or null: "5M usd/month", "100/day", "30%". */
export function amount(text) {
  text = text.trim();
  const words = /^([0-9_,.]+)([kMBT])\s+([A-Za-z]+(?:\/[A-Za-z]+)?)$/.exec(text);
  const match = LITERAL.exec(words ? `${words[1]} ${words[3]}` : text);
  if (!match || text.length > 60) return null;
  const [, sign, whole, part = "", power = "0", word, per] = match;
  const unit = unitOf(word, per);
  if (!unit) return null;
  const exponent = Number(power) - part.length + unit[0] + (words ? SUFFIXES[words[2]] : 0);
  const digits = BigInt(whole.replace(/[_,]/g, "") + part) * BigInt(unit[1]);
  const found = fraction(digits, BigInt(unit[2]), exponent);
  return { value: sign === "-" && found ? -found : found, dimension: unit[3] };
}

/** digits × 10^exponent / below, rounded once, as Python makes a float of a fraction. */
function fraction(digits, below, exponent) {
  const ten = BigInt(10);
  if (exponent < 0) below *= ten ** BigInt(-exponent);
  else digits *= ten ** BigInt(exponent);
  const safe = BigInt(Number.MAX_SAFE_INTEGER);
  if (digits <= safe && below <= safe) return Number(digits) / Number(below);
  const shift = Math.max(0, 40 + String(below).length - String(digits).length);
  return Number(`${(digits * ten ** BigInt(shift)) / below}e-${shift}`);
}

/** The dimension of a declared unit such as "1/second". */
export function dimensionOf(unit) {
  const [word, per] = unit.split("/");
  return unitOf(word, per)[3];
}

/** A text as a value of a declared unit, in base units; null where it is not one. Only 0 needs no unit. */
export function parse(text, unit) {
  const found = amount(String(text));
  if (!found) return null;
  const plain = found.dimension.every((power) => !power);
  return String(found.dimension) === String(dimensionOf(unit)) || (plain && found.value === 0) ? found.value : null;
}

const TIMES = [["ns", 1e-9], ["µs", 1e-6], ["ms", 1e-3], ["s", 1], ["min", 60], ["h", 3600], ["days", 86400]];
const SIZES = [["bytes", 1], ["kB", 1e3], ["MB", 1e6], ["GB", 1e9], ["TB", 1e12], ["PB", 1e15], ["EB", 1e18]];
const SIZED = [["T", 1e12], ["B", 1e9], ["M", 1e6], ["k", 1e3]];
const PER = { hour: "/h", month: "/month", GB: "/GB" };

/** A value in base units as a person would say it, given its declared unit: "391 M", "36 ms", "1.2 TB". */
export function humane(value, unit) {
  value = Number(value);
  if (!isFinite(value)) return "unbounded";
  if (unit === "share") return shared(value);
  const [seconds, bytes, usd] = dimensionOf(unit);
  if (seconds === 1 && !bytes && !usd) return inSteps(value, TIMES);
  if (bytes === 1 && !usd) return inSteps(value, SIZES) + (seconds ? "/s" : "");
  const below = unit.split("/")[1];
  if (usd === 1) return `$${magnitude(value * (below ? sizeOf(below) : 1))}${own(PER, below) || ""}`;
  if (seconds === -1 && !bytes && !usd) {
    return unit.endsWith("/day") || (0 < value && value < 0.1) ? `${magnitude(value * 86400)}/day` : `${magnitude(value)}/s`;
  }
  return magnitude(value);
}

const sizeOf = (name) => UNITS[name][1] * Number(`1e${UNITS[name][0]}`);

function shared(value) {
  const percent = value * 100;
  return `${0.9995 <= value && value < 1 ? trimmed(percent.toPrecision(10)) : digits(percent)} %`;
}

/** A plain number with k, M, B or T: "391 M", "1.2 k", "2,000". */
export function magnitude(value) {
  if (Math.abs(value) < 10000) return digits(value);
  const step = SIZED.find(([, size]) => Math.abs(value) >= size * 0.9995);
  return step ? `${digits(value / step[1])} ${step[0]}` : digits(value);
}

/** Three significant digits, or the whole number with commas; no trailing zeros. */
export function digits(value) {
  if (value === 0) return "0";
  if (Math.abs(value) >= 100 || Number.isInteger(value)) return commas(even(value));
  const text = significant(value);
  return Math.abs(Number(text)) < 1e-4 ? trimmed(Number(text).toFixed(10)) : trimmed(text);
}

/** Rounded to whole, a half to the even neighbour, as Python rounds. */
export function even(value) {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 ? rounded - 1 : rounded;
}

const commas = (whole) => {
  const text = Math.abs(whole) < 1e21 ? whole.toFixed(0) : String(BigInt(whole));
  return (text === "-0" ? "0" : text).replace(/\B(?=(\d{3})+$)/g, ",");
};

/** Three digits; what is exactly between two neighbours goes to the even one, where JavaScript takes the larger. */
function significant(value) {
  const four = value.toPrecision(4);
  const between = /[02468]5$/.test(four) && trimmed(value.toPrecision(60)) === four;
  return between ? four.slice(0, -1) : value.toPrecision(3);
}

const trimmed = (text) => (text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text);

function inSteps(value, steps) {
  if (value === 0) return steps === TIMES ? "0 s" : "0 bytes";
  let chosen = steps[0];
  for (const step of steps) if (Math.abs(value) >= (step[0] === "days" ? 2 : 1) * step[1] * 0.9995) chosen = step;
  const text = digits(value / chosen[1]);
  return chosen[0] === "days" && text === "1" ? `${text} day` : `${text} ${chosen[0]}`;
}
