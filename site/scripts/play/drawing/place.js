// Left to right: the x of every box, from where it is wished, but never too close and never too wide.
import {offsets} from "./plan.js";

// The places nearest to the targets (least squares) that keep the offsets: pool adjacent violators.
const nearest = (targets, starts, most) => {
  const pools = [];
  targets.forEach((target, n) => {
    let total = target - starts[n], count = 1;
    while (pools.length && pools.at(-1)[0] / pools.at(-1)[1] >= total / count) {
      const [sum, number] = pools.pop();
      total += sum;
      count += number;
    }
    pools.push([total, count]);
  });
  const slack = pools.flatMap(([total, count]) => Array(count).fill(Math.min(Math.max(total / count, 0), most)));
  return slack.map((free, n) => free + starts[n]);
};

/** The left edge of each box, the leftmost at 0; `wished` are centres and give the order in a row. */
export const place = (drawn, wished) => {
  const ordered = drawn.rows.map(row => row.slice().sort((a, b) => wished.get(a) - wished.get(b))), starts = ordered.map(row => offsets(drawn, row));
  const centres = [...wished.values()], most = Math.max(...centres), least = Math.min(...centres), middle = (most + least) / 2;
  const room = Math.max(...starts.map(found => found.at(-1)), Math.min(most - least + 180, 900)), left = new Map();
  ordered.forEach((row, n) => {
    const found = nearest(row.map(box => wished.get(box) - middle + room / 2 - drawn.faces.get(box).w / 2), starts[n], room - starts[n].at(-1));
    row.forEach((box, k) => left.set(box, found[k]));
  });
  const first = Math.min(...left.values());
  left.forEach((x, box) => left.set(box, Math.round((x - first) * 10) / 10));
  return left;
};

/** Centres for rows as they are written, each centred: the layout when there is no Graphviz. */
export const inOrder = drawn => new Map(drawn.rows.flatMap(row => {
  const starts = offsets(drawn, row);
  return row.map((box, n) => [box, starts[n] - starts.at(-1) / 2 + drawn.faces.get(box).w / 2]);
}));
