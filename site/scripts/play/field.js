// One fact: what it is, whether it is given, and the control that changes it.
import {html, useEffect, useRef, useState} from "./vendor/preact-htm.js";
import {Slider, flipText} from "./slider.js";
import {count, isYear, shown} from "./words.js";
import {exactly, readNumber} from "./written.js";

export function Field({id, fact, value, given, origin, was, marks, names, act}) {
  const give = (next, gesture) => act.give(id, next, gesture && `${gesture} ${id}`);
  const Control = {number: Amount, bool: Switch, enum: Choice, set: Several}[fact.kind];
  const priority = id.startsWith("priorities.");
  return html`<div class=${`pl-field ${was === undefined ? "" : "pl-changed"} ${given ? "" : "pl-assumed"}`} data-fact=${id}>
    <${priority ? Priority : Control} ...${{id, fact, value, marks, names, give, given, called: names.fact(id), origin}} />
    ${(given || was || !priority) && html`<p class="pl-origin">${given
    ? html`<b>given</b>${was !== undefined && was !== "" ? html` · was ${was}` : ""} <button type="button" class="pl-link" onClick=${() => act.assume(id)} aria-label=${`assume instead: ${fact.name}`}>assume instead</button>`
    : html`<span>assumed</span>: ${origin}${was ? html` · was ${was}` : ""}`}</p>`}
  </div>`;
}

function Amount({id, fact, value, marks, names, give}) {
  const [text, setText] = useState(null), [problem, setProblem] = useState(""), field = useRef(null);
  useEffect(() => { setProblem(""); setText(null); }, [value]);
  const done = () => {
    if (text === null) return;
    const read = readNumber(fact, text, true);
    if (read.problem) { setProblem([read.problem, read.hint].filter(Boolean).join("; ")); return; }
    setProblem(""); setText(null);
    if (read.value !== value) give(read.value, "");
  };
  const key = event => {
    if (event.key === "Enter") { event.preventDefault(); done(); }
    if (event.key === "Escape") { setText(null); setProblem(""); }
  };
  const label = `pl-${id.replace(/\./g, "-")}`;
  return html`<div class="pl-head"><label for=${label}>${fact.name}</label>
      <input id=${label} ref=${field} class="pl-text" type="text" inputmode="text" autocomplete="off" spellcheck=${false} title=${fact.ask || undefined} value=${text ?? shown(fact, value)}
        aria-invalid=${problem ? "true" : undefined} aria-describedby=${problem ? `${label}-problem` : undefined}
        onFocus=${event => focused(event.target, exactlyShown(fact, value), setText)} onInput=${event => setText(event.target.value)} onKeyDown=${key} onBlur=${done} /></div>
    ${problem && html`<p class="pl-problem" id=${`${label}-problem`}>${problem}</p>`}
    <${Slider} ...${{id, fact, value, marks, names, give, name: fact.name}} />`;
}
/** A field that is entered shows the very value, all of it selected. */
function focused(field, text, setText) {
  field.value = text;
  field.select();
  setText(text);
  requestAnimationFrame(() => field.value === text && document.activeElement === field && field.select());
}
const exactlyShown = (fact, value) => isYear(fact) ? String(value) : exactly(value, fact.unit);

/** What would flip at a word: a title for the pointer, and how many for the eye. */
const marked = (fact, marks, names) => word => {
  const tick = marks.find(one => one.at === word);
  return tick ? {title: flipText(tick, fact, names), much: tick.changes.length} : {};
};
const Much = ({much}) => much ? html`<i class="pl-much" aria-hidden="true"></i><span class="pl-hidden">, flips ${count(much, "decision")}</span>` : null;

function Switch({id, fact, value, give, marks, names}) {
  const {title, much} = marked(fact, marks, names)(!value);
  return html`<div class="pl-head"><span id=${`pl-${id}`} title=${fact.ask || undefined}>${fact.name}</span>
    <button type="button" role="switch" class="pl-switch" aria-checked=${value ? "true" : "false"} aria-labelledby=${`pl-${id}`} title=${title} onClick=${() => give(!value, "")}><${Much} much=${much} /><i class="pl-knob"></i><span aria-hidden="true">${value ? "yes" : "no"}</span></button></div>`;
}

const LONG = 30;
function Choice({id, fact, value, give, marks, names}) {
  const at = marked(fact, marks, names), rows = Object.entries(fact.values), short = rows.length <= 4 && rows.reduce((sum, [, words]) => sum + words.length + 3, 0) <= LONG;
  if (short) return html`<fieldset class="pl-segments"><legend title=${fact.ask || undefined}>${fact.name}</legend><div>${rows.map(([word, words]) => html`<${Radio} key=${word} group=${id} checked=${value === word} label=${words} pick=${() => give(word, "")} ...${at(word)} />`)}</div></fieldset>`;
  const flips = word => at(word).much ? ` (${count(at(word).much, "flip")})` : "";
  return html`<div class="pl-head pl-stack"><label for=${`pl-${id}`} title=${fact.ask || undefined}>${fact.name}</label>
    <select id=${`pl-${id}`} value=${value} onChange=${event => give(event.target.value, "")}>${rows.map(([word, words]) => html`<option key=${word} value=${word} selected=${word === value}>${words}${flips(word)}</option>`)}</select></div>`;
}

const Radio = ({group, checked, label, pick, title, much}) => html`<label class="pl-segment" title=${title}><input type="radio" name=${`pl-${group}`} checked=${checked} onChange=${pick} /><span>${label}</span><${Much} much=${much} /></label>`;

function Priority({id, fact, value, give, called, given, origin, marks, names}) {
  const at = marked(fact, marks, names);
  return html`<fieldset class="pl-segments pl-priority" title=${given ? undefined : `assumed: ${origin}`}><legend>${called}</legend><div>${[0, 1, 2, 3, 4, 5].map(one => html`<${Radio} key=${one} group=${id} checked=${value === one} label=${String(one)} pick=${() => give(one, "")} ...${at(one)} />`)}</div></fieldset>`;
}

function Several({id, fact, value, give, marks, names}) {
  const [open, setOpen] = useState(false), held = Array.isArray(value) ? value : [], at = marked(fact, marks, names);
  const turn = word => give(held.includes(word) ? held.filter(one => one !== word) : [...held, word], "");
  return html`<details class="pl-several" onToggle=${event => setOpen(event.currentTarget.open)}><summary><b>${fact.name}</b><span>${shown(fact, held)}</span></summary>
    ${open && html`<ul>${Object.entries(fact.values).map(([word, words]) => html`<li key=${word}><label title=${at(word).title}><input type="checkbox" checked=${held.includes(word)} disabled=${held.length === 1 && held[0] === word} onChange=${() => turn(word)} /> <span>${words}<${Much} much=${at(word).much} /></span></label></li>`)}</ul>`}
  </details>`;
}
