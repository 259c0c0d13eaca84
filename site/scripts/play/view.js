// A design seen through the view of the whole system: the picture of its parts, with what is merged, hidden and renamed there. What
// designgen/diagram/views.py does for the document, from the data of designgen/play/view.py.
import {first, holds} from "./expr.js";
import {fill} from "./say.js";
import {humane} from "./units.js";

const uniq = list => [...new Set(list)];

/** {id, title, description, groups, boxes, arrows, rows, path, numbers} of an outline; null if the view does not apply, or shows fewer
 *  than three boxes. `arrows` and `boxes` are as in the pictures of the document. */
export const picture = (outline, result, model) => {
  const view = model.outline.view, seen = seenOf(outline, result, model, view), rows = rowsOf(seen);
  if (!seen.holds(view.when)) return null;
  const {boxes, groups} = grouped(rows), known = new Set(boxes.map(box => box.id)), home = homeOf(view);
  const walk = uniq(view.path.filter(part => known.has(home[part]) && walked(seen, part)).map(part => home[part]));
  const {path, numbers} = numbered(seen, walk, new Map(boxes.map(box => [box.id, box.parts])));
  const whole = {id: "overview", title: seen.say(view.name), description: seen.say(view.says), groups, boxes, path, numbers,
    rows: rows.map(([, , found]) => found.map(box => box.id)), arrows: [...steps(seen, path), ...arrowsOf(seen, home, known)]};
  const ends = new Set(whole.arrows.flatMap(({source, target}) => [source, target])), shown = boxes.length > 2 ? only(whole, ends) : whole;
  return shown.boxes.length > 2 ? blaming(seen, readable(shown, view.most)) : null;
};

// With the checks in its text that its red boxes break.
const blaming = ({outline, blamed}, whole) => {
  const checks = new Map(outline.checks.map(check => [check.id, check])), broken = box => box.parts.flatMap(part => blamed[part] || []).map(id => checks.get(id));
  const told = uniq(whole.boxes.flatMap(box => broken(box).map(check => `${box.name} (${check.name}: ${check.value})`)));
  return told.length ? {...whole, description: `${whole.description} Red: ${told.join("; ")}.`} : whole;
};

// An outline with what is asked of it: its parts by id, conditions and texts of the view.
const seenOf = (outline, result, model, view) => {
  const say = text => fill(text, result);
  return {outline, model, view, say, parts: new Map(outline.parts.map(part => [part.id, part])), blamed: outline.blamed,
    holds: number => holds(number, result), first: cases => say(first(cases, result))};
};

const homeOf = view => Object.fromEntries(view.rows.flatMap(([, , boxes]) => boxes.flatMap(box => [...(box.merges || []), box.id].map(part => [part, box.id]))));

const partsIn = ({parts}, shown) => (shown.merges || []).filter(part => parts.has(part)).map(part => parts.get(part));
const isShown = (seen, shown) => (!shown.merges || partsIn(seen, shown).length > 0) && seen.holds(shown.when);

const rowsOf = seen => seen.view.rows.map(([plane, label, boxes]) => [plane, seen.say(label), boxes.filter(shown => isShown(seen, shown)).map(shown => boxOf(seen, shown, plane))])
  .filter(([, , boxes]) => boxes.length);

// The box as it stands here: what the view says of it, else technology and figure of the first component that has one.
const boxOf = (seen, shown, plane) => {
  const parts = partsIn(seen, shown), own = seen.first(shown.name), alone = parts.length === 1 && !(own && (shown.says || shown.detail));
  return {
    id: shown.id, plane, says: seen.first(shown.says), parts: parts.map(part => part.id), names: parts.map(part => part.name),
    name: alone || (parts.length && !own) ? parts[0].name : own,
    detail: seen.first(shown.detail) || (shown.says ? "" : firstProduct(parts)),
    number: seen.first(shown.number) || figureOf(parts),
    icon: shown.icon && !alone ? shown.icon : parts.map(part => part.icon).find(Boolean) || "",
    alert: parts.some(part => part.id in seen.blamed) || (shown.alert !== undefined && seen.holds(shown.alert)),
  };
};

const firstProduct = parts => (parts.map(part => part.technology).find(Boolean) || "").split(", ")[0].split(" or ")[0];

// The first figure that a component shows; else the first of replicas, p99 and a month's bill that one has.
const figureOf = parts => parts.map(part => part.shows).find(Boolean) || parts.map(sized).find(Boolean) || "";
const sized = ({replicas, p99, usd}) => {
  if (replicas) return `${humane(replicas, "count")} replica${replicas > 1 ? "s" : ""}`;
  if (p99) return `p99 ${humane(p99, "second")}`;
  return usd >= 1 ? `${humane(usd, "usd")} a month` : "";
};

// Rows of the same plane and label that follow each other share a panel.
const grouped = rows => {
  const groups = [], boxes = [];
  for (const [plane, label, row] of rows) {
    const last = groups[groups.length - 1];
    if (!last || last.plane !== plane || last.label !== label) groups.push({id: `${plane}-${groups.length}`, label, plane});
    for (const box of row) boxes.push(Object.assign(box, {group: groups[groups.length - 1].id}));
  }
  return {groups, boxes};
};

// Is a component on the way of a request here? One of 0 s is not; what is only a box of the view always is.
const walked = ({model, parts}, part) => !(part in model.outline.components) || (parts.has(part) && parts.get(part).p99 !== 0);

// The boxes of a path in the order of their first steps of a request, and those steps. What has no step stays behind what it follows.
const numbered = (seen, walk, parts) => {
  if (!seen.view.turns) return {path: walk, numbers: []};
  const turns = turnsOf(seen), first = new Map(walk.map(box => [box, Math.min(...parts.get(box).map(part => turns.get(part) ?? Infinity))]));
  if (!turns.size) return {path: [], numbers: []};
  let before = 0;
  const places = new Map(walk.map(box => [box, before = isFinite(first.get(box)) ? first.get(box) : before]));
  const path = walk.slice().sort((a, b) => places.get(a) - places.get(b));
  return {path, numbers: path.filter(box => isFinite(first.get(box))).map(box => [box, first.get(box)])};
};

// The step of one request, from 1, in which each component on the clock has its turn: none before another that is asked first and
// linked to it. What is in the same box comes first; what no link from the caller leads to keeps its place, and so does a circle.
const turnsOf = seen => {
  const {caller, home} = seen.view.turns, at = part => seen.parts.has(part) ? home[part] : undefined;
  let left = (seen.outline.latency?.stages || []).map(stage => {
    const parts = stage.components?.length ? stage.components : [stage.component], box = [stage.component, ...parts].map(at).find(Boolean);
    return {parts, box, ahead: before(seen.outline.links, parts, caller)};
  }).filter(stage => stage.box);
  const order = [];
  while (left.length) {
    const waits = stage => left.some(other => other.parts.some(part => !stage.parts.includes(part) && stage.ahead.has(part))), ready = left.filter(stage => !waits(stage));
    const open = ready.length ? ready : left, next = open.find(stage => order.length && stage.box === order[order.length - 1].box) || open[0];
    order.push(next);
    left = left.filter(stage => stage !== next);
  }
  return new Map(order.flatMap((stage, place) => stage.parts.map(part => [part, place + 1])));
};

// What is linked to the parts and reached from the caller without them.
const before = (links, parts, caller) => {
  const calls = links.filter(link => link.kind === "sync"), reached = new Set();
  for (let fresh = [caller]; fresh.length;) {
    fresh.forEach(one => reached.add(one));
    fresh = uniq(calls.filter(({source, target}) => reached.has(source) && !reached.has(target) && !parts.includes(target)).map(call => call.target));
  }
  return new Set(calls.filter(({source, target}) => parts.includes(target) && reached.has(source)).map(call => call.source));
};

// The arrows along the path that its boxes have a text for.
const steps = (seen, path) => {
  const then = new Map(seen.view.rows.flatMap(([, , boxes]) => boxes).filter(shown => shown.then).map(shown => [shown.id, seen.first(shown.then)]));
  return path.slice(1).map((target, n) => ({source: path[n], target, label: then.get(path[n]), kind: "sync"})).filter(arrow => arrow.label);
};

// The flows between different boxes, one a pair and kind, without those the view hides, with those it rewrites.
const arrowsOf = (seen, home, known) => {
  const {view} = seen, found = new Map(), hidden = new Set(view.hide), rewritten = new Map();
  for (const [source, target, kind, label, when] of view.flows) if (seen.holds(when)) rewritten.set(`${source} ${target}`, {source, target, label: seen.say(label), kind});
  for (const link of view.ownFlows ? [] : seen.outline.links) {
    const source = home[link.source], target = home[link.target], ends = `${source} ${target}`, key = `${ends} ${link.kind}`;
    if (source === target || !known.has(source) || !known.has(target) || hidden.has(ends) || rewritten.has(ends)) continue;
    if (!found.get(key)?.label) found.set(key, {source, target, label: link.label, kind: link.kind});
  }
  for (const arrow of rewritten.values()) if (known.has(arrow.source) && known.has(arrow.target)) found.set(`${arrow.source} ${arrow.target} `, arrow);
  return [...found.values()];
};

// At most so many boxes, those of the request path first, then those with most arrows; the text names the others.
const readable = (whole, most) => {
  if (whole.boxes.length <= most) return whole;
  const ends = box => whole.arrows.filter(({source, target}) => source === box).length + whole.arrows.filter(({target}) => target === box).length;
  const off = box => +!whole.path.includes(box), order = whole.boxes.map(box => box.id).sort((a, b) => off(a) - off(b) || ends(b) - ends(a) || (a < b ? -1 : 1));
  const kept = new Set(order.slice(0, most)), left = whole.boxes.filter(box => !kept.has(box.id)).map(box => box.name).join(", ");
  return {...only(whole, kept), description: `${whole.description} Not drawn: ${left}.`};
};

// The picture of these boxes and the arrows between them.
const only = (whole, kept) => ({...whole,
  boxes: whole.boxes.filter(box => kept.has(box.id)), arrows: whole.arrows.filter(({source, target}) => kept.has(source) && kept.has(target)),
  rows: whole.rows.map(row => row.filter(box => kept.has(box))).filter(row => row.length), path: whole.path.filter(box => kept.has(box))});
