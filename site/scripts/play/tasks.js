// Where the general playground begins: a kind of problem, or nothing.
import {html} from "./vendor/preact-htm.js";

export function Tasks({model, state, act}) {
  const chip = (id, name) => html`<button key=${id} type="button" aria-pressed=${state.task === id ? "true" : "false"} onClick=${() => act.task(id)}>${name}</button>`;
  return html`<div class="pl-tasks" role="group" aria-label="Start from a kind of problem">${chip("", "Start empty")}${Object.entries(model.tasks).map(([id, task]) => chip(id, task.name))}</div>`;
}
