// The playground itself: one state, everything shown follows from it.
import {html, useEffect, useMemo, useRef, useState} from "./vendor/preact-htm.js";
import {Bar} from "./bar.js";
import {Changed, Detail, Steps} from "./choices.js";
import {Compare} from "./compare.js";
import {Checks, CostBars, LatencyBar} from "./figures.js";
import {blame, flipped} from "./live.js";
import {makeMoves} from "./moves.js";
import {nearest} from "./nearest.js";
import {Panel} from "./panel.js";
import {Picture} from "./picture.js";
import {began, changes, moved} from "./state.js";
import {Tasks} from "./tasks.js";
import {Summary} from "./summary.js";
import {fromFragment, openedBy, toFragment} from "./url.js";
import {useDrawn, useIdle, useKeys, useMarks, useTexts} from "./hooks.js";
import {count, sayFlip} from "./words.js";

export function App({live: machine, model, page, names, texts, still}) {
  const opening = useMemo(() => fromFragment(location.hash, page.state, model, page.version), []);
  const [history, setHistory] = useState(() => began(opening.state)), [notes, setNotes] = useState(() => sentences(opening));
  const [said, setSaid] = useState(""), [opened, setOpened] = useState(() => openedBy(location.hash, model)), [tables, setTables] = useState(null);
  const state = history.now, start = useMemo(() => page.general ? {...page.state, task: state.task} : page.state, [page.general && state.task]);
  const drawn = useDrawn(texts, model);
  const original = useMemo(() => machine.answer(start), [start, drawn]), live = useMemo(() => start === state ? original : machine.answer(state), [state, original]);
  const flips = useMemo(() => flipped(model, original.decided, live.decided), [live, original]);
  const marks = useMarks(machine, state, [history.gesture.split(" ")[1], ...page.first].filter(Boolean)), blamed = useIdle(() => blame(machine, start, state, flips), [state], {});
  const read = useTexts(texts, model, opened, flips), result = useMemo(() => machine.run(state), [state]), told = id => texts.told(result, id, state);
  const fragment = () => toFragment(state, page.state, model, page.version);
  const held = useRef(null);
  held.current = {state, start, live, original, flips, fragment, whole: async () => {
    await texts.all();
    return {live, flips, original, marks: machine.ticks(state), told};
  }};
  const act = useMemo(() => makeMoves({page, model, names, now: () => held.current, say: setSaid, note: found => setNotes(sentences(found)),
    change: (next, gesture) => { setSaid(""); setHistory(old => moved(old, next(old.now), gesture)); }, travel: step => setHistory(step), show: setTables}), []);
  useKeys(act);
  useEffect(() => { if (opened) lead(opened); }, []);
  useAddress(fragment(), act);
  const spoken = useSpoken(model, names, live);
  const open = id => { setOpened(id); if (id) requestAnimationFrame(() => lead(id)); };
  const reasons = useIdle(() => Object.fromEntries(flips.filter(({id}) => texts.ready(id)).map(({id}) => [id, (told(id).because || [])[0] || ""])), [flips, read], {});
  const planes = Object.fromEntries(live.outline.parts.map(one => [one.id, one.plane]));
  return html`
    <div class="pl-hidden" role="status" aria-live="polite">${said || spoken}</div>
    ${said && html`<p class="pl-toast" aria-hidden="true">${said}</p>`}
    ${notes.length > 0 && html`<div class="pl-note"><ul>${notes.map(one => html`<li key=${one}>${one}</li>`)}</ul><button type="button" class="pl-button" onClick=${() => setNotes([])}>Understood</button></div>`}
    ${page.general && html`<${Tasks} model=${model} state=${state} act=${act} />`}
    <${Bar} page=${page.id || "playground"} history=${history} changed=${changes(start, state).length > 0} act=${act} fragment=${fragment} />
    <${Summary} live=${live} original=${original} flips=${flips} onFlips=${() => document.getElementById("play-changed").scrollIntoView({block: "start"})} />
    <div class="pl-body">
      <${Panel} ...${{model, first: page.first, state, start, live, original, marks, names, act, general: page.general}} />
      <div class="pl-results">
        <button type="button" class="pl-more pl-up" onClick=${() => document.querySelector(".pl-panel").scrollIntoView()}>Back to what is asked</button>
        <section class="pl-part" id="play-changed"><h2>${flips.length ? count(flips.length, "decision") : "No decision"} changed</h2><${Changed} ...${{model, names, flips, blamed, reasons, open, touched: changes(start, state).length > 0}} /></section>
        <section class="pl-part"><h2>Architecture</h2><${Picture} ...${{machine, live, original, drawn, open, still}} base=${`${page.general ? "" : "../"}assets/`} /></section>
        <section class="pl-part"><h2>Latency</h2><${LatencyBar} latency=${live.outline.latency} planes=${planes} /></section>
        <section class="pl-part"><h2>Checks</h2><${Checks} checks=${live.outline.checks} before=${original.outline.checks} state=${state} nearest=${{of: id => ((model.outline.checks[id] || {}).facts || []).length > 0, find: id => nearest(machine.engine, state, id)}} set=${found => act.give(found.fact, found.value, "")} /></section>
        <section class="pl-part"><h2>Cost</h2><${CostBars} parts=${live.outline.parts} bill=${live.outline.bill} before=${original.outline.parts} /></section>
        <section class="pl-part"><h2>Decisions</h2><${Steps} ...${{model, names, live, flips, opened, open}} detail=${opened && html`<${Detail} ...${{id: opened, model, names, state, act}} told=${texts.ready(opened) ? told(opened) : null} link=${linkOf(model, page, original, opened)} />`} /></section>
      </div>
    </div>
    ${tables && html`<${Compare} tables=${tables} close=${() => setTables(null)} />`}`;
}

const lead = id => document.getElementById(`play-${id}`)?.scrollIntoView({block: "start"});

function sentences({dropped, older}) {
  const first = {rules: "This link was made with another version of the rules, so the answer may differ from what its author saw.", start: "The design has been edited since this link was made; what the link does not name is as the design has it now."}[older];
  return [first, ...dropped.slice(0, 8), dropped.length > 8 && `And ${dropped.length - 8} more that could not be read.`].filter(Boolean);
}

function linkOf(model, page, original, id) {
  const at = model.steps.findIndex(step => step.decisions.includes(id)), came = original.decided[id];
  return page.general || at < 0 || !came || came.status === "not needed" ? "" : `${at + 1}-${model.steps[at].id}.html#decision-${id}`;
}

/** The address holds the state; an address that somebody changes is read. */
function useAddress(text, act) {
  const mine = useRef(text);
  useEffect(() => {
    const later = setTimeout(() => {
      mine.current = text;
      window.history.replaceState(window.history.state, "", text ? `#${text}` : location.pathname + location.search);
    }, 150);
    return () => clearTimeout(later);
  }, [text]);
  useEffect(() => {
    const changed = () => { if (location.hash.slice(1) !== mine.current) act.load(location.hash); };
    addEventListener("hashchange", changed);
    return () => removeEventListener("hashchange", changed);
  }, []);
}

/** What flipped since a screen reader was last told, once the reader pauses. */
function useSpoken(model, names, live) {
  const before = useRef(live.decided), [words, setWords] = useState("");
  useEffect(() => {
    const later = setTimeout(() => {
      const flips = flipped(model, before.current, live.decided);
      before.current = live.decided;
      if (flips.length) setWords(`${count(flips.length, "decision")} flipped. ${flips.slice(0, 4).map(flip => `${names.decision(flip.id)}: ${sayFlip(names, flip)}`).join(". ")}`);
    }, 500);
    return () => clearTimeout(later);
  }, [live]);
  return words;
}
