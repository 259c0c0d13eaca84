/* The editor of a spec: form and text of the same file. The server reads, checks and changes the text; this shows it. */
"use strict";
(() => {
  const { spec, token, seen } = JSON.parse(document.body.dataset.desk);
  const find = (selector) => document.querySelector(selector);
  const [form, area, gutter, told, state] = [".form", "textarea", ".gutter", ".told", ".state"].map(find);
  const [saveButton, undoButton, dialog] = [".save", ".undo", ".conflict"].map(find);
  const QUIET = 250, MOST_UNDO = 100;
  let saved = "", digest = "", shown = 0, asked = 0, timer = 0, theirs = null, leaving = false;
  const undo = [], fields = new Map();

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name in element && typeof value !== "string") element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };
  const send = async (action, sent) => {
    const headers = { "Content-Type": "application/json", "X-Designgen-Token": token };
    return answered(`/-/${action}/${encodeURIComponent(spec)}`, { method: "POST", body: JSON.stringify(sent), headers });
  };
  const answered = async (address, how) => {
    try {
      const answer = await fetch(address, how);
      if (answer.status === 403 && how) renew();
      return { status: answer.status, ...(answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {}) };
    } catch {
      return { status: 0, said: "the preview does not answer: start it again; your text is still here" };
    }
  };
  const read = () => answered(`/-/spec/${encodeURIComponent(spec)}`);
  const dirty = () => area.value !== saved;
  const say = (text) => { state.textContent = text; };
  const stated = () => {
    saveButton.disabled = !dirty();
    undoButton.disabled = !undo.length;
    say(theirs !== null ? "the file changed on disk" : dirty() ? "not saved" : "saved");
  };

  /* A preview that was started anew knows us no more: the page comes again, with the text that was not saved. */
  const DRAFT = `designgen-draft-${spec}`;
  const renew = () => {
    try {
      if (dirty()) sessionStorage.setItem(DRAFT, JSON.stringify({ text: area.value, digest }));
      leaving = true;
      location.reload();
    } catch {
      say("the preview was started anew: copy your text, then load this page again");
    }
  };
  const draft = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(DRAFT));
      sessionStorage.removeItem(DRAFT);
      return kept;
    } catch {
      return null;
    }
  };

  /* Text */
  const put = (text, remember = true) => {
    if (text === area.value) return;
    if (remember) undo.push(area.value);
    if (undo.length > MOST_UNDO) undo.shift();
    const { scrollTop, scrollLeft } = area;
    area.value = text;
    [area.scrollTop, area.scrollLeft] = [scrollTop, scrollLeft];
  };
  const lines = (bad) => {
    const count = area.value.split("\n").length;
    gutter.replaceChildren();
    for (let line = 1; line <= count; line++) gutter.append(bad.has(line) ? make("b", {}, `● ${line}`) : String(line), "\n");
    gutter.scrollTop = area.scrollTop;
  };
  const go = (line, column) => {
    const start = area.value.split("\n").slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    area.focus();
    area.setSelectionRange(start + column - 1, start + column - 1);
    area.scrollTop = Math.max(0, (line - 4) * parseFloat(getComputedStyle(area).lineHeight));
  };

  /* What the server says of it */
  const listed = (title, rows) => (rows.length ? [make("h2", {}, title), make("ul", {}, ...rows)] : []);
  const change = ({ name, before, after, added = [], dropped = [] }) => {
    const list = [...added.map((one) => `+ ${one}`), ...dropped.map((one) => `− ${one}`)].join(", ");
    return make("li", {}, make("strong", {}, name), `: ${list || `${before || "nothing"} → ${after || "nothing"}`}`);
  };
  const problem = (one) => {
    const place = one.line ? `line ${one.line}: ` : "", hint = one.hint ? ` (${one.hint})` : "";
    const button = make("button", { type: "button" }, `${place}${one.code} ${one.text}`);
    button.addEventListener("click", () => one.line && go(one.line, one.column));
    return make("li", { class: "bad" }, button, hint);
  };
  const judge = ({ problems = [], form: asks, changes }) => {
    lines(new Set(problems.map((one) => one.line)));
    told.replaceChildren(...listed(`${problems.length} problem${problems.length === 1 ? "" : "s"}`, problems.map(problem)));
    if (changes) {
      const { decisions, figures } = changes;
      told.append(...listed("What this edit changes", [...figures, ...decisions].map(change)));
      if (!figures.length && !decisions.length) told.append(make("p", {}, dirty() ? "This edit flips no decision." : "No problems."));
    }
    for (const element of form.elements) element.disabled = !asks;
    if (asks) fill(asks, problems);
    stated();
  };
  const check = async () => {
    const mine = ++asked;
    const answer = await send("check", { text: area.value });
    if (mine === asked && answer.status === 200) judge(answer);
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(check, QUIET); };

  /* Form */
  const set = async (name, value) => {
    const mine = ++asked;
    const answer = await send("set", { text: area.value, name, value });
    if (mine !== asked) return;
    if (answer.status === 200) { put(answer.text); judge(answer); }
    else { told.replaceChildren(...listed("This is best edited in the text", (answer.problems ?? []).map(problem))); }
  };
  const control = (ask) => {
    if (ask.kind === "set") {
      const box = ([id, words]) => make("label", {}, make("input", { type: "checkbox", value: id }), ` ${words}`);
      const words = make("div", { class: "words" }, ...Object.entries(ask.values).map(box));
      words.addEventListener("change", () => {
        const chosen = [...words.querySelectorAll(":checked")].map((one) => one.value);
        set(ask.id, chosen.length ? chosen : null);
      });
      return words;
    }
    const choices = ask.kind === "bool" ? { true: "yes", false: "no" } : ask.kind === "enum" ? ask.values : null;
    const input = choices
      ? make("select", {}, make("option", { value: "" }), ...Object.entries(choices).map(([id, words]) => make("option", { value: id }, words)))
      : make("input", { type: "text", autocomplete: "off" });
    input.addEventListener("change", () => set(ask.id, input.value.trim() || null));
    return input;
  };
  const build = (ask) => {
    const id = `field-${ask.id}`, input = control(ask), many = ask.kind === "set";
    if (!many) input.id = id;
    const help = [ask.ask, ask.range && `From ${ask.range}.`, ask.example && `For example ${ask.example}.`].filter(Boolean).join(" ");
    const basis = make("span", { class: "basis" });
    const name = make(many ? "legend" : "label", many ? {} : { for: id }, ask.name);
    const field = make(many ? "fieldset" : "div", { class: "field", "data-fact": ask.id }, name, basis, make("small", {}, help), input, make("span", { class: "said" }));
    return { field, input, basis, ask };
  };
  const fill = (groups, problems) => {
    if (!fields.size) {
      for (const { group, fields: asks } of groups) {
        const built = asks.map(build);
        built.forEach((one) => fields.set(one.ask.id, one));
        const heading = make("summary", {}, `${group} `, make("span"));
        form.append(make("details", { "data-group": group, open: group === "spec" || asks.some((ask) => ask.given !== null) }, heading, ...built.map((one) => one.field)));
      }
    }
    for (const { group, fields: asks } of groups) {
      const count = asks.filter((ask) => ask.given !== null).length;
      find(`[data-group="${CSS.escape(group)}"] summary span`).textContent = `${count} of ${asks.length} given`;
      asks.forEach((ask) => show(ask, problems));
    }
  };
  const show = (ask, problems) => {
    const { field, input, basis } = fields.get(ask.id), given = ask.given !== null;
    const wrong = problems.find((one) => one.text === ask.id || one.text.startsWith(`${ask.id}:`) || one.text.startsWith(`${ask.id} `));
    field.classList.toggle("given", given);
    field.classList.toggle("wrong", Boolean(wrong));
    field.querySelector(".said").textContent = wrong ? wrong.text : "";
    basis.textContent = given ? "given" : ask.holds ? `assumed: ${ask.holds}` : "";
    if (ask.kind === "set") {
      const words = new Set([ask.given ?? []].flat());
      for (const box of input.querySelectorAll("input")) box.checked = words.has(box.value);
    } else if (input !== document.activeElement || input.tagName === "SELECT") {
      input.value = given ? [ask.given].flat().join(", ") : "";
      if (input.tagName === "SELECT") input.options[0].textContent = ask.holds && !given ? `(assumed: ${ask.holds})` : "(not given)";
      else input.placeholder = ask.holds ?? "";
    }
  };

  /* File */
  const take = (content) => {
    [digest, theirs] = [content.digest, null];
    put(content.text);
    saved = area.value;  // a text area has line breaks of its own
  };
  const save = async () => {
    const text = area.value;
    say("saving …");
    const answer = await send("save", { text, digest });
    if (answer.status === 200) {
      [saved, digest, theirs] = [text, answer.digest, null];
      check();
    } else if (answer.status === 409) {
      theirs = { text: answer.text, digest: answer.digest };
      stated();
      ask();
    } else {
      say(answer.said ?? "it could not be saved");
    }
  };
  const ask = () => {
    find(".both").hidden = true;
    if (!dialog.open) dialog.showModal();
  };
  const both = () => {
    const [mine, other] = [area.value, theirs.text].map((text) => text.split("\n"));
    const column = (own, foreign) => own.map((line) => make("span", foreign.includes(line) ? {} : { class: "other" }, `${line}\n`));
    find(".mine").replaceChildren(...column(mine, other));
    find(".theirs").replaceChildren(...column(other, mine));
    find(".both").hidden = false;
  };
  dialog.addEventListener("click", ({ target }) => {
    if (!target.value) return;
    if (target.value === "both") { both(); return; }
    dialog.close();
    if (target.value === "mine") { digest = theirs.digest; save(); }
    else if (target.value === "theirs") { take(theirs); check(); }
  });
  const restore = (content) => {
    const kept = draft();
    if (!kept || kept.text === area.value) return;
    put(kept.text);
    if (kept.digest !== content.digest) theirs = content;
    check();
  };
  const compare = async () => {
    const content = await read();
    if (content.digest === undefined || content.digest === digest) return;
    if (dirty()) { theirs = content; stated(); }
    else { take(content); judge(content); say("read again from the file"); }
  };
  let source = null, latest = seen;
  const listen = () => {
    if (source || document.hidden || leaving) return;  // a browser has few connections: who is not seen asks later
    source = new EventSource(`/-/events?page=${encodeURIComponent(`${spec}/index.html`)}&seen=${latest}`);
    source.onmessage = async ({ data }) => {
      rest();
      if (data.split("-")[0] !== latest.split("-")[0]) { renew(); return; }
      latest = data;
      await compare();
      listen();
    };
  };
  const rest = () => { source?.close(); source = null; };
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));

  form.addEventListener("submit", (event) => event.preventDefault());
  area.addEventListener("input", () => { stated(); lines(new Set()); soon(); });
  area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
  saveButton.addEventListener("click", save);
  undoButton.addEventListener("click", () => { put(undo.pop(), false); check(); });
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") { event.preventDefault(); if (dirty()) save(); }
  });
  addEventListener("focus", compare);
  addEventListener("beforeunload", (event) => { if (dirty() && !leaving) event.preventDefault(); });
  read().then((content) => {
    if (content.text === undefined) { say(content.said ?? "it cannot be read"); return; }
    take(content);
    undo.length = 0;
    judge(content);
    restore(content);
    listen();
  });
})();
