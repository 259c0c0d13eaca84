// Decisions by step: what is chosen, what changed and why; one opened shows its reasons, its rivals, pins and bans.
import {html, useState} from "./vendor/preact-htm.js";
import {count, sayChange, sayChoice, sayFlip, told} from "./words.js";

const MOST = 10;
export function Changed({model, names, flips, blamed, reasons, open, touched}) {
  const [all, setAll] = useState(false);
  if (!flips.length && touched) return html`<p class="pl-faint pl-none">What you changed turns no decision; the figures, the checks and the bill follow it all the same.</p>`;
  if (!flips.length) return html`<p class="pl-faint pl-none">Nothing differs from the original yet. Move a slider; the marks below it are the places where a decision flips.</p>`;
  return html`<ol class="pl-flips">${(all ? flips : flips.slice(0, MOST)).map(({id, from, to}) => html`<li key=${id}><button type="button" onClick=${() => open(id)}>
    <b>${names.decision(id)}</b> <${FlipText} names=${names} flip=${{id, from, to}} />
    ${blamed[id] && html`<small>${blamed[id].length ? `by ${blamed[id].slice(0, 3).map(one => sayChange(model, names, one)).join(", or ")}` : "by several changes together"}${reasons[id] ? html`; ${reasons[id]}` : ""}</small>`}
  </button></li>`)}</ol>${flips.length > MOST && html`<button type="button" class="pl-more" aria-expanded=${all ? "true" : "false"} onClick=${() => setAll(!all)}>${all ? "Fewer" : `${flips.length - MOST} more`}</button>`}`;
}

function FlipText({names, flip}) {
  const {gone, come, partly} = told(names, flip);
  if (!partly) return html`<s>${gone}</s> <span aria-hidden="true">→</span> <strong>${come}</strong>`;
  return html`${come && html`<span class="pl-sign">with</span> <strong>${come}</strong>`}${come && gone && " "}${gone && html`<span class="pl-sign">without</span> <s>${gone}</s>`}`;
}

export function Steps({model, names, live, flips, opened, open, detail}) {
  const changed = Object.fromEntries(flips.map(one => [one.id, one])), [all, setAll] = useState(false);
  return html`<div class="pl-steps">${model.steps.map((step, at) => {
    const ids = step.decisions.filter(id => all || id === opened || changed[id] || live.decided[id] && live.decided[id].status !== "not needed");
    return ids.length > 0 && html`<section key=${step.id} style=${`--pl-ink:var(--dg-step-${at + 1}, var(--md-typeset-a-color))`}><h3><span>${at + 1}</span>${step.title}</h3>
      <ul>${ids.map(id => html`<li key=${id} id=${`play-${id}`} class=${changed[id] ? "pl-moved" : ""}><${Row} ...${{id, names, came: live.decided[id], change: changed[id], state: live.state, opened: id === opened, open}} />${id === opened && detail}</li>`)}</ul></section>`;
  })}<button type="button" class="pl-more" onClick=${() => setAll(!all)}>${all ? "Only what is asked here" : `Show the decisions that this design does not need`}</button></div>`;
}

function Row({id, names, came, change, state, opened, open}) {
  const says = came ? came.status === "chosen" ? came.chosen : came.status : "not needed";
  return html`<button type="button" class="pl-row" aria-expanded=${opened ? "true" : "false"} onClick=${() => open(opened ? "" : id)}>
    <span>${names.decision(id)}</span><b class=${Array.isArray(says) ? "" : says === "empty" ? "pl-bad" : "pl-faint"}>${sayChoice(names, id, says)}</b>
    ${state.choose[id] && html`<em>pinned</em>`}${state.avoid[id] && html`<em>${count(state.avoid[id].length, "ban")}</em>`}
    ${change && html`<small>${Array.isArray(change.from) && change.from.length > 1 ? sayFlip(names, change) : `was ${sayChoice(names, id, change.from)}`}</small>`}</button>`;
}

const VERDICT = {infeasible: "ruled out", behind: "behind", banned: "banned", chosen: "chosen"};
/** Who nearly won comes first, who could not at the end. */
const inOrder = rivals => [...rivals].sort((one, other) => (one.verdict !== "behind") - (other.verdict !== "behind") || (one.behindBy || 0) - (other.behindBy || 0));
/** A pin or bans that leave no answer: which requirement forbids it, what the command line would say, and the way back. */
function Refused({id, names, pinned, told, act, bans}) {
  const why = told.rivals.find(one => one.id === pinned);
  return html`<div class="pl-refused" role="note"><p>${why ? html`<b>${names.option(id, pinned)}</b>: it is pinned and cannot be chosen: ${why.because}.` : "With these bans nothing is left to choose."}</p>
    <p class="pl-faint">The command line refuses such a spec: <code>S011</code> <span>${told.refused}</span></p>
    ${why ? html`<button type="button" class="pl-button" onClick=${() => act.unpin(id)}>Take the pin back</button>`
    : bans.map(option => html`<button key=${option} type="button" class="pl-button" onClick=${() => act.unban(id, option)}>Lift the ban on ${names.option(id, option)}</button>`)}</div>`;
}

/** `told`: {because: [text], rivals: [{id, verdict, behindBy, because}]}, or null while its texts come. */
export function Detail({id, model, names, state, told, act, link}) {
  const known = model.decisions[id], pinned = (state.choose[id] || [])[0], bans = state.avoid[id] || [], came = told ? told.chosen : [];
  const rivals = told ? inOrder(told.rivals.filter(one => !came.includes(one.id))) : [];
  const buttons = option => !known.states && html`<span class="pl-acts">
    ${known.pick !== "all" && html`<button type="button" aria-pressed=${pinned === option ? "true" : "false"} onClick=${() => pinned === option ? act.unpin(id) : act.pin(id, option)}>${pinned === option ? "Pinned" : "Pin"}<span class="pl-hidden"> ${names.option(id, option)}</span></button>`}
    <button type="button" aria-pressed=${bans.includes(option) ? "true" : "false"} onClick=${() => bans.includes(option) ? act.unban(id, option) : act.ban(id, option)}>${bans.includes(option) ? "Banned" : "Ban"}<span class="pl-hidden"> ${names.option(id, option)}</span></button></span>`;
  return html`<div class="pl-detail">
    ${known.question && html`<p class="pl-question">${known.question}</p>`}
    ${!told ? html`<p class="pl-faint">…</p>` : html`${told.refused && html`<${Refused} ...${{id, names, pinned, told, act, bans}} />`}
      ${came.map(option => html`<div key=${option} class="pl-option pl-won"><p><b>${names.option(id, option)}</b>${buttons(option)}</p></div>`)}
      ${told.because.length > 0 && !told.refused && html`<ul class="pl-because">${told.because.map(text => html`<li key=${text}>${text}</li>`)}</ul>`}
      ${rivals.length > 0 && html`<p class="pl-kicker">Instead</p>${rivals.map(one => html`<div key=${one.id} class=${`pl-option pl-${one.verdict}`}><p><b>${names.option(id, one.id)}</b> <small>${one.verdict === "banned" && !bans.includes(one.id) ? "left out" : VERDICT[one.verdict] || one.verdict}${one.behindBy ? ` by ${one.behindBy}` : ""}</small>${buttons(one.id)}</p>
        ${[].concat(one.because || []).slice(0, 2).map(text => html`<p key=${text} class="pl-faint">${text}</p>`)}</div>`)}`}`}
    ${link && html`<p class="pl-foot"><a href=${link}>This decision in the document</a></p>`}
  </div>`;
}
