// The components and flows of a picture as tables: what a reader without eyes for the drawing has instead.
const make = (name, attributes, ...inside) => {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...inside);
  return made;
};
const table = (label, heads, rows) => make("table", {"aria-label": label}, make("thead", {}, make("tr", {}, ...heads.map(head => make("th", {scope: "col"}, head)))),
  make("tbody", {}, ...rows.map(row => make("tr", {}, ...row.map((cell, n) => n ? make("td", {}, cell) : make("th", {scope: "row"}, cell))))));

const KINDS = {sync: "request", async: "event", batch: "batch", control: "control"};

/** The tables of a picture, folded away: {details, put(picture)}. They are made when a reader opens them. */
export const makeTables = () => {
  const room = make("div", {class: "dp-tables"}), details = make("details", {class: "dg-table"}, make("summary", {}, "Components and flows of this diagram"), room);
  let now = null;
  const fill = () => now && details.open && room.replaceChildren(...tablesOf(now));
  details.addEventListener("toggle", fill);
  return {details, put: picture => { now = picture; fill(); }};
};

const tablesOf = picture => {
  const name = new Map(picture.boxes.map(box => [box.id, box.name])), place = new Map(picture.groups.map(group => [group.id, group.label])), differs = picture.boxes.some(box => box.mark);
  const boxes = picture.boxes.map(box => [box.name, place.get(box.group), box.detail, box.number, ...(differs ? [box.mark?.says ?? ""] : [])]);
  return [table("Components", ["Component", "Where", "Technology", "Number", ...(differs ? ["Change"] : [])], boxes),
    table("Flows", ["From", "To", "Carries", "Kind"], picture.arrows.map(arrow => [name.get(arrow.source), name.get(arrow.target), arrow.label, KINDS[arrow.kind] ?? "request"]))];
};
