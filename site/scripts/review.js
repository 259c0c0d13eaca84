// A box of cards: five compartments after Sebastian Leitner; what is known comes again after 1, 3, 7, 14 days, what is not at once.
document.querySelectorAll("[data-cards]").forEach(root => {
const {make, on, count, voice, stored, store, object, keys, button, dialog, help, save, today, BOXES, cards: checked} = window.dgStudy;
const deck = JSON.parse(root.querySelector("script[type='application/json']").textContent), NAME = "designgen.cards", ROUND = 20;
const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";  // of the numbers of pieces
const KINDS = {decision: "Decisions", flip: "Flips", number: "Numbers", "trade-off": "Trade-offs", failure: "Failures", metric: "Metrics", "follow-up": "Follow-ups", picture: "Pictures", framework: "Framework"};
const kept = stored(NAME);
let boxes = checked(kept.value), told = false, queue = [], done = 0, past = [], shown = false;
const say = voice(root), note = make("p", {class: "dr-note", role: "status", hidden: ""}), warn = text => { note.textContent = text; note.hidden = false; };
const keep = () => {
  const others = checked(stored(NAME).value);  // another page may have written meanwhile
  deck.cards.forEach(({guid}) => delete others[guid]);
  const mine = Object.fromEntries(deck.cards.filter(({guid}) => boxes[guid]).map(({guid}) => [guid, boxes[guid]]));
  boxes = {...others, ...mine};
  if (!store(NAME, boxes) && !told) { told = true; warn("This browser keeps nothing for this page: a reload starts anew. Export your progress before you leave."); }
};
if (kept.broken) warn("What this browser had kept of your cards cannot be read, so all of them are new.");

const box = card => boxes[card.guid]?.[0] || 1, due = card => !boxes[card.guid] || boxes[card.guid][1] <= today();
const pick = (label, all, key) => {
  const made = make("select", {}, make("option", {value: ""}, `All ${label}`), Object.entries(all).map(([value, name]) => make("option", {value}, name)));
  on(made, "change", () => round());
  return [make("label", {class: "rv-filter"}, make("span", {class: "dr-hidden"}, `Only these ${label}`), made, make("kbd", {"aria-hidden": "true"}, key)), made];
};
const has = Object.fromEntries(Object.entries(KINDS).filter(([kind]) => deck.cards.some(card => card.kind === kind)));
const [kindLabel, kind] = pick("kinds", has, "k"), [stepLabel, step] = pick("steps", deck.steps, "t");
kindLabel.hidden = Object.keys(has).length < 2;
const wanted = () => deck.cards.filter(card => (!kind.value || card.kind === kind.value) && (!step.value || card.step === step.value));

// The picture of a card, put together from its pieces; it was drawn by us, and anything that could act is left out
const picture = places => {
  const number = at => [...places.slice(at, at + deck.wide)].reduce((sum, sign) => sum * 64 + SIGNS.indexOf(sign), 0);
  const pieces = Array.from({length: places.length / deck.wide}, (_, at) => deck.pieces[number(at * deck.wide)]);
  const drawn = new DOMParser().parseFromString(pieces.join(""), "image/svg+xml").documentElement;
  if (drawn.nodeName !== "svg") return null;
  drawn.querySelectorAll("script, foreignObject").forEach(one => one.remove());
  drawn.querySelectorAll("a").forEach(one => { one.removeAttribute("href"); one.removeAttribute("tabindex"); });
  return make("figure", {class: "dg rv-picture", tabindex: "0"}, document.adoptNode(drawn));
};

const screen = make("div", {class: "rv-screen"}), compartments = make("ol", {class: "rv-boxes", "aria-label": "Boxes"}), progress = make("p", {class: "dr-faint rv-progress"});
let actions = {}, asked = null;
const switches = keys(() => asked || (document.querySelector("dialog[open]") ? {"?": showKeys} : actions));
const showKeys = help(root, switches, [["space", "show the answer"], ["1", "again: back to the first box"], ["2", "good: on to the next box"], ["u", "undo the last card"], ["l", "open its section of the design"],
  ["k t", "choose a kind of cards, or a step"], ["g", "begin a round"], ["e", "export your progress as a file"], ["i", "import it"], ["x", "reset: every card of this page is new"], ["?", "this list"]]);
const act = (label, key, what, kind) => { actions[key] = what; return button(label, key, what, kind); };

const column = (cards, place) => {
  const mine = cards.filter(card => box(card) === place + 1), fill = make("i", {});
  fill.style.setProperty("--part", cards.length ? mine.length / cards.length : 0);
  return make("li", {}, fill, make("b", {}, mine.length), make("span", {}, place ? `${count(BOXES[place], "day")}` : "now"));
};
const face = () => {
  const cards = wanted();
  compartments.replaceChildren(...BOXES.map((_, place) => column(cards, place)));
  progress.textContent = queue.length ? `${done} of ${done + queue.length} in this round` : "";
};
const common = () => { actions = {k: () => !kindLabel.hidden && kind.focus(), t: () => step.focus(), e: out, i: () => file.click(), x: reset, "?": showKeys}; if (past.length) actions.u = undo; };

const round = (ahead = false) => {
  const cards = wanted(), ready = ahead ? cards : cards.filter(due), day = card => boxes[card.guid]?.[1] ?? Infinity;
  queue = ready.map((card, at) => [day(card), at, card]).sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, ROUND).map(one => one[2]);
  done = 0;
  past = [];
  show();
};
const show = () => {
  shown = false;
  root.classList.toggle("dr-begun", queue.length > 0);
  common();
  face();
  screen.replaceChildren(...(queue.length ? front(queue[0]) : rest()));
  screen.querySelector("h2").focus({preventScroll: true});
  if (root.getBoundingClientRect().top < 0) root.scrollIntoView();
};
const front = card => {
  const view = card.picture && picture(card.picture), title = make("h2", {tabindex: "-1", dir: "auto"}, card.front);
  return [make("article", {class: "rv-card"}, make("p", {class: "dr-kicker"}, `${(KINDS[card.kind] || card.kind).replace(/s$/, "")}${deck.steps[card.step] ? ` · ${deck.steps[card.step]}` : ""} · box ${box(card)}`), title, card.given && make("p", {class: "dr-faint", dir: "auto"}, `Given: ${card.given}`), view, make("div", {class: "rv-back", "aria-live": "polite"})),
    make("div", {class: "dr-row rv-go"}, act("Show the answer", " ", () => turn(card), "dr-main"), past.length > 0 && act("Undo", "u", undo, "dr-quiet"))].filter(Boolean);
};
const turn = card => {
  if (shown) return;
  shown = true;
  common();
  const back = screen.querySelector(".rv-back"), solved = card.shown && picture(card.shown), days = BOXES[Math.min(5, box(card) + 1) - 1];
  if (solved) screen.querySelector(".rv-picture")?.replaceWith(solved);
  const good = act(`Good, in ${count(days, "day")}`, "2", () => judge(card, true), "dr-main");
  back.append(make("p", {dir: "auto"}, card.back));
  if (card.link) {
    const more = make("a", {href: card.link, target: "_blank", rel: "noopener"}, "Read its section (new tab)");
    actions.l = () => more.click();
    back.append(make("p", {class: "dr-faint"}, more, " ", make("kbd", {"aria-hidden": "true"}, "l")));
  }
  screen.querySelector(".rv-go").replaceChildren(act("Again", "1", () => judge(card, false)), good);
  good.focus({preventScroll: true});
  screen.querySelector(".rv-go").scrollIntoView({block: "nearest"});
};
const judge = (card, known) => {
  const place = known ? Math.min(5, box(card) + 1) : 1;
  past.push([card, boxes[card.guid], queue, done]);
  boxes[card.guid] = [place, today() + BOXES[place - 1]];
  queue = [...queue.slice(1), ...(known ? [] : [card])];
  done += known;
  keep();
  show();
};
const undo = () => {
  const [card, before, queued, was] = past.pop();
  if (before) boxes[card.guid] = before; else delete boxes[card.guid];
  queue = queued;
  done = was;
  keep();
  show();
};
const rest = () => {
  const cards = wanted(), ready = cards.filter(due).length, soon = Math.min(...cards.filter(card => !due(card)).map(card => boxes[card.guid][1])) - today();
  const title = make("h2", {tabindex: "-1"}, done ? `${count(done, "card")} done` : cards.length ? ready ? `${count(ready, "card")} due` : "Nothing is due" : deck.cards.length ? "No card is both" : "There are no cards");
  const words = ready ? done ? `${count(ready, "card")} more ${ready === 1 ? "is" : "are"} due.` : "" : cards.length ? `The next ${soon === 1 ? "comes tomorrow" : `come in ${soon} days`}.` : deck.cards.length ? "Choose another kind or another step." : "";
  return [title, words && make("p", {class: "dr-lead"}, words), make("div", {class: "dr-row"}, ready ? act(done ? "Another round" : "Begin", "g", () => round(), "dr-main") : cards.length > 0 && act("Go through them anyway", "g", () => round(true)), past.length > 0 && act("Undo", "u", undo, "dr-quiet"))].filter(Boolean);
};

// Progress as a file
const out = () => save("designgen-cards.json", JSON.stringify({designgen: "cards", boxes}), "application/json");
const file = make("input", {type: "file", accept: ".json,application/json", class: "dr-hidden", tabindex: "-1", "aria-hidden": "true"});
on(file, "change", async () => {
  let found = {};
  try { found = JSON.parse(await file.files[0].text()); } catch { /* says so below */ }
  file.value = "";
  const read = checked(object(found).boxes);
  if (object(found).designgen !== "cards") { warn("This file holds no progress of cards; nothing was changed."); return; }
  boxes = {...boxes, ...read};
  store(NAME, boxes);
  keep();
  warn(`${count(Object.keys(read).length, "card")} read from the file.`);
  round();
});
const reset = () => {
  const made = dialog("Make every card new?", make("p", {}, `The ${count(deck.cards.length, "card")} of this page go back to the first box.`));
  const wipe = () => { made.close(); deck.cards.forEach(card => delete boxes[card.guid]); keep(); round(); };
  made.append(make("div", {class: "dr-row"}, button("Make them new", "y", wipe, "dr-main"), button("Leave them", "n", () => made.close())));
  asked = {y: wipe, n: () => made.close()};
  on(made, "close", () => { made.remove(); asked = null; });
  root.append(made);
  made.showModal();
};

const foot = make("div", {class: "dr-row rv-foot"}, kindLabel, stepLabel, button("Export", "e", () => out(), "dr-quiet"), button("Import", "i", () => file.click(), "dr-quiet"), button("Reset", "x", () => reset(), "dr-quiet"), button("Keys", "?", () => showKeys(), "dr-quiet"));
root.querySelector(".dr-off")?.remove();
root.append(note, compartments, progress, screen, foot, file, root.querySelector(".dr-after"));
common();
face();
screen.replaceChildren(...rest());
});
