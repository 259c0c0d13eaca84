// What every layout of one picture shares: the size of its boxes and labels, rows that are not too wide, and how near boxes may stand.
import {TITLE_PX, face, labelOf} from "./faces.js";
import {entries, entryWidth} from "./legend.js";
import {clean, width} from "./text.js";

export const GAP = 34;
const ROW_MOST = 900, TITLE_START = -2, KINDS = ["sync", "async", "batch", "control"];

/** Neighbours in a list, as pairs. */
export const pairs = list => list.slice(1).map((one, place) => [list[place], one]);

// Arrows of the same kind between the same boxes are one, with both labels.
const merged = (arrows, known) => {
  const found = new Map();
  for (const arrow of arrows) {
    if (!known.has(arrow.source) || !known.has(arrow.target)) continue;
    const kind = KINDS.includes(arrow.kind) ? arrow.kind : "sync", key = `${arrow.source} ${arrow.target} ${kind}`;
    if (!found.has(key)) found.set(key, {...arrow, kind, label: clean(arrow.label)});
    else if (arrow.label && !found.get(key).label.includes(arrow.label)) found.get(key).label += `${found.get(key).label && ", "}${clean(arrow.label)}`;
  }
  return [...found.values()];
};

/** The boxes of the request path in order; none if there are fewer than three. */
const walkOf = (path, known) => {
  const found = [...new Set(path)].filter(box => known.has(box));
  return found.length > 2 ? found : [];
};

/** The picture with what its parts are to each other: boxes by id, merged arrows, the walk, its steps and its pairs. */
export const tied = picture => {
  const box = new Map(picture.boxes.map(one => [one.id, one])), path = (picture.path || []).filter(one => box.has(one));
  const walk = walkOf(path, box), given = new Map(picture.numbers?.length ? picture.numbers : walk.map((one, place) => [one, place + 1]));
  const steps = new Map(walk.filter(one => given.has(one)).map(one => [one, given.get(one)]));
  const rows = picture.rows.map(row => row.filter(one => box.has(one))).filter(row => row.length);
  const group = new Map(picture.groups.map(one => [one.id, one]));
  return {...picture, box, group, rows, arrows: merged(picture.arrows, box), walk, steps, onPath: new Set(pairs(path).map(ends => ends.join(" ")))};
};

const roomBetween = (arrows, labels) => {
  const room = new Map();
  arrows.forEach(({source, target}, n) => {
    const wide = Math.max(room.get(`${source} ${target}`) ?? GAP, (labels[n]?.w ?? 0) + 48);
    room.set(`${source} ${target}`, wide).set(`${target} ${source}`, wide);
  });
  return room;
};

// The row in as few parts of about equal length as are narrow enough.
const split = (drawn, row) => {
  for (let parts = 1; parts <= row.length; parts++) {
    const size = Math.ceil(row.length / parts), cut = [];
    for (let n = 0; n < row.length; n += size) cut.push(row.slice(n, n + size));
    if (cut.every(part => offsets(drawn, part).at(-1) <= ROW_MOST)) return cut;
  }
  return row.map(box => [box]);
};

/** The least distance between two neighbours: the labels of the arrows between them must fit. */
export const gap = (drawn, left, right) => drawn.room.get(`${left} ${right}`) ?? GAP;

/** How far each box starts behind the first when all stand as close as allowed; last, the width of the row. */
export const offsets = (drawn, row) => {
  const found = [0];
  for (const [one, two] of pairs(row)) found.push(found.at(-1) + drawn.faces.get(one).w + gap(drawn, one, two));
  return [...found, found.at(-1) + drawn.faces.get(row.at(-1)).w];
};

// The plan with its rows. `lanes` names the panel of each row, `titles` says by the first row of a panel where its title begins and ends,
// `pairOf` names the two boxes of each arrow, whichever way it goes.
const withRows = (whole, rows) => {
  const {picture, faces} = whole, rowOf = new Map(rows.flatMap((row, number) => row.map(box => [box, number])));
  const lanes = rows.map(row => picture.box.get(row[0]).group), far = ({source, target}) => Math.abs(rowOf.get(source) - rowOf.get(target));
  const off = arrow => picture.onPath.has(`${arrow.source} ${arrow.target}`) ? 0 : 1;
  const firstCome = picture.arrows.map((_, n) => n).sort((a, b) => off(picture.arrows[a]) - off(picture.arrows[b]) || far(picture.arrows[a]) - far(picture.arrows[b]) || a - b);
  const panels = [...new Set(lanes)].map(name => [name, rows.filter((_, n) => lanes[n] === name).flat()]);
  const titles = new Map(panels.map(([name]) => [lanes.indexOf(name), [TITLE_START, TITLE_START + width(clean(picture.group.get(name).label), TITLE_PX, true)]]));
  const pairOf = picture.arrows.map(({source, target}) => [source, target].sort().join(" "));
  return {...whole, rows, rowOf, lanes, panels, titles, pairOf, firstCome, rowH: rows.map(row => Math.max(...row.map(box => faces.get(box).h)))};
};

/** The plan of a picture that is tied, with the rows in its order. */
export const plan = picture => {
  const labels = picture.arrows.map(labelOf);
  const whole = {picture, labels, faces: new Map(picture.boxes.map(box => [box.id, face(box)])), room: roomBetween(picture.arrows, labels),
    legend: entries(picture).map(entry => entryWidth(...entry))};
  return withRows(whole, picture.rows.flatMap(row => split(whole, row)));
};
