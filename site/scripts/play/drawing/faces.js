// What is written on a box, and so how large it is; the size of a label. Lengths in px.
import {clean, fit, width, wrap} from "./text.js";

export const NAME_PX = 13, DETAIL_PX = 11, LABEL_PX = 11, TITLE_PX = 12, TILE = 30, TEXT_X = 48, LABEL_H = 16, LABEL_LINE = 13;
const TEXT_PAD = 12, TEXT_MOST = 148, MARK_MOST = 168, TEXT_LEAST = 84, NAME_LINE = 17, DETAIL_LINE = 15, ONE_LINE = 128, TWO_LINES = 132;

const detailWidth = parts => width(parts.filter(Boolean).join(" · "), DETAIL_PX);

// Technology and figure on one line if there is room, else each on its own, a long one on two.
const detailsOf = (tech, number, nameWidth) => {
  if (tech && number && detailWidth([tech, number]) <= Math.max(nameWidth, 132)) return [[tech, number]];
  const split = text => text ? wrap(text, DETAIL_PX, TEXT_MOST, false, 2) : [];
  return [...split(tech).map(line => [line, ""]), ...split(number).map(line => ["", line])];
};

/** The lines of a box and the size that holds them: {name: [line], details: [[technology, number]], marked: [line], w, h}. `marked` says
 *  how a box differs that has a mark. */
export const face = box => {
  const marked = (box.mark?.lines ?? []).map(line => fit(clean(line), DETAIL_PX, MARK_MOST));
  const name = wrap(clean(box.name) || box.id, NAME_PX, TEXT_MOST, true, 3);
  const nameWidth = Math.max(...name.map(line => width(line, NAME_PX, true)));
  const details = detailsOf(clean(box.detail), clean(box.number), nameWidth);
  const wide = TEXT_X + Math.max(nameWidth, TEXT_LEAST, ...[...details, ...marked.map(line => [line])].map(detailWidth)) + TEXT_PAD;
  return {name, details, marked, w: 4 * Math.ceil(wide / 4), h: Math.max(16 + NAME_LINE * name.length + DETAIL_LINE * (details.length + marked.length), 48)};
};

/** The baselines of the name and of the lines below it, centred in a box of a height. */
export const linesAt = (high, {name, details, marked}) => {
  const others = [...details, ...marked], top = (high - NAME_LINE * name.length - DETAIL_LINE * others.length) / 2, below = top + NAME_LINE * name.length;
  return [name.map((_, n) => top + NAME_LINE * n + 13), others.map((_, n) => below + DETAIL_LINE * n + 11.5)];
};

const sized = (lines, most = 0) => ({lines, w: Math.max(most, ...lines.map(line => width(line, LABEL_PX))) + 8, h: LABEL_H + LABEL_LINE * (lines.length - 1)});

/** The label of an arrow as drawn, on two lines if it is long: {lines, w, h}; null if it has none. */
export const labelOf = arrow => {
  const text = clean(arrow.label);
  return text ? sized(wrap(text, LABEL_PX, width(text, LABEL_PX) > ONE_LINE ? TWO_LINES : ONE_LINE)) : null;
};

/** The same label on one line more; null if it is one word. */
export const narrowLabel = (arrow, label) => {
  const words = clean(arrow.label).split(" ");
  if (words.length < 2) return null;
  const most = Math.max(...words.map(word => width(word, LABEL_PX)), 0.62 * (label.w - 8));
  return sized(wrap(words.join(" "), LABEL_PX, most, false, 3));
};

/** The text of a panel's title as it fits into its place. */
export const titleText = (label, room) => fit(clean(label), TITLE_PX, room, true);
