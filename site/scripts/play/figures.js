// The latency bar, the bill by component, the checks.
import {html, useState} from "./vendor/preact-htm.js";
import {humane} from "./units.js";
import {count} from "./words.js";

const time = value => humane(value, "second"), money = value => humane(value, "usd"), percent = share => `${(100 * share).toFixed(2)}%`;
const KINDS = ["client", "edge", "online", "feature", "stream", "offline", "training", "monitoring"];
const colour = plane => KINDS.includes(plane) ? `--pl-ink:var(--dg-plane-${plane}, var(--md-typeset-a-color))` : "";

/** Stages one after the other, on one line with the target. */
export function LatencyBar({latency, planes}) {
  if (!latency) return html`<p class="pl-faint">Nobody waits for a single answer, so there is no path with a deadline.</p>`;
  const most = Math.max(latency.p99, latency.target) * 1.02, sum = latency.stages.reduce((all, one) => all + one.p99, 0) || 1, late = latency.p99 > latency.target;
  const biggest = [...latency.stages].sort((one, other) => other.p99 - one.p99);
  return html`<figure class="pl-latency">
    <div class="pl-line" style=${`--target:${percent(latency.target / most)}`}>
      <div class=${`pl-stages ${late ? "pl-late" : ""}`} style=${`width:${percent(latency.p99 / most)}`}>${latency.stages.map(one => html`<i key=${one.component} style=${`flex-grow:${one.p99 / sum};${colour(planes[one.component])}`} title=${`${one.name}: ${time(one.p50)} typically, ${time(one.p99)} at p99`}></i>`)}</div>
      <span class="pl-mark" aria-hidden="true"></span>
    </div>
    <figcaption><b>${time(latency.p99)}</b> at p99 of a target of ${time(latency.target)}${late ? html`: <b class="pl-bad">${time(latency.p99 - latency.target)} too late</b>` : `; ${time(latency.target - latency.p99)} to spare`}</figcaption>
    <ul class="pl-legend">${biggest.slice(0, 5).map(one => html`<li key=${one.component} style=${colour(planes[one.component])}><i aria-hidden="true"></i>${one.name} <b>${time(one.p99)}</b></li>`)}${biggest.length > 5 && html`<li class="pl-faint">and ${count(biggest.length - 5, "stage")} more</li>`}</ul>
  </figure>`;
}

const BARS = 8;
/** Components by what they cost, with the bill's low and high end. */
export function CostBars({parts, bill, before}) {
  const priced = parts.filter(one => one.usd).sort((one, other) => other.usd - one.usd), most = priced.length ? priced[0].usd_high ?? priced[0].usd : 1, rest = priced.slice(BARS);
  if (!priced.length) return html`<p class="pl-faint">Nothing here has a price.</p>`;
  const was = Object.fromEntries(before.map(one => [one.id, one.usd]));
  const row = (id, name, usd, high, plane, old) => html`<tr key=${id}><th scope="row">${name}</th><td class="pl-bar" style=${colour(plane)}><i style=${`width:${percent(Math.min(1, usd / most))}`}></i>${high > usd && html`<u style=${`width:${percent(Math.min(1, high / most))}`}></u>`}${old && html`<s style=${`left:${percent(Math.min(1, old / most))}`}></s>`}</td><td>${money(usd)}</td></tr>`;
  return html`<div class="pl-cost"><p><b>${money(bill.typical)}</b> a month, typically; <span>${money(bill.low)} to ${money(bill.high)}</span></p>
    <table><thead class="pl-hidden"><tr><th scope="col">Component</th><th scope="col">Share</th><th scope="col">A month</th></tr></thead><tbody>${priced.slice(0, BARS).map(one => row(one.id, one.name, one.usd, one.usd_high, one.plane, was[one.id]))}
    ${rest.length > 0 && row("rest", count(rest.length, "other component"), rest.reduce((sum, one) => sum + one.usd, 0), 0, "", 0)}</tbody></table></div>`;
}

/** The smallest change of one fact that mends a check, once somebody asks: to find it takes up to some hundred runs. */
function Mend({id, nearest, set}) {
  const [found, setFound] = useState(undefined);
  if (found === undefined) return html`<button type="button" class="pl-more" onClick=${() => setFound(nearest.find(id))}>What would mend it?</button>`;
  return found ? html`<p role="status">${found.says} <button type="button" class="pl-button" onClick=${() => set(found)}>Set it</button></p>` : html`<p role="status" class="pl-faint">No change of one number alone.</p>`;
}

const WORD = {error: "broken", warning: "warning", info: "note"};
/** Broken ones first, with what to do; those that hold in one line. */
export function Checks({checks, before, nearest, set, state}) {
  const rank = ["error", "warning", "info"], wrong = checks.filter(one => one.status === "broken").sort((one, other) => rank.indexOf(one.severity) - rank.indexOf(other.severity));
  const held = checks.filter(one => one.status === "ok"), was = Object.fromEntries(before.map(one => [one.id, one.status]));
  return html`<div class="pl-checks">
    ${wrong.length > 0 && html`<ul>${wrong.map(one => html`<li key=${one.id} class=${`pl-check pl-${one.severity}`}><p><span class="pl-badge">${WORD[one.severity] || one.severity}</span> <b>${one.name}</b>${one.value && html` <span class="pl-faint">${one.value}${one.limit && `, limit ${one.limit}`}</span>`}${was[one.id] !== "broken" && html` <em>new</em>`}</p>
      ${one.says && html`<p>${one.says}</p>`}${one.mend && html`<p class="pl-faint">${one.mend}</p>`}${nearest.of(one.id) && html`<${Mend} key=${JSON.stringify(state)} ...${{id: one.id, nearest, set}} />`}</li>`)}</ul>`}
    <details class="pl-held"><summary>${count(held.length, "check holds", "checks hold")}${wrong.length ? "" : ", none is broken"}</summary><ul>${held.map(one => html`<li key=${one.id}>${one.name}${one.value && html` <span class="pl-faint">${one.value}${one.limit && `, limit ${one.limit}`}</span>`}${was[one.id] === "broken" && html` <em>mended</em>`}</li>`)}</ul></details>
  </div>`;
}
