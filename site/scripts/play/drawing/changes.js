// What differs between two pictures of one view, and how a box says so.
const MOVED = 0.1, MOST_LINES = 4;

const AMOUNT = /\d[\d,]*(?:\.\d+)?/g;
const amounts = text => (text.match(AMOUNT) || []).map(found => Number(found.replace(/,/g, "")));

/** Do two figures say something else, or amounts more than a tenth apart? */
export const moved = (before, after) => {
  if (before === after) return false;
  if (before.replace(AMOUNT, "#") !== after.replace(AMOUNT, "#")) return true;
  const now = amounts(after);
  return amounts(before).some((one, n) => Math.abs(now[n] - one) > MOVED * Math.abs(one));
};

// Components that came into a box of several, or left it.
const members = (before, after) => {
  const names = (one, other) => one.names.filter((_, n) => !other.parts.includes(one.parts[n]));
  return [["+", names(after, before)], ["−", names(before, after)]].filter(([, found]) => found.length).map(([sign, found]) => `${sign} ${found.join(", ")}`);
};

// The mark of a box that is in both: null if nothing that counts differs. Where a figure alone does, nothing is written on the box.
const between = (before, after) => {
  const texts = ["name", "detail"].filter(key => before[key] !== after[key]), figure = moved(before.number, after.number), came = members(before, after);
  if (!texts.length && !figure && !came.length) return before.alert === after.alert ? null : {kind: "changed", lines: [], was: "", says: after.alert ? "breaks a check now" : "breaks no check now"};
  const keys = figure ? [...texts, "number"] : texts, was = keys.map(key => before[key]).filter(Boolean).join(" · ");
  const says = [was && `was ${was}`, ...came].filter(Boolean), kind = texts.length || came.length ? "changed" : "moved";
  return {kind, was, says: says.join("; "), lines: kind === "moved" ? [] : says.slice(0, MOST_LINES)};
};

/** The picture with a mark ({kind, lines, was, says}) at each box that is new or differs from the one before, and what changed:
 *  {added: [name], removed: [box], changed: [{id, name, was, says}]}. */
export const marked = (before, after) => {
  if (!before) return {picture: after, changes: {added: [], removed: [], changed: []}};
  const old = new Map(before.boxes.map(box => [box.id, box])), ids = new Set(after.boxes.map(box => box.id));
  const boxes = after.boxes.map(box => ({...box, mark: old.has(box.id) ? between(old.get(box.id), box) : {kind: "added", lines: [], was: "", says: "new"}}));
  const told = kind => boxes.filter(box => box.mark && (box.mark.kind === "added") === kind);
  return {picture: {...after, boxes}, changes: {added: told(true).map(box => box.name), removed: before.boxes.filter(box => !ids.has(box.id)).map(box => box.name),
    changed: told(false).map(({id, name, mark}) => ({id, name, was: mark.was, says: mark.says}))}};
};
