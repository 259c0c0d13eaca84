// A slider with a mark wherever something flips, and the way from flip to flip.
import {html, useState} from "./vendor/preact-htm.js";
import {sayFlip, shown} from "./words.js";
import {placeOf, steps, valueAt} from "./scale.js";

const NEAR = 12;  // pixels between pointer and mark
const percent = place => `${(100 * place).toFixed(2)}%`;

/** The next flip below and above a value: [tick or undefined, tick or undefined]. */
export const around = (marks, value) => [marks.filter(one => one.at < value).pop(), marks.find(one => one.at > value)];

/** What a flip does, in a sentence. */
export function flipText(tick, fact, names, most = 3) {
  const told = tick.changes.slice(0, most).map(({decision, from, to}) => `${names.decision(decision)}: ${sayFlip(names, {id: decision, from, to})}`);
  const at = fact.kind === "number" ? `At ${shown(fact, tick.at)}` : fact.kind === "set" ? `${fact.values[tick.at]}, put in or out` : `With ${shown(fact, tick.at)}`;
  const more = tick.changes.length - told.length;
  return `${at}: ${told.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

export function Slider({id, fact, value, marks, names, give, name}) {
  const [tip, setTip] = useState(null), count = steps(fact), [below, above] = around(marks, value);
  const go = tick => { give(tick.at, ""); setTip(null); };
  const moved = event => give(valueAt(fact, event.target.value / count), "drag");
  const key = event => {
    const tick = event.shiftKey && ({ArrowRight: above, ArrowUp: above, ArrowLeft: below, ArrowDown: below})[event.key];
    if (event.shiftKey && /^Arrow/.test(event.key)) event.preventDefault();
    if (tick) go(tick);
  };
  const near = event => {
    const box = event.currentTarget.getBoundingClientRect(), far = tick => Math.abs(box.left + placeOf(fact, tick.at) * box.width - event.clientX);
    const found = [...marks].sort((one, other) => far(one) - far(other))[0];
    return found && far(found) <= NEAR ? found : null;
  };
  const walk = (tick, sign, word) => html`<button type="button" class="pl-walk" aria-disabled=${tick ? undefined : "true"} onClick=${() => tick && go(tick)}
    onMouseEnter=${() => setTip(tick)} onMouseLeave=${() => setTip(null)} onFocus=${() => setTip(tick)} onBlur=${() => setTip(null)}
    aria-label=${`${word} flip of ${name}${tick ? `. ${flipText(tick, fact, names)}` : ": there is none"}`}>${sign}</button>`;
  return html`<div class="pl-slider">
    ${walk(below, "‹", "Previous")}
    <div class="pl-track">
      <input type="range" min="0" max=${count} step="1" value=${Math.round(placeOf(fact, value) * count)} aria-label=${name} aria-valuetext=${shown(fact, value)}
        style=${`--at:${percent(placeOf(fact, value))}`} onInput=${moved} onKeyDown=${key} />
      <div class="pl-ticks" aria-hidden="true" onMouseMove=${event => setTip(near(event))} onMouseLeave=${() => setTip(null)} onClick=${event => { const tick = near(event); if (tick) go(tick); }}>
        ${marks.map(tick => html`<i key=${tick.at} class=${tick === tip ? "pl-on" : ""} style=${`left:${percent(placeOf(fact, tick.at))};--much:${Math.min(tick.changes.length, 6)}`}></i>`)}
      </div>
    </div>
    ${walk(above, "›", "Next")}
    ${tip && html`<p class="pl-tip" role="tooltip">${flipText(tip, fact, names)}</p>`}
  </div>`;
}
