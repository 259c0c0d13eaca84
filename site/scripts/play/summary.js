// What a reader sees while a slider moves: the few numbers in large type, what is broken, how much changed.
import {html} from "./vendor/preact-htm.js";
import {humane} from "./units.js";

export const sayNumber = one => one.value === null || one.value === undefined ? "–" : humane(one.value, one.unit);
export const broken = checks => checks.filter(one => one.status === "broken");

/** Against another value of the same number: "was 10 ms", or "". */
export const wasText = (now, before) => before && before.value !== now.value && sayNumber(before) !== sayNumber(now) ? `was ${sayNumber(before)}` : "";

export function Summary({live, original, flips, onFlips}) {
  const before = Object.fromEntries(original.numbers.map(one => [one.id, one])), now = Object.fromEntries(live.numbers.map(one => [one.id, one]));
  const wrong = broken(live.outline.checks), errors = wrong.filter(one => one.severity === "error").length, late = now.p99.value !== null && now.p99.target && now.p99.value > now.p99.target;
  const cell = (one, sub, kind = "") => html`<div class=${`pl-cell ${kind}`}><dt>${one.name}</dt><dd><b>${sayNumber(one)}</b><small>${sub || wasText(one, before[one.id])}</small></dd></div>`;
  return html`<div class="pl-summary" role="region" aria-label="The answer at a glance"><dl>
    ${cell(now.p99, now.p99.value === null ? "nobody waits" : [`of ${humane(now.p99.target, "second")}`, wasText(now.p99, before.p99)].filter(Boolean).join(", "), late ? "pl-bad" : "")}
    ${cell(now.bill, wasText(now.bill, before.bill) || (now.bill.value !== null ? `${humane(now.bill.low, "usd")} to ${humane(now.bill.high, "usd")}` : ""))}
    ${cell(now.load, "", "pl-wide")}
    ${cell(now.servers, "", "pl-wide")}
    <div class=${`pl-cell ${errors ? "pl-bad" : wrong.length ? "pl-warm" : "pl-good"}`}><dt>Checks</dt><dd><b>${wrong.length ? wrong.length : "✓"}</b><small>${!wrong.length ? "all hold" : wrong.some(one => one.severity !== "info") ? "broken" : wrong.length > 1 ? "notes" : "note"}</small></dd></div>
    <div class=${`pl-cell ${flips.length ? "pl-moved" : ""}`}><dt>Decisions</dt><dd>${flips.length
    ? html`<button type="button" onClick=${onFlips}><b>${flips.length}</b><small>changed</small></button>` : html`<b>0</b><small>changed</small>`}</dd></div>
  </dl></div>`;
}
