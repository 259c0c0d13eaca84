// Undo, redo, reset; what a reader takes along.
import {html, useRef, useState} from "./vendor/preact-htm.js";
import {useClosing} from "./hooks.js";
import {keep, scenarios} from "./keep.js";

const ICONS = {undo: "M9 5 4 10l5 5M4 10h9a5 5 0 0 1 0 10h-2", redo: "m15 5 5 5-5 5m5-5h-9a5 5 0 0 0 0 10h2"};
const Icon = ({of}) => html`<svg viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[of]} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" /></svg>`;
const Button = ({label, act, off, icon, keys, kind = ""}) => html`<button type="button" class=${`pl-button ${kind}`} aria-disabled=${off ? "true" : undefined} onClick=${() => off || act()} aria-keyshortcuts=${keys} title=${keys ? `${label} (${keys.split(" ")[0].replace(/\+/g, " ")})` : undefined} aria-label=${icon ? label : undefined}>${icon ? html`<${Icon} of=${icon} />` : label}</button>`;

export function Bar({page, history, changed, act, fragment}) {
  return html`<div class="pl-tools" role="group" aria-label="Undo, copy, keep">
    <${Button} label="Undo" icon="undo" keys="Control+Z" off=${!history.past.length} act=${act.undo} />
    <${Button} label="Redo" icon="redo" keys="Control+Shift+Z" off=${!history.future.length} act=${act.redo} />
    <${Button} label="Reset" off=${!changed} act=${act.reset} />
    <${Button} label="Compare" off=${!changed} act=${act.compare} />
    <span class="pl-gap"></span>
    <${Button} label="Copy link" act=${act.link} />
    <${Button} label="Copy as YAML" act=${act.yaml} />
    <${Button} label="Download" act=${act.download} />
    <${Scenarios} page=${page} fragment=${fragment} act=${act} />
  </div>`;
}

function Scenarios({page, fragment, act}) {
  const [all, setAll] = useState(() => scenarios(page)), [name, setName] = useState(""), menu = useRef(null);
  useClosing(menu);
  const change = next => { const done = keep(page, next); if (done) setAll(next); else act.say("This browser keeps nothing for this page. Copy the link instead."); return done; };
  const save = event => {
    event.preventDefault();
    const called = name.trim().slice(0, 60);
    if (called && change({...all, [called]: fragment()})) { setName(""); act.say(`Kept as “${called}”.`); }
  };
  const drop = called => { const {[called]: _, ...rest} = all; change(rest); };
  return html`<details class="pl-menu" ref=${menu}><summary class="pl-button">Scenarios</summary><div>
    <form onSubmit=${save}><input type="text" aria-label="Name of the scenario" placeholder="Name" maxlength="60" value=${name} onInput=${event => setName(event.target.value)} /><button type="submit" class="pl-button" disabled=${!name.trim()}>Keep</button></form>
    ${Object.keys(all).length ? html`<ul>${Object.entries(all).map(([called, text]) => html`<li key=${called}><button type="button" class="pl-link" onClick=${() => act.load(text)}>${called}</button><button type="button" class="pl-link pl-faint" onClick=${() => drop(called)} aria-label=${`Forget ${called}`}>forget</button></li>`)}</ul>` : html`<p class="pl-faint">What you keep stays in this browser.</p>`}
  </div></details>`;
}
