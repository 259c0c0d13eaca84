// A drill: the prompt, a clock, questions, decisions with grades, follow-ups, a score, a debrief, a transcript.
// All that it says comes from the data of its page, and nothing of it stands in the page before it was asked for.
document.querySelectorAll("[data-drill]").forEach(root => {
const {make, on, count, voice, stored, store, forget, object, words, keys, button, dialog, help, save} = window.dgStudy;
const exam = JSON.parse(root.querySelector("script[type='application/json']").textContent), NAME = `designgen.drill.${exam.id}`;
const GRADES = {agreed: "Agreed", defensible: "Defensible", weak: "Weak", missed: "Missed", refuted: "Refuted", none: "Not answered"};
const MARKS = ["missing", "thin", "fair", "good", "strong"];
const SLEPT = 150;  // seconds between two looks at the clock after which the machine was asleep, not a candidate
const {stages} = exam, items = stages.flatMap(stage => stage.items), minutes = stages.reduce((sum, stage) => sum + stage.minutes, 0);
const screens = [...(exam.questions.length ? [{kind: "ask", stage: 0}] : []), ...stages.flatMap((stage, at) => [{kind: "say", id: stage.step, stage: at}, ...stage.items.map(item => ({kind: "decide", id: item.decision, stage: at, item}))]),
  ...(exam.probes.length ? [{kind: "probes", stage: stages.length - 1}] : []), ...(exam.signals.length ? [{kind: "score"}] : []), {kind: "end"}];
const title = screen => screen.id ? `${screen.kind}:${screen.id}` : screen.kind;

// State, kept in this browser where that is possible
const fresh = () => ({at: 0, timed: true, began: false, ended: false, asked: new Set(), picks: {}, shown: new Set(), notes: {}, spent: {}, scores: {}});
const kept = stored(NAME);
const known = (all, ids) => new Set(words(all).filter(one => ids.includes(one)));
const read = value => {
  const from = object(value), made = fresh(), picks = object(from.picks), notes = object(from.notes), spent = object(from.spent), scores = object(from.scores);
  made.at = Math.max(0, screens.findIndex(screen => title(screen) === from.at));
  for (const name of ["timed", "began", "ended"]) if (typeof from[name] === "boolean") made[name] = from[name];
  made.asked = known(from.asked, exam.questions.map(one => one.fact));
  made.shown = known(from.shown, items.map(one => one.decision));
  for (const item of items) made.picks[item.decision] = [...known(picks[item.decision], item.answers.map(one => one.option))];
  for (const {step} of stages) {
    if (typeof notes[step] === "string") made.notes[step] = notes[step];
    if (spent[step] > 0 && spent[step] < 1e6) made.spent[step] = +spent[step];
  }
  for (const {id} of exam.signals) if (MARKS[scores[id]]) made.scores[id] = scores[id];
  return made;
};
let state = read(kept.value), told = false, saving = 0;
const keep = () => {
  clearTimeout(saving);
  if (!state.began) return;
  const done = store(NAME, {...state, at: title(screens[state.at]), asked: [...state.asked], shown: [...state.shown]});
  if (!done && !told) { told = true; warn("This browser keeps nothing for this page: a reload starts anew. Download the transcript before you leave."); }
};
const later = () => { clearTimeout(saving); saving = setTimeout(keep, 400); };
on(window, "pagehide", keep);
on(document, "visibilitychange", keep);

// The frame
const say = voice(root), prompt = root.querySelector(".dr-prompt"), note = make("p", {class: "dr-note", role: "status", hidden: ""});
const bar = make("section", {class: "dr-bar", "aria-label": "Clock and steps", hidden: ""}), screen = make("div", {class: "dr-screen"});
const again = make("details", {class: "dr-again", hidden: ""}, make("summary", {}, "The problem", make("kbd", {"aria-hidden": "true"}, "d")));
const warn = text => { note.textContent = text; note.hidden = false; };
root.querySelector(".dr-off")?.remove();
root.prepend(bar, note);
prompt.after(again, screen);
if (kept.broken) warn("What this browser had kept of an earlier drill cannot be read, so this one starts anew.");

let actions = {};
const switches = keys(() => document.querySelector("dialog[open]") ? dialogActions() : actions);
const showKeys = help(root, switches, [["1–9", "choose an answer"], ["↑ ↓", "move among answers or questions; Enter asks one"], ["m", "show the less likely answers too"], ["r", "reveal the reasoned answer"], ["n", "next"], ["b", "back"], ["q", "questions: ask, or read again what you heard"], ["/", "find a question"],
  ["t", "write; Ctrl and Enter go on"], ["v", "read your own words again"], ["s", "show the next hidden answer"], ["o", "open or close the paths not taken"], ["d", "read the problem again"], ["p", "pause the clock, or go on"], ["0–4", "mark a signal, and on to the next"], ["?", "this list"]]);
const act = (label, key, what, kind) => { actions[key] = what; return button(label, key, what, kind); };
const line = (kind, ...inside) => make("p", {class: kind}, ...inside);
const text = (kind, words) => make("p", {class: kind, dir: "auto"}, words);
const sentence = words => /[.!?…:]$/.test(words) ? words : `${words}.`;
const badge = grade => make("span", {class: `dr-grade dr-${grade}`}, GRADES[grade]);
const link = (href, label, beside) => make("a", beside ? {href, target: "_blank", rel: "noopener"} : {href}, label);

// The clock
const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
const total = () => Object.values(state.spent).reduce((sum, one) => sum + one, 0);
const stageOf = () => stages[screens[state.at].stage];
const time = make("span", {class: "dr-time", role: "timer", "aria-label": "Time used"}), of = make("span", {class: "dr-of"}, ` of ${minutes}:00`), now = make("p", {class: "dr-now"});
let running = false, last = 0, saved = 0, over = new Set();
const tick = () => {
  const at = Date.now(), passed = (at - last) / 1000, stage = stageOf();
  last = at;
  if (!running || !stage) return;
  if (passed > SLEPT) { run(false); warn("The clock stopped while this machine slept. Go on when you are ready."); return; }
  if (passed > 0) state.spent[stage.step] = (state.spent[stage.step] || 0) + passed;
  signal(stage);
  face();
  if (at - saved > 5000) { saved = at; keep(); }
};
const signal = stage => {
  const once = (what, whether, words) => { if (whether && !over.has(what)) { over.add(what); say(words); } };
  once(stage.step, state.spent[stage.step] >= stage.minutes * 60, `The ${count(stage.minutes, "minute")} of this step are over: ${stage.title}. Go on when you are ready.`);
  once("five", total() >= (minutes - 5) * 60, "Five minutes are left.");
  once("all", total() >= minutes * 60, `The ${minutes} minutes are over. Nothing stops you from finishing.`);
};
const late = stage => (state.spent[stage.step] || 0) - stage.minutes * 60;
const face = () => {
  const stage = stageOf(), used = stage ? state.spent[stage.step] || 0 : 0, much = stage && late(stage);
  time.textContent = clock(total());
  time.classList.toggle("dr-late", total() >= minutes * 60);
  now.textContent = stage ? `Step ${screens[state.at].stage + 1}, ${stage.title}` : "Afterwards";
  if (stage && state.timed) now.append(" · ", make("span", {class: much >= 0 ? "dr-late" : ""}, much >= 0 ? `${clock(much)} over its ${stage.minutes} min` : `${clock(used)} of ${stage.minutes} min`));
  stages.forEach((one, at) => {
    const mark = marks[at], here = screens[state.at].stage === at;
    mark.style.setProperty("--used", Math.min(1, (state.spent[one.step] || 0) / one.minutes / 60));
    mark.classList.toggle("dr-late", late(one) >= 0);
    mark.classList.toggle("dr-done", one.items.length > 0 && one.items.every(item => state.shown.has(item.decision)));
    if (here) mark.setAttribute("aria-current", "step"); else mark.removeAttribute("aria-current");
  });
};
const run = whether => {
  running = whether && state.timed;
  last = Date.now();
  const words = running ? "Pause" : "Go on";
  pause.firstChild.textContent = words;
  pause.hidden = !stageOf();
  bar.classList.toggle("dr-paused", state.timed && !running);
  face();
};
const toggle = () => { tick(); run(!running); say(running ? "The clock runs." : "The clock is paused."); };
const pause = button("Pause", "p", toggle, "dr-quiet"), tools = make("div", {class: "dr-tools"});
const marks = stages.map((stage, at) => {
  const made = make("button", {type: "button", class: "dr-mark", title: stage.title, "aria-label": `Step ${at + 1}: ${stage.title}, ${count(stage.minutes, "minute")}`}, `${at + 1}`);
  on(made, "click", () => go(screens.findIndex(one => one.stage === at)));
  make("li", {}, made).style.flexGrow = stage.minutes;
  return made;
});
setInterval(tick, 500);

// Questions: an answer comes into the page when it is asked for. The first `heard` stand before the groups.
const asking = (list, heard = 0) => {
  const filter = make("input", {type: "search", class: "dr-filter", placeholder: "Find a question", "aria-label": "Find a question"}), none = make("p", {class: "dr-faint", hidden: ""}, "No question holds these words.");
  const rows = list.map(one => {
    const ask = make("button", {type: "button", class: "dr-ask"}, make("span", {dir: "auto"}, one.ask)), row = make("li", {}, ask);
    const answer = () => {
      ask.setAttribute("aria-expanded", "true");
      row.append(make("p", {class: "dr-answer"}, make("b", {dir: "auto"}, sentence(one.answer)), " ", make("span", {class: "dr-faint"}, one.why)));
    };
    on(ask, "click", () => {
      if (state.asked.has(one.fact)) return;
      state.asked.add(one.fact);
      answer();
      say(one.answer);
      tally();
      later();
    });
    if (state.asked.has(one.fact)) answer();
    return row;
  });
  const heads = list.map((one, at) => one.group && at >= heard && (at === heard || one.group !== list[at - 1].group) ? make("li", {class: "dr-group"}, one.group) : null);
  const told = make("p", {class: "dr-faint"}), tally = () => told.textContent = `${state.asked.size} of ${exam.questions.length} asked`;
  const open = () => rows.filter(row => !row.hidden).map(row => row.firstChild);
  const move = step => {
    const all = open(), at = all.indexOf(document.activeElement);
    all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
  };
  const sift = () => {
    const sought = filter.value.toLowerCase().split(/\s+/);
    rows.forEach((row, at) => row.hidden = !sought.every(word => `${list[at].ask} ${list[at].why} ${list[at].fact}`.toLowerCase().includes(word)));
    let head = null;
    rows.forEach((row, at) => {
      if (heads[at]) (head = heads[at]).hidden = true;
      if (head && !row.hidden) head.hidden = false;
    });
    none.hidden = open().length > 0;
  };
  on(filter, "input", sift);
  on(filter, "search", sift);
  on(filter, "keydown", event => {
    if (event.key === "ArrowDown") open()[0]?.focus();
    else if (event.key === "Enter") open().find(one => !one.hasAttribute("aria-expanded"))?.click();
    else return;
    event.preventDefault();
  });
  tally();
  return {view: [filter, told, make("ul", {class: "dr-asks"}, rows.flatMap((row, at) => [heads[at], row])), none], keys: {"/": () => filter.focus(), ArrowDown: () => move(1), ArrowUp: () => move(-1)}};
};
let dialogActions = () => ({});
const askAgain = () => {
  const heard = exam.questions.filter(one => state.asked.has(one.fact)), {view, keys: own} = asking([...heard, ...exam.questions.filter(one => !state.asked.has(one.fact))], heard.length);
  const made = dialog("Questions", ...view);
  dialogActions = () => ({...own, q: () => made.close(), "?": () => {}});
  on(made, "close", () => { made.remove(); dialogActions = () => ({"?": showKeys}); });
  root.append(made);
  made.showModal();
};
dialogActions = () => ({"?": showKeys});

// Screens
const step = stage => `Step ${stage + 1} of ${stages.length} · ${stages[stage].title}`;
const area = stage => {
  const made = make("textarea", {class: "dr-text", rows: 6, dir: "auto", "aria-label": `Your words on step ${stage.step}: ${stage.title}`, placeholder: "What you would say here, and put on the board"});
  made.value = state.notes[stage.step] || "";
  on(made, "input", () => { state.notes[stage.step] = made.value; later(); });
  actions.t = () => made.focus();
  return made;
};
const hiddenAnswers = probes => {
  const rows = probes.map(one => {
    const row = make("li", {}, make("p", {class: "dr-probe", dir: "auto"}, one.ask));
    const show = button("Show the answer", "s", () => { show.replaceWith(make("p", {class: "dr-answer", tabindex: "-1", dir: "auto"}, one.answer)); row.lastChild.focus(); }, "dr-quiet");
    row.append(show);
    return row;
  });
  actions.s = () => rows.map(row => row.querySelector("button")).find(Boolean)?.click();
  return make("ol", {class: "dr-probes"}, rows);
};
const VIEWS = {
  ask: () => {
    const {view, keys: own} = asking(exam.questions);
    Object.assign(actions, own);
    return [line("dr-kicker", `Before step 1 · the questions`), head("What do you want to know first?"), line("dr-lead", "Each answer is what the interviewer would say. What you do not ask stays hidden until the debrief."), ...view];
  },
  say: ({stage: at}) => {
    const stage = stages[at];
    return [line("dr-kicker", `Step ${at + 1} of ${stages.length} · ${count(stage.minutes, "minute")}`), head(stage.title), text("dr-lead", sentence(stage.goal)), area(stage), make("div", {class: "dr-hint"}, make("span", {class: "dr-faint"}, "Aloud is as good as in writing. "), tcap()),
      stage.items.length > 0 && make("div", {}, line("dr-faint", `Then ${count(stage.items.length, "decision")}:`), make("ul", {class: "dr-names"}, stage.items.map(item => make("li", {}, item.name))))];
  },
  decide: view => [line("dr-kicker", `${step(view.stage)} · decision ${stages[view.stage].items.indexOf(view.item) + 1} of ${stages[view.stage].items.length}`), head(view.item.question), ...(state.shown.has(view.item.decision) ? revealed(view.item) : options(view.item))],
  probes: () => [line("dr-kicker", "Follow-ups"), head("The interviewer pushes"), line("dr-lead", "Answer each aloud, then look."), hiddenAnswers(exam.probes)],
  score: () => [line("dr-kicker", "Afterwards"), head("How did it go?"), line("dr-lead", "Mark yourself as an interviewer would, from 0 to 4, against what a good answer shows here."), ...exam.signals.map(scoring)],
  end: () => debrief(),
};
const tcap = () => make("span", {class: "dr-faint"}, make("kbd", {}, "t"), " to write");
const head = words => make("h2", {tabindex: "-1", dir: "auto"}, words);

const options = item => {
  const many = item.pick === "all", picked = () => state.picks[item.decision] || [];
  const rows = item.answers.map((one, at) => {
    const box = make("input", {type: many ? "checkbox" : "radio", name: `dr-${item.decision}`, value: one.option}), key = at < 9 ? `${at + 1}` : "";
    box.checked = picked().includes(one.option);
    on(box, "change", () => {
      const others = many ? picked().filter(other => other !== one.option) : [];
      state.picks[item.decision] = box.checked ? [...others, one.option] : others;
      later();
    });
    if (key) actions[key] = () => { if (row.hidden) more.click(); box.focus(); box.click(); };
    const row = make("label", {class: "dr-option", hidden: one.far && !box.checked ? "" : null}, box, make("span", {dir: "auto"}, one.name, one.brief && make("small", {}, one.brief)), key && make("kbd", {"aria-hidden": "true"}, key));
    return row;
  });
  const far = rows.filter(row => row.hidden), more = act(`${far.length} more`, "m", () => { const first = far.find(row => row.hidden); far.forEach(row => row.hidden = false); more.remove(); first?.firstChild.focus(); }, "dr-quiet");
  const move = step => {
    const all = rows.filter(row => !row.hidden), at = all.findIndex(row => row.contains(document.activeElement));
    const to = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))].firstChild;
    to.focus();
    if (!many) to.click();
  };
  if (!far.length) delete actions.m;
  Object.assign(actions, {ArrowDown: () => move(1), ArrowUp: () => move(-1)});
  return [make("fieldset", {class: "dr-options"}, make("legend", {}, many ? "Choose all that you would use" : "Choose one"), rows), far.length > 0 && more].filter(Boolean);
};
const reveal = item => {
  state.shown.add(item.decision);
  later();
  show();
  say(screen.querySelector(".dr-result").innerText);
};
const grades = item => {
  const picked = state.picks[item.decision] || [], mine = item.answers.filter(one => picked.includes(one.option)).map(one => [one.grade, one]);
  const missed = item.pick === "all" ? item.answers.filter(one => one.grade === "agreed" && !picked.includes(one.option)).map(one => ["missed", one]) : [];
  return mine.length ? [...mine, ...missed] : [["none", null]];
};
// One grade for a decision; a list is graded by how much of it is right, and how much of what is right is in it
const overall = item => {
  const all = grades(item), mine = all.filter(([grade]) => grade !== "missed"), right = mine.filter(([grade]) => grade === "agreed").length;
  if (item.pick === "one" || all[0][0] === "none") return all[0][0];
  const score = 2 * right / (mine.length + right + all.length - mine.length);
  return score === 1 ? "agreed" : score >= .7 ? "defensible" : score >= .25 ? "weak" : "refuted";
};
const listed = item => {
  const all = grades(item).map(([grade]) => grade), right = all.filter(one => one === "agreed").length, missed = all.filter(one => one === "missed").length, other = all.length - right - missed;
  return make("p", {class: "dr-name"}, badge(overall(item)), " ", make("b", {}, `${right} of ${right + missed} named${other ? `, ${other} that ${other === 1 ? "does" : "do"} not belong` : ""}`));
};
const path = (grade, one, says = one.says) => make("div", {class: `dr-path dr-is-${grade}`}, make("p", {class: "dr-name"}, badge(grade), " ", make("b", {dir: "auto"}, one.name)), says && text("", sentence(says)), grade !== "agreed" && one.right_if && line("dr-right", make("b", {}, "What would make it right: "), make("span", {dir: "auto"}, sentence(one.right_if))));
const own = item => {
  const words = state.notes[stages.find(stage => stage.items.includes(item)).step];
  const made = words && make("details", {class: "dr-paths"}, make("summary", {}, "Your own words on this step", make("kbd", {"aria-hidden": "true"}, "v")), make("p", {class: "dr-own", dir: "auto"}, words));
  if (words) actions.v = () => made.open = !made.open;
  return made;
};
const revealed = item => {
  const mine = grades(item), best = item.answers.filter(one => one.grade === "agreed"), taken = new Set([...mine.map(([, one]) => one), ...best]);
  const rest = item.answers.filter(one => !taken.has(one)), agreed = mine.every(([grade]) => grade === "agreed");
  const paths = rest.length > 0 && make("details", {class: "dr-paths"}, make("summary", {}, `Paths not taken (${rest.length})`, make("kbd", {"aria-hidden": "true"}, "o")), rest.map(one => path(one.grade, one)));
  if (paths) actions.o = () => paths.open = !paths.open;
  const right = one => item.pick === "one" && one.grade === "agreed" && item.because || one.says;
  const ours = item.pick === "one" ? !agreed && best.length > 0 : mine[0][0] === "none";
  return [make("div", {class: "dr-result"}, mine[0][0] === "none" ? line("dr-name", badge("none")) : [item.pick === "all" && listed(item), ...mine.map(([grade, one]) => path(grade, one, right(one)))]),
    ours && make("div", {class: "dr-path dr-best"}, line("dr-faint", item.pick === "one" ? "The design chooses" : "The design uses"), make("p", {class: "dr-name"}, make("b", {dir: "auto"}, best.map(one => one.name).join(", ") || "none of these")), item.because && text("", sentence(item.because))),
    paths,
    own(item),
    item.probes.length > 0 && make("div", {}, make("h3", {}, "And if they ask"), hiddenAnswers(item.probes)),
    item.link && line("dr-faint", link(item.link, "Read its section (new tab)", true))];
};
const scoring = signal => {
  const group = make("fieldset", {class: "dr-signal"}, make("legend", {}, signal.name), text("dr-faint", signal.asks), signal.shows.length > 0 && make("ul", {}, signal.shows.map(one => make("li", {dir: "auto"}, one))));
  const row = make("div", {class: "dr-scale"}, MARKS.map((word, mark) => {
    const box = make("input", {type: "radio", name: `dr-signal-${signal.id}`, value: mark});
    box.checked = state.scores[signal.id] === mark;
    on(box, "change", () => { state.scores[signal.id] = mark; later(); });
    actions[mark] ||= event => {
      const all = [...screen.querySelectorAll(".dr-signal")], at = event.target.closest?.(".dr-signal") || all.find(one => !one.querySelector(":checked")) || all[0];
      at.querySelectorAll("input")[event.key].click();
      (all[all.indexOf(at) + 1]?.querySelector("input:checked, input") || at.querySelector(":checked")).focus();
    };
    return make("label", {}, box, make("b", {}, mark), make("span", {}, word));
  }));
  const taken = items.filter(item => item.signal === signal.id && state.shown.has(item.decision)).map(overall);
  const tally = Object.keys(GRADES).filter(grade => taken.includes(grade)).map(grade => make("li", {}, badge(grade), ` ${taken.filter(one => one === grade).length}`));
  if (tally.length) group.append(make("ul", {class: "dr-counts"}, make("li", {class: "dr-faint"}, "Your decisions here:"), tally));
  group.append(row);
  return group;
};

// The debrief
const graded = () => items.map(item => [item, state.shown.has(item.decision) ? overall(item) : "none"]);
const unasked = () => exam.questions.filter(one => one.matters > 0 && !one.defines && !state.asked.has(one.fact)).sort((a, b) => b.matters - a.matters);
const turn = one => `${count(one.matters, "decision")} can change with another answer.`;
const debrief = () => {
  const every = graded(), tally = {}, again = every.filter(([, grade]) => grade === "refuted" || grade === "weak"), open = every.filter(([, grade]) => grade === "none");
  every.forEach(([, grade]) => tally[grade] = (tally[grade] || 0) + 1);
  const scored = exam.signals.filter(one => one.id in state.scores), sum = scored.reduce((so, one) => so + state.scores[one.id], 0), left = unasked();
  const jump = item => { const made = make("button", {type: "button", class: "dr-jump"}, item.name); on(made, "click", () => go(screens.findIndex(one => one.item === item))); return made; };
  const shown = Object.keys(GRADES).filter(grade => tally[grade]);
  return [line("dr-kicker", "Debrief"), head(items.length ? `${items.length - (tally.none || 0)} of ${count(items.length, "decision")} taken` : "Done"),
    items.length > 0 && make("div", {class: "dr-tally", "aria-hidden": "true"}, shown.map(grade => { const made = make("i", {class: `dr-${grade}`}); made.style.flexGrow = tally[grade]; return made; })),
    make("ul", {class: "dr-counts"}, shown.map(grade => make("li", {}, badge(grade), ` ${tally[grade]}`))),
    exam.questions.length > 0 && make("h3", {}, left.length ? "Not asked, and it would have changed the most" : "Your questions"),
    exam.questions.length > 0 && (left.length ? make("ul", {class: "dr-asks"}, left.slice(0, 6).map(one => make("li", {}, make("p", {class: "dr-probe", dir: "auto"}, one.ask), make("p", {class: "dr-answer"}, make("b", {dir: "auto"}, sentence(one.answer)), " ", make("span", {class: "dr-faint"}, turn(one)))))) : line("", "You asked everything on which a decision turns.")),
    again.length > 0 && make("div", {}, make("h3", {}, "Look at these again"), make("ul", {class: "dr-review"}, again.map(([item, grade]) => make("li", {}, badge(grade), jump(item))))),
    open.length > 0 && make("details", {class: "dr-paths"}, make("summary", {}, `Not answered (${open.length})`), make("ul", {class: "dr-review"}, open.map(([item]) => make("li", {}, jump(item))))),
    state.timed && make("div", {}, make("h3", {}, `${clock(total())} of ${minutes}:00`), times()),
    exam.signals.length > 0 && make("div", {}, make("h3", {}, scored.length ? `Your marks: ${sum} of ${4 * exam.signals.length}` : "Your marks"), make("ul", {class: "dr-marks"}, exam.signals.map(one => make("li", {}, one.name, make("b", {}, one.id in state.scores ? `${state.scores[one.id]} ${MARKS[state.scores[one.id]]}` : "not marked"))))),
    make("h3", {}, "Keep it"), make("div", {class: "dr-row"}, act("Download the transcript", "w", download, "dr-main"), act("Copy it", "c", copy)),
    make("p", {class: "dr-row dr-after"}, link("index.html", "Read the design"), link("cards.html", "Review its cards"), link("../practice.html", "Another problem"), act("Start anew", "x", anew, "dr-quiet"))];
};
const times = () => make("table", {class: "dr-times"}, make("thead", {}, make("tr", {}, ["Step", "Planned", "Yours"].map(one => make("th", {scope: "col"}, one)))),
  make("tbody", {}, stages.map(one => make("tr", {}, make("th", {scope: "row"}, one.title), make("td", {}, `${one.minutes}:00`), make("td", {class: late(one) > 0 ? "dr-late" : ""}, clock(state.spent[one.step] || 0) + (late(one) > 0 ? ` (${clock(late(one))} over)` : ""))))));

// The transcript: Markdown, in which the words of others stay words
const md = words => String(words).replace(/[\\`*_{}[\]<>#|~&]/g, "\\$&").replace(/^(\s*)([-+=]|\d+[.)])/gm, "$1\\$2").replace(/\s*\n\s*/g, " ");
const quote = words => words.split(/\r?\n/).map(one => `> ${md(one)}`.trimEnd()).join("\n");
const transcript = () => {
  const lines = [`# Practice: ${md(exam.title)}`, quote(exam.prompt), state.timed && `Time: ${clock(total())} of ${minutes}:00`, "## Questions asked",
    exam.questions.filter(one => state.asked.has(one.fact)).map(one => `- ${md(one.ask)} **${md(sentence(one.answer))}**`).join("\n") || "None."];
  stages.forEach((stage, at) => {
    lines.push(`## ${at + 1}. ${md(stage.title)}${state.timed ? ` (${clock(state.spent[stage.step] || 0)} of ${stage.minutes}:00)` : ""}`, state.notes[stage.step] && quote(state.notes[stage.step]));
    stage.items.forEach(item => lines.push(`### ${md(item.name)}`, md(item.question), written(item)));
  });
  const left = unasked();
  if (left.length) lines.push("## Not asked", left.map(one => `- ${md(one.ask)} **${md(sentence(one.answer))}** ${turn(one)}`).join("\n"));
  lines.push("## Marks", exam.signals.map(one => `- ${md(one.name)}: ${one.id in state.scores ? `${state.scores[one.id]} of 4` : "not marked"}`).join("\n"));
  return `${lines.filter(Boolean).join("\n\n")}\n`;
};
const written = item => {
  const mine = state.shown.has(item.decision) ? grades(item) : [["none", null]], best = item.answers.filter(one => one.grade === "agreed").map(one => md(one.name)).join(", ");
  const rows = mine.map(([grade, one]) => one ? `- ${grade === "missed" ? "Not named" : "Mine"}: **${md(one.name)}** (${GRADES[grade].toLowerCase()}). ${md(sentence(one.says))}${grade !== "agreed" && one.right_if ? ` What would make it right: ${md(sentence(one.right_if))}` : ""}` : "- Not answered.");
  return [...rows, `- The design: **${best || "none"}**. ${md(item.because)}`].join("\n");
};
const download = () => save(`${exam.id}-practice.md`, transcript(), "text/markdown");
const copy = async () => {
  try { await navigator.clipboard.writeText(transcript()); say("Copied."); warn("The transcript is copied."); }
  catch {
    const made = make("textarea", {class: "dr-text", rows: 10, readonly: "", "aria-label": "The transcript"});
    made.value = transcript();
    screen.append(made);
    made.select();
    warn("This browser does not let a page copy. The transcript is selected below: copy it from there.");
  }
};
const anew = () => {
  const sure = dialog("Start anew?", make("p", {}, "What you wrote and chose here is erased."));
  const erase = () => { sure.close(); clearTimeout(saving); forget(NAME); state = fresh(); over = new Set(); run(false); start(); };
  sure.append(make("div", {class: "dr-row"}, button("Erase and start anew", "y", erase, "dr-main"), button("Keep it", "k", () => sure.close())));
  dialogActions = () => ({y: erase, k: () => sure.close()});
  on(sure, "close", () => { sure.remove(); dialogActions = () => ({"?": showKeys}); });
  root.append(sure);
  sure.showModal();
};

// From screen to screen
const show = () => {
  const view = screens[state.at], first = state.at === 0, final = state.at === screens.length - 1, closed = view.kind === "decide" && !state.shown.has(view.item.decision);
  actions = {p: toggle, q: askAgain, d: () => again.open = !again.open, "?": showKeys, n: next, b: back};
  if (!state.timed || !stageOf()) delete actions.p;
  if (!exam.questions.length) delete actions.q;
  if (first) delete actions.b;
  if (final) delete actions.n;
  screen.replaceChildren(...VIEWS[view.kind](view).flat().filter(Boolean));
  const forward = closed ? [act("Reveal", "r", () => reveal(view.item), "dr-main"), act("Skip", "n", next, "dr-quiet")] : [!final && button(view.kind === "score" ? "To the debrief" : "Next", "n", next, "dr-main")];
  actions.go = closed ? () => reveal(view.item) : next;
  screen.append(make("div", {class: "dr-foot"}, ...forward, !first && button("Back", "b", back, "dr-quiet dr-back")));
  face();
  const top = screen.querySelector("h2");
  top.focus({preventScroll: true});
  if (root.getBoundingClientRect().top < 0) root.scrollIntoView();
};
const go = at => {
  tick();
  state.at = Math.max(0, Math.min(screens.length - 1, at));
  note.hidden = !told;
  if (screens[state.at].kind === "end") state.ended = true;
  run(running && Boolean(stageOf()));
  again.open = screens[state.at].kind === "ask";
  keep();
  show();
};
const next = () => go(state.at + 1), back = () => go(state.at - 1);
const begin = timed => {
  state.began = true;
  if (timed !== undefined) state.timed = timed;
  tools.replaceChildren(...[state.timed && pause, exam.questions.length > 0 && button("Questions", "q", askAgain, "dr-quiet"), button("Keys", "?", showKeys, "dr-quiet")].filter(Boolean));
  bar.replaceChildren(make("div", {class: "dr-top"}, ...(state.timed ? [make("p", {class: "dr-clock"}, time, of)] : []), now, tools), make("ol", {class: "dr-steps"}, marks.map(one => one.parentNode)));
  bar.hidden = again.hidden = false;
  root.classList.add("dr-begun");
  again.append(prompt);
  run(true);
  go(state.at);
};
const start = () => {
  bar.hidden = again.hidden = true;
  root.classList.remove("dr-begun");
  again.before(prompt);
  actions = {"?": showKeys};
  const size = `${count(minutes, "minute")}, ${count(stages.length, "step")}, ${count(items.length, "decision")}. Ask, propose, decide; after each decision you read what the design would have said to yours.`;
  const resume = state.began && [act(state.ended ? "Back to the debrief" : `Go on: ${stageOf()?.title || "afterwards"}${state.timed ? `, ${clock(total())} used` : ""}`, "g", () => begin(), "dr-main"), act("Start anew", "x", anew, "dr-quiet")];
  screen.replaceChildren(line("dr-lead", size), make("div", {class: "dr-row"}, resume || [act(`Start the clock`, "g", () => begin(true), "dr-main"), act("Without a clock", "w", () => begin(false))], act("Keys", "?", showKeys, "dr-quiet")));
  actions.Enter = actions.g;
};
start();
});
