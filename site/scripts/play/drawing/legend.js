// The legend at the foot of a picture: only what occurs in it.
import {LABEL_PX} from "./faces.js";
import {width} from "./text.js";

const MEANING = {sync: "request, caller waits", async: "event", batch: "batch, on a schedule", control: "control"};
/** What the marks of a comparison mean. */
export const MARKED = {added: "new", changed: "changed", moved: "another number"};
const SAMPLE = 30, AFTER = 26, SMALL = 18;

const ofSteps = picture => {
  const numbers = [...new Set(picture.steps.values())].sort((a, b) => a - b);
  if (!picture.numbers?.length) return "main path, in order";
  return numbers.every((number, place) => number === place + 1) ? "steps on the clock" : "steps on the clock, the first in each box";
};

/** [kind, meaning] of what occurs: kinds of arrows, numbers of the path, the mark of a broken check, those of a comparison. */
export const entries = picture => [
  ...Object.entries(MEANING).filter(([kind]) => picture.arrows.some(arrow => arrow.kind === kind)),
  ...(picture.steps.size ? [["step", ofSteps(picture)]] : []),
  ...(picture.boxes.some(box => box.alert) ? [["alert", "breaks a check"]] : []),
  ...Object.entries(MARKED).filter(([kind]) => picture.boxes.some(box => box.mark?.kind === kind)),
];

/** The room of an entry and the gap after it. */
export const entryWidth = (kind, text) => (kind in MEANING ? SAMPLE : SMALL) + 7 + width(text, LABEL_PX) + AFTER;

// Where each entry of these widths begins, wrapped to a picture of that width: [x, row].
const placed = (widths, room) => {
  let x = 18, row = 0;
  return widths.map(wide => {
    if (x > 18 && x + wide - AFTER > room - 10) [x, row] = [18, row + 1];
    x += wide;
    return [x - wide, row];
  });
};

export const legendHeight = (widths, room) => widths.length ? 20 * (placed(widths, room).at(-1)[1] + 1) + 10 : 0;

/** The entries of a picture whose legend begins at y: {kind, text, x, y, textX}; a sample line is `long`. */
export const legend = (picture, room, top) => {
  const found = entries(picture), widths = found.map(entry => entryWidth(...entry));
  return placed(widths, room).map(([x, row], n) => {
    const [kind, text] = found[n];
    return {kind, text, x, y: top + 6 + 20 * row, long: SAMPLE, textX: x + widths[n] - AFTER - width(text, LABEL_PX)};
  });
};
