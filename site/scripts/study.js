// What the pages to practise on share: elements, keys, what the browser keeps, files; and the list of problems.
// A text becomes text and never HTML.
window.dgStudy = (() => {
const make = (name, attributes, ...inside) => {
  const made = document.createElement(name);
  for (const key in attributes) if (attributes[key] !== false && attributes[key] != null) made.setAttribute(key, attributes[key]);
  made.append(...inside.flat().filter(one => one || one === 0));
  return made;
};
const on = (one, kind, act, how) => one.addEventListener(kind, act, how);
const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;

// Says something to a screen reader, once.
const voice = root => {
  const place = make("div", {class: "dr-hidden", role: "status"});
  root.append(place);
  return text => { place.textContent = ""; setTimeout(() => place.textContent = text, 50); };
};

// What the browser keeps. It may be forbidden, full, or hold what somebody else wrote there.
const stored = name => {
  try {
    const text = localStorage.getItem(name);
    return text === null ? {} : {value: JSON.parse(text)};
  } catch (error) { return error instanceof SyntaxError ? {broken: true} : {forbidden: true}; }
};
const store = (name, value) => {
  try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; }
};
const forget = name => { try { localStorage.removeItem(name); } catch { /* then nothing is kept there */ } };
const object = one => one && typeof one === "object" && !Array.isArray(one) ? one : {};
const words = one => Array.isArray(one) ? one.filter(word => typeof word === "string") : [];

// Keys: one letter each, only while nobody types. `?` turns them off and on.
const TYPES = "input:not([type=radio], [type=checkbox], [type=file]), textarea, select, [contenteditable]";
const PAGES = ["n", "p", "s", ",", "."];  // the theme's own, which would leave the page
const keys = actions => {
  const typing = event => event.target.closest?.(TYPES);
  let off = stored("designgen.keys").value === "off";
  const look = () => document.documentElement.classList.toggle("dr-keyless", off);
  look();
  on(document, "keydown", event => {
    const {key} = event;
    if (event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.ctrlKey) {
      if (key === "Enter" && typing(event) && actions().go) { event.preventDefault(); actions().go(); }
      return;
    }
    if (typing(event)) {
      if (key === "Escape" && event.target.matches(".dr :is(textarea, input, select)") && !event.target.closest("dialog")) { event.target.blur(); event.stopPropagation(); }
      return;
    }
    const act = !off && (actions()[key] || actions()[key.toLowerCase()]) || key === "?" && actions()["?"];
    if (act && !((key === " " || key === "Enter") && event.target.closest("button, a, summary, input, label"))) {
      event.preventDefault();
      event.stopPropagation();
      act(event);
    } else if (PAGES.includes(key)) event.stopPropagation();
  }, true);
  return {off: () => off, turn: () => { off = !off; look(); store("designgen.keys", off ? "off" : "on"); }};
};
const cap = (key, silent = true) => key && make("kbd", {"aria-hidden": silent && "true"}, {" ": "space"}[key] || key);
const button = (label, key, act, kind = "") => {
  const made = make("button", {type: "button", class: `dr-button ${kind}`, "aria-keyshortcuts": key && {" ": "Space"}[key] || key}, make("span", {}, label), cap(key));
  on(made, "click", act);
  return made;
};

// A dialog that the browser itself keeps the focus in, and closes with Escape.
const dialog = (title, ...inside) => {
  const head = make("h2", {tabindex: "-1"}, title), made = make("dialog", {class: "dr-dialog", "aria-label": title});
  made.append(make("div", {class: "dr-head"}, head, button("Close", "", () => made.close(), "dr-quiet")), ...inside);
  return made;
};
const help = (root, switches, rows) => {
  const turn = make("button", {type: "button", class: "dr-button dr-quiet"});
  const label = () => turn.textContent = switches.off() ? "Turn the keys on" : "Turn the keys off";
  const table = make("table", {}, make("tbody", {}, rows.map(([key, what]) => make("tr", {}, make("th", {scope: "row"}, key.split(" ").flatMap((one, at) => [at > 0 && " ", cap(one, false)])), make("td", {}, what)))));
  const made = dialog("Keys", make("p", {}, "They work while you are not typing; Escape leaves a text."), table, turn);
  label();
  on(turn, "click", () => { switches.turn(); label(); });
  root.append(made);
  return () => made.open ? made.close() : made.showModal();
};

const save = (name, text, kind) => {
  const link = make("a", {href: URL.createObjectURL(new Blob([text], {type: `${kind};charset=utf-8`})), download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

// Days of the reader's own calendar
const today = () => { const now = new Date(); return Math.floor((now - now.getTimezoneOffset() * 60000) / 864e5); };
const BOXES = [0, 1, 3, 7, 14];
// guid -> [box from 1 to 5, day on which it is due]
const cards = kept => Object.fromEntries(Object.entries(object(kept)).filter(([, one]) => Array.isArray(one) && BOXES[one[0] - 1] !== undefined && Number.isInteger(one[1]))
  .map(([guid, [box, due]]) => [guid, [box, Math.min(due, today() + BOXES[4])]]));

// The list of problems: what was begun, what is due
document.querySelectorAll("[data-problems] [data-id]").forEach(one => {
  const drill = object(stored(`designgen.drill.${one.dataset.id}`).value), boxes = cards(stored("designgen.cards").value);
  const known = one.dataset.guids.split(" ").filter(guid => boxes[guid]), due = known.filter(guid => boxes[guid][1] <= today()).length;
  const says = [drill.began && (drill.ended ? "practised" : "begun"), known.length && (due ? `${count(due, "card")} due` : "no card due today")].filter(Boolean);
  if (says.length) one.querySelector(".dr-size").append(" · ", make("b", {}, says.join(", ")));
});

return {make, on, count, voice, stored, store, forget, object, words, keys, cap, button, dialog, help, save, today, BOXES, cards};
})();
