// Then and now, side by side: what was asked, decisions, numbers, the bill, checks.
import {html, useEffect, useRef} from "./vendor/preact-htm.js";
import {sayChoice, shown} from "./words.js";
import {humane} from "./units.js";
import {changes} from "./state.js";
import {sayNumber} from "./summary.js";

/** The rows of each table: [{title, rows: [[name, then, now]]}], also for the document. */
export function compared(model, names, original, live, flips, every = false) {
  const asked = changes(original.state, live.state), fact = (id, value, given) => value === undefined ? `${shown(model.facts[id], given[id])} (assumed)` : shown(model.facts[id], value);
  const options = (id, list) => (list || []).map(one => names.option(id, one)).join(", ") || "–";
  const row = ({part, name, from, to}) => part === "task" ? ["Task", from ? model.tasks[from].name : "none", to ? model.tasks[to].name : "none"]
    : part === "facts" ? [model.facts[name].name, fact(name, from, original.facts), fact(name, to, live.facts)]
      : [`${names.decision(name)}, ${part === "choose" ? "pinned" : "banned"}`, options(name, from), options(name, to)];
  const numbers = live.numbers.map((one, at) => [one.name, sayNumber(original.numbers[at]), sayNumber(one)]);
  return [
    {title: "What was asked", rows: asked.map(row)},
    {title: "Decisions", rows: flips.map(({id, from, to}) => [names.decision(id), sayChoice(names, id, from), sayChoice(names, id, to)])},
    {title: "Numbers", rows: numbers},
    {title: "Cost a month", rows: bills(original.outline.parts, live.outline.parts, every)},
    {title: "Checks", rows: checks(original.outline.checks, live.outline.checks)},
  ].filter(one => one.rows.length);
}

function bills(before, after, every) {
  const then = Object.fromEntries(before.map(one => [one.id, one])), now = Object.fromEntries(after.map(one => [one.id, one]));
  const say = one => one ? one.usd ? humane(one.usd, "usd") : "in it" : "–";
  return [...new Set([...after, ...before].map(one => one.id))].map(id => [(now[id] || then[id]).name, say(then[id]), say(now[id])])
    .filter(([, from, to]) => every ? from !== "in it" || to !== "in it" : from !== to);
}

const STATUS = {ok: "holds", broken: "broken", not_needed: "not asked"};
function checks(before, after) {
  const then = Object.fromEntries(before.map(one => [one.id, one])), say = one => one ? `${STATUS[one.status] || one.status}${one.status !== "not_needed" && one.value ? `: ${one.value}` : ""}` : "not asked";
  return after.map(one => [one.name, say(then[one.id]), say(one)]).filter(([, from, to]) => from !== to);
}

export function Dialog({title, close, children}) {
  const box = useRef(null);
  useEffect(() => { const shownBox = box.current; shownBox.showModal(); return () => shownBox.open && shownBox.close(); }, []);
  return html`<dialog class="pl-dialog" ref=${box} aria-label=${title} onClose=${close} onClick=${event => event.target === box.current && box.current.close()}>
    <div class="pl-inner"><header><h2 tabindex="-1">${title}</h2><button type="button" class="pl-button" onClick=${() => box.current.close()}>Close</button></header>${children}</div></dialog>`;
}

export function Compare({tables, close}) {
  return html`<${Dialog} title="The original and this" close=${close}>${tables.map(({title, rows}) => html`<section key=${title}><h3>${title}</h3>
    <div class="pl-scroll" tabindex="0" role="region" aria-label=${title}><table class="pl-table"><thead><tr><th scope="col">${title === "What was asked" ? "Fact" : title === "Decisions" ? "Decision" : "Name"}</th><th scope="col">Original</th><th scope="col">Now</th></tr></thead>
    <tbody>${rows.map(([name, from, to]) => html`<tr key=${name} class=${from === to ? "" : "pl-moved"}><th scope="row">${name}</th><td>${from}</td><td>${to}</td></tr>`)}</tbody></table></div></section>`)}
  </${Dialog}>`;
}
