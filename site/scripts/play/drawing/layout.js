// From a picture to its layout. Graphviz orders and places the boxes, under several settings. Our own router
// draws the lines at right angles through streets between the panels, so that no line can meet a foreign box, and puts labels where
// there is room. What is left to luck, mostly crossings, is measured, and the best candidate is kept.
import {CROSSED, withLabels} from "./labels.js";
import {place} from "./place.js";
import {plan, tied} from "./plan.js";
import {measure} from "./score.js";
import {asWritten, searched} from "./search.js";
import {fieldOf} from "./ways.js";
import {assembled, wire} from "./wires.js";

const WIDENINGS = 6, KEPT = 60;

// The layout with labels and its cost; channels grow until each label has a place of its own.
const finished = function* (field) {
  const wires = wire(field), extra = new Map();
  let best = null;
  for (let n = 0; n < WIDENINGS; n++) {
    yield;
    const [layout, costs] = withLabels(field.plan, assembled(wires, extra)), found = measure(field.plan, layout);
    if (!best || found.cost < best.found.cost) best = {layout, found};
    const tight = [...costs].filter(([, paid]) => paid >= CROSSED).flatMap(([edge]) => wires.runs.get(edge) ?? []), touched = new Set();
    if (!tight.length) break;
    for (const run of tight) for (let channel = run.top; channel <= run.foot; channel++) touched.add(channel);
    for (const channel of touched) extra.set(channel, Math.min((extra.get(channel) ?? 0) + 12, 60));
  }
  return best;
};

// The best with labels. One that costs more without any label than another with all is left out.
const finest = function* (candidates) {
  let best = null;
  for (const {field, bare} of candidates) {
    if (best && bare >= best.found.cost) continue;
    const {layout, found} = yield* finished(field);
    if (!best || found.cost < best.found.cost) best = {layout, found, field};
  }
  return best;
};

// The same picture with round numbers: what differs in nothing else is ordered alike, so that no figure can make boxes jump.
const rounded = text => String(text ?? "").replace(/\d[\d,.]*/g, "888");
const steady = picture => ({...picture,
  boxes: picture.boxes.map(box => ({...box, number: rounded(box.number), alert: false, mark: undefined})),
  arrows: picture.arrows.map(arrow => ({...arrow, label: rounded(arrow.label)}))});

/** A function from a picture to {picture, plan, layout}, the same for the same picture, found in steps between which others may have
 *  their turn: it gives a generator. `graphviz` turns a DOT text into plain output,
 *  or null. It remembers the order of boxes in pictures that it has laid out. */
export const makeLayout = graphviz => {
  const known = new Map();
  const orderOf = function* (picture) {
    const kept = steady(picture), key = JSON.stringify([kept.rows, kept.path, kept.numbers, kept.boxes.map(({id, name, detail, number, group}) => [id, name, detail, number, group]), kept.arrows]);
    if (!known.has(key)) {
      if (known.size >= KEPT) known.delete(known.keys().next().value);
      const {field} = yield* finest(yield* searched(plan(tied(kept)), graphviz));
      known.set(key, new Map([...field.left].map(([box, x]) => [box, x + field.plan.faces.get(box).w / 2])));
    }
    return known.get(key);
  };
  return function* (given) {
    const picture = tied(given), first = plan(picture), found = yield* finished(fieldOf(first, place(first, yield* orderOf(given))));
    const others = found.found.failures ? [yield* finest(yield* searched(first, graphviz)), yield* finished(asWritten(first))] : [];
    const best = [found, ...others].sort((a, b) => a.found.cost - b.found.cost)[0];
    return {picture, plan: first, layout: best.layout, found: best.found};
  };
};
