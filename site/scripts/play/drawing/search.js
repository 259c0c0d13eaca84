// From one plan to the few placements worth finishing. What it may cost is counted in lines routed, never in seconds, so that the
// same picture is drawn on every machine.
import {SETTINGS, centres, dotSource} from "./dot.js";
import {inOrder, place} from "./place.js";
import {pairs} from "./plan.js";
import {MISSING, measure} from "./score.js";
import {fieldOf} from "./ways.js";
import {assembled, wire} from "./wires.js";

const WORK = 6000, SLIDE = 150, FAR = 120;

const price = drawn => Math.max(1, drawn.picture.arrows.length * Math.floor(Math.sqrt(drawn.rows.length)));
const rough = field => measure(field.plan, assembled(wire(field)));

/** The rows as they are, each centred: the placement without any search. */
export const asWritten = first => fieldOf(first, place(first, inOrder(first)));

// Different placements: what Graphviz makes of the rows under each setting, and the rows just as they are written. Panels keep the
// order of the view, so that a reader finds them where they were.
const candidates = function* (first, graphviz) {
  const found = new Map(), add = field => found.set(key(field.left), field);
  add(asWritten(first));
  for (const setting of SETTINGS) {
    const answer = graphviz(dotSource(first, setting)), wished = answer && centres(first.picture, answer);
    if (wished) add(fieldOf(first, place(first, wished)));
    yield;
  }
  return [...found.values()].map(field => ({field, found: rough(field)}));
};

/** The best placements found, as {field, bare}, `bare` the cost if every label found a place: the best candidate climbs, then its boxes are
 *  brought into line. `graphviz` turns a DOT text into plain output, or null. It yields after each piece of work, of about a millisecond. */
export const searched = function* (first, graphviz) {
  const [best, ...others] = (yield* candidates(first, graphviz)).sort((a, b) => a.found.cost - b.found.cost);
  const most = Math.floor(WORK / price(first)) - others.length - 1, climb = {...best, tried: 0, seen: new Set([key(best.field.left)])};
  yield* goOn(climb, moves, Math.floor(most * 2 / 3));
  yield* goOn(climb, alignments, most - climb.tried);
  return [climb, ...others.slice(0, 1)].map(({field, found}) => ({field, bare: found.cost - MISSING * found.missing}));
};

const key = left => [...left].join();

// Every move that lowers the cost is made, none is tried twice, and no more than `most` are tried.
const goOn = function* (climb, how, most) {
  const last = climb.tried + most;
  for (let before = null; before !== climb.found;) {
    before = climb.found;
    for (const wished of turned(climb.field)) if (climb.tried < last) yield attempt(climb, wished);
    for (let row = 0; row < climb.field.ordered.length; row++) {
      for (const wished of how(climb.field, row)) {
        if (climb.tried >= last) return;
        yield attempt(climb, wished);
      }
    }
  }
};

const attempt = (climb, wished) => {
  const left = place(climb.field.plan, wished), own = key(left);
  if (climb.seen.has(own)) return;
  climb.seen.add(own);
  climb.tried++;
  const field = fieldOf(climb.field.plan, left), found = rough(field);
  if (found.cost < climb.found.cost - 1) Object.assign(climb, {field, found});
};

const centresOf = ({plan, left}) => new Map([...left].map(([box, x]) => [box, x + plan.faces.get(box).w / 2]));
const instead = (at, changes) => new Map([...at, ...changes]);

// Wished centres after each move of one row: two neighbours change places, a box or the row slides, the row is mirrored, a box goes
// where its arrows pull it.
const moves = function* (field, row) {
  const at = centresOf(field), boxes = field.ordered[row], pulled = boxes.map(box => [box, pull(field, box, at)]).filter(([, x]) => x !== null);
  for (const [one, two] of pairs(boxes)) yield instead(at, [[one, at.get(two)], [two, at.get(one)]]);
  if (boxes.length > 2) yield instead(at, boxes.map(box => [box, at.get(boxes[0]) + at.get(boxes.at(-1)) - at.get(box)]));
  yield instead(at, pulled);
  for (const one of pulled) yield instead(at, [one]);
  for (const step of [-SLIDE, SLIDE]) {
    const end = step < 0 ? boxes[0] : boxes.at(-1);
    yield instead(at, boxes.map(box => [box, at.get(box) + step]));
    yield instead(at, [[end, at.get(end) + step]]);
  }
};

// The boxes of other rows at the other ends of its arrows.
const linked = ({plan}, box) => plan.picture.arrows.filter(({source, target}) => source === box || target === box)
  .map(({source, target}) => source === box ? target : source).filter(other => plan.rowOf.get(other) !== plan.rowOf.get(box));

const pull = (field, box, at) => {
  const others = linked(field, box);
  return others.length ? others.reduce((sum, other) => sum + at.get(other), 0) / others.length : null;
};

// Wished centres that bring boxes of a row into line with others, and at equal distances from each other.
const alignments = function* (field, row) {
  const at = centresOf(field), boxes = field.ordered[row];
  if (boxes.length > 2) yield instead(at, evenly(field, boxes));
  for (const box of boxes) {
    for (const other of new Set(linked(field, box))) {
      const step = at.get(other) - at.get(box);
      if (Math.abs(step) <= 0.5 || Math.abs(step) >= FAR) continue;
      yield instead(at, [[box, at.get(other)]]);
      if (boxes.length > 1) yield instead(at, boxes.map(each => [each, at.get(each) + step]));
    }
  }
};

const evenly = (field, boxes) => {
  const wide = boxes.map(box => field.plan.faces.get(box).w), sum = wide.reduce((a, b) => a + b, 0), start = field.left.get(boxes[0]);
  const gap = (field.right(boxes.at(-1)) - start - sum) / (boxes.length - 1);
  let x = start;
  return boxes.map((box, n) => {
    x += wide[n] + gap;
    return [box, x - gap - wide[n] / 2];
  });
};

// Centres with all rows mirrored, or those from some row on, or those up to it, then with the path of one row in order; only where
// fewer steps of the path go backward then.
const turned = function* (field) {
  const rows = field.ordered, wide = Math.max(...[...field.left.keys()].map(field.right)), at = centresOf(field), faults = faultsOf(field), count = rows.length;
  const inner = Array.from({length: Math.max(count - 1, 0)}, (_, n) => n + 1);
  for (const [first, end] of [[0, count], ...inner.map(n => [0, n]), ...inner.map(n => [n, count])]) {
    if (faults.slice(first, end).reduce((a, b) => a + b, 0) > 0) yield instead(at, rows.slice(first, end).flat().map(box => [box, wide - at.get(box)]));
  }
  for (const row of rows) {
    const walked = field.plan.picture.walk.filter(box => row.includes(box)), xs = walked.map(box => at.get(box)).sort((a, b) => a - b);
    if (walked.some((box, n) => at.get(box) !== xs[n])) yield instead(at, walked.map((box, n) => [box, xs[n]]));
  }
};

// For each row how many more steps go left than right.
const faultsOf = ({plan, left, ordered}) => {
  const found = ordered.map(() => 0), last = new Map();
  for (const box of plan.picture.walk) {
    const row = plan.rowOf.get(box), x = left.get(box), before = last.get(row) ?? x;
    found[row] += (x < before) - (x > before);
    last.set(row, x);
  }
  return found;
};
