// Values of facts as one writes them, and read from what somebody wrote.
import {humane, parse} from "./units.js";
import {has} from "./state.js";

const PLAIN = [[1, ""], [1e3, "k"], [1e6, "M"], [1e9, "B"], [1e12, "T"]];
const TIME = [[1, "s"], [1e-3, "ms"], [1e-6, "us"], [1e-9, "ns"], [60, "min"], [3600, "h"], [86400, "days"]];
const BYTE = [[1, "bytes"], [1e3, "kB"], [1e6, "MB"], [1e9, "GB"], [1e12, "TB"], [1e15, "PB"]];
const BARE = /^[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?$/;

/** What kind of amount a unit measures: plain, share, time, byte, usd, or a rate of one of them ("plain/s"). */
export function kindOf(unit) {
  const [above, below] = unit.split("/");
  const kind = above === "share" || above === "%" ? "share" : /^(count|bool|1)$/.test(above) ? "plain"
    : above === "usd" ? "usd" : /^(bytes?|[kMGTP]B)$/.test(above) ? "byte" : "time";
  return below ? `${kind}/s` : kind;
}

function* candidates(value, unit) {
  const kind = kindOf(unit), say = (size, word) => `${Number((value / size).toPrecision(12))}${word}`;
  const lists = {plain: PLAIN, share: [[1, ""], [0.01, "%"]], time: TIME.map(([size, word]) => [size, ` ${word}`]), byte: BYTE.map(([size, word]) => [size, ` ${word}`]),
    usd: PLAIN.map(([size, word]) => [size, `${word} usd`]), "byte/s": BYTE.map(([size, word]) => [size, ` ${word}/s`]),
    "plain/s": [...PLAIN.map(([size, word]) => [size / 86400, `${word}/day`]), ...PLAIN.map(([size, word]) => [size, `${word}/s`])]};
  for (const [size, word] of lists[kind] || []) yield say(size, word).replace(/^1 days$/, "1 day");
}
const BASE = {plain: "", share: "", time: " s", byte: " bytes", usd: " usd", "plain/s": "/s", "byte/s": " bytes/s"};

/** The shortest text that reads back to the very value. */
export function exactly(value, unit) {
  const size = text => { const [number] = /^[-\d.]+/.exec(text) || [text]; return 4 * number.length + 2 * number.includes(".") + text.length / 100; };
  const good = [...candidates(value, unit)].filter(text => !/[eE]/.test(text.split(" ")[0]) && parse(text, unit) === value);
  return good.sort((one, other) => size(one) - size(other))[0] || `${value}${BASE[kindOf(unit)] ?? ""}`;
}

/** A value of any kind as a spec would say it. */
export const written = (fact, value) => Array.isArray(value) ? `[${value.join(", ")}]` : typeof value === "number" ? exactly(value, fact.unit) : String(value);

/** The same without spaces, as an address holds it. */
export const compact = (fact, value) => Array.isArray(value) ? value.join(",")
  : typeof value !== "number" ? String(value) : fact.unit === "share" ? String(value) : exactly(value, fact.unit).replace(/^(\S+?)([kMBT]) usd$/, (_, n, by) => `${n * {k: 1e3, M: 1e6, B: 1e9, T: 1e12}[by]}usd`).replace(" ", "");

const EXAMPLE = {plain: "20k", share: "30%", time: "200 ms", byte: "2 TB", usd: "5k usd", "plain/s": "50M/day", "byte/s": "3 GB/s"};
const wrong = (problem, hint) => ({problem, hint});

/** {value} in base units, or {problem, hint}. Bare digits are in base units, or, `said` by a person, in the unit of the fact. */
export function readNumber(fact, text, said = false) {
  const words = text.trim(), bare = BARE.test(words), plain = /^(plain|share)$/.test(kindOf(fact.unit));
  const value = words === "" ? null : bare && !plain && !(said && Number(words) !== 0) ? Number(words) : parse(bare && !plain ? withUnit(words, fact.unit) : words, fact.unit);
  if (value === null || value === undefined || !Number.isFinite(value)) return wrong(`“${short(words)}” is not ${AMOUNT[kindOf(fact.unit)] || "a number"}`, `for example ${EXAMPLE[kindOf(fact.unit)] || "20k"}`);
  if (value < fact.low || value > fact.high) return wrong(`“${short(words)}” is outside ${humane(fact.low, fact.unit)} to ${humane(fact.high, fact.unit)}`, "");
  return fact.integer && !Number.isInteger(value) ? wrong(`“${short(words)}” is not a whole number`, "") : {value};
}
const AMOUNT = {plain: "a number", share: "a share", time: "a time", byte: "an amount of bytes", usd: "an amount of usd", "plain/s": "a rate", "byte/s": "bytes by time"};
const withUnit = (words, unit) => unit.includes("/") ? `${words}${unit.replace(/^1|^count/, "")}` : `${words} ${unit}`;
export const short = text => text.length > 40 ? `${text.slice(0, 39)}…` : text;

/** The same for any kind of fact. */
export function readValue(fact, text) {
  if (fact.kind === "number") return readNumber(fact, text);
  if (fact.kind === "bool") return text === "true" || text === "false" ? {value: text === "true"} : wrong(`“${short(text)}” is not true or false`, "");
  const words = fact.kind === "set" ? text.split(",").filter(Boolean) : [text], strange = words.find(word => !has(fact.values, word));
  if (strange !== undefined || !words.length) return wrong(`“${short(strange ?? "")}” is not one of its ${Object.keys(fact.values).length} values`, "");
  return {value: fact.kind === "set" ? [...new Set(words)] : text};
}
