// The graph that Graphviz orders and places: boxes of fixed size, one rank a row, nothing that depends on a font.
import {gap, pairs} from "./plan.js";

/** What is varied between candidates: `shuffle` reverses the boxes of a row or takes every second first. */
export const SETTINGS = [{}, {shuffle: 1}, {shuffle: 2}, {flats: "left to right"}, {flats: "free"}, {shuffle: 1, flats: "free"}];

const HEAD = 'digraph { rankdir=TB newrank=true splines=false ranksep=.34 nodesep=.32 node [shape=box fixedsize=true label=""] edge [arrowhead=none]';

const shuffled = (row, how) => how === 1 ? row.slice().reverse() : how === 2 ? [...row.filter((_, n) => n % 2), ...row.filter((_, n) => !(n % 2))] : row;

// An arrow inside a row: its least length, in steps of nodesep, holds the label.
const flat = (drawn, flats, a, b) => {
  const row = drawn.rows[drawn.rowOf.get(a)], ends = flats === "left to right" && row.indexOf(a) > row.indexOf(b) ? [b, a] : [a, b];
  return [...ends, ` minlen=${Math.ceil(gap(drawn, a, b) / 23)}${flats === "free" ? " constraint=false" : ""}`];
};

// One line for each joined pair, downwards; upward arrows are turned round.
const edges = (drawn, flats, name) => {
  const {picture, rowOf} = drawn, lines = new Map();
  for (const [n, {source, target}] of picture.arrows.entries()) {
    const key = drawn.pairOf[n];
    if (source === target || lines.has(key)) continue;
    const weight = picture.onPath.has(`${source} ${target}`) || picture.onPath.has(`${target} ${source}`) ? 3 : 1;
    const up = rowOf.get(source) - rowOf.get(target);
    const [a, b, extra] = up > 0 ? [target, source, " dir=back"] : up < 0 ? [source, target, ""] : flat(drawn, flats, source, target);
    lines.set(key, `${name.get(a)} -> ${name.get(b)} [weight=${weight}${extra}]`);
  }
  return [...lines.values()];
};

/** The DOT text; box n of the picture is called n<n>. */
export const dotSource = (drawn, {shuffle = 0, flats = ""}) => {
  const name = new Map(drawn.picture.boxes.map((box, n) => [box.id, `n${n}`]));
  const sized = box => `${name.get(box)} [width=${(drawn.faces.get(box).w / 72).toFixed(3)} height=${(drawn.faces.get(box).h / 72).toFixed(3)}]`;
  const rows = drawn.rows.map(row => `{ rank=same ${shuffled(row, shuffle).map(sized).join("; ")} }`);
  const order = pairs(drawn.rows).map(([one, two]) => `${name.get(one[0])} -> ${name.get(two[0])} [style=invis weight=0]`);
  return [HEAD, ...rows, ...order, ...edges(drawn, flats, name), "}"].join("\n");
};

/** The centre of each box in the answer to such a text, in points; null if there is none. */
export const centres = (picture, answer) => {
  const found = new Map();
  for (const [, number, x] of answer.matchAll(/^node n(\d+) (\S+)/gm)) found.set(picture.boxes[number].id, x * 72);
  return found.size === picture.boxes.length ? found : null;
};
