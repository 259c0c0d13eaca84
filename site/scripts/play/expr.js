// Expressions of the knowledge, as designgen/play/trees.py writes them and designgen/rules/evaluate.py works them out.
// A number is the value at that place, [x] is a constant, anything else [operation, …operands].

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
  if (op === "?") return first(runs);
  if (BOTH[op]) return both(BOTH[op], runs[0], runs[1]);
  return (v) => FUNCTIONS[op](...runs.map((run) => run(v)));
}

const both = (of, left, right) => (v) => of(left(v), right(v));
const among = (run, codes) => (v) => codes.includes(run(v));
const has = (run, mask) => (v) => overlap(run(v), mask);

function first(runs) {
  return (v) => {
    let i = 0;
    while (!runs[i](v)) i += 2;
    return runs[i + 1](v);
  };
}

/** Cases (condition, number, …) as a function of the values: null where none holds or the number is beyond all bounds. */
export function compileCases(cases) {
  if (!cases || !cases.length) return null;
  const runs = cases.map((tree) => (tree === null ? null : compile(tree)));
  return (v) => {
    for (let i = 0; i < runs.length; i += 2) {
      if (runs[i] && !runs[i](v)) continue;
      const found = Number(runs[i + 1](v));
      return isFinite(found) ? found : null;
    }
    return null;
  };
}

/** Cases (condition, text, …) as a function of the values: "" where none holds. */
export function compileTold(cases) {
  if (!cases) return () => "";
  const runs = cases.map((item, place) => (place % 2 || item === null ? item : compile(item)));
  return (v) => {
    for (let i = 0; i < runs.length; i += 2) if (!runs[i] || runs[i](v)) return runs[i + 1];
    return "";
  };
}

/** A condition; one that is left out always holds. */
export const compileWhen = (tree) => (tree === undefined || tree === null ? () => true : compile(tree));
