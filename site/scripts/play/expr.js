// Conditions and formulas of the knowledge. What is asked for by number (designgen/play/asked.py) the program works out; `compile`
// is for the trees that it tells: a number is the value at that place, [x] is a constant, anything else [operation, …operands].
// Operations are those of designgen/rules/evaluate.py.

function divide(x, y) {
  return y ? x / y : x > 0 ? Infinity : x < 0 ? -Infinity : 0;
}

function ln(x) {
  if (x <= 0) return 0;
  for (let i = 0; i < 16; i++) x = Math.sqrt(x);
  return 32768 * (x - 1 / x);
}

const BOTH = {
  "<": (x, y) => x < y,
  "<=": (x, y) => x <= y,
  ">": (x, y) => x > y,
  ">=": (x, y) => x >= y,
  "==": (x, y) => x == y,
  "!=": (x, y) => x != y,
  "+": (x, y) => x + y,
  "-": (x, y) => x - y,
  "*": (x, y) => x * y,
  "/": divide,
};

const FUNCTIONS = {
  min: (x, ...rest) => rest.reduce((least, y) => (y < least ? y : least), x),
  max: (x, ...rest) => rest.reduce((most, y) => (y > most ? y : most), x),
  ceil: (x) => (isFinite(x) ? Math.ceil(x - 1e-9) : x),
  floor: (x) => (isFinite(x) ? Math.floor(x + 1e-9) : x),
  sqrt: (x) => (x > 0 ? Math.sqrt(x) : 0),
  ln,
};

/** Do two masks of up to 53 bits share one? `&` sees 32 of them. */
function overlap(x, y) {
  const half = 2 ** 32;
  return (x & y) !== 0 || ((x / half) & (y / half)) !== 0;
}

/** A function of the values that works a tree out. Trees are looked at once, so keep what you get. */
export function compile(tree) {
  if (typeof tree === "number") return (v) => v[tree];
  const [op, ...rest] = tree;
  if (!rest.length) return () => op;
  if (op === "in") return among(compile(rest[0]), rest.slice(1));
  if (op === "has") return has(compile(rest[0]), rest[1]);
  const runs = rest.map(compile);
  if (op === "!") return (v) => !runs[0](v);
  if (op === "&") return (v) => runs.every((run) => run(v));
  if (op === "|") return (v) => runs.some((run) => run(v));
  if (op === "?") return cascade(runs);
  if (BOTH[op]) return both(BOTH[op], runs[0], runs[1]);
  return (v) => FUNCTIONS[op](...runs.map((run) => run(v)));
}

const both = (of, left, right) => (v) => of(left(v), right(v));
const among = (run, codes) => (v) => codes.includes(run(v));
const has = (run, mask) => (v) => overlap(run(v), mask);

function cascade(runs) {
  return (v) => {
    let i = 0;
    while (!runs[i](v)) i += 2;
    return runs[i + 1](v);
  };
}

/** Does the text of this number hold? Without a number it always does. */
export const holds = (number, result) => number === null || number === undefined || Boolean(result.text(number));

/** The text of the first case (condition, text, …) that holds, unfilled; "" where none does. */
export const first = (cases, result) => held(cases, result) ?? "";

/** The number of the first case that holds; null where none does, or where it is beyond all bounds. */
export function amount(cases, result) {
  const number = held(cases, result);
  return number === null ? null : finite(result.text(number));
}

function held(cases, result) {
  for (let i = 0; cases && i < cases.length; i += 2) if (holds(cases[i], result)) return cases[i + 1];
  return null;
}

const finite = (value) => (isFinite(value) ? Number(value) : null);

/** Cases of numbered texts as a function of other values than those of the run: for prices and quantities at their ends. */
export function compileCases(cases, program) {
  if (!cases || !cases.length) return () => null;
  const runs = cases.map((number) => (number === null ? () => true : compile(program.tree(number))));
  return (v) => {
    for (let i = 0; i < runs.length; i += 2) if (runs[i](v)) return finite(runs[i + 1](v));
    return null;
  };
}

/** The places whose unit an expression has: its own, or those of the terms of a sum; products keep that of their first factor. */
export function ownNames(tree) {
  if (typeof tree === "number") return [tree];
  if (!tree || !"+-*".includes(tree[0]) || tree.length < 3) return [];
  const [op, left, right] = tree;
  return op === "*" && places(left).length && places(right).length ? [] : [...ownNames(left), ...ownNames(right)];
}

/** Every place that a tree reads. */
export function places(tree) {
  if (typeof tree === "number") return [tree];
  if (!tree || tree.length < 2) return [];
  return (["in", "has"].includes(tree[0]) ? tree.slice(1, 2) : tree.slice(1)).flatMap(places);
}
