// What a reader can change: the task, priorities, and all facts by groups, those that matter most in front.
import {html, useState} from "./vendor/preact-htm.js";
import {Field} from "./field.js";
import {shown} from "./words.js";
import {basis} from "./say.js";
import {equal, has} from "./state.js";

const SHOWN = 6, FOUND = 40;  // facts of a group without a first one that are shown at once; hits of the filter
const title = group => (group.charAt(0).toUpperCase() + group.slice(1)).replace(/_/g, " ");
const groupOf = id => id.includes(".") ? id.split(".")[0] : "general";

/** [{group, first: [id], rest: [id]}]: groups in the order in which the page's first facts name them; then priorities, then all others. */
export function groupsOf(model, first) {
  const ids = Object.keys(model.facts).filter(id => !id.startsWith("priorities.")), groups = new Map();
  for (const id of [...first.filter(id => ids.includes(id)), ...ids]) {
    const known = groups.get(groupOf(id)) || {group: groupOf(id), first: [], rest: []};
    groups.set(known.group, known);
    if (!known.first.includes(id) && !known.rest.includes(id)) (first.includes(id) ? known.first : known.rest).push(id);
  }
  const every = [...groups.values()], front = every.filter(one => one.first.length), priorities = Object.keys(model.facts).filter(id => id.startsWith("priorities."));
  return [...front, {group: "priorities", first: priorities, rest: []}, ...every.filter(one => !one.first.length)];
}

const NAMES = /[a-z_]+(\.[a-z_0-9]+)+/g;  // of facts and quantities in a formula
/** Where an assumed value comes from. */
export function originOf(model, state, id) {
  const cases = model.facts[id].default || [];
  return {task: () => `usual for “${model.tasks[state.task].name}”`, constant: () => "planning value", given: () => "given",
    derived: () => cases.length === 1 ? `follows from ${cases[0][1].replace(NAMES, name => (model.facts[name] || model.quantities[name] || {name}).name)}` : "follows from other answers"}[basis(id, state, model)]();
}

export function Panel({model, first, state, start, live, original, marks, names, act, general}) {
  const [sought, setSought] = useState(""), words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const field = id => {
    const given = has(state.facts, id), before = start.facts[id], same = equal(before, state.facts[id]);
    const was = same ? undefined : before === undefined ? `${shown(model.facts[id], original.facts[id])} (assumed)` : shown(model.facts[id], before);
    return html`<${Field} key=${id} id=${id} fact=${model.facts[id]} value=${live.facts[id]} given=${given} origin=${originOf(model, state, id)} was=${was} marks=${marks[id] || []} names=${names} act=${act} />`;
  };
  const holds = id => words.every(word => `${model.facts[id].name} ${id} ${model.facts[id].ask || ""}`.toLowerCase().includes(word));
  const hits = words.length ? Object.keys(model.facts).filter(holds) : [];
  return html`<section class="pl-panel" aria-label="What is asked">
    <div class="pl-find"><input type="search" placeholder=${`Find one of ${Object.keys(model.facts).length} facts`} aria-label="Find a fact" value=${sought} onInput=${event => setSought(event.target.value)} /></div>
    ${words.length > 0 ? html`<div class="pl-group" role="group" aria-label="Facts found">${hits.slice(0, FOUND).map(field)}${!hits.length && html`<p class="pl-faint">No fact holds these words.</p>`}</div>` : html`
    ${!general && html`<${TaskChoice} model=${model} state=${state} act=${act} />`}
    ${groupsOf(model, first).map(one => html`<${Group} key=${one.group} one=${one} state=${state} field=${field} open=${one.first.length > 0} />`)}`}
  </section>`;
}

function TaskChoice({model, state, act}) {
  return html`<div class="pl-head pl-stack pl-task"><label for="pl-task">Task</label>
    <select id="pl-task" value=${state.task} onChange=${event => act.task(event.target.value)}><option value="" selected=${!state.task}>None: the general defaults</option>
    ${Object.entries(model.tasks).map(([id, task]) => html`<option key=${id} value=${id} selected=${id === state.task}>${task.name}</option>`)}</select></div>`;
}

function Group({one, state, field, open}) {
  const [opened, setOpened] = useState(open), [all, setAll] = useState(false);
  const every = [...one.first, ...one.rest], given = every.filter(id => has(state.facts, id)).length;
  const front = one.first.length ? [...one.first, ...one.rest.filter(id => has(state.facts, id))] : every.slice(0, SHOWN), back = every.filter(id => !front.includes(id));
  return html`<details class=${`pl-group pl-group-${one.group}`} open=${open} onToggle=${event => setOpened(event.currentTarget.open)}>
    <summary><span>${title(one.group)}</span><small>${given ? `${given} of ${every.length} given` : `${every.length} assumed`}</small></summary>
    ${opened && html`${front.map(field)}${all && back.map(field)}
      ${back.length > 0 && html`<button type="button" class="pl-more" aria-expanded=${all ? "true" : "false"} onClick=${() => setAll(!all)}>${all ? "Fewer" : `${back.length} more`}</button>`}`}
  </details>`;
}
