// The standard normal distribution. Python has it in its library (statistics.NormalDist).

// Wichura 1988, Algorithm AS 241 (doi 10.2307/2347330): coefficients of p and q, highest power first, for three ranges.
const MIDDLE = [
  [2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665],
  [5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1],
];
const TAIL = [
  [0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835],
  [1.0507500716444169e-09, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038, 2.053191626637759, 1],
];
const FAR_TAIL = [
  [2.0103343992922881e-07, 2.7115555687434876e-05, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103],
  [2.0442631033899397e-15, 1.421511758316446e-07, 1.8463183175100548e-05, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1],
];

const horner = (coefficients, x) => coefficients.reduce((sum, one) => sum * x + one, 0);
const ratio = ([above, below], x) => horner(above, x) / horner(below, x);

/** The value that a share p stays below. */
export function quantile(p) {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * ratio(MIDDLE, 0.180625 - q * q);
  const r = Math.sqrt(-Math.log(q <= 0 ? p : 1 - p));
  const x = r <= 5 ? ratio(TAIL, r - 1.6) : ratio(FAR_TAIL, r - 5);
  return q < 0 ? -x : x;
}

/** The share below x. */
export const below = (x) => (x < 0 ? upper(-x) : 1 - upper(x));

/** The share above x ≥ 0: near 0 by the series of the error function, whose terms are all positive, else by a continued fraction. */
function upper(x) {
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x > 4) {
    let fraction = 0;
    for (let k = 60; k > 0; k--) fraction = k / (x + fraction);
    return density / (x + fraction);
  }
  let sum = 0;
  for (let k = 1, term = x; term > 1e-18; k += 2) {
    sum += term;
    term *= (x * x) / (k + 2);
  }
  return 0.5 - density * sum;
}
